"""One unit's sheet: what it owes, what proof is asked for and who takes it, what came in and what was handed back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import as_asked
from spt_fazhi.engine.states import MET, SETTLED
from spt_fazhi.model.choices import UNIT_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.model.unit import Unit
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.inspections.figures import PutRight, put_right
from spt_fazhi.reports.inspections.rows import FindingRow, finding_row
from spt_fazhi.reports.parts import DutyLine, Head, TaskName, duty_lines, head, task_name
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.reports.sheet.accounts import AccountCounts, AccountRound, account_counts, rounds
from spt_fazhi.reports.sheet.ahead import AheadLine, ahead, is_ahead
from spt_fazhi.reports.sheet.came_in import Receipt, ReturnedLine, left_out, receipts, returned
from spt_fazhi.reports.sheet.letters import LetterLine, letters_to
from spt_fazhi.views.wording import mark

NAME: Final = "unit"
TITLE: Final = "单位任务清单"
DESCRIPTION: Final = "发给一家单位：承担什么、要什么佐证、报给谁、何时到期，收到了什么，退回了什么"
TEMPLATE: Final = "unit.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = "unit"
PRINTS_REMINDERS: Final = True


@frozen
class UnitHead:
    """清单所说的单位。"""

    name: Annotated[str, "名称"]
    full_name: Annotated[str | None, "全称；没有登记时没有值"]
    code: Annotated[str, "代码"]
    kind: Annotated[str, "类别，中文；推定的标（推定）"]
    through: Annotated[str | None, "由哪家单位承办；自己办的没有值"]
    outside: Annotated[bool, "是否党委、人大、政协、法院、检察院机关（只商请，不评价）"]
    is_office: Annotated[bool, "是不是管这本台账的单位自己"]
    you: Annotated[str, "怎样称呼它：政府系统的 你单位，其余和垂直管理的 贵单位，管台账的单位自己 本单位"]
    verified: Annotated[bool, "名称是否已核实"]


@frozen
class Asked:
    """商请一家政府以外的单位提供的事项的项次，不含不适用；已提供的和待佐证的都算已提供。"""

    expected: Annotated[Figure, "商请的"]
    given: Annotated[Figure, "其中已提供"]


@frozen
class Carried:
    """由本单位承办的另一家单位，如区政府办公室承办区政府的。"""

    unit: Annotated[str, "单位"]
    number: Annotated[Figure, "它承担的项次，不含不适用，不计入本单位的"]


@frozen
class UnitValues:
    """unit.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    unit: Annotated[UnitHead, "单位"]
    counts: Annotated[Counts | None, "具体事项的项次，含与其他单位共同承担的；政府以外的单位没有值"]
    asked: Annotated[Asked | None, "商请的项次；只有政府以外的单位有值"]
    carried: Annotated[tuple[Carried, ...], "由本单位承办的别的单位，它们的事项另有清单"]
    together: Annotated[Figure, "其中与其他单位共同承担的项次，不含不适用"]
    leads: Annotated[tuple[TaskName, ...], "牵头的任务"]
    open: Annotated[tuple[DutyLine, ...], "还要办的，先到期的在前；还没有开始的各期不在里面"]
    ahead: Annotated[tuple[AheadLine, ...], "按期办的事项还没有开始的各期，一个事项一条"]
    closed: Annotated[tuple[DutyLine, ...], "已完成和不适用的，先到期的在前"]
    returned: Annotated[tuple[ReturnedLine, ...], "退回的材料，先退回的在前"]
    reports: Annotated[AccountCounts, "进展报送的份数"]
    rounds: Annotated[tuple[AccountRound, ...], "各期进展报送，先到期的在前"]
    receipts: Annotated[tuple[Receipt, ...], "已收到的佐证，先发生的在前"]
    letters: Annotated[tuple[LetterLine, ...], "催办过几次，先催的在前"]
    found: Annotated[PutRight | None, "督察反馈给它的问题和整改情况，个数；没有问题的、政府以外的单位没有值"]
    findings: Annotated[tuple[FindingRow, ...], "督察反馈给它的各个问题，先督察的在前"]
    left_out: Annotated[tuple[str, ...], "没有列入的记录，核对版写明"]


