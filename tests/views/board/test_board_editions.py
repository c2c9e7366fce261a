"""The public edition holds nothing that must not leave the office; a unit's board holds that unit alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import (
    attachment,
    close,
    day,
    evidence,
    found,
    issued,
    obligation,
    progress,
    rectify,
    register,
    return_,
    units,
    waive,
)

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.query import Answering, Filter, select, select_tasks
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Register
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.pieces import Link
from spt_fazhi.views.board.values import BoardOptions, BoardView

PLANTED = "不外传"


def texts(value: object) -> Iterator[str]:
    """Every text that can be reached from a value."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (*texts(key), *texts(each))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)


def titled(entry, title: str):
    return replace(entry, value=replace(entry.value, title=title))


def board(assessed: Assessment, **options) -> BoardView:
    return build_board(assessed, assessed.all_duties, assessed.tasks, BoardOptions(**options))


def secretive() -> Register:
    """A register in which everything that the public edition leaves out says so."""
    plan = register(
        obligation("1.1", who=("甲局", "戊委")), obligation("1.2", scope="joint", who=("甲局", "己院"), due="03-01"),
        obligation("1.3", who=("己院",)),
        units=units(戊委={}, 己院={}, 甲局={"phone": f"0955-0000000 {PLANTED}"}), progress="quarter", records=(
            titled(evidence("03-01", files=(attachment(f"{PLANTED}.pdf"),)), f"题{PLANTED}"),
            titled(evidence("03-02", number=1), f"退{PLANTED}"),
            titled(evidence("03-02", "戊委", number=2), f"委{PLANTED}"),
            progress("04-01"), titled(rectify("06-20"), f"改{PLANTED}"),
        ),
        inspections=(found(("甲局", "08-01"), ("己院", "08-01")),),
        decisions=(return_("jia/2024-03-02-1.1-aaab"), close("06-25")),
        sent=(issued(answer=f"答复{PLANTED}"),),
    )  # fmt: skip
    returned = replace(plan.decisions[0], value=replace(plan.decisions[0].value, reason=f"因{PLANTED}"))
    closed = replace(plan.decisions[1], value=replace(plan.decisions[1].value, reason=f"销{PLANTED}"))
    told = tuple(
        replace(each, value=replace(each.value, done=f"做了{PLANTED}")) if hasattr(each.value, "done") else each
        for each in plan.records
    )
    (seen,) = plan.inspections
    findings = tuple(
        replace(each, problem=f"{word}{PLANTED}", demand=f"要求{PLANTED}", task=1)
        for each, word in zip(seen.value.findings, ("问题", "院"), strict=True)
    )
    seen = replace(seen, value=replace(seen.value, findings=findings))
    return replace(plan, records=told, decisions=(returned, closed), inspections=(seen,))


def test_the_full_board_tells_all_of_it() -> None:
    said = "\n".join(texts(board(assess(secretive(), day("07-01")))))
    wanted = ("0955-0000000", "题", "退", "委", "改", "问题", "要求", "院", "因", "销", "答复", "做了")
    assert [word for word in wanted if f"{word} {PLANTED}" not in said and f"{word}{PLANTED}" not in said] == []


def test_the_public_edition_holds_nothing_that_stays_inside() -> None:
    view = board(assess(secretive(), day("07-01")), public=True)
    assert [text for text in texts(view) if PLANTED in text or "0955" in text] == []
    assert view.left_out == (
        "办公电话", "各单位报的记录和附件（待佐证只列状态）", "延期、不适用、退回等决定的内容（只列结果：时限和状态）、函件和催办",
        "督察发现的问题",
        "商请党委、人大、政协、法院、检察院的情况和数字",
    )  # fmt: skip


def test_the_public_edition_names_as_left_out_only_what_there_is() -> None:
    view = board(assess(register(obligation(), records=(evidence("03-01"),)), day("07-01")), public=True)
    assert view.left_out == ("各单位报的记录和附件（待佐证只列状态）",)
    assert board(assess(register(obligation()), day("07-01"))).left_out == ()


@given(registers(), DAYS)
def test_the_public_edition_has_no_figure_of_units_outside_the_government(made: Register, when: date) -> None:
    found_ = assess(made, when)
    view = board(found_, public=True)
    outside = {unit.name for unit in made.units if Answering(assessment=found_).is_outside(unit.name)}
    codes = {unit.code for unit in made.units if unit.name in outside}
    assert view.matrix.invited == ()
    assert outside.isdisjoint({row.unit for row in view.matrix.rows} | {sheet.name for sheet in view.units})
    rows = [row for task in view.tasks for each in task.obligations for row in each.rows]
    rows += [row for task in view.tasks for row in task.progress]
    assert not any(row.invited or not codes.isdisjoint(row.codes) for row in rows)
    assert not any(each.invited for each in view.findings)
    totals = view.status.totals
    assert not any(
        (*totals.invited.values(), *totals.invited_progress.values(), *totals.invited_rectification.values())
    )
    assert totals.obligations == board(found_).status.totals.obligations
    assert view.status.round is None or (view.status.round.asked, view.status.round.given) == (0, 0)
    links = {link.anchor for task in view.tasks for link in (*task.lead, *task.responsible)}
    assert links.isdisjoint({f"u-{code}" for code in codes})


