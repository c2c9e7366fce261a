"""The day of the answer: a working day as far as is known, and where it may be a holiday somebody is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.builders.world import day, obligation, register

from spt_fazhi.model.plan import LetterSettings
from spt_fazhi.views.notices.reply_day import answer_day, holiday_note, working_day


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2025-01-01", "元旦"), ("2025-01-03", "元旦"), ("2025-01-20", "春节"), ("2025-02-20", "春节"),
        ("2024-04-04", "清明节"), ("2024-04-06", "清明节"), ("2024-05-01", "劳动节"), ("2024-05-05", "劳动节"),
        ("2024-10-01", "国庆节"), ("2024-10-07", "国庆节"),
    ],
)  # fmt: skip
def test_a_day_that_may_be_a_holiday_is_named(when: str, name: str) -> None:
    said = holiday_note(date.fromisoformat(when))
    assert f"可能在{name}假期里" in said
    assert "节假日数据未覆盖" in said


@pytest.mark.parametrize(
    "when",
    ["2025-01-04", "2025-01-19", "2025-02-21", "2024-04-03", "2024-04-07", "2024-04-30", "2024-05-06", "2024-09-30", "2024-10-08"],
)  # fmt: skip
def test_of_other_days_nothing_is_said(when: str) -> None:
    assert holiday_note(date.fromisoformat(when)) == ""


def test_it_is_never_at_a_weekend_and_always_ahead() -> None:
    for within in (0, 1, 3, 10):
        info = register(obligation(), letters=LetterSettings(not_again_within=within)).info
        for after in range(21):
            today = day("06-03") + timedelta(days=after)
            found = answer_day(today, info)
            assert found > today
            assert found.weekday() < 5
            assert found <= today + timedelta(days=max(within, 3))


@pytest.mark.parametrize(
    ("last", "first", "by"),
    [
        ("06-28", "06-10", "06-28"), ("06-29", "06-10", "06-28"), ("06-30", "06-28", "06-28"),
        ("06-30", "06-29", "06-30"), ("06-30", "06-30", "06-30"), ("07-01", "06-10", "07-01"),
    ],
)  # fmt: skip
def test_what_is_due_at_a_weekend_is_asked_for_by_the_friday_before_while_that_is_ahead(
    last: str, first: str, by: str
) -> None:
    assert working_day(day(last), day(first)) == day(by)
