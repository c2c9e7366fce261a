"""What was not done by its day, in words and figures, and what units themselves have told about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import State
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.reports.chapters.told import Said
from spt_fazhi.reports.figures.concentration import places
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.inspections.figures import late_number
from spt_fazhi.reports.inspections.inspected import Inspected
from spt_fazhi.reports.request import ReportRequest, record_ids
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.findings.lines import judged as judged_lines

_MOST: Final = 3


@frozen
class Concentration:
    """一类不足集中在哪个事项。"""

    title: Annotated[str, "事项名称"]
    number: Annotated[Figure, "项次"]


@frozen
class Shortfall:
    """一类不足。"""

    number: Annotated[Figure, "项次"]
    units: Annotated[Figure, "单位数"]
    most: Annotated[tuple[Concentration, ...], "最多的几个事项，多的在前，最多三个；事项多而没有哪个集中的为空"]
    all: Annotated[bool, "这几个事项是否就是全部"]


@frozen
class FindingShortfall:
    """督察问题整改不到位。"""

    overdue: Annotated[Figure, "逾期没有完成整改的问题个数"]
    units: Annotated[Figure, "涉及的单位数"]
    repeated: Annotated[Figure, "整改销号后又出现的问题个数（屡查屡犯）"]


@frozen
class Shortfalls:
    """存在的不足和原因，政府系统；某一类没有时没有值。"""

    overdue: Annotated[Shortfall | None, "逾期：到期没有完成"]
    behind: Annotated[Shortfall | None, "滞后的数量：慢于序时进度，尚未到期"]
    below: Annotated[Shortfall | None, "滞后的比率：还没有达到要求，尚未到期"]
    soon: Annotated[Figure | None, "临期的项次：很快到期，还没有完成"]
    pending: Annotated[Figure | None, "未启动的项次：尚未到期，还没有任何佐证"]
    late: Annotated[Figure | None, "逾期完成的项次"]
    unproved: Annotated[Figure | None, "待佐证的项次"]
    returned: Annotated[Figure | None, "退回待重报的项次"]
    backfill: Annotated[Figure | None, "待补录的项次"]
    findings: Annotated[FindingShortfall | None, "督察问题整改不到位的；没有逾期、没有屡查屡犯的没有值"]
    told: Annotated[tuple[Said, ...], "各单位自己反映、同意公开的问题"]
    gap: Annotated[Gap, "要补写什么：原因不在台账里"]


def shortfalls(
    request: ReportRequest, judged: Sequence[Assessed], told: Sequence[Said], visits: Inspected | None = None
) -> Shortfalls:
    """The shortfalls of judged duties, and of `visits`, as of the day; a register not in use has none to tell of."""
    used = judged if request.assessment.register.in_use else ()
    overdue = _shortfall(request, _in(used, "overdue"), "overdue", "逾期")
    rates = [each for each in _in(used, "behind") if _is_rate(each)]
    counted = [each for each in _in(used, "behind") if not _is_rate(each)]
    behind = _shortfall(request, counted, "behind", "慢于序时进度")
    below = _shortfall(request, rates, "below", "比率还没有达到要求")
    soon, pending = _number(used, "due-soon", "临期"), _number(used, "pending", "未启动")
    late, unproved = _number(used, "done-late", "逾期完成"), _number(used, "unproved", "待佐证")
    returned, backfill = _number(used, "returned", "退回待重报"), _number(used, "backfill", "待补录")
    findings = _findings(request, visits) if visits is not None else None
    any_ = any((overdue, pending, behind, below, soon, late, unproved, returned, backfill, findings))
    return Shortfalls(
        overdue=overdue,
        behind=behind,
        below=below,
        soon=soon,
        pending=pending,
        late=late,
        unproved=unproved,
        returned=returned,
        backfill=backfill,
        findings=findings,
        told=tuple(told),
        gap=Gap(text=_missing(any_=any_, told=bool(told))),
    )


def _findings(request: ReportRequest, visits: Inspected) -> FindingShortfall | None:
    """What of findings is overdue, of the office too, and what came again."""
    overdue, repeated = visits.progress.overdue, visits.progress.repeated
    if not (overdue or repeated):
        return None
    return FindingShortfall(overdue=overdue, units=late_number(judged_lines(request.findings)), repeated=repeated)


def _missing(*, any_: bool, told: bool) -> str:
    """What a person has to write: the register holds no causes, but what units have told."""
    if not any_:
        return "存在的不足和原因"
    return "其他不足，以及上述不足的原因" if told else "上述不足的原因"


def _in(duties: Sequence[Assessed], state: State) -> list[Assessed]:
    return [each for each in duties if each.state == state]


def _number(duties: Sequence[Assessed], state: State, word: str) -> Figure | None:
    found = _in(duties, state)
    what = f"政府系统的各项次，{word}的项次"
    return number(f"short.{state}", len(found), what, record_ids(found)) if found else None


def _is_rate(each: Assessed) -> bool:
    """Whether a share is asked for: it has no pace, it reaches what is asked or does not."""
    return each.duty.obligation is not None and isinstance(each.duty.obligation.target, RateTarget)


def _shortfall(request: ReportRequest, found: Sequence[Assessed], kind: str, word: str) -> Shortfall | None:
    if not found:
        return None
    largest, all_ = places(found, _MOST)
    names = request.in_order(name for each in found for name in request.scored(each))
    return Shortfall(
        number=number(f"short.{kind}", len(found), f"政府系统的各项次，{word}的项次", record_ids(found)),
        units=number(f"short.{kind}.units", len(names), f"有{word}项次的单位：{'、'.join(names)}"),
        most=tuple(
            Concentration(
                title=own[0].duty.title,
                number=number(
                    f"short.{kind}.{obligation}",
                    len(own),
                    f"{quoted(own[0].duty.title)}{word}的项次",
                    record_ids(own),
                ),
            )
            for obligation, own in largest
        ),
        all=all_,
    )
