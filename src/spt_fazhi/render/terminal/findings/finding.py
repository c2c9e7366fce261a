"""Prints the page of one finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.model.entries.inspection import SEVERITIES
from spt_fazhi.model.references import finding_name
from spt_fazhi.render.terminal.dossier import flow, show_lines
from spt_fazhi.render.terminal.style import lamp_of
from spt_fazhi.views.counted import letters_text
from spt_fazhi.views.findings.words import closed_text, due_text_of, progress_text
from spt_fazhi.views.spans import visit_days
from spt_fazhi.views.wording import chinese_date, remarks_now

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from spt_fazhi.views.findings.finding import FindingDossier


def show_finding(page: FindingDossier, day: date, console: Console) -> None:
    """What was found, who is to do what by when, how far it is, and every entry on it."""
    line = page.line
    console.print(Text(f"问题 {line.name}  ", style="bold").append_text(lamp_of(line.each)), soft_wrap=True)
    console.print(Text(f"截至 {chinese_date(day)}", style="bright_black"))
    console.print()
    for label, said in _facts(page, day):
        flow(console, f"{label}：", said)
    show_lines("记录", page.records, console)
    show_lines("决定", page.decisions, console)
    if page.issued:
        show_lines("发出和催办", page.issued, console)


def _facts(page: FindingDossier, day: date) -> Iterator[tuple[str, str]]:
    line, finding = page.line, page.line.finding
    yield "问题", finding.problem
    yield "责任单位", "；".join((line.unit, *remarks_now(line.each)))
    kind = "，".join(filter(None, (finding.kind, SEVERITIES[finding.severity] if finding.severity else "")))
    if kind:
        yield "类型", kind
    if page.task is not None:
        yield "任务", f"{page.task.id} {page.task.title}"
    yield "整改要求", finding.demand or "没有写"
    until = due_text_of(line)
    yield "整改时限", f"{until}（{chinese_date(line.each.due)}前）" if until == "立行立改" else until
    yield "完成情况", progress_text(line, day)
    if line.measures:
        yield "整改措施", "；".join(line.measures)
    yield "是否销号", closed_text(line)
    if line.closing is not None:
        yield "复核", line.closing.entry.value.checked_by
    if line.earlier is not None:
        known = line.earlier
        closed = f"{chinese_date(known.closed)}销号的问题{finding_name(known.id)}"
        yield "屡查屡犯", f"与{closed}相似：{known.problem}"
    if line.kindred is not None:
        known = line.kindred
        closed = f"{chinese_date(known.closed)}销号的问题{finding_name(known.id)}"
        yield "同类问题", f"{known.unit}{closed}：{known.problem}"
    for later in page.later:
        yield "又被查出", f"问题{later.name}与本问题相似：{later.finding.problem}（{later.unit}）"
    if said := letters_text(line.each):
        yield "催办", said
    visit = line.first.value
    yield "督察", f"{visit.title}（{line.first.id}），{visit_days(visit)}，{'、'.join(visit.by)}"
    if line.visit is not line.first:
        yield "补充", f"{line.visit.value.title}（{line.visit.id}）"
