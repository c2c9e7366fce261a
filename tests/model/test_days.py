"""Days counted within the calendar."""

from __future__ import annotations

import ast
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.program import modules

from spt_fazhi.model.period import days_after

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
        name
        for name, tree in modules(["timedelta"])
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "timedelta"
    }
    assert found == COUNTS_ITSELF