VALUES = UnitValues


def build(request: ReportRequest) -> UnitValues:
    """Everything one unit owes, alone or with others."""
    unit = request.unit
    if unit is None:
        raise ValueError("a sheet is about one unit")
    own = [as_asked(each, unit.name) for each in request.assessment.duties if unit.name in each.duty.owners]
    progress = [as_asked(each, unit.name) for each in request.assessment.progress if unit.name in each.duty.owners]
    found = [each for each in request.findings if each.unit == unit.name]
    outside = request.is_outside(unit.name)
    asked = [each for each in own if each.state != "waived"]
    shared = [each for each in asked if each.duty.unit is None]
    top = head(request)
    plan = f"《{top.title}》"
    return UnitValues(
        head=top,
        title=f"商请{unit.name}支持{plan}事项清单" if outside else f"{unit.name}承担{plan}任务清单",
        unit=_unit(request, unit, outside=outside),
        counts=None if outside else counts("counts", f"{unit.name}承担的事项，含共同承担的", own),
        asked=_asked(unit, asked) if outside else None,
        carried=tuple(_carried(request, unit)),
        together=number("together", len(shared), f"{unit.name}与其他单位共同承担的项次，不含不适用"),
        leads=tuple(task_name(request, task) for task, leads in sorted(request.leads.items()) if unit.name in leads),
        open=duty_lines(request, [each for each in own if _is_open(each)], unit.name, neutral=outside),
        ahead=ahead(own),
        closed=duty_lines(request, [each for each in own if each.state in SETTLED], unit.name, neutral=outside),
        returned=returned(request, own, unit),
        reports=account_counts(request, progress, neutral=outside),
        rounds=rounds(request, progress, neutral=outside),
        receipts=receipts(request, own, unit),
        letters=letters_to(request, (*own, *progress, *(each.each for each in found)), unit),
        found=put_right("found", found, f"督察反馈给{unit.name}的问题") if found and not outside else None,
        findings=tuple(finding_row(request, each) for each in found),
        left_out=left_out(request, unit),
    )


def _is_open(each: Assessed) -> bool:
    return each.state not in SETTLED and not is_ahead(each)


def _asked(unit: Unit, asked: Sequence[Assessed]) -> Asked:
    given = [each for each in asked if each.state in {*MET, "unproved"}]
    what = f"商请{unit.name}提供的事项，不含不适用"
    return Asked(
        expected=number("asked.expected", len(asked), f"{what}，项次"),
        given=number("asked.given", len(given), f"{what}，已提供的项次", record_ids(given)),
    )


def _carried(request: ReportRequest, unit: Unit) -> Iterator[Carried]:
    """The units that act through this one and owe something."""
    for other in request.assessment.register.units:
        if other.acts_through is None or request.directory.canonical(other.acts_through) != unit.name:
            continue
        seen = (as_asked(each, other.name) for each in request.assessment.duties if other.name in each.duty.owners)
        asked = [each for each in seen if each.state != "waived"]
        if asked:
            what = f"{other.name}承担、由{unit.name}承办的项次，不含不适用"
            yield Carried(unit=other.name, number=number(f"carried.{other.code}", len(asked), what, record_ids(asked)))


def _unit(request: ReportRequest, unit: Unit, *, outside: bool) -> UnitHead:
    is_office = unit.name == request.answers.office
    return UnitHead(
        name=unit.name,
        full_name=unit.full_name,
        code=unit.code,
        kind=UNIT_KINDS[unit.kind] + mark(unit.assumed_fields, "kind"),
        through=unit.acts_through,
        outside=outside,
        is_office=is_office,
        you="本单位" if is_office else "贵单位" if outside or unit.kind == "vertical" else "你单位",
        verified=unit.verified,
    )
