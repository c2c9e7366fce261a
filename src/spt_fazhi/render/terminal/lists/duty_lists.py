"""Prints lists of duties, whole or one line a unit; findings and what is only asked for stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.assessed import count_states
from spt_fazhi.model.references import finding_name
from spt_fazhi.render.terminal.duties import duty_table, finding_table, marked_days, show_legend
from spt_fazhi.render.terminal.style import (
    NARROW,
    colour,
    heading,
    names_within,
    paragraph,
    print_asked,
    print_counts,
    print_findings,
    print_incomplete,
    table,
)
from spt_fazhi.text.columns import columns
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import ASSUMED, NOT_IN_USE, days_text, due_cell

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.views.lists.by_unit import UnitLine, UnitLines


def show_duties(  # noqa: PLR0913 - what stands above, in and below a list
    title: str,
    duties: Sequence[Assessed],
    day: date,
    console: Console,
    *,
    nothing: str,
    in_use: bool,
    incomplete: Sequence[str] = (),
    notes: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """A title with the counts, then the table; findings, and what units outside are asked for, stand apart.

    `nothing` is said when there is none. Of a register that is not in use no state is shown. `notes` as in
    `duty_table`.
    """
    _title(title, console, in_use=in_use)
    if not duties:
        console.print(Text(nothing))
        return
    judged = [each for each in duties if not each.invited and each.duty.finding is None]
    found = [each for each in duties if not each.invited and each.duty.finding is not None]
    asked = [each for each in duties if each.invited]
    marked = False
    if judged:
        _counts("共", judged, console, in_use=in_use, incomplete=incomplete)
        marked = _table(judged, day, console, in_use=in_use)
    if found:
        _found("共", found, console, below=bool(judged))
        finding_table(found, day, console, notes)
    if asked:
        _asked(asked, console, in_use=in_use)
        marked = _table(asked, day, console, in_use=in_use, notes=notes) or marked
    show_legend(marked, console)


def show_unit_lines(title: str, found: UnitLines, console: Console, *, nothing: str, detail: bool) -> None:
    """A title with the counts, then one line a unit, or with `detail` every duty; then findings, and what is asked."""
    _title(title, console, in_use=found.in_use)
    if found.duties:
        label = f"{len(found.units)} 家单位，共"
        _counts(label, found.duties, console, in_use=found.in_use, incomplete=found.incomplete)
        shown = _table(found.duties, found.day, console, in_use=found.in_use) if detail else _lines(found, console)
    else:
        shown = False
        if not found.found:
            console.print(Text(nothing))
    if found.found:
        _found(f"{len(found.found_units)} 家单位，共", found.found, console, below=bool(found.duties))
        if detail:
            finding_table(found.found, found.day, console, found.notes)
        else:
            _found_lines(found, console)
    if found.asked:
        _asked(found.asked, console, in_use=found.in_use)
        asked = (
            _table(found.asked, found.day, console, in_use=found.in_use, notes=found.notes)
            if detail
            else _asked_lines(found, console)
        )
        shown = shown or asked
    show_legend(shown, console)


def _title(title: str, console: Console, *, in_use: bool) -> None:
    if not in_use:
        paragraph(console, NOT_IN_USE, "bold")
    paragraph(console, title, "bold")


def _counts(
    label: str, duties: Sequence[Assessed], console: Console, *, in_use: bool, incomplete: Sequence[str]
) -> None:
    if in_use:
        print_counts(console, f"{label} {len(duties)} 条", count_states(duties))
    else:
        console.print(Text(f"{label} {len(duties)} 条", style="bold"))
    print_incomplete(console, incomplete)
    console.print()


def _asked(asked: Sequence[Assessed], console: Console, *, in_use: bool) -> None:
    heading(console, "商请（党委、人大、政协、法院、检察院，只请提供情况，不催办、不考核）")
    for word, kind in (("商请", "obligation"), ("商请报送", "progress")):
        own = [each for each in asked if each.duty.kind == kind]
        if own and in_use:
            print_asked(console, f"{word} {len(own)} 条", count_states(own))
        elif own:
            console.print(Text(f"{word} {len(own)} 条", style="bold"))
    if findings := [each for each in asked if each.duty.finding is not None]:
        print_findings(console, f"商请整改 {len(findings)} 个", count_states(findings))
    console.print()


def _found(label: str, found: Sequence[Assessed], console: Console, *, below: bool) -> None:
    """The heading of findings with their counts, which are added to nothing else."""
    if below:
        heading(console, "整改（督察发现的问题，另计）")
    print_findings(console, f"{label} {len(found)} 个问题", count_states(found))
    console.print()


def _found_lines(found: UnitLines, console: Console) -> None:
    if found.earliest_first:
        ahead = [Text(due_cell(line.first)) for line in found.found_units]
        _unit_table(found.found_units, ahead, "最早到期", console)
        return
    days = [marked_days(line.first, found.day) for line in found.found_units]
    _unit_table(found.found_units, days, "最久", console, style=colour("overdue"))


def _table(
    duties: Sequence[Assessed],
    day: date,
    console: Console,
    *,
    in_use: bool,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    names = ["state", "unit", "id", "title", "period", "due", "days", "achieved", "own_remark"]
    if not in_use:
        names = ["unit", "id", "title", "period", "due", "own_remark"]
    elif console.width < NARROW:
        when = "marked_days" if all(days_text(each, day) for each in duties) else "due"
        names = ["state", "unit", "id", "title", "period", when, "achieved", "own_remark"]
    return duty_table(duties, day, names, console, notes)


def _lines(found: UnitLines, console: Console) -> bool:
    """One line a unit: how many, the earliest of them, and as many of the tasks as there is room for."""
    if not found.in_use or found.earliest_first:
        return _unit_table(found.units, [Text(due_cell(line.first)) for line in found.units], "最早到期", console)
    days = [marked_days(line.first, found.day) for line in found.units]
    return _unit_table(found.units, days, "最久", console, style=colour("overdue"))


def _asked_lines(found: UnitLines, console: Console) -> bool:
    """The same for those who are asked, whose days are not counted."""
    days = [Text(due_cell(line.first)) for line in found.asked_units]
    return _unit_table(found.asked_units, days, "最早到期", console)


def _unit_table(lines: Sequence[UnitLine], days: Sequence[Text], title: str, console: Console, style: str = "") -> bool:
    taken = max(columns(one_line(line.unit)) for line in lines) + max(columns(each.plain) for each in days)
    room = max(console.width - taken - 4 - 3 * 3, 12)
    rows = [
        (line.unit, Text(str(len(line.duties)), style=style), day, _tasks(line, room))
        for line, day in zip(lines, days, strict=True)
    ]
    number, about = ("条数", "任务") if any(line.tasks for line in lines) else ("个数", "问题")
    titles = [("单位", "flow"), (number, "number"), (title, "fixed"), (about, "flow")]
    console.print(table(titles, rows, console.width))
    return any(ASSUMED in str(cell) for row in rows for cell in row)


def _tasks(line: UnitLine, room: int) -> str:
    """`1、2（推定）、6、15等 19 项`; findings by their names: `k7q2.1、k7q2.6`."""
    findings = [finding_name(each.duty.key.finding) for each in line.duties if each.duty.finding is not None]
    return names_within([*(f"{task}{line.mark_of(task)}" for task in line.tasks), *findings], room)
