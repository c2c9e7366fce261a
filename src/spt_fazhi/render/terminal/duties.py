"""Prints lists of duties, and the list of tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.assess import count_states
from spt_fazhi.render.terminal.style import colour, lamp, print_counts, table
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import achieved_text, days_text, unit_text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assess import Assessed

Cell = str | Text
_COLUMNS: dict[str, tuple[str, Callable[[Assessed, date], Cell]]] = {
    "state": ("fixed", lambda each, _: lamp(each.state)),
    "unit": ("flow", lambda each, _: unit_text(each)),
    "id": ("fixed", lambda each, _: each.duty.key.obligation or str(each.duty.task)),
    "title": ("flow", lambda each, _: ("报送：" if each.duty.kind == "progress" else "") + each.duty.title),
    "period": ("fixed", lambda each, _: each.duty.period or ""),
    "due": ("fixed", lambda each, _: each.due.isoformat()),
    "days": ("fixed", lambda each, day: Text(days_text(each, day), style=colour(each.state))),
    "achieved": ("fixed", lambda each, _: achieved_text(each)),
}
_TITLES = {
    "state": "状态",
    "unit": "单位",
    "id": "事项",
    "title": "内容",
    "period": "期间",
    "due": "到期日",
    "days": "时间",
    "achieved": "进度",
}


def duty_table(duties: Sequence[Assessed], day: date, columns: Sequence[str], console: Console) -> None:
    """Print duties in a table of the named columns; columns that would be empty are left out."""
    shown = [
        name for name in columns if name not in {"period", "days"} or any(_filled(name, each, day) for each in duties)
    ]
    rows = [[_COLUMNS[name][1](each, day) for name in shown] for each in duties]
    console.print(table([(_TITLES[name], _COLUMNS[name][0]) for name in shown], rows))


def _filled(name: str, each: Assessed, day: date) -> bool:
    return bool(str(_COLUMNS[name][1](each, day)))


def show_remark(text: str, console: Console) -> None:
    """A closing line under a list."""
    for line in wrap(one_line(text), console.width):
        console.print(Text(line, style="dim"), soft_wrap=True)


def show_duties(title: str, duties: Sequence[Assessed], day: date, console: Console, nothing: str) -> None:
    """A title with the counts, then the table; `nothing` when there is none."""
    console.print(Text(title, style="bold"))
    if not duties:
        console.print(Text(nothing))
        return
    print_counts(console, f"共 {len(duties)} 条", count_states(duties))
    console.print()
    names = ["state", "unit", "id", "title", "period", "due", "days", "achieved"]
    if console.width < 100 and _has_days(duties, day):
        names.remove("due")
    duty_table(duties, day, names, console)


def _has_days(duties: Sequence[Assessed], day: date) -> bool:
    return all(days_text(each, day) for each in duties)
