"""Prints who should get which letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.render.terminal.style import heading, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.issued_words import last_text, unwarned_text
from spt_fazhi.views.lists.replies import waiting_text
from spt_fazhi.views.notices.notice import LEVELS
from spt_fazhi.views.wording import NOT_IN_USE, chinese_date, item_text, month_day, names_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.notices.notice import Merging, Notice, Notices, Waiting

_STYLES = {"supervise": "red", "urge": "yellow", "notify": "bold", "remind": "blue", "hint": "", "request": ""}
_ITEMS = 5


def show_notices(found: Notices, console: Console) -> None:
    """How many letters of which kind, then each, then what is not asked for again yet."""
    if not found.in_use:
        paragraph(console, NOT_IN_USE, "bold")
        paragraph(console, "还没有要发的函。")
        return
    paragraph(console, f"截至 {chinese_date(found.day)} 该发的函", "bold")
    counted = {level: [each for each in found.notices if each.level == level] for level in LEVELS}
    said = [f"{LEVELS[level]} {_number(own)}" for level, own in counted.items() if own]
    paragraph(console, f"{'，'.join(said)}。" if said else "没有要发的函。")
    if found.unwarned:
        paragraph(console, unwarned_text(found.unwarned), "yellow")
    for level, own in counted.items():
        if own:
            heading(console, f"{LEVELS[level]}（{_number(own)}）")
            for each in own:
                _notice(each, found, console)
    if found.waiting:
        heading(console, "刚催过，这次不再写")
        for recent in found.waiting:
            _waiting(recent, console)
    if found.merging:
        heading(console, "已回，待合并，这次不写")
        for back in found.merging:
            _merging(back, console)
    ours = [f"{found.own} 条"] if found.own else []
    ours += [f"{found.own_findings} 个督察问题"] if found.own_findings else []
    if ours:
        console.print()
        paragraph(console, f"本办公室自己还有 {'、'.join(ours)}要办，不给自己发函。", "yellow")


def _number(own: Sequence[Notice]) -> str:
    """`3 家`, `3 家 4 份`: one unit may have a letter about the plan and another about findings."""
    units = len({each.unit for each in own})
    return f"{units} 家" if units == len(own) else f"{units} 家 {len(own)} 份"


def _notice(each: Notice, found: Notices, console: Console) -> None:
    line = Text(f"  {one_line(each.unit)}", style=_STYLES[each.level])
    line.append("  督察整改" if each.findings else "")
    line.append(f"  {one_line(each.phone)}" if each.phone else "  未登记电话", style="" if each.phone else "yellow")
    console.print(line, soft_wrap=True)
    late = [-owed.duty.days_left(found.day) for owed in each.owed if owed.duty.state == "overdue"]
    unit = "个问题" if each.findings else "条"
    overdue = f"，其中逾期 {len(late)} {unit[0]}、最久 {max(late)} 天" if late else ""
    others = tuple(name for name in each.speaks_for if name != each.unit)
    for_ = f"（含{names_text(others)}）" if others else ""
    items = names_text(tuple(dict.fromkeys(item_text(owed.duty) for owed in each.owed)), _ITEMS, "项")
    paragraph(console, f"{len(each.owed)} {unit}{for_}，需填报 {each.cells} 处{overdue}：{items}", indent=4)
    if each.last is not None:
        paragraph(console, f"上次：{last_text(each.last.value)}", indent=4)


def _merging(each: Merging, console: Console) -> None:
    items = names_text(tuple(dict.fromkeys(item_text(owed.duty) for owed in each.owed)), _ITEMS, "项")
    said = f"{one_line(each.unit)} {len(each.owed)} 条（{items}）：{waiting_text(each.branches)}"
    paragraph(console, f"{said}；请先合并", indent=2)


def _waiting(each: Waiting, console: Console) -> None:
    items = names_text(tuple(dict.fromkeys(item_text(owed.duty) for owed in each.owed)), _ITEMS, "项")
    unit = "个问题" if all(owed.duty.duty.finding is not None for owed in each.owed) else "条"
    said = f"{one_line(each.unit)} {len(each.owed)} {unit}（{items}）：{last_text(each.last.value)}"
    paragraph(console, f"{said}；{month_day(each.again)}起可以再写", indent=2)
