"""Whatever the register: what units that end had met stays, what they had not is another's, and nothing counts twice."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace

WIDER = settings(max_examples=settings.default.max_examples * 2)


def without_ends(plan):
    return replace(plan, units=tuple(replace(unit, until=None, succeeded_by=None) for unit in plan.units))


@given(registers(reforms=True), DAYS)
@WIDER
def test_the_past_stays_as_it_was(plan, today):
    """Up to the first last day, it is as if no unit ever ended."""
    last = min((unit.until for unit in plan.units if unit.until), default=today)
    before = min(today, last)
    shown = [
        (each.duty.key, each.duty.owners, each.state, each.due, each.records)
        for each in assess(plan, before).all_duties
    ]
    wanted = assess(without_ends(plan), before).all_duties
    assert shown == [(each.duty.key, each.duty.owners, each.state, each.due, each.records) for each in wanted]


@given(registers(reforms=True), DAYS)
@WIDER
def test_nothing_is_lost_and_nothing_counts_twice(plan, today):
    """Whoever owes something owes it still, has met it, or it is another's now; a record stands for one duty.

    A finding there is from the day on which it was found; an inspection may count for several duties.
    """
    assessment = assess(plan, today)
    duties = assessment.all_duties
    keys = [each.duty.key for each in duties]
    assert len(set(keys)) == len(keys)
    now = dict(zip(keys, duties, strict=True))
    carried = Counter(key._replace(unit=name) for key in keys for name in now[key].former)
    for duty in assessment.matching.duties:
        if duty.finding is not None and today < duty.start:
            assert duty.key not in now
        elif duty.inherits and duty.unit:
            assert duty.key not in now or now[duty.key].former
        else:
            assert (duty.key in now) + carried[duty.key] == 1, duty.key
    records = Counter(record for each in duties for record in each.records)
    visits = {entry.id for entry in plan.inspections}
    assert {count for record, count in records.items() if record not in visits} <= {1}


@given(registers(reforms=True), st.integers(1, 400))
@WIDER
def test_what_a_unit_had_met_stays_met(plan, wait):
    """Of each unit that ends, as of its last day and for ever."""
    for unit in plan.units:
        if unit.until is None:
            continue
        later = {each.duty.key: each for each in assess(plan, unit.until + timedelta(days=wait)).all_duties}
        for each in assess(plan, unit.until).all_duties:
            if each.duty.unit == unit.name and each.state in {"done", "done-late", "waived"}:
                assert later[each.duty.key] == each
