"""专报: to the committee and the government, the year's visits so far, what was found, how far it is put right."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.fields import Number
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind, parse_period
from spt_fazhi.model.plan import CountTarget, Obligation
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.inspections.figures import (
    FoundCounts,
    LateUnit,
    PutRight,
    found_counts,
    late_number,
    late_units,
    number_of,
    put_right,
)
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import VisitText, lines_of, visit_text, visits_in
from spt_fazhi.reports.names import committee_and_government
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.counting import CountedVisits, counted_visits
from spt_fazhi.views.findings.lines import FindingLine, judged, only_asked
from spt_fazhi.views.findings.lines import counted as counted_findings
from spt_fazhi.views.wording import NO_TIME, by_day_text, due_mark, is_unwritten, number_text

NAME: Final = "summary"
TITLE: Final = "督察专报"
DESCRIPTION: Final = "报区委、区政府：今年以来督察了几次、发现什么、整改到哪一步、谁逾期、下一步打算"
TEMPLATE: Final = "summary.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = ""
FINDINGS_ONLY: Final = True
_UNITS: Final = 6
_REPEATED: Final = 3
"""How many late units and repeated findings are named."""
_ABOUT: Final = "督察"
"""What an obligation that visits count for says in its title."""
_REPORT: Final = "报告"
"""What one says that asks for a report on them."""


@frozen
class AskedVisits:
    """工作要点要求的督察。"""

    quote: Annotated[str, "原文中的要求"]
    target: Annotated[Figure | None, "要求的次数；没有数量的没有值"]
    made: Annotated[Figure, "已开展的次数，含不经督察登记、另报佐证的"]
    others: Annotated[Figure, "其中不是上面列的各次督察的：到政府以外单位的、不经督察登记另报佐证的"]
    apart: Annotated[tuple[str, ...], "上面列的督察里没有计入的，名称；一次也没有计入的为空"]
    left: Annotated[Figure | None, "还差的次数；没有数量的没有值"]
    measure: Annotated[str, "数量的单位，如 次"]
    by: Annotated[str, "时限，如 年底前"]
    assumed: Annotated[str, "时限是推定的，怎样推定的，如 （未写时限，按年底计）；原文写明的为空"]
    past: Annotated[bool, "时限是否已过"]
    met: Annotated[bool, "要求的次数是否已经达到；没有数量的，是否开展过"]


@frozen
class CarriedOver:
    """以前年度督察反馈、结转本年度的问题；结转 = 已销号 + 不再要求 + 尚未销号。"""

    found: Annotated[Figure, "结转来的问题"]
    closed: Annotated[Figure, "本年度已销号的"]
    waived: Annotated[Figure, "本年度不再要求整改的"]
    left: Annotated[Figure, "尚未销号的"]
    overdue: Annotated[Figure, "尚未销号的里面逾期没有完成整改的"]


@frozen
class FindingsAhead:
    """下一步要办的问题的个数，含以前年度结转来的。"""

    overdue: Annotated[Figure, "逾期没有完成整改的"]
    carried_overdue: Annotated[Figure, "逾期的里面结转来的"]
    waiting: Annotated[Figure, "还没有到时限、没有完成的"]
    submitted: Annotated[Figure, "已报整改、待复核销号的"]


@frozen
class SummaryValues:
    """summary.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    addressees: Annotated[tuple[str, ...], "主送：区委、区政府，按印发机关和承办机构的名称写；看不出来的为空"]
    addressee_gap: Annotated[Gap | None, "主送要补写；有主送的没有值"]
    ground: Annotated[str, "工作要点里要求报告督察情况的话；没有的为空"]
    asked: Annotated[tuple[AskedVisits, ...], "工作要点要求开展的督察；没有的为空"]
    number: Annotated[Figure, "今年以来督察的次数，只到了政府以外单位的不计"]
    outside_number: Annotated[Figure, "今年以来只到了政府以外单位的督察次数"]
    visits: Annotated[tuple[VisitText, ...], "各次督察，先开展的在前"]
    found: Annotated[FoundCounts, "发现的问题，政府以外的单位不计"]
    outside: Annotated[Figure, "向政府以外的单位反馈、商请处理的问题，不计入以上各项"]
    progress: Annotated[PutRight, "整改情况，政府以外的单位不计"]
    late: Annotated[tuple[LateUnit, ...], "逾期没有完成整改的单位，个数多的在前，最多六家"]
    late_units: Annotated[Figure, "逾期没有完成整改的单位数"]
    repeated: Annotated[tuple[FindingRow, ...], "屡查屡犯的问题，最多三个"]
    worst: Annotated[str, "问题最多的一类；都没有写类型、不止一类最多的为空"]
    carried: Annotated[CarriedOver, "以前年度督察反馈、结转来的问题，不计入以上各项"]
    ahead: Annotated[FindingsAhead, "下一步要办的问题，含结转来的"]
    findings: Annotated[tuple[str, ...], "逾期没有完成整改的问题的编号，登记发出时记下"]
    left_out: Annotated[tuple[str, ...], "没有写、核对时要知道的，印在核对版"]


