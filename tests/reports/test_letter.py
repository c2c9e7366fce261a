"""Letters as a director signs them and a unit gets them: the right form, each duty with the sentence it rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.builders.pages.typesetting import half_width, nested
from tests.builders.places import TESTS
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, issued, obligation, register, units

from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.query import Filter
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import AskedFigure, Task
from spt_fazhi.render.template.jinja import render_each_here
from spt_fazhi.render.template.library import Library
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.reports.letter import (
    MESSAGE_TEMPLATE,
    TEMPLATE,
    LetterRequest,
    LetterValues,
    letter_values,
    message_values,
)
from spt_fazhi.reports.parts import head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.services.notice.find import find_notices
from spt_fazhi.services.notice.make import NoticeOptions, make_letters
from spt_fazhi.services.report import named
from spt_fazhi.text.markdown import escape_markdown
from spt_fazhi.text.marks import marked_in, without_marks
from spt_fazhi.views.notices.asking import answer_day
from spt_fazhi.views.notices.notices import LEVELS, Notice, notices

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
    all_values = [letter_values(request, each) for each in found]
    jobs = [(TEMPLATE, named(each)) for each in all_values]
    jobs += [(MESSAGE_TEMPLATE, named(message_values(request, each))) for each in found]
    texts = render_each_here(PACKAGED, jobs)
    for values, marked in zip(all_values, texts, strict=False):
        assert {mark.key for mark in marked_in(marked)} <= set(figures_in(values))
    plain = [*map(without_marks, texts)]
    return list(zip(found, all_values, plain, plain[len(found) :], strict=False))


@pytest.mark.parametrize("level", SHOWN)
def test_one_letter_of_each_form(demo: Path, level: str, golden: Golden) -> None:
    unit, when = SHOWN[level]
    session = Session.open(str(demo), when)
    wanted = Filter(units=frozenset(session.units(unit)))
    (made,) = make_letters(session, find_notices(session, wanted), NoticeOptions(format="md"))
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
        "**事项1.1**。《要点》任务1写明：“x”。时限是6月1日前（2024年6月1日），已逾期9天，没有收到材料。"
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
        "**事项1.2**（推定）。《要点》任务1写明：“x”。时限是2024年12月31日前（未写时限，按年底计），还没有收到材料。"
        in late
    )
    assert "文中标“（推定）”" in late
    assert "文中标“（推定）”" not in text


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
    assert said.startswith("己院：《示例区要点》有请贵单位提供的情况，2024年第一季度进展（任务1）")
    assert "另" not in said


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
    assert "**事项1.1**，由庚府承担。" in text
    assert "**事项1.2**，与乙局共同承担。" in text
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
    assert "“事项1.3”，时限是2024年6月1日前，没有收到材料；另有3项。请于" in said
    assert said.count("。") == 2


@settings(max_examples=15)
@given(registers(reforms=True), DAYS)
def test_every_duty_of_a_letter_stands_in_it_with_its_quote(made, when) -> None:
    for notice, values, text, said in letters(made, when):
        items = (*values.late, *values.near)
        assert sum(each.number.value for each in items) == len(notice.owed) == values.total.value
        assert values.overdue.value == sum(each.number.value for each in values.late) == len(notice.late)
        assert values.cells.value == notice.cells >= len(notice.owed)
        quotes = {each.quote for each in items}
        for owed in notice.owed:
            obligation_ = owed.duty.duty.obligation
            assert (obligation_.quote if obligation_ else None) in quotes
            assert escape_markdown(owed.duty.duty.title) in text or f"任务{owed.duty.duty.task}" in text
        assert text.count("写明：“") == len([each for each in items if each.quote])
        assert LEVELS[notice.level] in values.title or notice.level == "request"
        assert said.count("。\n") == 1
        for each in items:
            assert each.by >= when
