"""What a duty is said to be: how far it is, what of it is proved, what of it was assumed, who is only asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import hypothesis
import pytest
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, extend, issued, obligation, progress, register, share, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import NO_DEALINGS, Assessed
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.unit import Group, GroupMembers
from spt_fazhi.views.counted import given, incomplete_text, letters_text, members_text
from spt_fazhi.views.wording import (
    ASSUMED,
    NO_TIME,
    achieved_text,
    asked_text,
    days_text,
    due_cell,
    item_text,
    neutral_text,
    remarks,
    scope_note,
    scope_text,
    target_note,
    unit_text,
    when_text,
    who_mark,
)

TWO = CountTarget(count=2)
ALL = RateTarget(rate=Decimal(1), of="人员")
HEADS = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
DUE = (Assumption("due", "x"),)


def only(made, when="06-01", **more) -> Assessed:
    (found,) = assess(register(made, **more), day(when)).duties
    return found


@pytest.mark.parametrize(
    ("target", "records", "said"),
    [
        (TWO, [], "—"),
        (TWO, [evidence("05-01")], "1/2次"),
        (TWO, [evidence("05-01", document=None)], "0/2次，另有1次待佐证"),
        (TWO, [evidence("05-01"), evidence("05-02", number=1, document=None, amount=3)], "1/2次，另有3次待佐证"),
        (None, [evidence("05-01"), evidence("05-02", number=1, document=None)], "1份，另有1份待佐证"),
        (None, [evidence("05-01", document=None)], "0份，另有1份待佐证"),
        (ALL, [share("05-01", 35, 36)], "35/36，97.2%"),
        (ALL, [share("05-01", 1999, 2000)], "1999/2000，99.95%"),
        (RateTarget(rate=Decimal("0.925"), of="人员"), [share("05-01", 1849, 2000)], "1849/2000，92.45%"),
        (ALL, [share("05-01", 3, 4), share("05-02", 2, 2, number=1, document=None)], "3/4，75%，另有2/2待佐证"),
        (ALL, [share("05-02", 2, 3, document=None)], "0/0，另有2/3待佐证"),
        (
            HEADS,
            [share("05-01", 9, 14), share("05-02", 14, 14, number=1, document=None)],
            "9/14，64.3%，另报14/14待佐证",
        ),
        (ALL, [share("05-01", 0, 0)], "无发生"),
        (ALL, [share("05-01", 0, 0, document=None)], "无发生，待佐证"),
        (ALL, [share("05-01", 0, 0), share("05-02", 1, 2, number=1, document=None)], "无发生，另有1/2待佐证"),
    ],
)
def test_what_is_in_and_what_of_it_is_proved(target, records, said) -> None:
    assert achieved_text(only(obligation(target=target), records=records)) == said


@pytest.mark.parametrize(("target", "said"), [(ALL, "到期结算"), (HEADS, "达到即算")])
def test_an_assumed_settlement_is_marked_and_the_stated_target_is_not(target, said) -> None:
    made = obligation(target=target, assumed=(Assumption("settle", "x"),))
    assert asked_text(made) == f"人员100%，{said}{ASSUMED}"
    each = only(made, records=[share("05-01", 9, 14)])
    assert (achieved_text(each), target_note(each)) == ("9/14，64.3%", f"要求人员100%，{said}{ASSUMED}")


def test_an_assumed_target_is_marked_and_the_count_that_was_reported_is_not() -> None:
    made = obligation(target=TWO, assumed=(Assumption("target", "x"),))
    assert asked_text(made) == f"2次{ASSUMED}"
    each = only(made, records=[evidence("05-01"), evidence("05-02", number=1, document=None)])
    assert (achieved_text(each), target_note(each)) == ("1/2次，另有1次待佐证", f"要求2次{ASSUMED}")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (obligation(), "2024年12月31日前"),
        (obligation(phrase="年底前"), "年底前（2024年12月31日）"),
        (obligation(assumed=DUE), f"2024年12月31日前（{NO_TIME}）"),
        (obligation(due="06-30", assumed=DUE), f"2024年6月30日前{ASSUMED}"),
        (obligation(due="2025-03-01", phrase="次年3月1日前", assumed=DUE), f"次年3月1日前（2025年3月1日）{ASSUMED}"),
        (obligation(every="quarter"), "每季度"),
        (obligation(every="half", phrase="定期", assumed=(Assumption("every", "x"),)), f"定期（每半年）{ASSUMED}"),
        (obligation(every="half", assumed=(Assumption("period", "x"),)), f"每半年{ASSUMED}"),
        (obligation(every="month", due_day=5), "每月5日前"),
        (obligation(every="half", due_day=20), "每半年末月20日前"),
        (obligation(every="month", due_day=28, phrase="每月28日前"), "每月28日前"),
        (obligation(every="quarter", after=10), "每季度结束后10日内"),
        (obligation(every="month", start=day("07-01")), "每月，7月1日起"),
    ],
)
def test_when_it_is_due_in_the_documents_words_or_marked(made, said) -> None:
    assert when_text(made) == said


def test_an_extended_day_was_decided_and_is_not_marked() -> None:
    each = only(obligation(due="06-30", assumed=DUE))
    assert due_cell(each) == f"2024-06-30{ASSUMED}"
    later = only(obligation(due="06-30", assumed=DUE), decisions=[extend("08-31", "05-01")])
    assert due_cell(later) == "2024-08-31"


def test_who_owes_it_is_marked() -> None:
    assumed = (Assumption("who", "x"),)
    assert unit_text(only(obligation(assumed=assumed))) == f"甲局{ASSUMED}"
    joint = only(obligation(scope="joint", who=("甲局", "乙局"), assumed=assumed))
    assert (unit_text(joint), who_mark(joint)) == (f"甲局等2家共同{ASSUMED}", ASSUMED)
    assert (scope_text(obligation(assumed=assumed)), scope_note(joint.duty.obligation)) == ("各自", "")


@pytest.mark.parametrize(("scope", "said"), [("each", "各单位分别完成"), ("joint", "共同完成")])
def test_an_assumed_scope_is_said_in_words_and_does_not_mark_who_owes_it(scope, said) -> None:
    made = obligation(scope=scope, who=("甲局", "乙局"), assumed=(Assumption("scope", "x"),))
    each = assess(register(made), day("06-01")).duties[0]
    assert (who_mark(each), scope_note(made)) == ("", f"{said}{ASSUMED}")
    assert ASSUMED not in unit_text(each)
    assert scope_text(made).endswith(ASSUMED)


def test_what_is_stated_carries_no_mark() -> None:
    made = obligation(target=TWO, phrase="年底前", assumed=())
    each = only(made, records=[evidence("05-01")])
    for said in (
        unit_text(each),
        due_cell(each),
        achieved_text(each),
        target_note(each),
        when_text(made),
        asked_text(made),
        scope_text(made),
    ):
        assert ASSUMED not in said
        assert NO_TIME not in said


def test_what_must_be_known_besides() -> None:
    assert remarks(only(obligation())) == ()
    late = only(obligation(due="03-01"), decisions=[waive("05-01")])
    assert (late.state, late.late_decision, remarks(late)) == ("waived", True, ("逾期后定为不适用",))
    in_time = only(obligation(due="12-01"), decisions=[waive("05-01")])
    assert remarks(in_time) == ()
    short = only(obligation(due="05-31", target=ALL), records=[share("05-02", 4, 4, through="04-30")], when="06-10")
    assert (short.state, remarks(short)) == ("overdue", ("数据只到4月30日",))


def test_what_became_of_the_duties_of_a_unit_that_ended() -> None:
    ended = units(甲局={"until": day("05-31")})
    (gone,) = assess(register(obligation(), units=ended), day("06-10")).duties
    assert (gone.state, remarks(gone)) == ("waived", ("不再承担",))
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    (carried,) = assess(register(obligation(), units=handed), day("06-10")).duties
    assert (carried.duty.unit, remarks(carried)) == ("乙局", ("原由甲局承担",))
    both = register(obligation(who=("甲局", "乙局")), units=handed)
    (joined,) = assess(both, day("06-10")).duties
    assert (joined.duty.unit, remarks(joined)) == ("乙局", ("含原由甲局承担的部分",))


@pytest.mark.parametrize(
    ("when", "records", "said"),
    [
        ("06-20", [], "还有10天"), ("06-30", [], "今天到期"), ("07-02", [], "逾期2天"), ("07-02", [evidence("06-01")], ""),
        ("07-02", [evidence("06-01", document=None)], "已过2天"),
    ],
)  # fmt: skip
def test_how_far_the_day_is(when, records, said) -> None:
    assert days_text(only(obligation(due="06-30"), when, records=records), day(when)) == said


def test_of_those_who_are_asked_no_day_is_counted_and_nothing_is_scored() -> None:
    made = obligation(who=("己院",), due="03-01")
    each = only(made, units=units(己院={}))
    assert (days_text(each, day("06-01")), neutral_text(each)) == ("", "商请")
    gave = only(made, units=units(己院={}), records=[evidence("05-01", "己院")])
    assert (gave.state, neutral_text(gave)) == ("done-late", "已提供")
    said = only(made, units=units(己院={}), records=[evidence("05-01", "己院", document=None)])
    assert (said.state, neutral_text(said)) == ("unproved", "待佐证")


def test_what_they_gave_is_counted() -> None:
    assert given({"done": 2, "done-late": 1, "unproved": 3, "invited": 9}) == 6


def test_names_of_what_a_line_is_about() -> None:
    made = register(obligation(), progress="half", records=[progress("07-01", period="2024H1")])
    assert [item_text(each) for each in assess(made, day("08-01")).all_duties] == ["1.1", "报送1", "报送1"]


def test_groups_that_are_not_sure() -> None:
    whole = Group(name="甲", members=GroupMembers())
    assert members_text(3, [whole]) == "共 3 家"
    assert members_text(3, [whole, replace(whole, complete=False)]) == "共 3 家（名单未核全）"
    assert members_text(3, [replace(whole, assumed=(Assumption("members", "x"),))]) == f"共 3 家{ASSUMED}"
    assert (incomplete_text(()), incomplete_text(("甲", "乙"))) == ("", "名单未核全：甲、乙")


@hypothesis.given(registers(), DAYS)
def test_every_duty_can_be_put_into_words(plan, when: date) -> None:
    for each in assess(plan, when).all_duties:
        words = (
            achieved_text(each),
            unit_text(each),
            due_cell(each),
            days_text(each, when),
            *remarks(each),
            neutral_text(each),
        )
        assert all("None" not in said for said in words)
        if each.invited:
            assert "逾期" not in " ".join((days_text(each, when), neutral_text(each)))


def test_how_often_a_unit_was_chased() -> None:
    sent = [issued("urge", "05-10", number=1), issued("call", "06-20", number=2)]
    (each,) = assess(register(obligation(due="03-01"), sent=sent), day("07-01")).duties
    assert letters_text(each) == "已催办 2 次（最近 6月20日）"
    assert letters_text(each._replace(state="done-late")) == ""
    assert letters_text(each._replace(dealings=NO_DEALINGS)) == ""
    asked = each._replace(duty=each.duty._replace(answerable=()), state="invited")
    assert letters_text(asked) == "已商请 2 次（最近 6月20日）"


def test_a_letter_that_reminds_or_hints_is_not_called_an_urge() -> None:
    for names, said in (
        (("hint",), "已提示 1 次"), (("remind", "remind"), "已提醒 2 次"), (("remind", "urge"), "已提醒、催办 2 次"),
        (("supervise",), "已催办 1 次"), (("visit",), "已催办 1 次"),
    ):  # fmt: skip
        sent = [issued(name, "05-10", number=at) for at, name in enumerate(names)]
        (each,) = assess(register(obligation(due="03-01"), sent=sent), day("07-01")).duties
        assert letters_text(each).startswith(said)