@given(registers(), DAYS)
def test_a_units_board_has_what_it_owes_and_nothing_else(made: Register, when: date) -> None:
    found_ = assess(made, when)
    name = "甲局"
    wanted = Filter(units=frozenset({name}))
    duties = select(found_.all_duties, wanted)
    view = build_board(found_, duties, select_tasks(found_, wanted), BoardOptions(unit=name))
    assert [sheet.name for sheet in view.units] == [name]
    assert {row.unit for row in (*view.matrix.rows, *view.matrix.invited)} <= {name}
    rows = [row for task in view.tasks for each in task.obligations for row in each.rows]
    assert len(rows) == sum(each.duty.kind == "obligation" for each in duties)
    assert all("jia" in row.codes for row in rows)
    assert {each.unit.text for each in view.overdue} <= {name}
    whole = {sheet.name: sheet for sheet in board(found_).units}
    if name in whole:
        assert view.units[0].figures == whole[name].figures


def test_a_board_of_a_past_day_does_not_tell_what_came_later() -> None:
    made = register(obligation(), records=(titled(evidence("03-01"), "先"), titled(evidence("08-01", number=1), "后")))
    said = list(texts(board(assess(made, day("07-01")))))
    assert "先" in said
    assert "后" not in said


def test_a_register_that_is_not_in_use_judges_nobody() -> None:
    view = board(assess(register(obligation(due="03-01")), day("07-01")))
    (row,) = view.tasks[0].obligations[0].rows
    assert (row.lamp.word, row.days, view.overdue, view.days[0].overdue) == ("不评价", "", (), 0)
    assert view.units[0].figures.due == view.units[0].figures.overdue == 0


def test_what_changed_since_the_bulletin_is_marked() -> None:
    made = register(
        obligation("1.1", due="06-30"), obligation("1.2", due="12-31"), obligation("1.3", due="06-30"),
        records=(evidence("07-02", id_="1.3"),),
        sent=(issued("quarter", "07-01", title="第二季度通报", as_of=day("06-20"), duties=()),),
    )  # fmt: skip
    past, now = assess(made, day("06-20")), assess(made, day("07-10"))
    view = build_board(now, now.all_duties, now.tasks, BoardOptions(since="x"), past=past, bulletin=made.issued[0])
    assert view.changes is not None
    assert [each.item.text for each in view.changes.late] == ["1.1"]
    assert [(each.item.text, each.after.state) for each in view.changes.met] == [("1.3", "done-late")]
    was = {each.id: each.rows[0].was for each in view.tasks[0].obligations}
    assert was["1.1"] and was["1.3"]
    assert was["1.2"] == ("" if past.duties[1].state == now.duties[1].state else was["1.2"])


@pytest.mark.parametrize("title", ["一" * 10_000, "左\u202e右", "上\u2028下", "<b>粗</b>\x07"])
def test_texts_are_kept_whole_on_their_page_and_cut_in_tables(title: str) -> None:
    made = register(replace(obligation(), title=title), records=(evidence("03-01"),))
    view = board(assess(made, day("07-01")))
    sheet = view.tasks[0].obligations[0]
    assert not {"\u202e", "\u2028", "\x07"} & set(sheet.title)
    assert len(sheet.title) >= len(title) - 1
    assert all(len(each.title) <= 80 for each in view.matrix.columns)
    assert all(len(each.title) <= 80 for each in view.units[0].items)


@given(registers(reforms=True), DAYS)
def test_no_link_leads_nowhere(made: Register, when: date) -> None:
    found_ = assess(made, when)
    for public in (False, True):
        view = board(found_, public=public)
        assert linked(view) <= anchors(view)
        for sheet in view.units[:2]:
            wanted = Filter(units=frozenset({sheet.name}))
            duties, tasks = select(found_.all_duties, wanted), select_tasks(found_, wanted)
            own = build_board(found_, duties, tasks, BoardOptions(unit=sheet.name, public=public))
            assert linked(own) <= anchors(own)


