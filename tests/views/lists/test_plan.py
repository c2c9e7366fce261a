"""What a register shows in which nothing has been entered: every duty once, and nobody judged."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.views.lists.plan import PlanView, plan_view

JUNE = day("06-01")


def shown(plan, when=JUNE, typed="") -> PlanView:
    found = assess(plan, when)
    return plan_view(found, found.all_duties, found.tasks, typed)


def test_what_is_owed_by_section_month_and_unit() -> None:
    due = (Assumption("due", "x"),)
    view = shown(
        register(
            obligation("1.1", due="03-01", who=("甲局", "乙局")), obligation("1.2", who=("甲局", "己院"), assumed=due),
            progress="half", units=units(己院={}),
        )
    )  # fmt: skip
    assert (view.tasks, view.obligations, view.duties, view.asked, view.reports) == (1, 2, 3, 1, 2)
    assert [(each.id, each.tasks, each.obligations, each.duties) for each in view.sections] == [("一", 1, 2, 3)]
    assert [(each.month, each.duties, each.unwritten, each.assumed) for each in view.months] == [
        (day("03-01"), 2, 0, 0),
        (day("12-01"), 1, 1, 0),
    ]
    assert view.units == (("甲局", 2), ("乙局", 1))
    assert view.asked_units == (("己院", 1, 0),)
    assert view.assumed == (("时限", 1), ("进展报送", 1))


def test_three_commands_to_begin_with() -> None:
    made = obligation("1.1", due="03-01", who=("乙局",), assumed=(Assumption("who", "x"),))
    assert [each.command for each in shown(register(made), typed=" --as-of 2024-06-01").first_steps] == [
        "fazhi report assumptions -o 待审定清单.md --as-of 2024-06-01",
        "fazhi report breakdown -o 任务分解表.md --as-of 2024-06-01",
        "fazhi record evidence 1.1 --unit 乙局",
    ]
    stated = shown(register(obligation("1.1", who=("乙局",))))
    assert stated.first_steps[0].command == "fazhi list"


@given(registers(), DAYS)
def test_every_duty_is_owed_in_a_month_and_by_somebody(plan, when) -> None:
    view = shown(plan, when)
    assert sum(each.duties for each in view.months) == view.duties
    assert sum(number for _, number in view.units) >= view.duties
    assert bool(view.units) == bool(view.duties)
    assert all(each.unwritten + each.assumed <= each.duties for each in view.months)


def test_the_view_knows_no_state() -> None:
    assert not {field.name for field in fields(PlanView)} & set(STATES)
