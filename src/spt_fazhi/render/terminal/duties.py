"""Prints lists of duties, whole or one line a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.assessed import count_states
from spt_fazhi.render.terminal.style import (
    colour,
    heading,
    lamp_of,
    names_within,
    paragraph,
    print_asked,
    print_counts,
    print_incomplete,
    room_for,
    shown_text,
    table,
)
from spt_fazhi.text.columns import columns
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.wording import (
    ASSUMED,
    NO_TIME,
    NOT_IN_USE,
    achieved_text,
    days_text,
    due_cell,
    due_mark,
    item_text,
    remarks,
    scope_note,
    target_note,
    unit_text,
    who_mark,
)

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.views.lists.by_unit import UnitLine, UnitLines

Cell = str | Text
_NARROW = 100
"""Below this width a mark stands under what it belongs to."""
_SHORT = 14
"""Columns that any progress may take without being wrapped."""
_LEGEND = f"标（推定）的，原文没有写，由办公室推定；{NO_TIME}的，到期日是12月31日。列全部：fazhi list --assumed"


def _days(each: Assessed, day: date) -> Text:
    said = days_text(each, day)
    return Text(said + due_mark(each) if said else "", style=colour(each.state))


def _remark(each: Assessed, *more: str) -> str:
    return "；".join(filter(None, (*more, target_note(each), *remarks(each), letters_text(each))))


_COLUMNS: dict[str, tuple[str, str, Callable[[Assessed, date], Cell]]] = {
    "state": ("状态", "fixed", lambda each, _: lamp_of(each)),
    "unit": ("单位", "flow", lambda each, _: unit_text(each)),
    "id": ("事项", "fixed", lambda each, _: each.duty.key.obligation or str(each.duty.task)),
    "own_id": ("事项", "fixed", lambda each, _: item_text(each) + who_mark(each)),
    "title": ("内容", "flow", lambda each, _: ("报送：" if each.duty.kind == "progress" else "") + each.duty.title),
    "period": ("期间", "fixed", lambda each, _: each.duty.period or ""),
    "due": ("到期日", "fixed", lambda each, _: due_cell(each)),
    "days": ("时间", "fixed", lambda each, day: Text(days_text(each, day), style=colour(each.state))),
    "marked_days": ("时间", "fixed", _days),
    "achieved": ("进度", "flow", lambda each, _: achieved_text(each)),
    "remark": ("备注", "flow", lambda each, _: _remark(each)),
    "own_remark": ("备注", "flow", lambda each, _: _remark(each, scope_note(each.duty.obligation))),
}
_OPTIONAL = frozenset({"period", "days", "remark", "own_remark"})
"""Columns that are not shown where they are empty."""
_REMARKS = frozenset({"remark", "own_remark"})
_MARKED = frozenset({"unit", "own_id", "due", "marked_days"})


def duty_table(duties: Sequence[Assessed], day: date, names: Sequence[str], console: Console) -> bool:
    """Print duties in a table of the named columns, less those that would be empty; whether a mark stands in it."""
    rows = {name: [_cell(name, each, day, console.width) for each in duties] for name in names}
    shown = [name for name in names if name not in _OPTIONAL or any(map(str, rows[name]))]
    moved: list[str] = []
    for name in ("remark", "own_remark", "achieved"):
        if name in shown and room_for(*_laid_out(shown, rows), console.width):
            shown.remove(name)
            moved.append(name)
    for name in reversed(moved):
        _put_below(rows, name, next(below for below in ("title", "unit") if below in shown))
    console.print(table(*_laid_out(shown, rows), console.width))
    return any(ASSUMED in str(cell) for name in shown for cell in rows[name])


def _laid_out(
    shown: Sequence[str], rows: Mapping[str, Sequence[Cell]]
) -> tuple[list[tuple[str, str]], list[tuple[Cell, ...]]]:
    titles = [(_COLUMNS[name][0], _kind(name, rows[name])) for name in shown]
    return titles, list(zip(*(rows[name] for name in shown), strict=True))


def _put_below(rows: dict[str, list[Cell]], name: str, below: str) -> None:
    """Say what a column for which there is no room holds on a line of its own, under another column's words."""
    for place, cell in enumerate(rows[name]):
        if str(cell) not in {"", "—"}:
            said = Text.assemble(f"{_COLUMNS[name][0]}：", shown_text(cell))
            rows[below][place] = Text("\n").join([shown_text(rows[below][place]), said])


