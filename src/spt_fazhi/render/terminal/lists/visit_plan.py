"""Prints whom to visit next, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.render.terminal.style import heading, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.findings.proposal import Proposal, Proposed


def show_proposal(found: Proposal, typed: str, console: Console) -> None:
    """How they are ranked, then each unit with its reasons; units outside the government apart.

    `typed` are the options to be added to the command that is proposed.
    """
    paragraph(console, f"截至 {chinese_date(found.day)} 建议去督察的单位", "bold")
    if found.proposed:
        tied = f"（其中 {found.tied} 家与最后一家并列）" if found.tied else ""
        more = f"，另有 {found.others} 家{tied}" if found.others else ""
        paragraph(
            console,
            f"列 {len(found.proposed)} 家{more}。按要看的件数排：逾期、待佐证、退回过的材料、逾期或屡查屡犯的问题"
            "各算一件，本年度没有督察过也算一件；一样多的，没有督察过的、上次督察早的在前，再一样的各类单位轮着列。本年度开展督察的单位不列。",
        )
    else:
        paragraph(console, "没有：都督察过，也没有要到现场看的。")
    for number, each in enumerate(found.proposed, start=1):
        _show(number, each, console)
    if found.invited:
        heading(console, "政府以外的单位（可以去，只听取情况，不评价，不排）")
        for each in found.invited:
            said = each.last_text or "本年度没有督察过"
            console.print(Text(f"  {one_line(each.unit.name)}  {said}"), soft_wrap=True)
    if found.proposed:
        heading(console, "到现场用的核查表")
        command = f"fazhi inspect sheet {one_line(found.proposed[0].unit.name)}{typed} -o 核查表.docx"
        console.print(Text(f"  {command}"), soft_wrap=True)


def _show(number: int, each: Proposed, console: Console) -> None:
    console.print()
    line = Text(f"{number}. {one_line(each.unit.name)}", style="bold")
    line.append(f"  {each.matters} 件", style="")
    if each.unit.phone:
        line.append(f"  {one_line(each.unit.phone)}", style="")
    console.print(line, soft_wrap=True)
    for reason in each.reasons:
        paragraph(console, reason.text, indent=3)
    if each.last is not None:
        paragraph(console, each.last_text, "bright_black", indent=3)