VALUES = SummaryValues


def build(request: ReportRequest) -> SummaryValues:
    """The year's visits that had ended by the day; the check edition tells of findings carried over from before."""
    request = dataclasses.replace(request, signed_by_office=True)
    info = request.assessment.register.info
    known = visits_in(request)
    counted = counted_visits(known, request.answers, parse_period(str(info.year)))
    visits, every = counted.own, (*counted.own, *counted.outside)
    own, outside = judged(lines_of(visits)), only_asked(lines_of(every))
    found, to = found_counts(request, own, "今年以来督察发现的问题"), committee_and_government(info.issuer, info.office)
    before = judged(lines_of(each for each in known if each not in every))
    return SummaryValues(
        head=head(request),
        title=f"关于{info.year}年法治建设督察及整改情况的报告",
        addressees=to,
        addressee_gap=None if to else Gap(text="主送机关"),
        ground=_ground(request, to),
        asked=tuple(_asked(request, counted)),
        number=number("visits", len(visits), "今年以来到数据截至日已结束的督察次数", [each.id for each in visits]),
        outside_number=number(
            "visits.outside",
            len(counted.outside),
            "今年以来到数据截至日已结束、只到了政府以外单位的督察次数",
            [each.id for each in counted.outside],
        ),
        visits=tuple(visit_text(request, each, judged(each.lines)) for each in visits),
        found=found,
        outside=number_of("outside", outside, "政府以外单位的问题"),
        progress=put_right("progress", own, "今年以来督察反馈的问题"),
        late=late_units(request, own)[:_UNITS],
        late_units=late_number(own),
        repeated=tuple([finding_row(request, each) for each in own if each.earlier is not None][:_REPEATED]),
        worst=_worst(found),
        carried=_carried(before),
        ahead=_ahead(own, before),
        findings=tuple(each.id for each in (*own, *before) if each.state == "overdue"),
        left_out=tuple(_left_out(outside)),
    )


def _ground(request: ReportRequest, to: Sequence[str]) -> str:
    """What the plan says of reporting on visits to the committee and the government; empty where it says nothing."""
    for each in request.assessment.duties:
        obligation = each.duty.obligation
        if obligation is None or each.state == "waived" or _REPORT not in obligation.quote:
            continue
        task, quote = request.tasks.get(each.duty.task), one_line(obligation.quote)
        if task and _ABOUT in task.text and any(name in quote for name in to):
            return quote.removeprefix("并")
    return ""


def _asked(request: ReportRequest, counted: CountedVisits) -> Iterator[AskedVisits]:
    """What the plan asks for of visits: the obligations that visits count for, else those that speak of 督察."""
    named = {name for entry in request.assessment.register.inspections for name in entry.value.obligation}
    for each in request.assessment.duties:
        obligation = each.duty.obligation
        if obligation is None or each.state in {"waived", "scheduled"}:
            continue
        told = _ABOUT in obligation.title and _REPORT not in obligation.quote
        if obligation.id in named or (not named and told):
            yield _visits(request, each, obligation, counted)


