"""Every report as it came out last time: a change of a template or of a value is seen in the diff of a golden file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import REPOSITORY, TESTS
from tests.builders.worlds.visits import SUBJECTS

from spt_fazhi.reports.catalog import catalog

GOLDEN = TESTS / "reports" / "golden"
AS_WRITTEN = TESTS / "reports" / "as_written"  # the document's own words keep the marks they were printed with
ARGUMENTS = {
    "quarter": ("--period", "2024Q2"),
    "preview": (),
    "breakdown": (),
    "unit": ("司法局",),
    "assumptions": (),
    "half": (),
    "annual": (),
    "ranking": (),
    "reminders": ("--period", "2024"),
}
ELSEWHERE = {"sheet"}
"""Reports with tests of golden output of their own (tests/cli/commands/test_inspect_plan.py)."""
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("name", ARGUMENTS)
def test_report(demo: Path, name: str, golden: Golden) -> None:
    ran = fazhi("report", name, *ARGUMENTS[name], "--as-of", "2024-07-12", root=demo)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}.md", ran.out)


def test_the_breakdown_of_the_real_plan(golden: Golden) -> None:
    ran = fazhi("report", "breakdown", "--as-of", "2024-05-06", root=REPOSITORY)
    assert (ran.code, ran.err) == (0, "")
    golden(AS_WRITTEN / "breakdown.md", ran.out)


def test_every_report_has_a_golden_output() -> None:
    assert {*ARGUMENTS, *SUBJECTS, *ELSEWHERE} == set(catalog())
    assert {file.stem for file in (TESTS / "reports").glob("**/golden/*.md")} >= set(catalog())
