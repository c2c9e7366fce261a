"""督察通报: one visit, what was found by kind, what is typical or found again, and what is asked by when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.asked import AskedBy, asked_in_time, is_past, reply_by, to_do
from spt_fazhi.reports.inspections.figures import (
    OTHERS,
    FoundCounts,
    PutRight,
    found_counts,
    kind_of,
    number_of,
    put_right,
    visit_ids,
)
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import VisitText, judged_names, places, visit_text, visits_in
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest, sentence
from spt_fazhi.views.findings.lines import FindingLine, Visit, judged, only_asked

NAME: Final = "inspection"
TITLE: Final = "督察通报"
DESCRIPTION: Final = "一次实地督察的通报：哪天、谁、到了哪里，发现什么问题，要求哪天前整改，附问题清单"
TEMPLATE: Final = "inspection.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "inspection"
FINDINGS_ONLY: Final = True
_MAIN: Final = "主要"
"""What all findings are told of as where nobody wrote kinds."""
_KINDS: Final = 3
_EXAMPLES: Final = 2
_GRAVE: Final = 5
"""How much the text tells: so many kinds and examples, so many findings by name; the annex has all."""


@frozen
class TypicalKind:
    """典型问题的一类。"""

    word: Annotated[str, "类型；都没有写类型的是 主要"]
    more: Annotated[bool, "这一类是否有在突出问题里写过的"]
    number: Annotated[Figure, "这一类的问题个数，在突出问题里写过的不计"]
    units: Annotated[Figure, "这些问题涉及的单位数"]
    examples: Annotated[tuple[str, ...], "举的例子，开头的单位名称略去，末尾没有标点"]
    all: Annotated[bool, "是否全部举出"]
    records: Annotated[tuple[str, ...], "所依据的督察编号"]


@frozen
class InspectionValues:
    """inspection.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    addressees: Annotated[tuple[str, ...], "主送：督察到的和有问题的单位，整组的写组名；政府以外的单位和本办公室不列"]
    visit: Annotated[VisitText, "这次督察"]
    found: Annotated[FoundCounts, "发现的问题，政府以外的单位不计"]
    grave: Annotated[tuple[FindingRow, ...], "突出问题，最多五个"]
    grave_all: Annotated[bool, "突出问题是否全部写出"]
    typical: Annotated[tuple[TypicalKind, ...], "问题多的几类，没有在突出问题里写过的"]
    repeated: Annotated[tuple[FindingRow, ...], "屡查屡犯的问题，最多五个"]
    progress: Annotated[PutRight, "到数据截至日的整改情况"]
    at_once_past: Annotated[bool, "立行立改、还要整改的，督察是否已经结束"]
    later: Annotated[Figure, "不是立行立改的问题"]
    asked: Annotated[tuple[AskedBy, ...], "不是立行立改、还要整改、时限没有过的，按时限，先到期的在前"]
    late: Annotated[Figure, "不是立行立改、还要整改、时限已过的"]
    reply_by: Annotated[date, "时限已过的，要求哪天前报送，与当天的函一样"]
    later_open: Annotated[Figure, "不是立行立改的里面还要整改的"]
    later_submitted: Annotated[Figure, "不是立行立改的里面已报整改、待销号的"]
    later_closed: Annotated[Figure, "不是立行立改的里面已销号的"]
    later_waived: Annotated[Figure, "不是立行立改的里面不再要求整改的"]
    open: Annotated[Figure, "还要整改的问题；没有的，通报不再提整改要求"]
    again_open: Annotated[bool, "屡查屡犯的里面有没有还要整改的"]
    told_progress: Annotated[bool, "问题清单里要不要写目前情况：有报过整改、退回、销号、不再要求、逾期的"]
    rows: Annotated[tuple[FindingRow, ...], "问题清单，按督察时的编号"]
    findings: Annotated[tuple[str, ...], "还没有销号的问题的编号，登记发出时记下"]
    left_out: Annotated[tuple[str, ...], "没有写、核对时要知道的，印在核对版"]


VALUES = InspectionValues


def build(request: ReportRequest) -> InspectionValues:
    """The notice of one visit. Raises UsageError for one that had not ended by the day."""
    visit = one_visit(request)
    request = dataclasses.replace(request, signed_by_office=True)
    lines = judged(visit.lines)
    grave = [each for each in lines if each.finding.severity == "突出"]
    later, left = [each for each in lines if not each.at_once], to_do(lines)
    late = [each for each in to_do(later) if is_past(request, each)]
    what = "本次督察发现的问题"
    found = found_counts(request, lines, what)
    title = visit_text(request, visit, lines)
    return InspectionValues(
        head=head(request),
        title=f"关于{title.title}情况的通报",
        addressees=_addressees(request, visit, lines),
        visit=title,
        found=found,
        grave=tuple(finding_row(request, each) for each in grave[:_GRAVE]),
        grave_all=len(grave) <= _GRAVE,
        typical=tuple(_typical(found, lines, grave[:_GRAVE])),
        repeated=tuple([finding_row(request, each) for each in lines if each.earlier is not None][:_GRAVE]),
        progress=put_right("progress", lines, what),
        at_once_past=any(each.at_once and is_past(request, each) for each in left),
        later=number_of("later", later, f"{what}，不是立行立改", found=True),
        asked=tuple(asked_in_time(request, later)),
        late=number_of("asked.late", late, "已过整改时限、没有完成的问题"),
        reply_by=reply_by(request),
        later_open=number_of("later.open", to_do(later), "本次督察发现、不是立行立改的问题，还要整改"),
        later_submitted=_at(later, "submitted", "已报整改、还没有销号"),
        later_closed=_at(later, "closed", "已销号"),
        later_waived=_at(later, "waived", "不再要求整改"),
        open=number_of("open", left, f"{what}，还要整改"),
        again_open=any(each.earlier is not None for each in left),
        told_progress=any(each.stage != "open" or each.state in {"overdue", "returned"} for each in lines),
        rows=tuple(finding_row(request, each) for each in lines),
        findings=tuple(each.id for each in lines if each.stage not in {"closed", "waived"}),
        left_out=tuple(_left_out(request, visit)),
    )