def _visits(request: ReportRequest, each: Assessed, obligation: Obligation, counted: CountedVisits) -> AskedVisits:
    duty, target, quote = each.duty.key, each.target, one_line(obligation.quote)
    key = ".".join(filter(None, ("asked", duty.obligation, duty.unit, duty.period)))
    counts = isinstance(target, CountTarget)
    made = each.tally.amount if counts else each.tally.records
    basis = f"{duty.obligation}，{quote}"
    wanted = target.count if isinstance(target, CountTarget) else 0
    left = max(wanted - made, 0)
    own = [visit for visit in counted.own if visit.id in each.records]
    rest = [record for record in each.records if record not in {visit.id for visit in own}]
    return AskedVisits(
        quote=quote,
        target=_amount(f"{key}.target", wanted, f"{basis}，要求的次数") if counts else None,
        made=_amount(f"{key}.made", made, f"{basis}，有佐证的次数", each.records),
        others=_amount(f"{key}.others", max(made - len(own), 0), f"{basis}，不在所列督察里的次数", rest),
        apart=tuple(one_line(visit.entry.value.title) for visit in counted.own if visit not in own) if made else (),
        left=_amount(f"{key}.left", left, f"{basis}，还差的次数") if counts else None,
        measure=target.unit if isinstance(target, CountTarget) else "次",
        by=by_day_text(each.due, request.assessment.register.info.year),
        assumed=_assumed(each, obligation),
        past=each.due < request.assessment.day,
        met=made >= wanted if counts else made > 0,
    )


def _assumed(each: Assessed, obligation: Obligation) -> str:
    """How a day was assumed that the document does not state; one that was extended was decided."""
    marked = due_mark(each)
    return f"（{NO_TIME}）" if marked and is_unwritten(obligation, each.due) else marked


def _amount(key: str, value: Number, basis: str, records: Sequence[str] = ()) -> Figure:
    """An amount that need not be whole."""
    return Figure(key=key, value=value, printed=number_text(value), basis=basis, records=tuple(records))


def _worst(found: FoundCounts) -> str:
    most = max((each.number.value for each in found.kinds), default=0)
    first = [each.word for each in found.kinds if each.number.value == most]
    return first[0] if len(first) == 1 and most > 1 else ""


def _carried(before: Sequence[FindingLine]) -> CarriedOver:
    """What was carried over from earlier years, and how far that is."""
    each, what = counted_findings(before), "以前年度督察反馈、结转来的问题"
    left = (*each.submitted, *each.partial, *each.open)
    return CarriedOver(
        found=number_of("carried", before, what),
        closed=number_of("carried.closed", each.closed, f"{what}，已销号"),
        waived=number_of("carried.waived", each.waived, f"{what}，不再要求整改"),
        left=number_of("carried.left", left, f"{what}，还没有销号"),
        overdue=number_of("carried.overdue", each.overdue, f"{what}，逾期没有完成整改"),
    )


def _ahead(own: Sequence[FindingLine], before: Sequence[FindingLine]) -> FindingsAhead:
    """What there is to be done next, of this year's findings and of those carried over."""
    each, old = counted_findings((*own, *before)), counted_findings(before)
    waiting = [line for line in (*each.open, *each.partial) if line.state != "overdue"]
    return FindingsAhead(
        overdue=number_of("ahead.overdue", each.overdue, "逾期没有完成整改的问题（含结转来的）"),
        carried_overdue=number_of("ahead.carried", old.overdue, "结转来的问题，逾期没有完成整改"),
        waiting=number_of("ahead", waiting, "还没有到时限、没有完成整改的问题（含结转来的）"),
        submitted=number_of("ahead.submitted", each.submitted, "已报整改、还没有销号的问题（含结转来的）"),
    )


def _left_out(outside: Sequence[FindingLine]) -> Iterator[str]:
    """What the report does not say, for whoever checks it."""
    if outside:
        units = len({each.unit for each in outside})
        yield f"政府以外单位（{units} 家）的问题只写总数，不计入整改数字，不列名。"