def linked(value: object) -> set[str]:
    """Where the links that can be reached from a value lead."""
    if isinstance(value, Link):
        return {value.anchor} - {""}
    if dataclasses.is_dataclass(value):
        return linked(tuple(getattr(value, field.name) for field in dataclasses.fields(value)))
    return set().union(*map(linked, value)) if isinstance(value, tuple) else set()


def anchors(view: BoardView) -> set[str]:
    obligations = {each.anchor for task in view.tasks for each in task.obligations}
    return obligations | {x.anchor for many in (view.tasks, view.units, view.findings) for x in many}


def together() -> Register:
    """Two units that owe the same, and what was sent to, said of and decided for each of them."""
    plan = register(
        obligation("1.1", who=("甲局", "乙局"), due="03-01"), obligation("1.2", who=("甲局", "戊委"), due="03-01"),
        units=units(戊委={}), progress="quarter",
        records=(evidence("02-01", "乙局"), evidence("02-02", "戊委", id_="1.2", number=1), progress("04-01", "乙局")),
        decisions=(return_("yi/2024-02-01-1.1-aaaa"),),
        sent=(
            issued(duties=(("1.1", "乙局"),), answer="乙局的答复"),
            issued(recorded="07-02", number=1, answer="甲局的答复"),
        ),
    )  # fmt: skip
    back = replace(plan.decisions[0], value=replace(plan.decisions[0].value, reason="乙局的缺页"))
    return replace(plan, decisions=(back,), records=tuple(titled_by_unit(each) for each in plan.records))


def titled_by_unit(entry):
    field = "title" if hasattr(entry.value, "title") else "done"
    return replace(entry, value=replace(entry.value, **{field: f"{entry.value.unit}的材料"}))


def test_a_units_board_tells_nothing_of_what_others_sent_or_got() -> None:
    found_ = assess(together(), day("07-10"))
    wanted = Filter(units=frozenset({"甲局"}))
    chosen = select(found_.all_duties, wanted), select_tasks(found_, wanted)
    said = "\n".join(texts(build_board(found_, *chosen, BoardOptions(unit="甲局"))))
    assert "甲局的答复" in said
    assert [word for word in ("乙局的", "戊委的") if word in said] == []
    whole = "\n".join(texts(board(found_)))
    assert [word for word in ("乙局的答复", "乙局的缺页", "戊委的材料") if word not in whole] == []


def test_the_public_edition_holds_no_record_and_no_decision_by_any_name() -> None:
    made = register(
        obligation("1.1", who=("甲局", "戊委")), units=units(戊委={}),
        records=(evidence("02-01"), evidence("02-01", "戊委", number=1)),
        decisions=(waive(unit="戊委"), return_("wei/2024-02-01-1.1-aaab")),
    )  # fmt: skip
    view = board(assess(made, day("07-01")), public=True)
    (sheet,) = view.tasks[0].obligations
    (row,) = sheet.rows
    assert (row.records, row.achieved) == ((), "1份")
    assert (sheet.decisions, sheet.others, sheet.letters, sheet.inspections) == ((), (), (), ())
    ids = {each.id for each in (*made.records, *made.decisions)}
    assert ids.isdisjoint(texts(view))
    assert len(board(assess(made, day("07-01"))).tasks[0].obligations[0].decisions) == 2


def test_what_units_outside_give_is_neither_late_nor_fulfilled_and_what_is_new_is_named_so() -> None:
    before = register(obligation("1.1", who=("戊委",), due="06-30"), units=units(戊委={}), records=(evidence("01-02"),))
    after = register(
        obligation("1.1", who=("戊委",), due="06-30"), obligation("1.2", due="06-30"), units=units(戊委={}),
        records=(evidence("01-02"), evidence("07-02", "戊委", number=1)),
        sent=(issued("quarter", "07-01", title="第二季度通报", as_of=day("06-20"), duties=()),),
    )  # fmt: skip
    past, now = assess(before, day("06-20")), assess(after, day("07-10"))
    about = {"past": past, "bulletin": after.issued[0]}
    changes = build_board(now, now.all_duties, now.tasks, BoardOptions(since="x"), **about).changes
    assert changes is not None
    assert [(each.item.text, each.before.word) for each in changes.late] == [("1.2", "当时没有")]
    assert changes.met == ()
    assert [(each.item.text, each.before.word, each.after.word) for each in changes.others] == [
        ("1.1", "商请", "已提供")
    ]
    public = build_board(now, now.all_duties, now.tasks, BoardOptions(since="x", public=True), **about).changes
    assert public is not None
    assert public.others == ()


