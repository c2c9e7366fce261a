"""What holds of findings in every register on every day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers
from tests.builders.world import record

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import totals_of
from spt_fazhi.engine.states import STATES
from spt_fazhi.model.entries.decision import Close
from spt_fazhi.model.entries.record import Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Register

MANY = settings(max_examples=settings.default.max_examples * 2)
DONE = {"done", "done-late"}


def known_findings(plan: Register, day: date) -> list[str]:
    """The findings there are on a day, of units there were while they were visited."""
    units = {name: each for each in (*plan.units[::-1],) for name in (each.name, *each.aliases)}
    found = []
    for entry in plan.inspections:
        for each in entry.value.findings:
            unit = units.get(each.unit)
            if unit is None or day < min(entry.value.to, each.due):
                continue
            if (unit.from_ or date.min) <= entry.value.to and entry.value.from_ <= (unit.until or date.max):
                found.append(finding_id(entry.id, each.id))
    return found


@given(registers(reforms=True), DAYS)
@MANY
def test_every_finding_is_in_exactly_one_state_from_the_day_it_was_found(plan: Register, day: date) -> None:
    judged = assess(plan, day).rectification
    assert Counter(each.duty.key.finding for each in judged) == Counter(known_findings(plan, day))
    assert {each.state for each in judged} <= set(STATES) - {"scheduled", "unproved", "backfill", "behind"}
    totals = totals_of(judged)
    counted = Counter(totals.rectification) + Counter(totals.invited_rectification)
    assert counted == Counter(each.state for each in judged)
    assert sum(totals.obligations.values()) + sum(totals.progress.values()) == 0


@given(registers(reforms=True), DAYS)
@MANY
def test_closing_is_the_only_way_to_done(plan: Register, day: date) -> None:
    closed = {
        finding_id(entry.value.inspection, entry.value.finding)
        for entry in plan.decisions
        if isinstance(entry.value, Close) and entry.value.recorded <= day
    }
    done = {each.duty.key.finding for each in assess(plan, day).rectification if each.state in DONE}
    assert done <= closed
    left = tuple(entry for entry in plan.decisions if not isinstance(entry.value, Close))
    never = assess(replace(plan, decisions=left), day).rectification
    assert DONE.isdisjoint(each.state for each in never)


@given(registers(), DAYS)
@MANY
def test_voiding_its_reports_takes_the_waiting_back(plan: Register, day: date) -> None:
    found = assess(plan, day)
    waiting = [each for each in found.rectification if each.state == "submitted"]
    whole = [
        entry
        for each in waiting
        for entry in found.matching.rectify[each.duty.key.finding]
        if entry.value.is_whole and entry.value.date <= day
    ]
    voids = [
        record(Void(unit=entry.value.unit, record=entry.id, reason="x", recorded=entry.value.recorded), 800 + number,
               entry.id.split("/", maxsplit=1)[0])
        for number, entry in enumerate(whole)
    ]  # fmt: skip
    after = assess(replace(plan, records=(*plan.records, *voids)), day)
    states = {each.duty.key.finding: each.state for each in after.rectification}
    assert all(states[each.duty.key.finding] not in {"submitted", *DONE} for each in waiting)
    others = {each.duty.key.finding: each.state for each in found.rectification if each not in waiting}
    assert {finding: states[finding] for finding in others} == others


@given(registers(reforms=True), DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_read_is_no_matter(plan: Register, day: date, random: Random) -> None:
    def shuffled(entries: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(random.sample(entries, len(entries)))

    mixed = replace(
        plan, records=shuffled(plan.records), decisions=shuffled(plan.decisions), inspections=shuffled(plan.inspections)
    )
    one, other = assess(plan, day), assess(mixed, day)
    assert {each.duty.key: each for each in one.all_duties} == {each.duty.key: each for each in other.all_duties}
    assert one.matching.closed == other.matching.closed
    assert sorted(each.sort_key for each in one.faults) == sorted(each.sort_key for each in other.faults)
