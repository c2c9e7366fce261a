"""Prints whom to ring first, and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.render.terminal.style import colour, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.issued_words import last_text
from spt_fazhi.views.wording import NOT_IN_USE, chinese_date, names_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.calls import Call, Calls


def show_calls(found: Calls, console: Console) -> None:
    """The title with how much the calls are about, then each call with its sentences."""
    if not found.in_use:
        paragraph(console, NOT_IN_USE, "bold")
        paragraph(console, "还没有要打的电话。")
        return
    paragraph(console, f"截至 {chinese_date(found.day)} 先打给谁", "bold")
    if not found.calls:
        paragraph(
            console,
            "没有要打的电话：没有别的单位逾期。" if found.own or found.own_findings else "没有逾期，不用打电话。",
        )
    else:
        late, said = _number(found.overdue, found.overdue_findings), _number(found.removed, found.removed_findings)
        paragraph(console, f"逾期 {late}，这 {len(found.calls)} 个电话说的是其中 {said}。")
    for number, call in enumerate(found.calls, start=1):
        _call(number, call, found, console)
    if found.own or found.own_findings:
        console.print()
        own = _number(found.own, found.own_findings)
        paragraph(console, f"本办公室自己还有 {own}逾期，不用打电话。", "yellow")


def _number(owed: int, findings: int) -> str:
    """`12 条`, `12 条、整改 2 个`, `整改 2 个`."""
    said = [f"{owed} 条"] if owed or not findings else []
    return "、".join([*said, *([f"整改 {findings} 个"] if findings else [])])


def _call(number: int, call: Call, found: Calls, console: Console) -> None:
    console.print()
    line = Text(f"{number}. {one_line(call.unit)}  ", style="bold")
    line.append(one_line(call.phone) if call.phone else "未登记电话", style="" if call.phone else "yellow")
    console.print(line, soft_wrap=True)
    others = [name for name in call.speaks_for if name != call.unit]
    for_ = f"（含{names_text(others)}）" if others else ""
    days = (found.day - call.oldest).days
    paragraph(console, f"逾期 {_number(call.owed, call.findings)}{for_}，最久 {days} 天", colour("overdue"), indent=3)
    if call.last:
        paragraph(console, last_text(call.last.value), "yellow", indent=3)
    paragraph(console, call.sentence, indent=3)
