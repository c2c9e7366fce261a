"""On which day of a year a festival falls."""

from __future__ import annotations

from datetime import date

from spt_fazhi.intake.obligations.times.festivals import festival_day


def test_beyond_the_table_nobody_knows_the_festivals() -> None:
    assert (festival_day("春节", 2036), festival_day("春节", 2037), festival_day("清明", 2019)) == (
        date(2036, 1, 28),
        None,
        None,
    )
    assert festival_day("国庆", 2099) == date(2099, 10, 1)


def test_the_lunar_festivals_are_those_of_the_calendar() -> None:
    """Spring Festival is a new moon: it comes 354, 355, 383, 384 or 385 days after the last; the others keep their distance."""
    known = {
        "春节": {2024: "02-10", 2025: "01-29", 2026: "02-17"}, "端午": {2024: "06-10", 2025: "05-31", 2026: "06-19"},
        "中秋": {2024: "09-17", 2025: "10-06", 2026: "09-25"}, "清明": {2024: "04-04", 2025: "04-04", 2026: "04-05"},
        "重阳": {2024: "10-11", 2025: "10-29", 2026: "10-18"}, "元宵": {2024: "02-24", 2025: "02-12", 2026: "03-03"},
    }  # fmt: skip
    for name, dates in known.items():
        assert {year: f"{festival_day(name, year):%m-%d}" for year in dates} == dates
    for year in range(2020, 2037):
        spring, boat, moon, high = (festival_day(name, year) for name in ("春节", "端午", "中秋", "重阳"))
        assert spring and boat and moon and high
        following = festival_day("春节", year + 1)
        assert following is None or (following - spring).days in {354, 355, 383, 384, 385}
        assert (boat - spring).days in {*range(120, 125), *range(150, 155)}  # with or without a leap month between
        assert (moon - boat).days in {*range(97, 101), *range(127, 131)}
        assert (high - moon).days in {*range(22, 26), *range(52, 56)}
