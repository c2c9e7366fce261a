"""Letters as a director signs them and a unit gets them: the right form, each duty with the sentence it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.strategies import DAYS, registers
from tests.builders.world import UNITS, day, evidence, issued, obligation, register, return_, units

from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.query import Filter
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import AskedFigure, CountTarget, RateTarget, Task
from spt_fazhi.model.unit import Unit
from spt_fazhi.render.office.blocks import read_blocks
from spt_fazhi.render.office.layout import Line, lay_out
from spt_fazhi.render.template.jinja import render_each_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.letters.items import LetterRequest
from spt_fazhi.reports.letters.letter import TEMPLATE, LetterValues, letter_values
from spt_fazhi.reports.letters.message import MESSAGE_TEMPLATE, message_values
from spt_fazhi.reports.parts import head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.notice.find import find_notices
from spt_fazhi.services.notice.make import NoticeOptions, make_letters
from spt_fazhi.services.report import named
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.marks import marked_in, without_marks
from spt_fazhi.views.notices.notice import LEVELS, Notice
from spt_fazhi.views.notices.notices import notices
from spt_fazhi.views.notices.reply_day import answer_day

GOLDEN = TESTS / "reports" / "golden" / "letters"
PROVED = [evidence("01-05", "丁镇", "9.9")]
PACKAGED = Library(workspace={}, faults={})
Golden = Callable[[Path, str], None]
# one unit a form, on a day on which the demo has such a letter for it
SHOWN = {
    "supervise": ("西镇", "2024-07-12"), "urge": ("东镇", "2024-07-12"), "remind": ("东镇", "2024-04-05"),
    "hint": ("公安分局", "2024-07-12"), "request": ("法院", "2024-07-12"),
}  # fmt: skip


def letters(made, when="06-10", number=None) -> list[tuple[Notice, LetterValues, str, str]]:
    """Every letter of a register: its notice, its values, its text and the message."""
    judged = assess(made, day(when) if isinstance(when, str) else when)
    report = ReportRequest(assessment=judged)
    request = LetterRequest(report=report, head=head(report), reply_by=answer_day(judged.day, made.info), number=number)
    found = notices(judged, judged.all_duties, letters_of(made, judged.day)).notices
    found = tuple(each for each in found if not each.findings)  # those have letters of their own
    all_values = [letter_values(request, each) for each in found]
    jobs = [(TEMPLATE, named(each)) for each in all_values]
    jobs += [(MESSAGE_TEMPLATE, named(message_values(request, each))) for each in found]
    texts = render_each_here(PACKAGED, jobs)
    for values, marked in zip(all_values, texts, strict=False):
        assert {mark.key for mark in marked_in(marked)} <= set(figures_in(values))
    plain = [*map(without_marks, texts)]
    return list(zip(found, all_values, plain, plain[len(found) :], strict=False))


@pytest.mark.parametrize(
    ("who", "more", "said"),
    [
        (("甲局",), {"due": "06-01"}, "，原由甲局承担。《要点》"),
        (("甲局", "乙局"), {"due": "06-01"}, "，含原由甲局承担的部分。《要点》"),
        # the first quarter was owed by 甲局 alone, for 乙局 began after it
        (("甲局", "乙局"), {"every": "quarter"}, "，计2项，含原由甲局承担的部分。《要点》"),
    ],
)
def test_a_letter_says_whose_it_was_and_whether_the_unit_owed_it_itself(
    who: tuple[str, ...], more: dict[str, str], said: str
) -> None:
    handed = units(
        甲局={"until": day("05-31"), "succeeded_by": "乙局"}, 乙局={"from_": day("04-15")} if "every" in more else {}
    )
    made = register(obligation("1.1", who=who, **more), units=handed, records=PROVED, office="丙镇")
    ((notice, _, text, _),) = letters(made, "07-10")
    assert notice.unit == "乙局"
    assert said in text


@pytest.mark.parametrize("level", SHOWN)
def test_one_letter_of_each_form(demo: Path, level: str, golden: Golden) -> None:
    unit, when = SHOWN[level]
    session = Session.open(str(demo), when)
    wanted = Filter(units=frozenset(session.units(unit)))
    found = find_notices(session, wanted)
    found = replace(found, notices=tuple(each for each in found.notices if not each.findings))
    (made,) = make_letters(session, found, NoticeOptions(format="md"))
    assert made.notice.level == level
    text = made.files[made.letter].decode()
    said = next(data for name, data in made.files.items() if name.endswith(".txt")).decode()
    assert half_width(text + said) == []
    assert nested(text + said) == []
    golden(GOLDEN / f"{level}.md", text)
    golden(GOLDEN / f"{level}.txt", said)


def test_a_letter_says_what_it_rests_on_what_is_missing_by_when_and_to_whom() -> None:
    assumed = (Assumption("who", "x"), Assumption("due", "x"))
    made = register(
        obligation("1.1", due="06-01", who=("丙镇",), phrase="6月1日前", proof="签到表。", figures=(AskedFigure(name="人数"),)),
        obligation("1.2", due="12-31", who=("丙镇",), assumed=assumed),
        records=PROVED, office="甲局", units=units(甲局={"phone": "0955-7654321"}), signature="示例区甲局",
    )  # fmt: skip
    ((_, _, text, said),) = letters(made)
    assert "# 关于《示例区要点》逾期事项的催办函\n\n丙镇：" in text
    assert (
        "1. 事项1.1。《要点》任务1写明：“x”。时限是6月1日前（2024年6月1日），已逾期9天，没有收到材料。"
        "请于2024年6月20日前报送佐证：签到表，并附报人数。"
    ) in text
    assert "本函共涉及1项，需填报4处" in text
    assert "材料请报甲局，联系电话：0955-7654321。" in text
    assert text.endswith("示例区甲局\n\n2024年6月10日\n")
    assert "1.2" not in text
    assert said == (
        "丙镇：《示例区要点》里，“事项1.1”，时限是6月1日前（2024年6月1日），没有收到材料。"
        "请于2024年6月20日前把佐证（签到表）报甲局，电话0955-7654321。\n"
    )
    ((_, _, late, _),) = letters(made, "12-10")
    assert (
        "1. 事项1.2，由你单位承担（推定）。《要点》任务1写明：“x”。时限是2024年12月31日前（未写时限，按年底计），还没有收到材料。"
        in late
    )
    assert "文中注明推定和“未写时限，按年底计”的，《要点》原文没有写明" in late
    assert "推定" not in text


@pytest.mark.parametrize(
    ("assumed", "who", "said"),
    [
        ((), ("丙镇",), "《示例区要点》（以下简称《要点》）确定由你单位承担的事项中，有1项已过时限"),
        ((Assumption("who", "x"),), ("丙镇",), "按《示例区要点》（以下简称《要点》）和我办的任务分解，由你单位承担的事项中，有1项已过时限"),
        ((), ("甲局",), "我办就《示例区要点》（以下简称《要点》）要求你单位报送的进展中，有1项已过时限"),
    ],
)  # fmt: skip
def test_a_letter_opens_with_who_asks_for_it(assumed: tuple[Assumption, ...], who: tuple[str, ...], said: str) -> None:
    made = register(
        obligation("1.1", due="06-01" if who == ("丙镇",) else "12-31", who=who, assumed=assumed),
        records=PROVED, progress="quarter" if who == ("甲局",) else "none", issued="02-01",
    )  # fmt: skip
    ((_, _, text, _),) = letters(made, "06-10")
    assert said in text


def test_a_unit_outside_the_government_is_told_which_document_it_is_about() -> None:
    task = Task(id=1, section="一", title="任务一", text="x", lead=("己院",))
    made = register(tasks=(task,), records=PROVED, units=units(己院={}), progress="quarter", issued="02-01")
    ((_, _, _, said),) = letters(made, "06-10")
    assert said.startswith(
        "己院：为汇总《示例区要点》落实情况，我办商请贵单位提供以下情况：任务1“任务一”2024年第一季度、第二季度进展。方便时请于"
    )
    assert "方便时请于2024年6月20日前（最晚的一项2024年7月10日前）把" in said
    assert "还没有收到" not in said


def test_what_the_register_does_not_hold_is_left_visible_for_the_clerk() -> None:
    ((_, _, text, said),) = letters(
        register(obligation("1.1", due="06-01", who=("丙镇",)), records=PROVED, office="甲局")
    )
    assert "联系电话：【此处需补写：联系电话】。" in text
    assert said.endswith("报甲局，电话【此处需补写：联系电话】。\n")


def test_the_last_reminder_and_its_answer_stand_in_the_letter() -> None:
    call = issued("call", "05-20", (("1.1", "丙镇"),), answer="6月5日前报送")
    made = register(obligation("1.1", due="05-01", who=("丙镇",)), records=PROVED, sent=[call])
    ((notice, _, text, _),) = letters(made)
    assert notice.level == "supervise"
    assert "5月20日已电话催办，答复“6月5日前报送”。现予督办，有关事项通知如下。" in text


def test_units_that_act_through_the_desk_and_those_who_owe_it_too_are_named() -> None:
    made = register(
        obligation("1.1", due="06-01", who=("庚府",)), obligation("1.2", due="06-01", who=("甲局", "乙局"), scope="joint"),
        records=PROVED, units=units(庚府={}),
    )  # fmt: skip
    ((_, _, text, said),) = letters(made)
    assert "确定由你单位承担和承办的事项中，有2项已过时限" in text
    assert "1. 事项1.1，由庚府承担。" in text
    assert "2. 事项1.2，由你单位与乙局共同承担。" in text
    assert "庚府的“事项1.1”" in said


def test_the_full_name_is_used_where_it_was_confirmed_and_the_number_where_it_was_given() -> None:
    named_so = {"full_name": "示例区丙镇人民政府", "verified": True}
    made = register(obligation("1.1", due="06-01", who=("丙镇",)), records=PROVED, units=units(丙镇=named_so))
    ((_, _, text, _),) = letters(made, number="示依法办函〔2024〕3号")
    assert "\n\n> 示依法办函〔2024〕3号\n\n示例区丙镇人民政府：\n" in text
    unsure = register(
        obligation("1.1", due="06-01", who=("丙镇",)), records=PROVED, units=units(丙镇={**named_so, "verified": False})
    )
    assert "\n\n丙镇：\n" in letters(unsure)[0][2]


def test_a_message_names_three_and_counts_the_rest() -> None:
    made = register(*(obligation(f"1.{n}", due="06-01", who=("丙镇",)) for n in range(1, 7)), records=PROVED)
    ((_, _, _, said),) = letters(made)
    assert "“事项1.3”，时限是2024年6月1日前，没有收到材料；另有3项也已过时限。请于" in said
    assert said.count("。") == 2


def test_the_last_reminder_is_said_of_what_it_was_about_alone() -> None:
    call = issued("call", "05-20", (("1.1", "丙镇"),), answer="说“6月5日前”报送")
    due = [obligation(f"1.{n}", due="05-01", who=("丙镇",)) for n in (1, 2)]
    ((notice, values, text, _),) = letters(register(*due, records=PROVED, sent=[call]))
    assert [each.duty.duty.key.obligation for each in notice.last_about] == ["1.1"]
    assert values.last_about.value == 1
    assert "其中1项，5月20日已电话催办，答复“说‘6月5日前’报送”。现对催办后仍未完成的1项予以督办" in text


def test_a_quote_keeps_its_own_marks_as_single_ones() -> None:
    wanted = replace(obligation("1.1", due="06-01", who=("丙镇",)), quote="推进“放管服”改革", title="“放管服”改革")
    ((_, _, text, said),) = letters(register(wanted, records=PROVED))
    assert "《要点》任务1写明：“推进‘放管服’改革”。" in text
    assert "1. “放管服”改革。" in text
    assert "“‘放管服’改革”，时限是" in said


def test_what_the_document_states_is_quoted_and_what_it_does_not_is_said_to_be_assumed() -> None:
    stated = obligation("1.1", due="06-01", who=("丙镇",), target=CountTarget(count=2))
    assumed = tuple(Assumption(field, "x") for field in ("scope", "target", "settle"))
    rate = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
    ours = obligation("1.2", due="06-01", who=("丙镇",), target=rate, assumed=assumed)
    ((_, values, text, _),) = letters(register(stated, ours, records=PROVED))
    first, second = (line for line in text.splitlines() if line.startswith(("1.", "2.")))
    assert "推定" not in first
    assert "要求" not in first
    assert "。各单位分别完成、要求人员100%、达到要求即算完成，是我办推定的。时限是" in second
    assert "文中注明推定的，《要点》原文没有写明" in text
    assert "未写时限" not in text
    assert (values.assumed, values.unwritten) == (True, False)


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        ((False, False), "有2项已过时限、尚未完成，逾期最久的已40天。"),
        ((True, False), "有2项已过时限、尚未完成（其中1项的时限是我办推定的），逾期最久的已40天。"),
        ((True, True), "有2项已过时限、尚未完成（时限都是我办推定的），逾期最久的已40天。"),
    ],
)
def test_a_day_the_office_thought_of_is_said_to_be_its_own(assumed: tuple[bool, bool], said: str) -> None:
    due = [
        obligation(f"1.{n}", due="05-01", who=("丙镇",), assumed=(Assumption("due", "x"),) if ours else ())
        for n, ours in enumerate(assumed, 1)
    ]
    ((_, _, text, _),) = letters(register(*due, records=PROVED))
    assert said in text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("06-20", "06-25"), "有2项需近期办理。"),
        (("06-01", "06-02"), "有2项已过时限、尚未完成。"),
        (("06-01", "06-25"), "有2项尚待办理，1项已过时限。"),
    ],
)
def test_a_hint_says_once_how_many_are_out(days: tuple[str, str], said: str) -> None:
    due = [obligation(f"1.{n}", due=when, who=("戊分局",)) for n, when in enumerate(days, 1)]
    vertical = Unit(name="戊分局", code="wu", kind="vertical")
    ((notice, _, text, message),) = letters(register(*due, records=PROVED, units=(*UNITS, vertical)))
    assert notice.level == "hint"
    assert f"确定由贵单位承担的事项中，{said}" in text
    assert "你单位" not in text + message


def test_whoever_is_only_asked_is_told_no_past_day_and_no_day_of_the_offices_own() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("己院",),
        obligations=tuple(obligation(f"1.{n}", due=due, who=("己院",)) for n, due in ((1, "06-01"), (2, "06-30"))),
    )  # fmt: skip
    made = register(tasks=(task,), records=PROVED, units=units(己院={}), progress="quarter", issued="02-01")
    ((_, _, text, said),) = letters(made)
    assert "事项1.1。《要点》任务1写明：“x”。目前还没有收到材料。商请于2024年6月20日前提供" in text
    assert (
        "事项1.2。《要点》任务1写明：“x”。时限是2024年6月30日前，目前还没有收到材料。商请于2024年6月28日前（6月30日是周日）提供"
        in text
    )
    assert (
        "工作进展（2024年第一季度）。此项由我办为汇总情况商请，涉及《要点》任务1“任务一”。目前还没有收到。商请于2024年6月20日前"
        in text
    )
    assert "要求" not in text
    assert "时限是" not in said


def test_what_stands_outside_the_numbered_tasks_has_no_number() -> None:
    task = Task(
        id=0,
        section="一",
        title="附则",
        text="x",
        lead=("甲局",),
        obligations=(obligation("0.1", due="06-01", who=("丙镇",)),),
    )
    ((_, _, text, _),) = letters(register(tasks=(task,), records=PROVED))
    assert "《要点》写明：“x”。" in text
    assert "任务0" not in text


def test_what_may_still_be_entered_and_what_was_returned_are_asked_for_in_good_chinese() -> None:
    back = return_("bing/2024-05-06-1.2-aaaa", "05-08", again_by="06-20")
    made = register(
        obligation("1.1", due="03-01", who=("丙镇",)), obligation("1.2", due="12-31", who=("丙镇",)),
        records=[*PROVED, evidence("05-06", "丙镇", "1.2")], decisions=[back],
        issued="04-09", backfill_until=day("06-30"),
    )  # fmt: skip
    ((_, _, text, _),) = letters(made)
    assert "近期待办事项的提醒函" in text
    assert (
        "时限是2024年3月1日前，早于《要点》印发，可以补报，还没有收到材料。请于2024年6月28日前（6月30日是周日）报送佐证材料"
        in text
    )
    assert "时限是2024年12月31日前，报来的材料5月8日已退回，原因是“x”。请于2024年6月20日前重新报送佐证材料" in text


def test_what_was_returned_and_what_is_due_sooner_have_their_own_days_in_a_message() -> None:
    back = return_("bing/2024-05-06-1.2-aaaa", "06-08", again_by="06-12")
    due = {"1.1": "06-01", "1.2": "12-31", "1.3": "06-14"}
    made = register(
        *(obligation(each, due=last, who=("丙镇",)) for each, last in due.items()),
        records=[*PROVED, evidence("05-06", "丙镇", "1.2")], decisions=[back],
    )  # fmt: skip
    ((_, _, text, said),) = letters(made)
    assert "报来的材料6月8日已退回，原因是“x”。请于2024年6月12日前重新报送佐证材料" in text
    assert (
        "还有2项近期要办，其中退回的1项请于2024年6月12日前重报，其他的最早的请于2024年6月14日前报。请于2024年6月20日前把"
        in said
    )
    alone = replace(made, tasks=(replace(made.tasks[0], obligations=made.tasks[0].obligations[1:2]),))
    ((_, _, _, said),) = letters(alone)
    assert "“事项1.2”，报来的材料6月8日已退回，原因是“x”，请于6月12日前重新报送。请于2024年6月12日前把" in said


def test_what_was_returned_and_did_not_come_again_is_not_said_never_to_have_come() -> None:
    back = return_("bing/2024-05-06-1.1-aaaa", "05-08", again_by="05-20")
    made = register(
        obligation("1.1", due="06-01", who=("丙镇", "丁镇")),
        records=[*PROVED, evidence("05-06", "丙镇", "1.1")], decisions=[back],
    )  # fmt: skip
    for (_, _, text, said), missing in zip(
        letters(made), ("报来的材料5月8日已退回，原因是“x”，没有重新报送。", "没有收到材料。"), strict=True
    ):
        assert f"已逾期9天，{missing}" in text
        assert f"（2024年6月1日），{missing}" in said or f"时限是2024年6月1日前，{missing}" in said


@pytest.mark.parametrize(
    ("target", "entered", "said"),
    [
        (CountTarget(count=12, unit="场"), {"amount": 7}, "已办7场，要求12场"),
        (CountTarget(count=12, unit="场"), {"amount": 7, "document": None}, "已办7场，还缺佐证材料，要求12场"),
        (RateTarget(rate=Decimal(1), of="行政执法人员", reached="达到60学时"), {"reached": 17, "of": 19}, "19名行政执法人员中17名达到60学时"),
        (RateTarget(rate=Decimal(1), of="矛盾纠纷", reached="化解"), {"reached": 17, "of": 19}, "矛盾纠纷19中有17化解"),
    ],
)  # fmt: skip
def test_what_was_reported_is_said_in_words(target, entered, said: str) -> None:
    due = obligation("1.1", due="06-01", who=("丙镇",), target=target, phrase="全年")
    ((_, _, text, message),) = letters(register(due, records=[*PROVED, evidence("05-06", "丙镇", "1.1", **entered)]))
    assert f"时限是2024年6月1日前（原文写“全年”），已逾期9天，{said}。请于" in text
    assert f"时限是2024年6月1日前（原文写“全年”），{said}。请于" in message
    assert "只" not in text + message


def test_periods_that_came_in_and_periods_that_did_not_are_not_said_in_one_breath() -> None:
    bare = evidence("03-05", "丙镇", "1.1", document=None)
    monthly = obligation("1.1", who=("丙镇",), every="month", start=day("03-01"))
    ((_, _, text, said),) = letters(register(monthly, records=[bare]), "04-20")
    assert "（2024年3月），时限是2024年3月31日前，报了完成情况，还缺佐证材料；“事项1.1”（2024年4月），时限是" in said
    assert "2024年4月30日前，还没有收到材料。" in said
    target = CountTarget(count=2)
    twice = obligation("1.1", who=("丙镇",), every="month", start=day("02-01"), target=target)
    made = register(twice, records=[evidence("02-05", "丙镇", "1.1", amount=1)])
    ((_, _, text, said),) = letters(made, "04-05")
    for each in (text, said):
        assert "其中2024年2月已办1次，要求2次，其余没有收到材料" in each


def test_what_lacks_proof_alone_is_neither_near_nor_to_be_put_off() -> None:
    bare = evidence("03-01", "丙镇", document=None)
    lacking = obligation("1.1", due="03-05", who=("丙镇",))
    ((_, values, text, said),) = letters(register(lacking, records=[*PROVED, bare]), "12-10")
    assert "关于《示例区要点》待补佐证事项的提醒函" in text
    assert "有1项已报完成情况、尚缺佐证。" in text
    assert "## 一、待补佐证的事项\n\n1. 事项1.1。" in text
    assert "近期" not in text + said
    assert "延期" not in text
    assert (values.unproved.value, values.coming.value) == (1, 0)
    near, late = obligation("1.2", due="12-20", who=("丙镇",)), obligation("1.3", due="12-01", who=("丙镇",))
    ((_, _, text, _),) = letters(register(lacking, near, records=[*PROVED, bare]), "12-10")
    assert "关于《示例区要点》待办事项的提醒函" in text
    assert "有1项需近期办理，1项尚缺佐证。" in text
    assert "## 二、近期要办的事项\n\n1. 事项1.2。" in text
    assert "近期要办的，确有困难、需要延期的，请在时限届满前" in text
    ((_, _, text, said),) = letters(register(lacking, near, late, records=[*PROVED, bare]), "12-10")
    assert "## 二、待补佐证的事项\n\n1. 事项1.1。" in text
    assert "；还有1项近期要办；还有1项报了完成情况、缺佐证。请于" in said


def test_a_notice_of_supervision_is_about_what_was_urged_and_names_the_rest_beside_it() -> None:
    call = issued("call", "05-20", (("1.1", "丙镇"),))
    due = [obligation(f"1.{n}", due="05-01", who=("丙镇",)) for n in (1, 2)]
    ((_, values, text, _),) = letters(register(*due, records=PROVED, sent=[call]))
    assert "现对催办后仍未完成的1项予以督办" in text
    assert "## 一、督办的事项\n\n1. 事项1.1。" in text
    assert "## 二、其他已过时限的事项\n\n1. 事项1.2。" in text
    assert (values.overdue.value, values.pressed.value) == (2, 1)


@pytest.mark.parametrize(("many", "annexed"), [(8, False), (9, True)])
def test_many_items_go_into_an_annex_and_the_text_names_the_worst(many: int, annexed: bool) -> None:
    late = [obligation(f"1.{n}", due=f"05-{n:02}", who=("丙镇",), proof="a|b") for n in range(1, many)]
    near = obligation(f"1.{many}", due="06-20", who=("丙镇",))
    ((_, values, text, _),) = letters(register(*late, near, records=PROVED))
    assert bool(values.annex) == annexed
    body, _, annex = text.partition("\n\n## 附件　尚待办理事项清单\n\n")
    rows = [line for line in annex.splitlines() if line.startswith("| ")]
    assert len(rows) == (2 + many if annexed else 0)
    assert ("\n\n附件：尚待办理事项清单\n\n【此处需补写：落款】\n\n2024年6月10日" in body) == annexed
    assert body.count("写明：") == (0 if annexed else many)
    assert annex.count("任务1：“x”") == (many if annexed else 0)
    if annexed:
        assert "逾期最久的是事项1.1，时限是2024年5月1日前，已逾期40天；事项1.2" in body
        assert "事项1.4" not in body
        assert "近期要办的1项，请按附件所列日期报送。" in body
        assert [row.split(" | ")[0] for row in rows[2:]] == [f"| {n}" for n in range(1, many + 1)]
        assert all(len(re.split(r"(?<!\\)\|", row)) == 8 for row in rows)


def test_the_annex_of_a_letter_lies_on_pages_of_its_own() -> None:
    long = {"proof": "会议纪要、听取汇报的通知或者其他能说明已经听取汇报的材料", "title": "主要负责人定期听取工作汇报"}
    late = [replace(obligation(f"1.{n}", due=f"05-{n:02}", who=("丙镇",)), **long) for n in range(1, 10)]
    ((_, _, text, _),) = letters(register(*late, records=PROVED, signature="示例区委依法治区办"))
    layout = lay_out(read_blocks(text))
    assert [section.lies for section in layout.sections] == [False, True]
    assert [part.role for part in layout.sections[0].parts[-3:] if isinstance(part, Line)] == [
        "annexes", "signature", "date"
    ]  # fmt: skip


@settings(max_examples=15)
@given(registers(reforms=True), DAYS)
def test_every_duty_of_a_letter_stands_in_it_with_its_quote(made, when) -> None:
    for notice, values, text, said in letters(made, when):
        items = (*values.late, *values.also, *values.lacking, *values.near)
        assert sum(each.number.value for each in items) == len(notice.owed) == values.total.value
        late = (*values.late, *values.also)
        assert values.overdue.value == sum(each.number.value for each in late) == len(notice.late)
        assert bool(values.pressed) == (notice.level == "supervise")
        assert values.cells.value == notice.cells >= len(notice.owed)
        quotes = {each.quote for each in items}
        for owed in notice.owed:
            obligation_ = owed.duty.duty.obligation
            assert (obligation_.quote if obligation_ else None) in quotes
            assert escape_markdown(owed.duty.duty.title) in text or f"任务{owed.duty.duty.task}" in text
        assert text.count("写明：“") == len([each for each in items if each.quote])
        assert notice.last is None or notice.last_about
        assert LEVELS[notice.level] in values.title or notice.level == "request"
        assert said.count("。\n") == 1
        for each in items:
            assert each.by >= when
