"""What is owed is the sum of the states it is in, whatever the register holds."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, obligation, register, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import count_states
from spt_fazhi.engine.states import MET, STATES
from spt_fazhi.model.register import Register
from spt_fazhi.reports.figures.counts import counts, share
from spt_fazhi.reports.figures.figure import figures_in

PARTS = (
    "done", "in_progress", "pending", "due_soon", "behind", "overdue", "unproved", "returned", "backfill", "scheduled"
)  # fmt: skip


@given(registers(), DAYS)
def test_the_parts_make_the_whole_and_rest_on_their_records(made: Register, when: date) -> None:
    duties = [each for each in assess(made, when).duties if not each.invited]
    found = counts("totals", "政府系统的事项", duties)
    assert int(found.expected.value) == sum(int(getattr(found, part).value) for part in PARTS)
    assert int(found.expected.value) + int(found.waived.value) == len(duties)
    states = count_states(duties)
    for state in STATES:
        name = state.replace("-", "_")
        if name in {*PARTS, "waived"} - {"done"}:
            assert getattr(found, name).value == states[state]
    assert found.done.value == states["done"] + states["done-late"]
    assert found.done_late.value == states["done-late"]
    assert set(found.done.records) == {record for each in duties if each.state in MET for record in each.records}
    assert (found.rate is None) == (not found.expected)
    assert found.rate is None or (found.rate.printed == "100%") == (found.done.value == found.expected.value)
    figures = figures_in(found)
    assert all(key.startswith("totals.") and figure.basis for key, figure in figures.items())
    assert len(figures) == len(dataclasses.fields(found)) - (found.rate is None)


def test_a_count_says_what_it_counts_and_on_what_it_rests() -> None:
    made = register(
        obligation("1.1", who=("甲局", "乙局", "丙镇")), obligation("1.2", due="05-31"),
        records=[evidence("05-01")], decisions=[waive(unit="丙镇")],
    )  # fmt: skip
    found = counts("t", "甲类事项", assess(made, day("06-20")).duties)
    assert (found.expected.value, found.done.value, found.overdue.value, found.waived.value) == (3, 1, 1, 1)
    assert found.done.basis == "甲类事项，已完成的项次"
    assert found.done.records == ("jia/2024-05-01-1.1-aaaa",)
    assert found.rate is not None
    assert (found.rate.value, found.rate.printed) == (Decimal(1) / 3, "33.3%")
    assert found.rate.basis.endswith("：1/3")


def test_a_share_of_nothing_is_none_and_nearly_all_is_not_all() -> None:
    assert share("a", 0, 0, "甲") is None
    nearly = share("a", 1999, 2000, "甲")
    assert nearly is not None
    assert nearly.printed == "99.95%"