def one_visit(request: ReportRequest) -> Visit:
    """The visit a report is about. Raises UsageError for one that had not ended, or went only to units outside."""
    if request.inspection is None:
        raise ValueError("a notice is about one visit")
    name, last = request.inspection.id, request.inspection.value.to
    if last > request.assessment.day:
        raise UsageError(
            f"{name} 这次督察到 {last} 才结束，截至 {request.assessment.day} 还不能出通报",
            "请改 --as-of，或等督察结束",
        )
    visit = next(iter(visits_in(request)), None)
    if visit is None:
        raise UsageError(
            f"{name} 是往年的督察，问题都已了结，带到今年只供比对，不出通报",
            "要看当年的通报，请到 archive 里那一年的台账里出",
        )
    if not judged_names(request, visit) and (visit.lines or visit.entry.value.visited):
        raise UsageError(
            f"{name} 这次督察只到了政府以外的单位，不出通报", "请用 fazhi report feedback 单位 逐家出反馈意见"
        )
    return visit


def _addressees(request: ReportRequest, visit: Visit, lines: Sequence[FindingLine]) -> tuple[str, ...]:
    """Whom the notice goes to: those visited and those with a finding, the office and those outside left out."""
    went = places(request, visit)
    reached = set(request.directory.expand(went))
    more = request.group_names(request.in_order(each.unit for each in lines if each.unit not in reached))
    office = request.answers.office
    return tuple(name for name in (*went, *more) if name not in {office, request.ourselves})


def _typical(found: FoundCounts, lines: Sequence[FindingLine], told: Sequence[FindingLine]) -> Iterator[TypicalKind]:
    """The largest kinds of which something is not told yet, each with its first findings that are not.

    What nobody gave a kind is typical of nothing: it is told of where there is nothing else.
    """
    kinds = [each.word for each in found.kinds if each.word != OTHERS]
    shown = 0
    for word in kinds or ([] if told else [_MAIN]):
        own = [line for line in lines if word in {kind_of(line), _MAIN}]
        rest = [line for line in own if line not in told]
        said = list(dict.fromkeys(map(_without_name, rest)))
        if not rest or shown == _KINDS:
            continue
        shown += 1
        basis = f"{word}类{'、没有在突出问题里写的' if len(rest) < len(own) else ''}问题"
        yield TypicalKind(
            word=word,
            more=len(rest) < len(own),
            number=number_of(f"typical.{word}", rest, basis, found=True),
            units=number(
                f"typical.{word}.units", len({each.unit for each in rest}), f"{basis}所涉及的单位数", visit_ids(rest)
            ),
            examples=tuple(said[:_EXAMPLES]),
            all=len(rest) == min(len(said), _EXAMPLES),
            records=visit_ids(rest),
        )


def _without_name(line: FindingLine) -> str:
    """The problem, not whose it is."""
    said = sentence(line.finding.problem)
    return said.removeprefix(line.finding.unit).removeprefix(line.unit) or said


def _at(lines: Sequence[FindingLine], stage: str, said: str) -> Figure:
    return number_of(
        f"later.{stage}", [each for each in lines if each.stage == stage], f"本次督察发现、不是立行立改的问题，{said}"
    )


def _left_out(request: ReportRequest, visit: Visit) -> Iterator[str]:
    """What the notice does not say, for whoever checks it."""
    outside = only_asked(visit.lines)
    if outside:
        units = len({each.unit for each in outside})
        yield f"政府以外单位的 {len(outside)} 个问题（{units} 家）不列入通报，另用反馈意见商请。"
    later = [each for each in visit.lines if each.visit is not visit.entry]
    if later:
        files = "、".join(each.id for each in visit.added)
        yield f"其中 {len(later)} 个问题是督察以后补充登记的（{files}）。"
    groups = request.directory.groups
    lacking = [name for name in visit.entry.value.visited if name in groups and not groups[name].complete]
    if lacking:
        yield f"{'、'.join(lacking)}的名单未核全，到过的单位数只是已列单位的。"
    if not visit.entry.value.visited:
        yield "督察没有登记到了哪些单位，主送和到过的单位按有问题的单位写。"
