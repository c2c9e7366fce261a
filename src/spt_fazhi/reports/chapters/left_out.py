"""What the text of a summary leaves out and the clerk has to know: for the edition to check it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import OPEN
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.period import Period
from spt_fazhi.model.register import Entry
from spt_fazhi.reports.chapters.told import beside, done_in, name_of, older_in
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.wording import chinese_date, names_text, period_text


def left_out(
    request: ReportRequest, period: Period, entries: Sequence[Entry[Progress]], judged: Sequence[Assessed]
) -> tuple[str, ...]:
    """One sentence for each kind of thing, the records named; `entries` are the accounts the text is made from."""
    return (
        *_older(request, entries),
        *_kept_back(request, entries),
        *_unproved(request, judged),
        *_returned(request),
        *_later(request, period, judged),
        *(f"没有计入：{fault.file}，{fault.message}。" for fault in request.assessment.faults),
    )


def _older(request: ReportRequest, entries: Sequence[Entry[Progress]]) -> Iterator[str]:
    records = tuple(entry.id for entry in older_in(request, entries))
    if records:
        yield f"同一单位就同一任务报了多期进展的，正文只写最近几期，没有写的是：{names_text(records, 0)}。"
    others = tuple(record for each in beside(request, done_in(request, entries)) for record in each.records)
    if others:
        yield f"不牵头的单位报的进展，正文每条任务只写前几家，没有写的是：{names_text(others, 0)}。"


def _kept_back(request: ReportRequest, entries: Sequence[Entry[Progress]]) -> Iterator[str]:
    for entry in entries:
        said = entry.value
        name = name_of(request, said.unit)
        task = f"任务{said.task}{quoted(request.tasks[said.task].title)}"
        about = f"{name}在{period_text(said.period)}进展中就{task}反映了问题"
        if said.problems and request.is_outside(name):
            yield f"{about}，是政府以外的单位，正文没有写：{entry.id}。"
        elif said.problems and not said.publish_problems:
            yield f"{about}，没有同意公开，正文没有写：{entry.id}。"


def _unproved(request: ReportRequest, judged: Sequence[Assessed]) -> Iterator[str]:
    found: dict[str, list[Assessed]] = {}
    for each in judged:
        if each.state != "waived" and each.claimed.records > each.tally.records:
            found.setdefault(each.duty.key.obligation, []).append(each)
    for obligation, duties in found.items():
        names = request.group_names(request.in_order(name for each in duties for name in request.scored(each)))
        records = [entry.id for each in duties for entry in request.evidence(each) if not entry.value.proves]
        yield (
            f"事项 {obligation}{quoted(duties[0].duty.title)}，{'、'.join(names)}报的没有文号、附件或网址，待佐证，"
            f"正文没有计入：{names_text(records, 0)}。"
        )


def _returned(request: ReportRequest) -> Iterator[str]:
    gone = request.assessment.matching.withdrawn
    found = sorted(record for record, by in gone.items() if isinstance(by.value, Return))
    if found:
        yield f"退回的记录没有计入：{names_text(found, 0)}。"


def _later(request: ReportRequest, period: Period, judged: Sequence[Assessed]) -> Iterator[str]:
    day = request.assessment.day
    rest = [each for each in judged if day <= each.due <= period.last and each.state in {*OPEN, "scheduled"}]
    if rest:
        yield f"{chinese_date(period.last)}前还要到期的{len(rest)}项次属于本期，没有写进下一步的安排。"
    records = dict.fromkeys(
        entry.id for each in judged for entry in request.evidence(each) if entry.value.date > period.last
    )
    if records:
        when = f"发生在{chinese_date(period.last)}以后、到数据截至日的佐证"
        yield f"{when}也已计入，请看是否合适：{names_text(tuple(records), 0)}。"
