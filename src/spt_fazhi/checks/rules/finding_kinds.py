"""Findings of a kind the office does not keep: reports count them by kind."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.problem import Problem
from spt_fazhi.text.plain import one_line

RULES = {"finding-kind": "问题类型不在台账的 finding_kinds 里"}
NEEDS = frozenset({PLAN})
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """Compare the kind of each finding, where it has one, with those in the register."""
    kinds = context.register.info.finding_kinds
    listed = f"可写：{'、'.join(kinds)}" if kinds else "台账没有写 finding_kinds（问题类型）"
    for entry in context.register.inspections:
        for place, finding in enumerate(entry.value.findings):
            if finding.kind is None or finding.kind in kinds:
                continue
            near = get_close_matches(finding.kind, kinds, 1, 0.5)
            guess = f"是不是“{near[0]}”？" if near else ""
            yield Problem(
                rule="finding-kind",
                severity="error",
                file=entry.file,
                message=f"问题 {finding.id} 的类型“{one_line(finding.kind, 20)}”不在台账的问题类型里",
                hint=f"{guess}{listed}；要添、要恢复类型的，改 tasks.yaml 里 register 的 finding_kinds",
                where=("findings", place, "kind"),
            )
