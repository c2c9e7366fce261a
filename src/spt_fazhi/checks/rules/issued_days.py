"""What was sent or said before there was a plan to speak of."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.problem import Problem

RULES = {"issued-before-plan": "发出的文书、口头催办早于工作要点的印发日"}
NEEDS = frozenset({PLAN})


def check(context: CheckContext) -> Iterator[Problem]:
    """Nobody was reminded of a plan before its day of issue."""
    first = context.register.info.issued
    for entry in context.register.issued:
        if entry.value.recorded < first:
            yield Problem(
                rule="issued-before-plan",
                severity="error",
                file=entry.file,
                message=f"recorded（发出日）{entry.value.recorded} 早于工作要点的印发日 {first}",
                hint="请核对年月日；印发日记错了的，改 tasks.yaml 里的 issued",
                where=("recorded",),
            )
