"""The days totals are taken on, and what is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.world import day, evidence, obligation, register, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.views.trend import STEPS, Sample, Trend, met, owed, period_end, sample, sample_days, trend_json

D = date.fromisoformat


@pytest.mark.parametrize(
    ("first", "last", "by", "expected"),
    [
        ("2024-05-01", "2024-05-01", "day", ["2024-05-01"]),
        ("2024-05-01", "2024-05-01", "month", ["2024-05-01"]),
        ("2024-02-28", "2024-03-01", "day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("2024-01-15", "2024-03-31", "month", ["2024-01-31", "2024-02-29", "2024-03-31"]),
        ("2023-01-31", "2023-03-01", "month", ["2023-01-31", "2023-02-28", "2023-03-01"]),
        ("2023-11-30", "2024-02-01", "month", ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-01"]),
        ("2024-12-25", "2025-01-08", "week", ["2024-12-29", "2025-01-05", "2025-01-08"]),
        ("2024-12-29", "2024-12-30", "week", ["2024-12-29", "2024-12-30"]),
        ("2024-05-02", "2024-05-01", "day", []),
        ("2024-05-02", "2024-05-01", "month", []),
    ],
)
def test_the_last_day_of_every_period_and_the_last(first, last, by, expected):
    assert [each.isoformat() for each in sample_days(D(first), D(last), by)] == expected


@given(st.dates(D("1999-01-01"), D("2100-01-01")), st.integers(0, 400), st.sampled_from(STEPS))
def test_every_day_lies_in_a_period_whose_end_is_taken(first, length, by):
    last = first + timedelta(days=length)
    days = list(sample_days(first, last, by))
    assert days == sorted(set(days))
    assert days[-1] == last
    for number in range(length + 1):
        end = period_end(first + timedelta(days=number), by)
        assert end in days or end > last
    assert all(each == period_end(each, by) for each in days[:-1])


def test_totals_are_those_of_the_duties_given_and_progress_apart():
    made = register(
        obligation("1.1", who=("甲局", "乙局", "丙镇")), progress="quarter",
        records=[evidence("06-12", "甲局")], decisions=[waive(unit="丙镇")],
    )  # fmt: skip
    duties = assess(made, day("06-20")).all_duties
    found = sample(day("06-20"), "c" * 40, made, duties, 3)
    assert found.in_use
    assert found.totals is not None
    assert found.progress is not None
    assert (met(found.totals), owed(found.totals), sum(found.totals.values())) == (1, 2, 3)
    assert sum(found.progress.values()) == 4
    document = trend_json(
        Trend(
            info=made.info, revision="c" * 40, by="month", samples=(found, replace(found, totals=None, progress=None))
        )
    )
    assert document["register"]["issued"] == "2024-01-01"
    assert (document["by"], document["revision"]) == ("month", "c" * 40)
    assert document["samples"][0]["totals"]["waived"] == 1
    assert document["samples"][0]["unusable"] == 3
    assert document["samples"][1]["totals"] is None
    assert [each["year"] for each in document["samples"]] == [2024, 2024]


def test_units_outside_the_government_are_counted_apart_and_a_plan_without_records_is_not_in_use():
    made = register(obligation("1.1", who=("甲局", "己院"), due="03-01"), units=units(己院={}))
    found = sample(day("06-20"), "c" * 40, made, assess(made, day("06-20")).all_duties, 0)
    assert found.totals is not None
    assert found.invited is not None
    assert (found.totals["overdue"], sum(found.totals.values())) == (1, 1)
    assert (found.invited["invited"], sum(found.invited.values())) == (1, 1)
    assert not found.in_use


@pytest.mark.parametrize(
    ("years", "marked"),
    [
        ([], {}),
        ([2024], {}),
        ([2024, 2024, 2025, 2025, 2026], {2: 2025, 4: 2026}),
        ([None, 2024, None, None, 2025], {4: 2025}),
        ([2024, None, 2024], {}),
        ([2025, 2024], {1: 2024}),  # another branch, another year
    ],
)
def test_where_a_new_years_register_begins(years, marked):
    made = register(obligation("1.1"))
    rows = tuple(Sample(day=day("06-20"), commit="c", totals=None, progress=None, year=year) for year in years)
    assert Trend(info=made.info, revision="c", by="month", samples=rows).new_years == marked
