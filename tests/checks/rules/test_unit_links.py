"""Nobody acts through itself or comes after itself."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import UNITS, context, found, ids, register, unit

from spt_fazhi.checks.context import UNITS as LACKING
from spt_fazhi.checks.rules import unit_links

END = date(2024, 5, 31)


def test_acting_through_itself_or_through_who_has_no_desk() -> None:
    units = (*UNITS, unit("甲局", "jia", acts_through="甲局"), unit("乙局", "yi", acts_through="甲局"))
    problems = found(unit_links, context(register(units=units)))
    assert [each.where for each in problems] == [("units", 3, "acts_through"), ("units", 4, "acts_through")]
    assert [each.severity for each in problems] == ["error", "error"]
    assert "它自己" in problems[0].message
    assert "没有办事机构" in problems[1].message


def test_coming_after_itself() -> None:
    units = (
        *UNITS, unit("甲局", "jia", until=END, succeeded_by="乙局"), unit("乙局", "yi", until=END, succeeded_by="甲局"),
        unit("丙局", "bing", until=END, succeeded_by="甲局"),
    )  # fmt: skip
    problems = found(unit_links, context(register(units=units)))
    assert [each.where for each in problems] == [("units", 3, "succeeded_by"), ("units", 4, "succeeded_by")]


def test_links_that_lead_somewhere() -> None:
    units = (
        *UNITS, unit("区政府", "qzf", acts_through="司法局"), unit("甲局", "jia", until=END, succeeded_by="乙局"),
        unit("乙局", "yi", until=date(2024, 9, 30), succeeded_by="司法局"), unit("丙局", "bing", until=END),
    )  # fmt: skip
    assert ids(unit_links, context(register(units=units))) == []
    assert ids(unit_links, context(register(units=units), lacking=frozenset({LACKING}))) == []


def test_a_name_nobody_knows_is_told_elsewhere() -> None:
    assert ids(unit_links, context(register(units=(*UNITS, unit("甲局", "jia", acts_through="某局"))))) == []
