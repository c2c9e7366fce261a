"""The day of a commit, whatever zone it was made in."""

from __future__ import annotations

from datetime import date

import pytest

from spt_fazhi.model.history import Commit, day_of


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-07-01T09:00:00+08:00", date(2024, 7, 1)),
        ("2024-07-01T15:59:59Z", date(2024, 7, 1)),
        ("2024-07-01T16:00:00+00:00", date(2024, 7, 2)),
        ("2024-07-01T00:30:00+09:00", date(2024, 6, 30)),
        ("2024-07-01T22:00:00-99:59", date(2024, 7, 6)),
        ("2024-07-01", date(2024, 7, 1)),
        ("9999-12-31T23:00:00-05:00", date.max),
        ("0001-01-01T00:30:00+14:00", date.max),
        ("12024-07-01T00:00:00+08:00", date.max),
        ("2024-02-30T00:00:00+08:00", date.max),
        ("2024-07-01T25:00:00Z", date.max),
        ("", date.max),
    ],
)
def test_the_day_in_china(moment: str, day: date) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(
    ("zone", "strange"),
    [("+08:00", ""), ("-12:00", ""), ("+14:00", ""), ("Z", ""), ("-12:01", "-12:01"), ("+14:30", "+14:30"), ("-99:59", "-99:59")],
)  # fmt: skip
def test_a_zone_that_is_nowhere(zone: str, strange: str) -> None:
    sound, given = "2024-07-01T09:00:00+08:00", f"2024-07-01T09:00:00{zone}"
    for written, made in ((given, sound), (sound, given)):
        commit = Commit(id="a" * 40, author="示例", date=written, subject="改", committed=made)
        assert commit.strange_zone == strange
