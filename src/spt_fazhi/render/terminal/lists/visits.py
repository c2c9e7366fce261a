"""Prints the visits on the spot, and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from spt_fazhi.render.terminal.style import heading, lamp_of, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.visit_list import CARRIED, stages_text, total_text
from spt_fazhi.views.findings.words import due_text_of, progress_text, repeated_text
from spt_fazhi.views.spans import visit_days
from spt_fazhi.views.wording import chinese_date, names_text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.model.entries.inspection import Inspection
    from spt_fazhi.views.dossiers.lines import DossierLine
    from spt_fazhi.views.findings.finding import FindingDossier
    from spt_fazhi.views.findings.visit_list import ListedVisit
    from spt_fazhi.views.findings.visit_page import VisitPage

_NAMES: Final = 8


def show_visits(visits: Sequence[ListedVisit], day: date, console: Console) -> None:
    """The title, then each: when and who, whom they visited, findings by number and how far, what it counts for."""
    paragraph(console, f"截至 {chinese_date(day)} 的督察", "bold")
    if not visits:
        paragraph(console, "没有。登记督察用 fazhi inspect new。")
        return
    paragraph(console, total_text(visits))
    for each in visits:
        console.print()
        value = each.visit.entry.value
        paragraph(console, f"{value.title}（{visit_days(value)}{CARRIED if each.visit.carried else ''}）", "bold")
        _about(value, each, console, most=_NAMES)
        if not each.visit.lines:
            paragraph(console, "没有登记问题", indent=2)
        for line in stages_text(each.lines):
            paragraph(console, line, indent=2)
        console.print(Text(f"  {each.visit.id}", style="bright_black"), soft_wrap=True)


def show_visit(page: VisitPage, day: date, console: Console) -> None:
    """What the visit was, how far it is as a whole, then each finding."""
    value = page.visit.entry.value
    paragraph(console, f"{value.title}（{visit_days(value)}{CARRIED if page.visit.carried else ''}）", "bold")
    console.print(Text(f"截至 {chinese_date(day)}  {page.visit.id}", style="bright_black"), soft_wrap=True)
    _about(value, page, console, most=0)
    if value.document:
        paragraph(console, f"文号：{value.document}", indent=2)
    for added in page.visit.added:
        numbers = [f"{each.id}" for each in added.value.findings]
        paragraph(console, f"补充：{added.id}（问题 {names_text(numbers, 0)}）", indent=2)
    if not page.findings:
        paragraph(console, "没有登记问题。补充问题用 fazhi inspect add。")
        return
    heading(console, f"问题 {len(page.findings)} 个")
    for line in stages_text(each.line for each in page.findings):
        paragraph(console, line, indent=2)
    for each in page.findings:
        _show_finding(each, day, console)


def _show_finding(page: FindingDossier, day: date, console: Console) -> None:
    line, finding = page.line, page.line.finding
    console.print()
    task = f"任务{finding.task}" if finding.task is not None else ""
    about = " · ".join(filter(None, (finding.kind, finding.severity, task)))
    head = Text(f"{line.name}  ", style="bold").append_text(lamp_of(line.each)).append(f"  {one_line(line.unit)}")
    console.print(head.append(f"  {one_line(about)}" if about else ""), soft_wrap=True)
    paragraph(console, f"问题：{finding.problem}", indent=2)
    if finding.demand:
        paragraph(console, f"整改要求：{finding.demand}", indent=2)
    paragraph(console, f"整改时限：{due_text_of(line)}；{progress_text(line, day)}", indent=2)
    if said := repeated_text(line):
        paragraph(console, said, "yellow" if line.earlier is not None else "dim", indent=2)
    for each in sorted((*page.records, *page.decisions, *page.issued), key=lambda one: one.day):
        _show_entry(each, console)


def _show_entry(entry: DossierLine, console: Console) -> None:
    files = f"（附件 {entry.files} 个）" if entry.files else ""
    gone = f"【{entry.gone}，不计入】" if entry.gone else ""
    paragraph(
        console, f"{entry.day} {entry.word}：{entry.text}{files}{gone} {entry.id}", "dim" if gone else "", indent=4
    )


def _about(value: Inspection, shown: ListedVisit | VisitPage, console: Console, *, most: int) -> None:
    """Who inspected, who was visited, who else has something to put right, what the visit counts for."""
    paragraph(console, f"督察单位：{names_text(value.by, most)}", indent=2)
    if value.visited:
        number = f"（{len(value.visited)} 家）" if len(value.visited) <= most or not most else ""
        paragraph(console, f"受访单位：{names_text(value.visited, most)}{number}", indent=2)
    if shown.elsewhere:
        paragraph(console, f"另有责任单位：{names_text(shown.elsewhere, most)}（没有到）", indent=2)
    counted = "、".join(f"{obligation} {title}" for obligation, title in shown.counts_for.items())
    paragraph(console, f"计入：{counted}" if counted else "不计入任何事项", indent=2)
