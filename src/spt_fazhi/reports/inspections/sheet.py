"""现场核查表: what the inspectors take to one unit, to look at on the spot what it says, lacks and has to put right."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import as_asked
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.figures import number_of
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.parts import DutyLine, Head, duty_line, duty_lines, head
from spt_fazhi.reports.request import ReportRequest, record_ids, sentence
from spt_fazhi.reports.sheet.came_in import ReturnedLine, returned
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.findings.lines import FindingLine
from spt_fazhi.views.wording import period_text

NAME: Final = "sheet"
TITLE: Final = "现场核查表"
DESCRIPTION: Final = "督察组到一家单位用的：报了什么、凭什么佐证，现场核查情况空着填；逾期、待佐证的和没有销号的问题"
TEMPLATE: Final = "sheet.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "unit"
_QUIET: Final = frozenset({"waived", "scheduled"})
_OPEN: Final = frozenset({"open", "partial", "submitted"})


@frozen
class SeenProof:
    """单位报来的一条材料，到现场看原件。"""

    record: Annotated[str, "记录编号；印发版不印"]
    day: Annotated[date, "发生日期；比率的是数据截至日"]
    title: Annotated[str, "标题，末尾没有标点"]
    proof: Annotated[str, "凭什么：文号、附件名、网址，顿号隔开；什么都没有的为空"]


@frozen
class Claim:
    """单位报了材料的一个事项。"""

    duty: Annotated[DutyLine, "事项"]
    proofs: Annotated[tuple[SeenProof, ...], "报来的材料，先发生的在前"]


@frozen
class AccountSaid:
    """单位用文字报的一期进展。"""

    record: Annotated[str, "记录编号；印发版不印"]
    task: Annotated[int, "任务编号"]
    title: Annotated[str, "任务名称"]
    period: Annotated[str, "期间，中文"]
    done: Annotated[str, "报来的做法和成效，末尾没有标点"]


@frozen
class FindingSeen:
    """还没有销号的一个问题，和它报来的整改材料。"""

    row: Annotated[FindingRow, "问题"]
    proofs: Annotated[tuple[SeenProof, ...], "报来的整改材料，先发生的在前"]


@frozen
class SheetValues:
    """sheet.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    unit: Annotated[str, "到哪家单位"]
    for_units: Annotated[tuple[str, ...], "由它承办的别的单位，它们的事项也列在里面"]
    phone: Annotated[str | None, "它的办公电话；没有登记时没有值"]
    outside: Annotated[bool, "是否党委、人大、政协、法院、检察院机关（只听取情况，不评价）"]
    claimed: Annotated[Figure, "报了材料的事项，项次"]
    claims: Annotated[tuple[Claim, ...], "报了材料的事项，先到期的在前"]
    accounts: Annotated[tuple[AccountSaid, ...], "用文字报的进展，先报的在前"]
    unreported: Annotated[tuple[str, ...], "逾期没有报的进展，如 任务3（2024年上半年）；政府以外的单位为空"]
    lacking_number: Annotated[Figure, "逾期和待佐证的事项，项次；政府以外的单位是还没有提供的"]
    lacking: Annotated[tuple[DutyLine, ...], "逾期和待佐证的事项，先到期的在前；政府以外的单位是还没有提供的"]
    others_number: Annotated[Figure, "没有逾期、也没有报过材料的事项，项次；台账没有启用的是全部事项"]
    others: Annotated[tuple[DutyLine, ...], "没有逾期、也没有报过材料的事项，先到期的在前；以后各期的不在里面"]
    returned: Annotated[tuple[ReturnedLine, ...], "退回的材料，先退回的在前"]
    open_number: Annotated[Figure, "还没有销号的问题个数"]
    open: Annotated[tuple[FindingSeen, ...], "还没有销号的问题，先发现的在前"]
    closed: Annotated[tuple[FindingRow, ...], "已经销号的问题，看有没有反弹"]


VALUES = SheetValues


