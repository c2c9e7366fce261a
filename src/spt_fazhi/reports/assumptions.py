"""待审定清单: everything the office set and the document does not say, for the leader to confirm and sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import PeriodKind
from spt_fazhi.reports.parts import Head, head
from spt_fazhi.reports.request import ReportRequest
from spt_fazhi.views.lists.assumptions import FIELD_WORDS, AssumedValue, assumptions

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
    assumed: Annotated[
        tuple[AssumedValue, ...], "推定的各处，先是事项的，再是单位组和单位的，最后是办公室对报送进展的要求"
    ]
    titles: Annotated[Mapping[str, str], "事项名称，按事项编号取"]
    words: Annotated[Mapping[str, str], "推定的是什么的中文，按 field 取"]


VALUES = AssumptionsValues


def build(request: ReportRequest) -> AssumptionsValues:
    """Every assumption of the plan, of its groups and of its units."""
    top = head(request)
    tasks = request.assessment.register.tasks
    return AssumptionsValues(
        head=top,
        title=f"《{top.title}》推定内容待审定清单",
        assumed=assumptions(request.assessment),
        titles={each.id: each.title for task in tasks for each in task.obligations},
        words=dict(FIELD_WORDS),
    )
