"""Days counted within the calendar."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.period import days_after

SRC = Path(__file__).parents[2] / "src/spt_fazhi"
COUNTS_ITSELF = {
    "demo/crowd.py",
    "render/office/calendar.py",
}  # the invented year is 2024; how long before a day a reminder rings


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_a_day_and_the_ends_of_the_calendar(day: date, days: int) -> None:
    try:
        expected = day + timedelta(days=days)
    except OverflowError:
        expected = date.max if days > 0 else date.min
    assert days_after(day, days) == expected


def test_nobody_else_counts_days() -> None:
    found = {
        file.relative_to(SRC).as_posix()
        for file in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "timedelta"
    }
    assert found == COUNTS_ITSELF
