"""Visits of a period and how far findings are put right, as bulletins and summaries take them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.references import year_of
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.figures import PutRight, late_units, number_of, put_right, sources
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.inspections.visit import VisitText, lines_of, visit_text
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.counting import counted_visits
from spt_fazhi.views.findings.lines import FindingLine, Visit, judged, only_asked

_NAMED: Final = 3
"""So many visits, and so many units, are named; of more units the one with most of it and how many there are."""


@frozen
class NamedVisit:
    """点到名称的一次督察。"""

    title: Annotated[str, "名称"]
    when: Annotated[str, "哪几天，如 5月20日至24日；不是计划年度的写明年份"]
    records: Annotated[tuple[str, ...], "督察编号，后来补充的也列"]


@frozen
class LateFinding:
    """一个逾期未整改的问题。"""

    row: Annotated[FindingRow, "问题"]
    progress: Annotated[str, "完成情况，不带逾期天数，如 尚未完成、阶段性完成、已报，8月1日退回，未重报"]
    days: Annotated[Figure, "已逾期天数"]


@frozen
class Inspected:
    """本期的督察和到数据截至日的整改情况；政府以外的单位不计。"""

    number: Annotated[Figure, "本期督察的次数，只到了政府以外单位的不计"]
    since: Annotated[str, "整改情况从什么时候算起，如 今年以来；计划年度已经过去的是那一年，如 2024年"]
    visits: Annotated[tuple[NamedVisit, ...], "本期的各次督察，先开展的在前，最多三次"]
    apart: Annotated[tuple[str, ...], "本期督察里没有计入工作要点要求的次数的，名称；都计入、都没有计入的为空"]
    found: Annotated[Figure, "本期各次督察发现的问题个数"]
    progress: Annotated[PutRight, "到数据截至日的整改情况，含以前各期发现的问题"]
    own: Annotated[Figure, "其中计划年度里反馈的"]
    carried: Annotated[Figure, "其中以前年度督察发现、结转来的"]
    overdue: Annotated[Figure, "逾期没有完成整改、可以点名的问题个数，等于清单的行数"]
    unlisted: Annotated[Figure, "逾期没有完成整改、不点名的：本办公室和区政府这样的单位的"]
    names: Annotated[tuple[str, ...], "逾期没有完成整改的单位，问题多的在前；多于三家的只列第一家"]
    units: Annotated[Figure, "逾期没有完成整改的单位数"]
    longest: Annotated[Figure | None, "逾期最久的天数；没有逾期的没有值"]
    late: Annotated[tuple[LateFinding, ...], "逾期未整改清单，单位的次序同上，同一单位逾期久的在前"]
    repeated: Annotated[Figure, "整改销号后又出现的问题个数（屡查屡犯）"]


def inspected(request: ReportRequest) -> Inspected | None:
    """The visits that ended in the report's period and all judged findings of the day; None where there are none."""
    own = counted_visits(request.visits, request.answers, request.period).own
    lines = judged(request.findings)
    if not own and not lines:
        return None
    day, year = request.assessment.day, request.assessment.register.info.year
    overdue = [each for each in lines if each.state == "overdue"]
    shown = [each for each in overdue if request.is_listed(each.unit)]
    units = late_units(request, shown)
    longest = max((each.each.days_overdue(day) for each in shown), default=0)
    place = {each.unit: at for at, each in enumerate(units)}
    shown.sort(key=lambda each: (place[request.called(each.unit)], -each.each.days_overdue(day), each.id))
    found = judged(lines_of(own))
    before = [each for each in lines if year_of(each.id) < year]
    return Inspected(
        number=number("inspected.visits", len(own), "本期到数据截至日结束的督察次数", [each.id for each in own]),
        since="今年以来" if day.year == year else f"{year}年",
        visits=tuple(_named(visit_text(request, each, judged(each.lines)), year) for each in own[:_NAMED]),
        apart=_apart(request, own),
        found=number_of("inspected.found", found, "本期督察发现的问题", found=True),
        progress=put_right("rectify", lines, "督察反馈的问题"),
        own=number_of(
            "rectify.own", [each for each in lines if each not in before], "计划年度里反馈的问题", found=True
        ),
        carried=number_of("rectify.carried", before, "结转来的问题"),
        overdue=number_of("rectify.listed", shown, "列入清单的、逾期没有完成整改的问题"),
        unlisted=number_of(
            "rectify.unlisted", [e for e in overdue if e not in shown], "逾期没有完成整改、不点名的问题"
        ),
        names=tuple(each.unit for each in (units[:1] if len(units) > _NAMED else units)),
        units=number("rectify.units", len(units), "列入清单的、逾期没有完成整改的单位", sources(shown)),
        longest=number("rectify.longest", longest, "逾期最久的天数", sources(shown)) if longest else None,
        late=tuple(late_finding(request, each) for each in shown),
        repeated=number_of("rectify.again", [each for each in lines if each.earlier is not None], "屡查屡犯的问题"),
    )


def _apart(request: ReportRequest, own: Sequence[Visit]) -> tuple[str, ...]:
    """The visits that count for nothing the plan asks for, where others do."""
    counted = {record for each in request.assessment.duties for record in each.records}
    apart = tuple(one_line(each.entry.value.title) for each in own if each.id not in counted)
    return apart if len(apart) < len(own) else ()


def _named(text: VisitText, year: int) -> NamedVisit:
    return NamedVisit(title=text.title, when=text.when.removeprefix(f"{year}年"), records=text.records)


def late_finding(request: ReportRequest, line: FindingLine) -> LateFinding:
    """An overdue finding, and for how many days it is."""
    days = line.each.days_overdue(request.assessment.day)
    row = finding_row(request, line)
    return LateFinding(
        row=row,
        progress=row.progress.removesuffix(f"，已逾期{days}天"),
        days=number(f"rectify.{line.id}.days", days, f"{line.name}，已逾期天数", sources([line])),
    )


def not_told(request: ReportRequest, told: Inspected | None) -> Iterator[str]:
    """What of visits and findings a bulletin or summary leaves out, for who checks it."""
    gone = counted_visits(request.visits, request.answers, request.period).outside
    if gone:
        yield f"只到了政府以外单位的督察没有写，也不计次数：{'、'.join(each.id for each in gone)}。"
    outside: Sequence[FindingLine] = only_asked(request.findings)
    if outside:
        yield f"向政府以外单位反馈的 {len(outside)} 个督察问题没有写，也不计入。"
    if told is not None and told.unlisted:
        yield f"本办公室和由别的单位承办的，有 {told.unlisted.value} 个督察问题逾期没有完成整改，没有点名。"