def build(request: ReportRequest) -> SheetValues:
    """Everything there is to be looked at in one unit, and in those that act through it."""
    unit = request.unit
    if unit is None:
        raise ValueError("a sheet is for one unit")
    request = dataclasses.replace(request, signed_by_office=False)
    outside = request.is_outside(unit.name)
    served = _served(request, unit)
    names = (unit.name, *served)
    own = [as_asked(each, *_of(each, names)) for each in request.assessment.duties if _of(each, names)]
    claims = tuple(_claims(request, own, names, neutral=outside))
    in_use = request.assessment.register.in_use
    lacking = [each for each in own if in_use and _is_lacking(each)]
    told = {each.duty.key for each in (*lacking, *(each for each in own if each.records or each.state in _QUIET))}
    others = [each for each in own if each.duty.key not in told]
    lines = [each for each in request.findings if each.unit in names]
    left = [each for each in lines if each.stage in _OPEN]
    what = f"{unit.name}{'还没有提供的事项' if outside else '逾期和待佐证的事项'}"
    return SheetValues(
        head=head(request),
        title=f"{unit.name}现场核查表",
        unit=unit.name,
        for_units=served,
        phone=unit.phone,
        outside=outside,
        claimed=number(
            "claimed", len(claims), f"{unit.name}报了材料的事项，项次",
            tuple(dict.fromkeys(proof.record for each in claims for proof in each.proofs)),
        ),
        claims=claims,
        accounts=tuple(_accounts(request, names)),
        unreported=tuple(_unreported(request, names)),
        lacking_number=number("lacking", len(lacking), f"{what}，项次", record_ids(lacking)),
        lacking=duty_lines(request, lacking, unit.name, neutral=outside),
        others_number=number("others", len(others), f"{unit.name}没有逾期、也没有报过材料的事项，项次"),
        others=duty_lines(request, others, unit.name, neutral=outside),
        returned=tuple(line for name in names for line in _returned(request, own, name)),
        open_number=number_of("open", left, f"{unit.name}还没有销号的问题"),
        open=tuple(FindingSeen(row=finding_row(request, each), proofs=_righted(each)) for each in left),
        closed=tuple(finding_row(request, each) for each in lines if each.stage == "closed"),
    )  # fmt: skip


def _served(request: ReportRequest, unit: Unit) -> tuple[str, ...]:
    """The units that act through this one."""
    units = request.assessment.register.units
    return tuple(each.name for each in units if request.directory.canonical(each.acts_through) == unit.name)


def _of(each: Assessed, names: Sequence[str]) -> list[str]:
    return [name for name in names if name in each.duty.owners]


def _is_lacking(each: Assessed) -> bool:
    """Whether what is owed lies open: overdue or without proof; of a unit that is only asked, not given."""
    if each.state in {"overdue", "unproved"}:
        return True
    return each.state == "invited" and not each.records


def _claims(request: ReportRequest, own: Sequence[Assessed], names: Sequence[str], *, neutral: bool) -> Iterator[Claim]:
    """The duties for which these units (or those they follow) have reported something."""
    for each in sorted(own, key=lambda each: (each.due, each.duty.task, each.duty.key)):
        theirs = {*names, *each.former}
        entries = [one for one in request.evidence(each) if request.directory.canonical(one.value.unit) in theirs]
        if entries and each.state != "waived":
            line = duty_line(request, each, owner=_of(each, names)[0], neutral=neutral)
            yield Claim(duty=line, proofs=tuple(map(_proof, entries)))


def _proof(entry: Entry[Evidence] | Entry[Rectify]) -> SeenProof:
    value = entry.value
    shown = (value.document, "、".join(each.name for each in value.files), value.link)
    return SeenProof(
        record=entry.id,
        day=value.counts_on,
        title=sentence(value.title),
        proof="、".join(one_line(each) for each in shown if each),
    )


def _righted(line: FindingLine) -> tuple[SeenProof, ...]:
    return tuple(map(_proof, line.reports))


def _accounts(request: ReportRequest, names: Sequence[str]) -> Iterator[AccountSaid]:
    """What the units have told in words by the day, of each task and period what stands."""
    known = request.assessment.matching.progress
    for each in request.assessment.progress:
        entries = [one for one in known.get(each.duty.key, ()) if one.id in each.records]
        if each.duty.unit in names and entries:
            last = entries[-1]
            yield AccountSaid(
                record=last.id,
                task=each.duty.task,
                title=each.duty.title,
                period=period_text(each.duty.key.period),
                done=sentence(last.value.done),
            )


def _unreported(request: ReportRequest, names: Sequence[str]) -> Iterator[str]:
    """The accounts that these units owe and are late with; none in a register not in use, which judges nobody."""
    if not request.assessment.register.in_use:
        return
    for each in request.assessment.progress:
        if each.duty.unit in names and each.state == "overdue":
            yield f"任务{each.duty.task}（{period_text(each.duty.key.period)}）"


def _returned(request: ReportRequest, own: Sequence[Assessed], name: str) -> tuple[ReturnedLine, ...]:
    unit = request.directory.unit(name)
    return returned(request, own, unit) if unit else ()
