"""What changes do to the duties, in numbers and in words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from tests.builders.checks import decision, evidence, obligation, progress, register, task, unit
from tests.builders.reviews import TODAY
from tests.builders.strategies import registers

from spt_fazhi.changes.effects import effects, totals, totals_of
from spt_fazhi.changes.values import DutyChange
from spt_fazhi.changes.words import value_text
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.decision import Extend, Waive
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Register


def moved(old: Register, new: Register) -> list[tuple[str, str, str | None, str | None]]:
    """Obligation (or period), unit, state before and after."""
    return [
        (each.key.obligation or each.key.period, each.key.unit, each.before and each.before.state,
         each.after and each.after.state)
        for each in effects(assess(old, TODAY), assess(new, TODAY))
    ]  # fmt: skip


def test_nothing_changes() -> None:
    assert moved(register(), register()) == []


def test_evidence_and_progress() -> None:
    new = register(records=(evidence(), progress()))
    assert moved(register(), new) == [
        ("1.1", "区司法局", "pending", "done"), ("2024Q2", "区司法局", "due-soon", "done"),
    ] or moved(register(), new) == [("1.1", "区司法局", "pending", "done"), ("2024Q2", "区司法局", "overdue", "done")]  # fmt: skip


def test_part_of_a_count_shows_though_the_state_stays() -> None:
    plan = (task(obligations=(obligation(target=CountTarget(count=9), due=date(2024, 7, 20)),)),)
    old, new = register(tasks=plan, records=(evidence(),)), register(tasks=plan, records=(
        evidence(), evidence("2024-06-12-1.1-bbbb")))  # fmt: skip
    assert moved(old, new) == [("1.1", "区司法局", "due-soon", "due-soon")]


def test_decisions() -> None:
    waive = decision(Waive, "2024-06-18-waive-aaaa", obligation="1.1", unit="区司法局")
    extend = decision(Extend, "2024-06-18-extend-aaaa", obligation="1.1", unit="区财政局", due=date(2025, 3, 1))
    found = effects(assess(register(), TODAY), assess(register(decisions=(waive, extend)), TODAY))
    assert [(each.key.unit, each.before.state, each.after.state) for each in found if each.before and each.after] == [
        ("区司法局", "pending", "waived"), ("区财政局", "pending", "pending"),
    ]  # fmt: skip
    assert found[1].present.due == date(2025, 3, 1)


def test_duties_that_come_and_go() -> None:
    more = register(units=(*register().units, unit("区公安局", "gaj")))
    assert moved(register(), more) == [("1.1", "区公安局", None, "pending")]
    assert moved(more, register()) == [("1.1", "区公安局", "pending", None)]


def test_a_duty_on_neither_side_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="neither"):
        _ = DutyChange(key=DutyKey(1, "1.1", "", ""), before=None, after=None).present


@given(registers(), registers())
def test_totals_are_those_of_the_duties(one: Register, other: Register) -> None:
    before, after = assess(one, TODAY), assess(other, TODAY)
    whole = totals(before.all_duties, after.all_duties)
    for counted, duties in (
        (whole.before, before.duties), (whole.after, after.duties), (whole.progress_before, before.progress),
        (whole.progress_after, after.progress),
    ):  # fmt: skip
        assert Counter({key: value for key, value in counted.items() if value}) == Counter(e.state for e in duties)
    part = totals_of(effects(before, after))
    # what does not change cancels out: both tell the same difference
    assert {s: part.after[s] - part.before[s] for s in part.after} == {
        s: whole.after[s] - whole.before[s] for s in whole.after
    }


@given(registers())
def test_records_left_out_are_the_only_effects(world: Register) -> None:
    bare = replace(world, records=(), decisions=())
    for each in effects(assess(bare, TODAY), assess(world, TODAY)):
        assert each.before is not None
        assert each.after is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "（无）"), ((), "（无）"), (True, "是"), (False, "否"), (date(2024, 1, 2), " 2024-01-02 "),
        (Decimal("0.50"), " 0.5 "), (Decimal(100), " 100 "), (3, " 3 "), ("甲\n乙\x1b[31m", "“甲 乙[31m”"),
        (("甲", "乙"), "“甲、乙”"), (CountTarget(count=2), "“count 2，unit 次”"), ("字" * 100, f"“{'字' * 59}…”"),
    ],
)  # fmt: skip
def test_values_in_words(value: object, text: str) -> None:
    assert value_text(value) == text
