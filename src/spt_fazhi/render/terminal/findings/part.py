"""Prints what the Monday-morning screen says of findings: a line for each thing to be done, so that the screen fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.engine.states import State
from spt_fazhi.model.references import finding_name
from spt_fazhi.render.terminal.style import colour, heading
from spt_fazhi.text.columns import columns, fit
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import SIGNS, month_day

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.engine.assessed import Assessed
    from spt_fazhi.views.findings.screen import FindingsPart


def show_part(part: FindingsPart, day: date, console: Console, width: int) -> None:
    """Print what is overdue, what was returned, what waits for closing, what falls due next; only what there is."""
    lines: list[tuple[State, str, list[str], int]] = []
    if part.overdue_since is not None:
        longest = (day - part.overdue_since).days
        said = [f"{one_line(line.unit)} {_names(line.duties)}" for line in part.overdue]
        lines.append(
            (
                "overdue",
                f"逾期 {part.overdue_number} 个，{part.overdue_units} 家单位，最久 {longest} 天：",
                said,
                part.overdue_units,
            )
        )
    if part.returned:
        said = [_told(each, f"原时限{month_day(each.due)}") for each in part.returned]
        lines.append(("returned", f"退回待重报 {part.returned_number} 个：", said, part.returned_number))
    if part.waiting:
        said = [_told(each.finding, f"{month_day(each.since)}报") for each in part.waiting]
        lines.append(("submitted", f"待销号 {part.waiting_number} 个：", said, part.waiting_number))
    if part.ahead:
        said = [_told(each, f"{month_day(each.due)}前") for each in part.ahead]
        lines.append(("due-soon", f"接下来到期 {part.ahead_number} 个：", said, part.ahead_number))
    if not lines:
        return
    heading(console, "整改（督察发现的问题，另计）")
    for state, label, said, number in lines:
        start = f"  {SIGNS[state]} {label}"
        line = Text(start, style=colour(state)).append(_within(said, number, max(width - columns(start), 12)))
        console.print(line, soft_wrap=True)


def _names(duties: Sequence[Assessed]) -> str:
    return "、".join(finding_name(each.duty.key.finding) for each in duties)


def _told(each: Assessed, when: str) -> str:
    return f"{finding_name(each.duty.key.finding)} {one_line(each.duty.owners[0])}（{when}）"


def _within(said: Sequence[str], number: int, room: int) -> str:
    """`k7q2.1 甲镇（6月30日前）；k7q2.4 乙镇（7月31日前）；……`: as many of `number` as there is room for."""
    for most in range(len(said), 0, -1):
        text = "；".join(said[:most]) + ("；……" if most < number else "")
        if columns(text) <= room:
            return text
    return fit(said[0], room).rstrip()
