"""Obligations over units and periods become duties."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from tests.builders.reference.world import World, spans_of
from tests.builders.strategies import ALL_UNITS, registers
from tests.builders.world import day, obligation, register, units

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.expansion import expand
from spt_fazhi.model.plan import ProgressSettings, RateTarget, Task

WIDE = settings(max_examples=settings.default.max_examples * 2)


def duties_of(plan):
    return expand(plan, Directory(plan.units, plan.groups))


def keys(plan):
    return [(duty.unit, duty.period) for duty in duties_of(plan)]


def test_each_unit_owes_its_own_duty_once_however_often_it_is_named():
    plan = register(obligation(who=("甲", "各部门", "甲局", "丙镇")))
    assert keys(plan) == [("甲局", None), ("乙局", None), ("丙镇", None)]
    assert [duty.owners for duty in duties_of(plan)] == [("甲局",), ("乙局",), ("丙镇",)]


def test_a_joint_obligation_is_one_duty_of_all():
    (duty,) = duties_of(register(obligation(scope="joint", who=("各部门", "丁乡"))))
    assert (duty.unit, duty.period, duty.owners) == (None, None, ("甲局", "乙局", "丁镇"))


def test_periods_multiply_duties_each_due_at_its_periods_end():
    plan = register(obligation(every="quarter", who=("甲局", "乙局")))
    assert keys(plan) == [(unit, f"2024Q{n}") for unit in ("甲局", "乙局") for n in (1, 2, 3, 4)]
    assert [(duty.start, duty.due) for duty in duties_of(plan)][:2] == [
        (day("01-01"), day("03-31")),
        (day("04-01"), day("06-30")),
    ]
    assert len(duties_of(register(obligation(every="month", scope="joint")))) == 12
    assert [duty.due for duty in duties_of(register(obligation(every="half")))] == [day("06-30"), day("12-31")]


def test_without_who_lead_and_responsible_owe_it():
    task = Task(id=1, section="一", title="x", text="x", lead=("丁镇",), responsible=("各部门", "丁乡"),
                obligations=(obligation(who=()),))  # fmt: skip
    assert [duty.unit for duty in duties_of(register(tasks=(task,)))] == ["丁镇", "甲局", "乙局"]


def test_nobody_to_owe_it_makes_no_duty():
    for scope in ("each", "joint"):
        assert duties_of(register(obligation(who=("空组", "无名局"), scope=scope))) == ()


def test_a_duty_with_a_day_begins_with_the_year_or_on_its_day_if_that_is_earlier():
    (late,) = duties_of(register(obligation(due="06-30")))
    assert (late.start, late.due) == (day("01-01"), day("06-30"))
    (early,) = duties_of(register(obligation(due="2023-11-30")))
    assert (early.start, early.due) == (date(2023, 11, 30), date(2023, 11, 30))


def test_progress_is_owed_by_leads_for_periods_that_end_on_or_after_the_issue():
    task = Task(id=7, section="一", title="x", text="x", lead=("各部门",), responsible=("丙镇",))
    plan = register(tasks=(task,), issued="04-09", progress="quarter", progress_grace_days=10)
    assert [(duty.kind, duty.unit, duty.period, duty.due) for duty in duties_of(plan)][:3] == [
        ("progress", "甲局", "2024Q2", day("07-10")),
        ("progress", "甲局", "2024Q3", day("10-10")),
        ("progress", "甲局", "2024Q4", date(2025, 1, 10)),
    ]
    assert {duty.unit for duty in duties_of(plan)} == {"甲局", "乙局"}
    on_the_last_day = register(tasks=(task,), issued="03-31", progress="quarter")
    assert {duty.period for duty in duties_of(on_the_last_day)} == {"2024Q1", "2024Q2", "2024Q3", "2024Q4"}
    half = register(tasks=(task,), issued="07-01", progress="half", progress_grace_days=0)
    assert {(duty.period, duty.due) for duty in duties_of(half)} == {("2024H2", day("12-31"))}
    assert duties_of(register(tasks=(task,), progress="none")) == ()


def test_what_is_due_on_a_day_of_the_periods_last_month_or_some_days_after_it():
    def days(**more):
        return [(duty.due, duty.run_through) for duty in duties_of(register(obligation(**more)))]

    assert days(every="half", due_day=25) == [(day("06-25"), day("06-25")), (day("12-25"), day("12-25"))]
    assert days(every="quarter", due_day=31)[:2] == [(day("03-31"), day("03-31")), (day("06-30"), day("06-30"))]
    assert days(every="month", due_day=31)[1] == (day("02-29"), day("02-29"))
    assert days(every="half", after=10) == [(day("07-10"), day("06-30")), (date(2025, 1, 10), day("12-31"))]
    assert days(every="half", after=0) == days(every="half")


def test_the_first_period_begins_with_the_start():
    def spans(**more):
        return [(duty.period, duty.start) for duty in duties_of(register(obligation(**more)))]

    assert spans(every="half", start=day("07-01")) == [("2024H2", day("07-01"))]
    assert spans(every="half", start=day("04-15")) == [("2024H1", day("04-15")), ("2024H2", day("07-01"))]
    assert [name for name, _ in spans(every="month", start=day("10-26"), due_day=25)] == ["2024-11", "2024-12"]
    assert [name for name, _ in spans(every="month", start=day("10-25"), due_day=25)] == [
        "2024-10",
        "2024-11",
        "2024-12",
    ]
    assert [name for name, _ in spans(every="month", start=day("11-05"), after=10)] == ["2024-11", "2024-12"]
    assert spans(every="month", start=date(2025, 1, 1)) == []


def test_figures_run_to_the_due_day_but_not_beyond_the_year():
    def end(due):
        (duty,) = duties_of(register(obligation(due=due, target=RateTarget(rate=Decimal(1), of="件"))))
        return duty.run_through

    assert [end("06-30"), end("12-31"), end("2025-03-01")] == [day("06-30"), day("12-31"), day("12-31")]


def test_progress_is_asked_of_the_unmeasured_tasks_alone_unless_all_are_asked():
    measured = Task(id=1, section="一", title="x", text="x", lead=("甲局",), obligations=(obligation(),))
    bare = Task(id=2, section="一", title="x", text="x", lead=("乙局",))
    for asked, of in (
        (ProgressSettings(every="half", of="unmeasured"), {2}),
        (ProgressSettings(every="half", of="all"), {1, 2}),
    ):
        plan = register(tasks=(measured, bare), progress=asked)
        assert {duty.task for duty in duties_of(plan) if duty.kind == "progress"} == of


def test_who_is_only_asked():
    outside = units(戊委={}, 己院={})
    cases: list[tuple[dict[str, Any], list[bool]]] = [
        ({"who": ("戊委",)}, [True]),
        ({"who": ("戊委", "甲局")}, [True, False]),
        ({"who": ("戊委", "己院"), "scope": "joint"}, [True]),
        ({"who": ("戊委", "甲局"), "scope": "joint"}, [False]),
    ]
    for more, invited in cases:
        assert [duty.invited for duty in duties_of(register(obligation(**more), units=outside))] == invited
    office = register(obligation(who=("戊委", "己院")), units=outside, office="戊委")
    assert [duty.invited for duty in duties_of(office)] == [False, True]
    together = register(obligation(who=("戊委", "己院"), scope="joint"), units=outside, office="戊委")
    assert [duty.invited for duty in duties_of(together)] == [False]
    led = Task(id=1, section="一", title="x", text="x", lead=("戊委", "甲局"))
    asked = register(tasks=(led,), progress="half", issued="07-01", units=outside)
    assert [(duty.unit, duty.invited) for duty in duties_of(asked)] == [("戊委", True), ("甲局", False)]


@given(registers(reforms=True))
@WIDE
def test_duties_are_exactly_those_of_the_contract(plan):
    """Without what is only ever inherited, which has no place in the plan before a unit ends."""
    duties = [duty for duty in duties_of(plan) if duty.holders]
    found = Counter((*duty.key, duty.holders, duty.start, duty.due) for duty in duties)
    assert found == Counter(World(plan).duties())
    assert max(found.values(), default=1) == 1


@given(registers())
@WIDE
def test_owners_together_are_the_units_named_and_numbers_multiply(plan):
    world = World(plan)
    duties = duties_of(plan)
    for task in plan.tasks:
        for each in task.obligations:
            own = [duty for duty in duties if duty.key.obligation == each.id]
            named = world.units.named(each.who or (*task.lead, *task.responsible))
            holders = min(1, len(named)) if each.scope == "joint" else len(named)
            periods = len(spans_of(each, 2024))
            assert len(own) == holders * periods
            assert {name for duty in own for name in duty.owners} == (set(named) if periods else set())
            assert {name for duty in own for name in duty.owners} <= {unit.name for unit in ALL_UNITS}