def _kind(name: str, cells: Sequence[Cell]) -> str:
    """How a column takes its width: what is short in every row takes no more than it needs."""
    short = name == "achieved" and all(columns(str(cell)) <= _SHORT for cell in cells)
    return "fixed" if short else _COLUMNS[name][1]


def show_legend(marked: bool, console: Console) -> None:
    """What the marks above mean, if there are any."""
    if marked:
        paragraph(console, _LEGEND, "dim")


def _cell(name: str, each: Assessed, day: date, width: int) -> Cell:
    found = _COLUMNS[name][2](each, day)
    if name in _REMARKS and width < _NARROW:
        return Text(one_line(str(found)).replace(ASSUMED, f"\n{ASSUMED}").replace("；", "；\n"))
    return _folded(found, width) if name in _MARKED else found


def _folded(cell: Cell, width: int) -> Text:
    """A cell whose mark stands on a line of its own where the screen is narrow."""
    shown = shown_text(cell)
    if width < _NARROW and shown.plain.endswith(ASSUMED) and shown.plain != ASSUMED:
        before = shown[: -len(ASSUMED)]
        return Text.assemble(before, "\n", (ASSUMED, shown.style))
    return shown


def show_duties(  # noqa: PLR0913 - what stands above, in and below a list
    title: str,
    duties: Sequence[Assessed],
    day: date,
    console: Console,
    *,
    nothing: str,
    in_use: bool,
    incomplete: Sequence[str] = (),
) -> None:
    """A title with the counts, then the table; what is asked of units outside the government stands apart.

    `nothing` is said when there is none. Of a register that is not in use no state is shown.
    """
    _title(title, console, in_use=in_use)
    if not duties:
        console.print(Text(nothing))
        return
    judged = [each for each in duties if not each.invited]
    asked = [each for each in duties if each.invited]
    marked = False
    if judged:
        _counts("共", judged, console, in_use=in_use, incomplete=incomplete)
        marked = _table(judged, day, console, in_use=in_use)
    if asked:
        _asked(asked, console, in_use=in_use)
        marked = _table(asked, day, console, in_use=in_use) or marked
    show_legend(marked, console)


def show_unit_lines(title: str, found: UnitLines, console: Console, *, nothing: str, detail: bool) -> None:
    """A title with the counts, then one line a unit, or with `detail` every duty; then what others are asked for."""
    _title(title, console, in_use=found.in_use)
    if found.duties:
        label = f"{len(found.units)} 家单位，共"
        _counts(label, found.duties, console, in_use=found.in_use, incomplete=found.incomplete)
        shown = _table(found.duties, found.day, console, in_use=found.in_use) if detail else _lines(found, console)
    else:
        shown = False
        console.print(Text(nothing))
    if found.asked:
        _asked(found.asked, console, in_use=found.in_use)
        asked = _table(found.asked, found.day, console, in_use=found.in_use) if detail else _asked_lines(found, console)
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
    console.print()


def _table(duties: Sequence[Assessed], day: date, console: Console, *, in_use: bool) -> bool:
    names = ["state", "unit", "id", "title", "period", "due", "days", "achieved", "own_remark"]
    if not in_use:
        names = ["unit", "id", "title", "period", "due", "own_remark"]
    elif console.width < _NARROW:
        when = "marked_days" if all(days_text(each, day) for each in duties) else "due"
        names = ["state", "unit", "id", "title", "period", when, "achieved", "own_remark"]
    return duty_table(duties, day, names, console)


def _lines(found: UnitLines, console: Console) -> bool:
    """One line a unit: how many, the earliest of them, and as many of the tasks as there is room for."""
    if not found.in_use or found.earliest_first:
        return _unit_table(found.units, [Text(due_cell(line.first)) for line in found.units], "最早到期", console)
    days = [_days(line.first, found.day) for line in found.units]
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
    titles = [("单位", "flow"), ("条数", "number"), (title, "fixed"), ("任务", "flow")]
    console.print(table(titles, rows, console.width))
    return any(ASSUMED in str(cell) for row in rows for cell in row)


def _tasks(line: UnitLine, room: int) -> str:
    """`1、2（推定）、6、15等 19 项`."""
    return names_within([f"{task}{line.mark_of(task)}" for task in line.tasks], room)
