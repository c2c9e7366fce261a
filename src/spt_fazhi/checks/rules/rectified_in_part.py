"""A unit that reported a finding as put right, and later only a part of it as done."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.references import finding_name

RULES = {"rectify-in-part": "报过整改完成以后，又报只完成了一部分"}


def check(context: CheckContext) -> Iterator[Problem]:
    """The first report of what is done in part that comes after a whole one, as long as the finding is not closed.

    Reports of one day are in no order.
    """
    for name, reports in context.matching.rectify.items():
        whole = next((each for each in reports if each.value.is_whole), None)
        if whole is None or name in context.matching.closed:
            continue
        later = (each for each in reports if not each.value.is_whole and each.value.date > whole.value.date)
        part = next(later, None)
        if part is not None:
            said = (
                f"问题 {finding_name(name)} 已报整改完成（{whole.id}），{part.value.date} 又报阶段性整改，仍按待销号算"
            )
            hint = "请问清楚改完了没有：没有改完的，退回先前报完成的那一条；改完了的，退回或作废本条"
            yield Problem(
                rule="rectify-in-part", severity="warning", file=part.file, message=said, hint=hint, where=("stage",)
            )
