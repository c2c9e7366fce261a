"""The four reports on visits as they came out last time, in both editions, of a district with a finding in every state."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import TESTS
from tests.builders.worlds.visits import DAY, NOTHING, SUBJECTS

GOLDEN = TESTS / "reports" / "inspections" / "golden"
MORE = {
    "inspection-nothing": ("inspection", NOTHING),
    "rectification-visit": ("rectification", "k7q2"),
    "feedback-court": ("feedback", "法院"),
    "feedback-vertical": ("feedback", "税务局"),
}
"""Other subjects: a visit that found nothing, one visit's ledger, a unit that is only asked, one of another line."""
MACHINE = re.compile(r"[a-z2-7]{4}\.\d|\d{4}-\d{2}-\d{2}|\[\^|20\d\d年0|月0\d日")
"""Ids, days as machines write them, footnotes: nothing of it is signed."""
Golden = Callable[[Path, str], None]


@pytest.mark.parametrize("edition", ["issue", "check"])
@pytest.mark.parametrize("name", SUBJECTS)
def test_report(visits: Path, name: str, edition: str, golden: Golden) -> None:
    about = filter(None, [SUBJECTS[name]])
    ran = fazhi("report", name, *about, "--edition", edition, "--as-of", DAY, root=visits)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}{'-check' if edition == 'check' else ''}.md", ran.out)
    assert bool(MACHINE.search(ran.out)) == (edition == "check")


@pytest.mark.parametrize("name", MORE)
def test_other_subjects(visits: Path, name: str, golden: Golden) -> None:
    ran = fazhi("report", *MORE[name], "--as-of", DAY, root=visits)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}.md", ran.out)
