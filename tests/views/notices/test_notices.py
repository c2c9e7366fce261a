"""Who should get which letter: by kind of unit and state, never the office, never twice."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers
from tests.builders.world import (
    day,
    evidence,
    issued,
    obligation,
    register,
    return_,
    units,
    waive,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.letters import letters_of, told_of
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import AskedFigure, LetterSettings, RateTarget, Task
from spt_fazhi.views.lists.desks import desk_of
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.notices.asking import asked_by, cells, own_day
from spt_fazhi.views.notices.notice import NoticeFilter
from spt_fazhi.views.notices.notices import notices
from spt_fazhi.views.notices.reply_day import answer_day

PROVED = [evidence("01-05", "丁镇", "9.9")]  # makes the register one that is in use


def found(made, when="06-10", wanted=None):
    judged = assess(made, day(when))
    return notices(judged, judged.all_duties, letters_of(made, judged.day), wanted)


def levels(made, when="06-10", **more):
    return [(each.level, each.unit, len(each.owed)) for each in found(made, when, **more).notices]


def sent(made, recorded, *duties, name="urge", **more):
    """The same register in which something was sent or said about duties (obligation or task, unit, period)."""
    entry = issued(name, recorded, duties, len(made.issued), **more)
    return replace(made, issued=(*made.issued, entry))


def one(due="06-01", **more):
    """A register with one obligation of 丙镇."""
    return register(obligation("1.1", due=due, who=("丙镇",)), records=PROVED, **more)


@pytest.mark.parametrize(
    ("when", "level"),
    [
        ("05-01", None), ("05-02", "remind"), ("06-01", "remind"), ("06-02", "urge"), ("06-15", "urge"),
        ("06-16", "supervise"), ("12-31", "supervise"),
    ],
)  # fmt: skip
def test_the_level_goes_by_how_late_it_is(when: str, level: str | None) -> None:
    assert levels(sent(one(), "04-01", ("1.1", "丙镇")), when) == ([(level, "丙镇", 1)] if level else [])


@pytest.mark.parametrize(
    ("name", "level"),
    [
        (None, "urge"), ("remind", "urge"), ("quarter", "urge"),
        ("urge", "supervise"), ("supervise", "supervise"), ("call", "supervise"), ("visit", "supervise"), ("meeting", "supervise"),
    ],
)  # fmt: skip
def test_nobody_is_put_under_supervision_about_what_was_never_urged(name: str | None, level: str) -> None:
    made = sent(one(), "06-05", ("1.1", "丙镇"), name=name) if name else one()
    (notice,) = found(made, "07-01").notices
    assert notice.level == level
    assert notice.pressed == (notice.owed if level == "supervise" else ())
    assert found(made, "07-01").unwarned == (level == "urge")
    assert found(made, "06-15").unwarned == 0
    assert found(sent(one(), "06-05", ("1.2", "丙镇"), name="urge"), "07-01").notices[0].level == "urge"


def test_of_one_unit_only_what_was_urged_is_pressed() -> None:
    made = register(
        *(obligation(f"1.{n}", due=due, who=("丙镇",)) for n, due in ((1, "06-01"), (2, "06-01"), (3, "06-28"))), records=PROVED
    )  # fmt: skip
    made = sent(made, "06-05", ("1.1", "丙镇"), ("1.3", "丙镇"))
    (notice,) = found(made, "07-01").notices
    assert (notice.level, len(notice.late)) == ("supervise", 3)
    assert [each.duty.duty.key.obligation for each in notice.pressed] == ["1.1"]


def test_no_second_letter_while_the_answer_to_the_first_may_still_come() -> None:
    made = sent(one(), "06-05", ("1.1", "丙镇"), reply_by=day("06-20"))
    assert levels(made, "06-20") == []
    (waiting,) = found(made, "06-20").waiting
    assert waiting.again == day("06-21")
    assert levels(made, "06-21") == [("supervise", "丙镇", 1)]
    rung = sent(made, "06-08", ("1.1", "丙镇"), name="call")
    assert levels(rung, "06-20") == []
    assert levels(sent(one(), "06-05", ("1.1", "丙镇"), reply_by=day("06-06")), "06-14") == []


def test_the_thresholds_are_settings() -> None:
    made = one(letters=LetterSettings(urge_after=3, supervise_after=5), due_soon_days=2)
    made = sent(made, "04-01", ("1.1", "丙镇"))
    by_day = [levels(made, f"06-0{n}")[0][0] for n in range(1, 8)]
    assert by_day == ["remind", "remind", "remind", "urge", "urge", "supervise", "supervise"]
    assert levels(made, "05-29") == []


def test_the_form_goes_by_the_kind_of_unit() -> None:
    names = ("甲局", "乙局", "丙镇", "戊委", "己院")
    made = register(
        obligation("1.1", due="06-01", who=names), records=PROVED,
        units=units(甲局={"kind": "vertical"}, 乙局={"kind": "institution"}, 戊委={}, 己院={}),
    )  # fmt: skip
    assert levels(made) == [
        ("urge", "乙局", 1), ("urge", "丙镇", 1), ("hint", "甲局", 1), ("request", "戊委", 1), ("request", "己院", 1)
    ]  # fmt: skip
    called = sent(made, "06-05", *(("1.1", name) for name in names), name="call")
    assert {level for level, *_ in levels(called, "12-31")} == {"supervise", "hint", "request"}
    for kind in ("npc", "cppcc"):
        assert levels(
            register(obligation("1.1", due="06-01", who=("甲局",)), records=PROVED, units=units(甲局={"kind": kind}))
        ) == [("request", "甲局", 1)]


def test_one_letter_a_unit_by_its_latest_duty_with_what_is_near_beside_it() -> None:
    made = register(
        obligation("1.1", due="06-05", who=("丙镇",)), obligation("1.2", due="06-20", who=("丙镇",)),
        obligation("1.3", due="12-31", who=("丙镇",)), records=PROVED,
    )  # fmt: skip
    (notice,) = found(made).notices
    assert [each.duty.duty.key.obligation for each in notice.late] == ["1.1"]
    assert [each.duty.duty.key.obligation for each in notice.near] == ["1.2"]
    assert (notice.level, notice.cells) == ("urge", 6)


def test_nobody_is_written_to_about_what_was_not_asked() -> None:
    """Not yet begun, far off, done, waived: no letter."""
    made = register(
        obligation("1.1", due="12-31", who=("丙镇",)), obligation("1.2", every="quarter", who=("丙镇",), start=day("07-01")),
        obligation("1.3", due="06-01", who=("丙镇",)), obligation("1.4", due="06-01", who=("丙镇",)),
        records=[*PROVED, evidence("05-01", "丙镇", "1.3")], decisions=[waive("05-01", "丙镇", "1.4")],
    )  # fmt: skip
    assert levels(made) == []


def test_where_nothing_was_entered_nobody_is_written_to() -> None:
    result = found(register(obligation("1.1", due="03-01")))
    assert (result.in_use, result.notices, result.own) == (False, (), 0)


def test_the_office_writes_no_letter_to_itself() -> None:
    for office, who in (("戊委", ("戊委", "丙镇")), ("甲局", ("庚府", "甲局", "丙镇"))):
        made = register(
            obligation("1.1", due="06-01", who=who), records=PROVED, office=office, units=units(戊委={}, 庚府={})
        )
        assert levels(made) == [("urge", "丙镇", 1)]
        assert found(made).own == len(who) - 1


def test_a_unit_that_acts_through_another_is_written_to_there() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("庚府", "甲局")), records=PROVED, units=units(庚府={}, 甲局={"phone": "0955-1234567"})
    )  # fmt: skip
    (notice,) = found(made).notices
    assert (notice.unit, notice.phone, notice.speaks_for, len(notice.owed)) == (
        "甲局",
        "0955-1234567",
        ("庚府", "甲局"),
        2,
    )


def test_a_desk_outside_the_government_is_asked_politely_whoever_acts_through_it() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("庚府",)),
        records=PROVED,
        units=units(庚府={"acts_through": "戊委"}, 戊委={}),
    )
    assert levels(made) == [("request", "戊委", 1)]


def test_of_a_joint_duty_those_are_written_to_who_answer_for_it() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("甲局", "己院"),
        obligations=(obligation("1.1", due="06-01", scope="joint", who=("甲局", "己院", "丙镇", "戊委")),),
    )  # fmt: skip
    made = register(tasks=(task,), records=PROVED, units=units(戊委={}, 己院={}))
    assert levels(made) == [("urge", "甲局", 1)], "the court is not asked for what others answer for"


def test_who_carries_on_gets_the_letter() -> None:
    ends = {"until": day("03-31"), "succeeded_by": "甲局"}
    (notice,) = found(
        register(obligation("1.1", due="06-01", who=("乙局",)), records=PROVED, units=units(乙局=ends))
    ).notices
    assert (notice.unit, notice.owed[0].duty.former) == ("甲局", ("乙局",))


@pytest.mark.parametrize("name", ["urge", "call", "remind"])
def test_who_carries_on_is_urged_before_it_is_put_under_supervision(name: str) -> None:
    """What the unit before it was told in its time, its successor has not heard."""
    ends = {"until": day("06-05"), "succeeded_by": "甲局"}
    made = register(obligation("1.1", due="04-01", who=("乙局",)), records=PROVED, units=units(乙局=ends))
    before = sent(made, "05-20", ("1.1", "乙局"), name=name)
    (notice,) = found(before, "06-20").notices
    assert (notice.level, notice.unit, notice.last) == ("urge", "甲局", None)
    again = sent(before, "06-21", ("1.1", "甲局"), name="urge")
    (notice,) = found(again, "07-10").notices
    assert (notice.level, notice.unit) == ("supervise", "甲局")
    assert notice.last is not None
    assert notice.last.value.recorded == day("06-21")


def test_proof_that_is_lacking_and_what_was_returned_is_reminded_of_near_its_day() -> None:
    bare = evidence("03-01", "丙镇", document=None)
    assert levels(register(obligation("1.1", due="12-31", who=("丙镇",)), records=[*PROVED, bare])) == []
    assert levels(register(obligation("1.1", due="06-01", who=("丙镇",)), records=[*PROVED, bare])) == [
        ("remind", "丙镇", 1)
    ]
    given_ = evidence("05-20", "丙镇")
    back = return_(given_.id, "06-02", again_by="06-30")
    made = register(obligation("1.1", due="06-01", who=("丙镇",)), records=[*PROVED, given_], decisions=[back])
    (notice,) = found(made).notices
    assert notice.level == "remind"
    assert asked_by(notice.owed[0].duty, assess(made, day("06-10")), day("06-20")) == day("06-28")
    assert own_day(notice.owed[0].duty, assess(made, day("06-10"))) == day("06-30")
    assert levels(made, "07-01") == [("urge", "丙镇", 1)]


def test_what_may_be_entered_late_is_reminded_of_when_its_last_day_is_near() -> None:
    made = register(
        obligation("1.1", due="02-01", who=("丙镇",)), records=PROVED, issued="04-09", backfill_until=day("12-31")
    )
    assert levels(made) == []
    (notice,) = found(made, "12-10").notices
    assert (notice.level, notice.near) == ("remind", notice.owed)
    assert asked_by(notice.owed[0].duty, assess(made, day("12-10")), day("12-20")) == day("12-31")


@pytest.mark.parametrize("name", ["urge", "remind", "supervise", "call", "visit", "meeting"])
def test_no_second_letter_on_the_same_duty_within_some_days(name: str) -> None:
    made = sent(one(), "06-05", ("1.1", "丙镇"), name=name)
    assert levels(made, "06-14") == []
    (waiting,) = found(made, "06-14").waiting
    assert (waiting.unit, waiting.last.value.name, waiting.again) == ("丙镇", name, day("06-15"))
    (notice,) = found(made, "06-15").notices
    assert notice.last is not None
    assert (notice.level, notice.last.value.recorded) == ("urge", day("06-05"))


def test_a_letter_about_one_duty_holds_back_no_other() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("丙镇",)), obligation("1.2", due="06-08", who=("丙镇",)), records=PROVED
    )
    made = sent(made, "06-05", ("1.1", "丙镇"))
    (notice,) = found(made, "06-12").notices
    assert [each.duty.duty.key.obligation for each in notice.owed] == ["1.2"]
    assert [each.owed[0].duty.duty.key.obligation for each in found(made, "06-12").waiting] == ["1.1"]


def test_a_report_that_was_sent_holds_back_nothing() -> None:
    assert levels(sent(one(), "06-05", ("1.1", None), name="quarter")) == [("urge", "丙镇", 1)]


def test_of_a_joint_duty_a_letter_to_one_is_none_to_another() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("甲局", "乙局"),
        obligations=(obligation("1.1", due="06-01", scope="joint", who=("甲局", "乙局")),),
    )  # fmt: skip
    made = sent(register(tasks=(task,), records=PROVED), "06-05", ("1.1", "甲"), to=("甲局",))
    assert levels(made) == [("urge", "乙局", 1)]
    everybody = sent(register(tasks=(task,), records=PROVED), "06-05", ("1.1", None), to=("甲局",))
    assert levels(everybody) == []


def test_to_whom_and_of_which_level_can_be_asked() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("丙镇", "丁镇", "庚府")), obligation("1.2", due="03-01", who=("丁镇",)),
        records=PROVED, units=units(庚府={}),
    )  # fmt: skip
    made = sent(made, "05-01", ("1.2", "丁镇"))
    assert levels(made, wanted=NoticeFilter(units=frozenset({"丁镇"}))) == [("supervise", "丁镇", 2)]
    assert levels(made, wanted=NoticeFilter(units=frozenset({"庚府"}))) == [("urge", "甲局", 1)]
    assert levels(made, wanted=NoticeFilter(units=frozenset())) == []
    assert levels(made, wanted=NoticeFilter(levels=frozenset({"urge"}))) == [("urge", "甲局", 1), ("urge", "丙镇", 1)]


def test_what_has_to_be_filled_in_is_counted() -> None:
    rate = RateTarget(rate=Decimal(1), of="人员")
    made = register(
        obligation("1.1", due="06-01", who=("丙镇",)), obligation("1.2", due="06-01", who=("丙镇",), target=rate),
        obligation("1.3", due="06-01", who=("丙镇",), figures=(AskedFigure(name="人数"), AskedFigure(name="件数"))),
        records=PROVED, progress="quarter",
    )  # fmt: skip
    judged = assess(made, day("06-10"))
    assert [cells(each) for each in judged.duties] == [3, 5, 5]
    assert {cells(each) for each in judged.progress} == {1}
    assert found(made).notices[-1].cells == 13


@pytest.mark.parametrize(
    ("when", "within", "last"),
    [("07-15", 10, "07-25"), ("07-12", 10, "07-22"), ("07-11", 10, "07-19"), ("07-13", 1, "07-16"), ("07-18", 3, "07-19"), ("07-19", 0, "07-22")],
)  # fmt: skip
def test_an_answer_is_asked_for_when_the_next_letter_may_be_written_and_never_at_a_weekend(when, within, last) -> None:
    info = one(letters=LetterSettings(not_again_within=within)).info
    assert answer_day(day(when), info) == day(last)


def test_the_last_letter_in_words() -> None:
    made = sent(one(), "06-05", ("1.1", "丙镇"), name="call", answer="6月28日前报送")
    assert last_text(made.issued[0].value) == "6月5日已电话催办，答复“6月28日前报送”"
    for name, said in (("urge", "催办函"), ("remind", "提醒函"), ("supervise", "督办通知"), ("hint", "提示函")):
        letter = replace(issued(name, "06-05").value, number="示依法办函〔2024〕3号")
        assert last_text(letter) == f"6月5日已发{said}（示依法办函〔2024〕3号）"


OPEN = {"overdue", "due-soon", "returned", "unproved", "backfill", "invited"}


@st.composite
def registers_with_letters(draw):
    """A register drawn at random in which some of its duties were written about."""
    made = draw(registers(reforms=draw(st.booleans())))
    keys = [each.key for each in assess(made, day("06-30")).matching.duties]
    for key in draw(st.lists(st.sampled_from(keys), max_size=4)) if keys else ():
        duty = (key.finding or key.obligation or key.task, key.unit or None, key.period or None)
        made = sent(made, draw(DAYS).isoformat(), duty, name=draw(st.sampled_from(["urge", "call", "hint", "notify"])))
    return made


@given(registers_with_letters(), DAYS)
def test_nobody_gets_a_letter_on_what_is_not_open_nor_twice_nor_the_office(made, when) -> None:
    judged = assess(made, when)
    letters = letters_of(made, when)
    result = notices(judged, judged.all_duties, letters)
    states = {each.duty.key: each.state for each in judged.all_duties}
    answering = Answering(assessment=judged)
    within = timedelta(days=made.info.letters.not_again_within)
    told = told_of(made, when, answering.directory)
    seen = set()
    for notice in result.notices:
        assert notice.unit != answering.office
        assert answering.office not in notice.speaks_for
        assert notice.owed
        for owed in notice.owed:
            key, state = owed.duty.duty.key, owed.duty.state
            assert state in (OPEN | {"pending", "in-progress", "behind"} if owed in notice.new else OPEN)
            assert bool(key.finding) == notice.findings
            if key.finding:
                known = key in told or bool(owed.duty.records) or key in judged.matching.returned
                known = known or key.finding < str(made.info.year)
                assert (owed in notice.new) == (not known)
            assert state == states[key] or state == "invited"
            assert (notice.unit, key) not in seen
            seen.add((notice.unit, key))
            assert owed.names
            assert {desk_of(name, answering) for name in owed.names} == {notice.unit}
            if key.unit:
                assert all(when - each.value.recorded >= within for each in letters.get(key, ()))
            if any(answering.is_outside(name) for name in owed.names):
                assert notice.level == "request"
            assert asked_by(owed.duty, judged, answer_day(when, made.info)) >= when
    if not made.in_use:
        assert not result.notices
