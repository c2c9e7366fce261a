"""Prints duties in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.duties import DutyKind
from spt_fazhi.model.references import finding_name
from spt_fazhi.render.terminal.long_table import Cell, Column, different_rows, print_table
from spt_fazhi.render.terminal.style import (
    NARROW,
    colour,
    lamp_of,
    paragraph,
    room_for,
    shown_text,
)
from spt_fazhi.text.columns import columns
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.wording import (
    ASSUMED,
    NO_TIME,
    achieved_text,
    days_text,
    due_cell,
    due_mark,
    item_text,
    remarks_now,
    scope_note,
    target_note,
    unit_text,
    who_mark,
)

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed

_PROBLEM = 80
"""Characters of what was found that a row shows; its page has all of it."""
_SHORT = 14
"""Columns that any progress may take without being wrapped."""
_LEGEND = f"标（推定）的，原文没有写，由办公室推定；{NO_TIME}的，到期日是12月31日。列全部：fazhi list --assumed"


def marked_days(each: Assessed, day: date) -> Text:
    """How far the due day is, marked where it was assumed."""
    said = days_text(each, day)
    return Text(said + due_mark(each) if said else "", style=colour(each.state))


def _remark(each: Assessed, *more: str) -> str:
    return "；".join(filter(None, (*more, target_note(each), *remarks_now(each), letters_text(each))))


def _title(each: Assessed) -> str:
    return each.duty.title if each.duty.finding is None else one_line(each.duty.title, _PROBLEM)


def _id(each: Assessed) -> str:
    key = each.duty.key
    return key.obligation or (finding_name(key.finding) if key.finding else str(key.task))


_KINDS: Mapping[DutyKind, str] = {"obligation": "", "progress": "报送：", "rectification": "整改："}
_COLUMNS: dict[str, tuple[str, str, Callable[[Assessed, date], Cell]]] = {
    "state": ("状态", "fixed", lambda each, _: lamp_of(each)),
    "unit": ("单位", "flow", lambda each, _: unit_text(each)),
    "id": ("事项", "fixed", lambda each, _: _id(each)),
    "finding": ("编号", "fixed", lambda each, _: _id(each)),
    "own_id": ("事项", "fixed", lambda each, _: item_text(each) + who_mark(each)),
    "title": ("内容", "flow", lambda each, _: _KINDS[each.duty.kind] + _title(each)),
    "problem": ("问题", "flow", lambda each, _: _title(each)),
    "period": ("期间", "fixed", lambda each, _: each.duty.period or ""),
    "due": ("到期日", "fixed", lambda each, _: due_cell(each)),
    "days": ("时间", "fixed", lambda each, day: Text(days_text(each, day), style=colour(each.state))),
    "marked_days": ("时间", "fixed", marked_days),
    "achieved": ("进度", "flow", lambda each, _: achieved_text(each)),
    "remark": ("备注", "flow", lambda each, _: _remark(each)),
    "own_remark": ("备注", "flow", lambda each, _: _remark(each, scope_note(each.duty.obligation))),
}
_OPTIONAL = frozenset({"period", "days", "remark", "own_remark"})
"""Columns that are not shown where they are empty."""
_REMARKS = frozenset({"remark", "own_remark"})
_MARKED = frozenset({"unit", "own_id", "due", "marked_days"})


def duty_table(
    duties: Sequence[Assessed],
    day: date,
    names: Sequence[str],
    console: Console,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Print duties in a table of the named columns, less those that would be empty; whether a mark stands in it.

    `notes` are remarks on findings, by their full id.
    """
    width = console.width  # Rich asks the terminal each time
    rows = {
        name: Column(_cell(name, each, day, width, notes.get(each.duty.key.finding, "")) for each in duties)
        for name in names
    }
    shown = [name for name in names if name not in _OPTIONAL or any(map(str, rows[name].different))]
    moved: list[str] = []
    roomy = "problem" not in shown or width >= NARROW  # a problem is longer than a title
    for name in ("remark", "own_remark", "achieved"):
        if name in shown and (
            (name == "remark" and not roomy) or room_for(_titles(shown, rows), _different(shown, rows), width)
        ):
            shown.remove(name)
            moved.append(name)
    for name in reversed(moved):
        _put_below(rows, name, next(below for below in ("title", "problem", "unit") if below in shown))
    print_table(_titles(shown, rows), [rows[name] for name in shown], console)
    return any(ASSUMED in str(cell) for name in shown for cell in rows[name].different)


def _titles(shown: Sequence[str], rows: Mapping[str, Column]) -> list[tuple[str, str]]:
    return [(_COLUMNS[name][0], _kind(name, rows[name].different)) for name in shown]


def _different(shown: Sequence[str], rows: Mapping[str, Column]) -> list[tuple[Cell, ...]]:
    return different_rows([rows[name] for name in shown])


def _put_below(rows: dict[str, Column], name: str, below: str) -> None:
    """Say what a column for which there is no room holds on a line of its own, under another column's words."""
    known: dict[tuple[int, int], Cell] = {}
    cells = []
    for over, under in zip(rows[below].rows, rows[name].rows, strict=True):
        if (over, under) not in known:
            known[over, under] = _with_below(rows[below].different[over], name, rows[name].different[under])
        cells.append(known[over, under])
    rows[below] = Column(cells)


def _with_below(cell: Cell, name: str, below: Cell) -> Cell:
    if str(below) in {"", "—"}:
        return cell
    said = Text.assemble(f"{_COLUMNS[name][0]}：", shown_text(below))
    return Text("\n").join([shown_text(cell), said])


def _kind(name: str, cells: Sequence[Cell]) -> str:
    """How a column takes its width: what is short in every row takes no more than it needs."""
    short = name == "achieved" and all(columns(str(cell)) <= _SHORT for cell in cells)
    return "fixed" if short else _COLUMNS[name][1]


def show_legend(marked: bool, console: Console) -> None:
    """What the marks above mean, if there are any."""
    if marked:
        paragraph(console, _LEGEND, "dim")


def _cell(name: str, each: Assessed, day: date, width: int, note: str) -> Cell:
    found = _COLUMNS[name][2](each, day)
    if name in _REMARKS and note:
        found = "；".join(filter(None, (note, str(found))))
    if name in _REMARKS and width < NARROW:
        return Text(one_line(str(found)).replace(ASSUMED, f"\n{ASSUMED}").replace("；", "；\n"))
    if name not in _MARKED or width >= NARROW or not str(found).endswith(ASSUMED):
        return found
    return _folded(found) if isinstance(found, str) else _with_mark_below(found)


@lru_cache(maxsize=4096)
def _folded(cell: str) -> Text:
    return _with_mark_below(cell)


def _with_mark_below(cell: Cell) -> Text:
    """A cell whose mark stands on a line of its own, for a narrow screen."""
    shown = shown_text(cell)
    if shown.plain != ASSUMED:
        before = shown[: -len(ASSUMED)]
        return Text.assemble(before, "\n", (ASSUMED, shown.style))
    return shown


def finding_table(
    found: Sequence[Assessed],
    day: date,
    console: Console,
    notes: Mapping[str, str],
    names: Sequence[str] = ("state", "unit", "finding", "problem", "due", "days", "achieved", "remark"),
) -> None:
    """Print findings, one a row; `notes` as in `duty_table`.

    Where there is no room for both the due day and how far it is, one of them is shown.
    """
    if console.width < NARROW and all(days_text(each, day) for each in found):
        names = [name for name in names if name != "due"]
    elif console.width < NARROW:
        names = [name for name in names if name != "days"]
    duty_table(found, day, names, console, notes)
