"""The calendar of periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.period import parse_period, period_of, periods_of

KINDS = st.sampled_from(["month", "quarter", "half", "year"])
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2024-01", "month", "2024-01-01", "2024-01-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        ("1900-02", "month", "1900-02-01", "1900-02-28"),
        ("2000-02", "month", "2000-02-01", "2000-02-29"),
        ("2024-12", "month", "2024-12-01", "2024-12-31"),
        ("2024Q1", "quarter", "2024-01-01", "2024-03-31"),
        ("2024Q2", "quarter", "2024-04-01", "2024-06-30"),
        ("2024Q3", "quarter", "2024-07-01", "2024-09-30"),
        ("2024Q4", "quarter", "2024-10-01", "2024-12-31"),
        ("2024H1", "half", "2024-01-01", "2024-06-30"),
        ("2024H2", "half", "2024-07-01", "2024-12-31"),
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("9999", "year", "9999-01-01", "9999-12-31"),
    ],
)
def test_the_bounds_of_a_written_period(text, kind, first, last):
    period = parse_period(text)
    assert (period.text, period.kind, str(period.first), str(period.last)) == (text, kind, first, last)
    assert period.first in period
    assert period.last in period
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    ["", "2024-00", "2024-13", "2024-1", "2024Q0", "2024Q5", "2024H3", "2024q1", "2024 Q1", "24Q1", "0000", "0000Q1",
     "2024-05\n", " 2024", "2024-05-01", "２０２４", "2024Q１", "20245", "2024年"],
)  # fmt: skip
def test_anything_else_is_refused_in_chinese(text):
    with pytest.raises(ValueError, match="不是期间"):
        parse_period(text)


@given(DAYS, KINDS)
def test_a_day_lies_in_its_period_which_reads_back(day, kind):
    period = period_of(day, kind)
    assert day in period
    assert parse_period(str(period)) == period
    assert period in periods_of(day.year, kind)


@given(st.integers(1, 9999), KINDS)
def test_the_periods_of_a_year_follow_each_other_from_new_year_to_new_years_eve(year, kind):
    periods = periods_of(year, kind)
    assert len(periods) == {"month": 12, "quarter": 4, "half": 2, "year": 1}[kind]
    assert periods[0].first == date(year, 1, 1)
    assert periods[-1].last == date(year, 12, 31)
    for before, after in zip(periods, periods[1:], strict=False):
        assert before.last + timedelta(days=1) == after.first
    assert len({str(each) for each in periods}) == len(periods)


def test_only_days_lie_in_a_period():
    assert "2024-01-01" not in parse_period("2024")
    assert date(2023, 12, 31) not in parse_period("2024")
