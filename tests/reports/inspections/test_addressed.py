"""Whom the papers on a visit go to, and what they say to who was not visited and has to put something right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import finding, inspection, sent
from tests.builders.pages.summaries import marked_text
from tests.reports.inspections.test_values import feedback, ledger, many, notice, request

from spt_fazhi.engine.entries.letters import told_of
from spt_fazhi.model.entries.issued import IssuedDuty
from spt_fazhi.model.register import Register
from spt_fazhi.text.marks import without_marks

VISIT = "2024-05-24-k7q2"


def somewhere(**given: Any) -> Register:
    """A visit of 区财政局 to 东镇 alone, that found something of 西镇, of the inspector and of the court besides."""
    findings = tuple(finding(at, unit=name) for at, name in enumerate(("东镇", "西镇", "区财政局", "区法院"), 1))
    values: dict[str, Any] = {"visited": ("东镇",), "by": ("区司法局", "区财政局"), "findings": findings}
    return many(inspections=(inspection(**(values | given)),), records=(), decisions=())


def test_the_notice_goes_to_whoever_has_something_to_put_right() -> None:
    said = notice(somewhere())
    assert set(said.addressees) == {"东镇", "西镇", "区财政局"}  # the court is told of nothing there
    assert said.visit.places == ("东镇",)
    assert notice(somewhere(visited=("各镇",))).addressees == ("各镇", "区财政局")


@pytest.mark.parametrize(("to", "heard"), [((), {1, 2}), (("东镇",), {1}), (("各镇",), {1, 2})])
def test_whom_a_notice_was_not_sent_to_was_not_told(to: tuple[str, ...], heard: set[int]) -> None:
    duties = tuple(IssuedDuty(inspection=VISIT, finding=at, unit=name) for at, name in ((1, "东镇"), (2, "西镇")))
    entry = sent("2024-06-01-inspection-aaaa", name="inspection", to=to, duties=duties, recorded=date(2024, 6, 1))
    asked = request(many(inspections=somewhere().inspections, issued=(entry,), records=(), decisions=()))
    told = told_of(asked.assessment.register, asked.assessment.day, asked.directory)
    assert {int(key.finding.rpartition(".")[2]) for key in told} == heard


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("东镇", "区司法局会同区财政局对你单位开展了专项督察，发现问题1个"),
        ("西镇", "区司法局会同区财政局开展了专项督察，发现由你单位整改的问题1个"),
        ("区财政局", "区司法局会同你单位开展了专项督察，发现由你单位整改的问题1个"),
        ("区法院", "区司法局会同区财政局开展了专项督察，发现涉及贵单位的问题1个"),
    ],
)
def test_feedback_says_of_nobody_that_was_not_visited_that_it_was(name: str, words: str) -> None:
    text = without_marks(marked_text(feedback(somewhere(title="专项督察"), name), "feedback"))
    assert words in text


def test_the_ledger_shows_what_is_asked_until_something_is_reported() -> None:
    rows = without_marks(marked_text(ledger(many()), "rectification")).splitlines()
    reported, asked = (next(row for row in rows if row.startswith(f"| {at} |")) for at in (1, 4))
    assert "要求：" not in reported
    assert "| 要求：补正并自查同类案卷 |" in asked
