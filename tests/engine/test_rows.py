"""An assessment that was kept as rows is the assessment."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.world import day, obligation, register, units

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.rows import from_rows, rows_of
from spt_fazhi.model.frozen import as_dict
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource


@pytest.fixture(scope="module")
def whole() -> Register:
    """An invented register with every state, units that end, letters, findings and decisions."""
    found = load(MemorySource(make_workspace(DemoRequest(tasks=36, units=40, records=600)))).register
    assert found is not None
    return found


@settings(max_examples=40, deadline=None)
@given(on=st.dates(date(2023, 12, 1), date(2025, 3, 1)))
def test_rows_say_all_of_an_assessment_on_any_day(whole: Register, on: date) -> None:
    assessment = assess(whole, on)
    assert assessment.faults == ()
    kept = json.loads(json.dumps(rows_of(assessment), ensure_ascii=False))
    found = from_rows(whole, on, kept)
    assert found == assessment
    assert found.all_duties == assessment.all_duties
    assert found.repeats == assessment.repeats
    attached, known = as_dict(found.matching), as_dict(assessment.matching)
    assert attached.pop("directory").units == known.pop("directory").units
    assert attached == known


def test_the_days_above_have_all_there_is_to_say(whole: Register) -> None:
    days = [date(2024, 1, 1) + timedelta(7 * number) for number in range(53)]
    found = [each for one in days for each in assess(whole, one).all_duties]
    assert any(each.letters for each in found)
    assert any(each.former for each in found)
    assert any(each.waived_by for each in found)
    assert any(each.extended_by and each.due != each.duty.due for each in found)
    assert any(each.duty.kind == "rectification" and each.tally.through for each in found)
    assert any(each.backfill_day for each in found)
    assert any(each.again_by for each in found)
    assert assess(whole, days[-1]).repeats


@pytest.mark.parametrize("when", ["06-30", "07-01", "10-01"])
def test_what_becomes_of_a_joint_duty_whose_units_end_is_said_too(when: str) -> None:
    owed = obligation(scope="joint", due="05-31", who=("乙局", "丙镇"))
    ending = units(乙局={"until": day("06-30"), "succeeded_by": "甲局"}, 丙镇={"until": day("09-30")})
    gone = units(乙局={"until": day("06-30")}, 丙镇={"until": day("09-30")})
    for plan in (register(owed, units=ending), register(owed, units=gone)):
        assessment = assess(plan, day(when))
        found = from_rows(plan, day(when), json.loads(json.dumps(rows_of(assessment))))
        assert found == assessment
    assert assessment.all_duties[0].ended == (when == "10-01")