def test_what_only_units_outside_owe_is_no_item_of_the_public_edition() -> None:
    made = register(
        obligation("1.1"), obligation("1.2", who=("己院",)), units=units(己院={}), records=(evidence("02-01"),)
    )
    assert [each.id for each in board(assess(made, day("07-01")), public=True).tasks[0].obligations] == ["1.1"]
    assert [each.id for each in board(assess(made, day("07-01"))).tasks[0].obligations] == ["1.1", "1.2"]


def test_a_units_page_tells_the_day_of_what_its_lamp_is_of() -> None:
    """What may still be entered is earlier than what is overdue, and is not overdue itself."""
    made = register(
        obligation("1.1", every="month", due_day=28),
        issued="03-15",
        records=(evidence("03-20", id_="1.1"),),
        tasks=None,
    )
    (item,) = board(assess(made, day("06-30"))).units[0].items
    assert item.cell.lamp.state == "overdue"
    assert item.days.startswith("逾期")


def test_why_something_was_assumed_stands_on_its_page() -> None:
    guess = Assumption(field="scope", reason="两家牵头")
    made = register(replace(obligation("1.1", scope="joint", who=("甲局", "乙局")), assumed=(guess,)))
    (sheet,) = board(assess(made, day("06-30"))).tasks[0].obligations
    assert sheet.guessed == ("推定的承担方式：两家牵头",)


def test_the_public_edition_does_not_tell_what_still_lacks_proof() -> None:
    made = register(
        obligation("1.1", target=CountTarget(count=2, unit="次")),
        records=(evidence("02-01"), evidence("02-02", number=1, document=None)),
    )
    assessed = assess(made, day("07-01"))
    (row,) = board(assessed).tasks[0].obligations[0].rows
    assert row.achieved == "1/2次，另有1次待佐证"
    view = board(assessed, public=True)
    assert view.tasks[0].obligations[0].rows[0].achieved == "1/2次"
    assert not any("待佐证" in text and "1次" in text for text in texts(view))


def test_what_was_handed_back_says_of_what_and_why_where_it_is_owed() -> None:
    made = register(
        obligation("1.1", due="06-30"), records=(evidence("06-01"),),
        decisions=(return_("jia/2024-06-01-1.1-aaaa", "06-25", again_by="07-15"),),
    )  # fmt: skip
    view = board(assess(made, day("07-01")))
    (row,) = view.tasks[0].obligations[0].rows
    assert row.lamp.state == "returned"
    assert "报来的材料6月25日已退回，原因是“x”" in row.note
    (unit,) = view.units
    assert "已退回，原因是“x”" in unit.items[0].note
    assert "7月15日前重报" in row.note
    assert unit.returned[0].text == "1.1：2024-07-15 前重报：x"
    public = board(assess(made, day("07-01")), public=True)
    assert public.tasks[0].obligations[0].rows[0].note == ""


def test_of_units_that_are_counted_those_that_are_gone_are_told() -> None:
    made = register(obligation("1.1", who=("甲局", "乙局")), units=units(乙局={"until": day("03-31")}))
    (sheet,) = board(assess(made, day("07-01"))).tasks[0].obligations
    assert sheet.who == "甲局、乙局，共 2 家，其中 1 家已撤并"
    (sheet,) = board(assess(made, day("03-01"))).tasks[0].obligations
    assert sheet.who == "甲局、乙局，共 2 家"


def test_a_letter_without_a_title_is_named_once() -> None:
    (unit,) = board(assess(register(obligation(due="03-01"), sent=(issued("urge", "05-10"),)), day("07-01"))).units
    assert [(each.word, each.text) for each in unit.letters] == [("催办", "")]


def test_the_public_edition_names_nobody_outside_as_bearing_anything() -> None:
    made = register(
        obligation("1.1", scope="joint", who=("甲局", "己院"), assumed=(Assumption(field="who", reason="x"),)),
        obligation("1.2", scope="joint", who=("甲局", "乙局", "己院")),
        units=units(己院={}), records=(evidence("02-01"),),
    )  # fmt: skip
    assessed = assess(made, day("07-01"))
    one, two = board(assessed, public=True).tasks[0].obligations
    assert (one.who, one.scope) == ("甲局（推定）", "")
    assert two.who == "甲局、乙局"
    assert "共同" in two.scope
    one, two = board(assessed).tasks[0].obligations
    assert (one.who, two.who) == ("甲局、己院（推定），共 2 家", "甲局、乙局、己院，共 3 家")


def test_the_public_edition_does_not_tell_that_a_decision_came_late() -> None:
    made = register(obligation("1.1", due="04-30"), records=(evidence("06-01"),), decisions=(waive("05-10"),))
    assessed = assess(made, day("07-01"))
    assert board(assessed).tasks[0].obligations[0].rows[0].note == "逾期后定为不适用"
    assert board(assessed, public=True).tasks[0].obligations[0].rows[0].note == ""
