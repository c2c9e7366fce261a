"""A table with a heading before each row."""

from __future__ import annotations

from spt_fazhi.intake.draft import draft_plan
from spt_fazhi.intake.structure.document import document_of


def test_more_sections_than_two_figures_have() -> None:
    rows = "".join(f"方面{number}\n{number}\t评查案卷{number}件\t县司法局\t6月底前\n" for number in range(1, 113))
    draft = draft_plan(document_of(f"示例县2025年台账\n序号\t任务\t责任单位\t时限\n{rows}")).draft
    assert len(draft.tasks) == len(draft.sections) == len({each.id for each in draft.sections}) == 112
