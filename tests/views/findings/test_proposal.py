"""Whom to visit: ranked by what there is to be looked at, each thing once, units outside the government apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from tests.builders.checks import (
    UNITS,
    close,
    decision,
    evidence,
    finding,
    inspection,
    obligation,
    rectify,
    register,
    task,
    unit,
)
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Filter, select
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Register
from spt_fazhi.views.findings.proposal import Proposal, Proposed, proposal, proposal_json

OFFICE = unit("区依法治区办", "yfb", kind="party")
COURT = unit("区人民法院", "fy", kind="judicial")


def asked(whole: Register, day: date, most: int = 99, wanted: Filter | None = None) -> Proposal:
    wanted = wanted or Filter()
    assessment = assess(whole, day)
    return proposal(assessment, select(assessment.all_duties, wanted), wanted, most)


def texts(found: Sequence[Proposed]) -> dict[str, list[str]]:
    return {each.unit.name: [reason.text for reason in each.reasons] for each in found}


def plan(**given: Any) -> Register:
    """区司法局 and 区财政局 owe 1.1 by 30 June; the office visited 东镇 in May and found one thing, due on 30 June."""
    from_start = register(
        tasks=(task(obligations=(obligation(due=date(2024, 6, 30)),)),), units=(*UNITS, OFFICE, COURT)
    )
    info = replace(from_start.info, office="区依法治区办", progress=replace(from_start.info.progress, every="none"))
    visit = inspection(by=("区依法治区办",))
    return replace(from_start, info=info, inspections=(visit,), **given)


def test_each_reason_stands_beside_its_unit_and_those_with_most_come_first() -> None:
    weak = evidence(unit="区财政局", stem="2024-06-12-1.1-aaab", code="czj")
    found = asked(plan(records=(weak,)), date(2024, 7, 15))
    assert texts(found.proposed) == {
        "区司法局": ["本年度没有督察过", "逾期 1 条，最久 15 天：1.1"],
        "区财政局": ["本年度没有督察过", "待佐证 1 条：1.1"],
        "东镇": ["整改逾期 1 个，最久 15 天：k7q2.1"],
    }
    assert [each.matters for each in found.proposed] == [2, 2, 1]
    assert [each.last_text for each in found.proposed] == ["", "", "上次督察：2024年5月24日，k7q2"]
    assert (found.others, found.nothing) == (0, 0)


def test_units_that_may_be_visited_and_are_not_scored_stand_apart_and_the_office_nowhere() -> None:
    found = asked(plan(), date(2024, 7, 15))
    assert texts(found.invited) == {"区人民法院": ["本年度没有督察过"]}
    assert [each.matters for each in found.invited] == [0]
    went = replace(plan(), inspections=(inspection(by=("区依法治区办",), visited=("区人民法院",)),))
    (court,) = asked(went, date(2024, 7, 15)).invited
    assert (court.reasons, court.last_text) == ((), "上次督察：2024年5月24日，k7q2")


def test_a_finding_that_is_overdue_and_repeated_is_one_matter_with_two_reasons() -> None:
    first, second = inspection(by=("区依法治区办",)), inspection(
        "2024-07-24-m3p4", from_=date(2024, 7, 22), to=date(2024, 7, 24), by=("区依法治区办",),
        findings=(finding(due=date(2024, 8, 10)),), recorded=date(2024, 7, 25),
    )  # fmt: skip
    whole = replace(plan(records=(rectify(),), decisions=(close(),)), inspections=(first, second))
    (east,) = [each for each in asked(whole, date(2024, 8, 31)).proposed if each.unit.name == "东镇"]
    assert [each.text for each in east.reasons] == [
        "整改逾期 1 个，最久 21 天：m3p4.1", "屡查屡犯 1 个（其中 1 个已计入整改逾期）：m3p4.1",
    ]  # fmt: skip
    assert (east.matters, east.last_text) == (1, "上次督察：2024年7月24日，m3p4")


def test_what_was_handed_back_counts_once_for_each_record() -> None:
    one, two = evidence(), evidence("2024-06-14-1.1-aaab", date=date(2024, 6, 14), recorded=date(2024, 6, 14))
    back = tuple(
        decision(Return, f"2024-06-18-return-aaa{letter}", record=each.id)
        for letter, each in zip("ab", (one, two), strict=True)
    )
    (first, *_) = asked(plan(records=(one, two), decisions=back), date(2024, 7, 15)).proposed
    assert (first.unit.name, first.matters) == ("区司法局", 4)
    assert [each.text for each in first.reasons][2:] == ["退回过材料 2 条：1.1"]


def test_a_unit_that_acts_through_another_is_visited_there() -> None:
    served = unit("区政府", "qzf", acts_through="区财政局")
    whole = plan()
    whole = replace(
        whole,
        units=(*whole.units, served),
        tasks=(task(obligations=(obligation(due=date(2024, 6, 30), who=("区政府",)),)),),
    )
    found = asked(whole, date(2024, 7, 15))
    assert texts(found.proposed)["区财政局"] == ["本年度没有督察过", "逾期 1 条，最久 15 天：1.1"]
    assert "区政府" not in texts(found.proposed)
    there = replace(whole, inspections=(inspection(by=("区依法治区办",), visited=("区政府",), findings=()),))
    assert texts(asked(there, date(2024, 7, 15)).proposed)["区财政局"] == ["逾期 1 条，最久 15 天：1.1"]


def test_a_visit_of_another_year_is_none_of_this_year() -> None:
    before = inspection(
        "2023-11-24-k7q2", from_=date(2023, 11, 20), to=date(2023, 11, 24), by=("区依法治区办",), recorded=date(2023, 11, 25),
        findings=(finding(due=date(2024, 1, 31)),),
    )  # fmt: skip
    found = asked(replace(plan(), inspections=(before,)), date(2024, 7, 15))
    assert texts(found.proposed)["东镇"] == ["本年度没有督察过", "整改逾期 1 个，最久 166 天：k7q2.1"]


def test_of_equal_ones_those_not_visited_come_first_and_filters_narrow_it() -> None:
    found = asked(plan(), date(2024, 6, 1), most=2)
    assert [each.unit.name for each in found.proposed] == ["区司法局", "区财政局"]
    assert (found.others, found.nothing) == (0, 1)
    only = asked(plan(), date(2024, 7, 15), wanted=Filter(members=frozenset({"东镇"})))
    assert list(texts(only.proposed)) == ["东镇"]
    assert only.invited == ()


def test_whoever_inspected_is_not_proposed_unless_it_is_named() -> None:
    both = replace(plan(), inspections=(inspection(by=("区依法治区办", "区司法局")),))
    assert "区司法局" not in texts(asked(both, date(2024, 7, 15)).proposed)
    named = asked(both, date(2024, 7, 15), wanted=Filter(units=frozenset({"区司法局"})))
    assert list(texts(named.proposed)) == ["区司法局"]


def test_equal_ones_are_spread_over_the_kinds_of_units_and_said_to_tie() -> None:
    town = unit("西镇", "xz", kind="township")
    whole = replace(plan(), inspections=(), units=(*UNITS, town, OFFICE))
    found = asked(whole, date(2024, 6, 1), most=2)
    assert len({each.unit.kind for each in found.proposed}) == 2
    assert found.tied == found.others > 0


def test_a_register_not_in_use_judges_nobody() -> None:
    found = asked(replace(plan(), inspections=()), date(2024, 7, 15))
    assert {text for own in texts(found.proposed).values() for text in own} == {"本年度没有督察过"}


def test_the_document_says_the_same() -> None:
    whole = plan()
    assessment = assess(whole, date(2024, 7, 15))
    tree = proposal_json(assessment, asked(whole, date(2024, 7, 15), most=1), None)
    assert (tree["others"], tree["nothing"]) == (2, 0)
    assert tree["proposed"] == [
        {
            "unit": "区司法局", "code": "sfj", "phone": None, "last_visit": None, "matters": 2,
            "reasons": [
                {"kind": "never-visited", "number": 1, "days": 0, "items": [], "text": "本年度没有督察过"},
                {"kind": "overdue", "number": 1, "days": 15, "items": ["1.1"], "text": "逾期 1 条，最久 15 天：1.1"},
            ],
        }
    ]  # fmt: skip
    assert "matters" not in tree["invited"][0]


@given(registers(reforms=True), DAYS)
def test_everybody_there_is_in_one_place_and_nobody_only_asked_is_counted(whole: Register, day: date) -> None:
    found = asked(whole, day)
    assessment = assess(whole, day)
    names = [each.unit.name for each in (*found.proposed, *found.invited)]
    assert len(set(names)) == len(names)
    assert all(each.matters == 0 for each in found.invited)
    assert all(each.matters > 0 for each in found.proposed)
    assert [each.matters for each in found.proposed] == sorted((each.matters for each in found.proposed), reverse=True)
    directory = assessment.matching.directory
    office = directory.canonical(whole.info.office)
    assert all(directory.is_outside(each.unit.name) for each in found.invited)
    assert not any(directory.is_outside(each.unit.name) and each.unit.name != office for each in found.proposed)
    assert office not in names
    again = asked(replace(whole, records=whole.records[::-1], decisions=whole.decisions[::-1]), day)
    assert texts(again.proposed) == texts(found.proposed)


def test_a_finding_makes_no_visit() -> None:
    """A unit that only bears a finding was not there; one of a visit that says of nobody where it went was."""
    whole = plan()
    elsewhere = inspection(by=("区依法治区办",), visited=("区财政局",))
    nowhere = inspection(by=("区依法治区办",), visited=())
    for visit, reasons in ((elsewhere, ["本年度没有督察过"]), (nowhere, [])):
        found = asked(replace(whole, inspections=(visit,)), date(2024, 7, 15))
        assert texts(found.proposed)["东镇"] == [*reasons, "整改逾期 1 个，最久 15 天：k7q2.1"]
