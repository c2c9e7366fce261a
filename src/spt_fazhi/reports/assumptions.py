"""待审定清单: everything the office set and the document does not say, for the leader to confirm and sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.figures.figure import Figure, number
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.lists.assumptions import FIELD_WORDS, AssumedValue, assumptions
from spt_fazhi.views.wording import is_unwritten

NAME: Final = "assumptions"
TITLE: Final = "待审定清单"
DESCRIPTION: Final = "原文没有写、由办公室推定的单位、时限等，附原文和理由，请领导审定"
TEMPLATE: Final = "assumptions.md.j2"
PERIODS: Final[tuple[PeriodKind, ...]] = ()
SUBJECT: Final = ""


@frozen
class AssumptionsValues:
    """assumptions.md.j2 的变量。"""

    head: Annotated[Head, "抬头"]
    title: Annotated[str, "标题"]
    total: Annotated[Figure, "共有几处"]
    assumed: Annotated[
        tuple[AssumedValue, ...], "推定的各处，先是事项的，再是单位组和单位的，最后是办公室对报送进展的要求"
    ]
    year_end: Annotated[tuple[AssumedValue, ...], "其中没有写时限、按年底计、理由相同的，可以一并审定"]
    year_end_reason: Annotated[str, "它们共同的理由；没有这样的为空"]
    others: Annotated[tuple[AssumedValue, ...], "事项的其余各处"]
    groups: Annotated[tuple[AssumedValue, ...], "单位组的名单"]
    units: Annotated[tuple[AssumedValue, ...], "单位的类别和名单归属"]
    asked: Annotated[tuple[AssumedValue, ...], "办公室对报送进展的要求"]
    titles: Annotated[Mapping[str, str], "事项名称，按事项编号取"]
    words: Annotated[Mapping[str, str], "推定的是什么的中文，按 field 取"]


VALUES = AssumptionsValues


def build(request: ReportRequest) -> AssumptionsValues:
    """Every assumption of the plan, of its groups and of its units."""
    top = head(request)
    tasks = request.assessment.register.tasks
    found = assumptions(request.assessment)
    year_end = _year_end(request, found)
    return AssumptionsValues(
        head=top,
        title=f"《{top.title}》推定内容待审定清单",
        total=number("assumed", len(found), "原文没有写、由办公室推定或要求的，一处一行"),
        assumed=found,
        year_end=year_end,
        year_end_reason=year_end[0].reason if year_end else "",
        others=tuple(each for each in found if each.obligation and each not in year_end),
        groups=tuple(each for each in found if each.group),
        units=tuple(each for each in found if each.unit),
        asked=tuple(each for each in found if not (each.obligation or each.group or each.unit)),
        titles={each.id: each.title for task in tasks for each in task.obligations},
        words=dict(FIELD_WORDS),
    )


def _year_end(request: ReportRequest, found: Sequence[AssumedValue]) -> tuple[AssumedValue, ...]:
    """The days taken as the year's end for the reason most of them share, where several do."""
    obligations = {each.id: each for task in request.assessment.register.tasks for each in task.obligations}
    days = []
    for each in found:
        due = obligations[each.obligation].due if each.obligation and each.field == "due" else None
        if each.obligation and due is not None and is_unwritten(obligations[each.obligation], due):
            days.append(each)
    reasons = Counter(each.reason for each in days).most_common(1)
    if not reasons or reasons[0][1] == 1:
        return ()
    return tuple(each for each in days if each.reason == reasons[0][0])
