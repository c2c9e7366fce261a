"""Late and due work by unit: nobody is lost, nobody outside the government is in it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import Answering, asked_for, falling_due, overdue, past_due
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import Task
from spt_fazhi.views.lists.by_unit import by_unit, by_unit_json

LEAD: dict[str, Any] = {"戊委": {}, "己院": {}}


def test_the_unit_with_most_stands_first_and_then_the_oldest() -> None:
    made = register(
        obligation("1.1", due="03-01", who=("甲局", "乙局", "丙镇")), obligation("1.2", due="02-01", who=("乙局",)),
        obligation("1.3", due="02-01", who=("丁镇",)), records=[evidence("05-01", "甲局", "1.3")],
    )  # fmt: skip
    found = assess(made, day("06-01"))
    lines = by_unit(found, overdue(found.duties), ())
    assert [(line.unit, len(line.duties), line.first.due) for line in lines.units] == [
        ("乙局", 2, day("02-01")), ("丁镇", 1, day("02-01")), ("甲局", 1, day("03-01")), ("丙镇", 1, day("03-01")),
    ]  # fmt: skip
    assert lines.units[0].items == ("1.2", "1.1")
    assert lines.units[0].tasks == (1,)
    document = by_unit_json(found, lines, None)
    assert [each["unit"] for each in document["units"]] == ["乙局", "丁镇", "甲局", "丙镇"]
    assert document["units"][0] == {
        "unit": "乙局", "number": 2, "first_due": "2024-02-01", "obligations": ["1.2", "1.1"], "progress": [],
    }  # fmt: skip
    assert len(document["duties"]) == 5


def test_of_a_joint_duty_the_leads_inside_the_government_answer_once_each_and_it_is_counted_once() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("戊委", "甲局", "乙局"), responsible=("丙镇",),
        obligations=(obligation("1.1", due="03-01", scope="joint", who=("戊委", "甲局", "乙局", "丙镇")),),
    )  # fmt: skip
    found = assess(register(tasks=(task,), units=units(**LEAD)), day("06-01"))
    lines = by_unit(found, overdue(found.duties), asked_for(found.duties, day("06-01")))
    assert [line.unit for line in lines.units] == ["甲局", "乙局"]
    assert len(lines.duties) == 1
    assert lines.asked == ()


def test_where_all_leads_stand_outside_the_others_who_owe_it_answer() -> None:
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("戊委",), responsible=("丙镇", "丁镇"),
        obligations=(obligation("1.1", due="03-01", scope="joint", who=("戊委", "丙镇", "丁镇")),),
    )  # fmt: skip
    found = assess(register(tasks=(task,), units=units(**LEAD)), day("06-01"))
    assert [line.unit for line in by_unit(found, overdue(found.duties), ()).units] == ["丙镇", "丁镇"]


def test_the_office_answers_for_itself_although_it_stands_outside() -> None:
    made = register(obligation(who=("戊委", "己院"), due="03-01"), units=units(**LEAD), office="戊委")
    found = assess(made, day("06-01"))
    lines = by_unit(found, overdue(found.duties), asked_for(found.duties, day("06-01")))
    assert [line.unit for line in lines.units] == ["戊委"]
    assert [line.unit for line in lines.asked_units] == ["己院"]


def test_a_group_that_lacks_members_is_named_beside_the_total() -> None:
    groups = tuple(replace(group, complete=group.name != "各执法单位") for group in register().groups)
    made = register(obligation("1.1", who=("各执法单位",)), obligation("1.2", who=("各乡镇",)), groups=groups)
    found = assess(made, day("06-01"))
    assert by_unit(found, found.duties, ()).incomplete == ("各执法单位",)
    others = [each for each in found.duties if each.duty.key.obligation == "1.2"]
    assert by_unit(found, others, ()).incomplete == ()


def test_without_names_of_its_own_an_obligation_has_those_of_its_task() -> None:
    groups = tuple(replace(group, complete=False) for group in register().groups)
    task = Task(
        id=1, section="一", title="任务一", text="x", lead=("甲局",), responsible=("各乡镇",),
        obligations=(obligation("1.1", who=()),),
    )  # fmt: skip
    found = assess(register(tasks=(task,), groups=groups), day("06-01"))
    assert Answering(assessment=found).incomplete(found.duties) == ("各乡镇",)


@given(registers(), DAYS, st.integers(0, 60))
def test_every_duty_stands_under_somebody_and_nobody_outside_is_judged(plan, when, within) -> None:
    found = assess(plan, when)
    answering = Answering(assessment=found)
    for chosen in (
        overdue(found.all_duties),
        falling_due(found.all_duties, when, within),
        past_due(found.all_duties, when),
    ):
        judged = [each for each in chosen if not each.invited]
        lines = by_unit(found, judged, ())
        for shown, findings in ((lines.units, False), (lines.found_units, True)):
            listed = {each.duty.key for line in shown for each in line.duties}
            assert listed == {each.duty.key for each in judged if bool(each.duty.finding) == findings}
            assert not any(answering.is_outside(line.unit) for line in shown)
            assert all(line.unit in each.duty.owners for line in shown for each in line.duties)
            assert all(line.first.due == min(each.due for each in line.duties) for line in shown)
            assert all(bool(line.findings) == findings for line in shown)
    assert all(not each.invited for each in overdue(found.all_duties))
    asked = by_unit(found, (), asked_for(found.all_duties, when))
    assert {each.duty.key for line in asked.asked_units for each in line.duties} == {
        each.duty.key for each in asked.asked
    }
    assert all(answering.is_outside(line.unit) for line in asked.asked_units)
