"""One duty on one day against the slow reference, and what holds of every duty on every day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.builders.reference import table
from tests.builders.strategies import COUNTS, DAYS, FEW_DAYS, RATES, TARGETS, evidence_values

from spt_fazhi.engine.judging import Terms, judge, judge_progress, tally
from spt_fazhi.engine.states import MET, STATES
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import RateTarget

THOROUGH = settings(max_examples=settings.default.max_examples * 8)
WIDER = settings(max_examples=settings.default.max_examples * 3)
PROVED = st.just({"document": "x"})
SOME_DAYS = st.one_of(FEW_DAYS, FEW_DAYS, DAYS)


@st.composite
def terms(draw, target=TARGETS):
    """What a duty is judged by: units outside, returned records and all."""
    due = draw(SOME_DAYS)
    returned = draw(st.lists(st.tuples(SOME_DAYS, st.integers(0, 9), st.integers(-1, 99)), max_size=2))
    return Terms(
        draw(target) if isinstance(target, st.SearchStrategy) else target,
        start=min(draw(SOME_DAYS), due),
        due=due,
        issued=draw(SOME_DAYS),
        due_soon_days=draw(st.integers(0, 60)),
        run_through=min(draw(SOME_DAYS), due),
        backfill_until=draw(SOME_DAYS),
        invited=draw(st.integers(0, 5)) == 5,
        returned=tuple(
            (when, when + timedelta(days=wait), date.min if grace < 0 else when + timedelta(days=wait + grace))
            for when, wait, grace in returned
        ),
    )  # fmt: skip


def owed(duty, waived=False):
    """The same in the words of the reference."""
    return table.Owed(
        duty.target, duty.start, duty.due, duty.run_through, duty.issued, duty.due_soon_days, duty.backfill_until,
        duty.invited, waived,
    )  # fmt: skip


def backs(duty):
    return [table.Back(when, recorded, None if again == date.min else again) for when, recorded, again in duty.returned]


def some_evidence(target, proof=None, largest=6):
    """Evidence that fits the target, close together."""
    more = {} if proof is None else {"proof": proof}
    return st.lists(evidence_values(target, SOME_DAYS, **more), max_size=largest)


@given(terms(), st.data(), SOME_DAYS, st.integers(0, 9))
@THOROUGH
def test_the_engine_agrees_with_the_table(duty, data, today, waived):
    evidence = data.draw(some_evidence(duty.target))
    judged = judge(duty, tuple(evidence), today, waived=waived == 9)
    assert judged.state == table.state(owed(duty, waived == 9), evidence, today, backs(duty))
    for found, counts in ((judged.achieved, table.is_proved), (judged.claimed, lambda _: True)):
        known = [each for each in evidence if table.day_of(each) <= today and counts(each)]
        assert (Fraction(found.amount), found.reached, found.of) == table.total(duty.target, known)
        assert found.records == len(known)
        assert found.through == max((table.day_of(each) for each in known), default=None)


@given(terms(), st.data(), SOME_DAYS, st.booleans())
def test_every_duty_is_in_some_row_of_the_table(duty, data, today, waived):
    rows = table.truths(owed(duty, waived), data.draw(some_evidence(duty.target)), today, backs(duty))
    assert set(rows) == set(table.ORDER) == set(STATES)
    assert any(rows.values())
    assert not rows["submitted"]


@given(terms(target=None), st.lists(SOME_DAYS, max_size=4), SOME_DAYS, st.booleans())
@WIDER
def test_progress_agrees_with_the_table(duty, recorded, today, waived):
    duty = duty._replace(returned=tuple((entered, entered, again_by) for _, entered, again_by in duty.returned))
    wanted = table.progress_state(owed(duty, waived), recorded, today, backs(duty))
    assert judge_progress(duty, tuple(recorded), today, waived=waived) == wanted
    assert any(table.progress_truths(owed(duty, waived), recorded, today, backs(duty)).values())


# From the farthest from done to done. `unproved` stands next to done here: nothing is missing but the proof.
BETTER = [
    "overdue", "backfill", "invited", "due-soon", "behind", "pending", "in-progress", "unproved", "done-late", "done"
]  # fmt: skip


def better_or_equal(before, after):
    if before == after:
        return True
    return before in BETTER and after in BETTER and BETTER.index(after) > BETTER.index(before)


@given(st.data(), terms(st.one_of(st.none(), COUNTS)), SOME_DAYS)
@WIDER
def test_more_proved_evidence_never_makes_a_count_or_milestone_worse(data, duty, today):
    """Whatever was said before. A returned record is left out: to report anew ends the waiting for it."""
    duty = duty._replace(returned=())
    before = data.draw(some_evidence(duty.target, largest=4))
    more = data.draw(some_evidence(duty.target, PROVED, largest=4))
    first, second = (judge(duty, evidence, today).state for evidence in (tuple(before), (*before, *more)))
    assert better_or_equal(first, second), (first, second)


@given(st.data(), terms(RATES), SOME_DAYS, st.integers(1, 9), SOME_DAYS)
@WIDER
def test_a_proved_full_score_never_makes_a_rate_worse(data, duty, today, whole, when):
    """A rate gets worse by a lower share alone: where reached equals of, nothing is lost, whichever way it combines."""
    duty = duty._replace(returned=())
    before = data.draw(some_evidence(duty.target, largest=4))
    full = Evidence(
        unit="甲局", obligation="1.1", date=when, title="x", recorded=when, reached=whole, of=whole, document="x"
    )
    first, second = (judge(duty, evidence, today).state for evidence in (tuple(before), (*before, full)))
    assert better_or_equal(first, second), (first, second)


@given(st.data(), terms(), SOME_DAYS)
@WIDER
def test_proof_never_makes_it_worse(data, duty, today):
    """The same evidence with a document behind every piece, in place of a sentence here and there.

    Of a rate too where nothing said is short of the whole: a low share may be told without proof, and proved it counts.
    """
    duty = duty._replace(returned=())
    evidence = data.draw(some_evidence(duty.target))
    proved = [replace(each, document="x") for each in evidence]
    if isinstance(duty.target, RateTarget):
        assume(all(each.reached == each.of for each in evidence if not each.proves))
    first, second = (judge(duty, tuple(each), today).state for each in (evidence, proved))
    assert better_or_equal(first, second), (first, second)


@given(terms(), st.data(), st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=WIDER.max_examples, suppress_health_check=[HealthCheck.filter_too_much])
def test_a_later_day_never_turns_done_into_pending(duty, data, first_wait, second_wait):
    """What is met stays met, in time or late, for counts, milestones and rates settled when reached.

    A rate settled at its due day stays done when its figures had to run to that day; whatever comes later may only
    undo what was late. "Nothing to do" holds while there is nothing.
    """
    duty = duty._replace(start=min(duty.start, date(2024, 1, 1)))
    evidence = tuple(data.draw(some_evidence(duty.target, PROVED).filter(len)))
    today = evidence[0].counts_on + timedelta(days=first_wait)
    first, second = (judge(duty, evidence, each) for each in (today, today + timedelta(days=second_wait)))
    assume(first.state in MET)
    assert second.state not in {"pending", "scheduled"}
    target = duty.target
    if not isinstance(target, RateTarget):
        assert second.state == first.state
    elif target.settle == "when-reached":
        assert second.state == first.state or first.achieved.of == 0
    elif duty.run_through == duty.due and first.state == "done":
        assert second.state == "done"


@given(terms(), st.data(), SOME_DAYS)
def test_what_counts_after_the_day_changes_nothing(duty, data, today):
    evidence = data.draw(some_evidence(duty.target))
    known = tuple(each for each in evidence if each.counts_on <= today)
    assert judge(duty, tuple(evidence), today) == judge(duty, known, today)


@given(terms(), st.data(), SOME_DAYS)
def test_reordering_records_changes_nothing(duty, data, today):
    """Of several units too, and of `latest` above all."""
    evidence = data.draw(some_evidence(duty.target))
    units = data.draw(st.lists(st.sampled_from(["甲局", "乙局"]), min_size=len(evidence), max_size=len(evidence)))
    evidence = [replace(each, unit=unit) for each, unit in zip(evidence, units, strict=True)]
    shuffled = data.draw(st.permutations(evidence))
    assert judge(duty, tuple(evidence), today) == judge(duty, tuple(shuffled), today)
    assert tally(evidence, duty.target) == tally(shuffled, duty.target)


def _halves(draw, record):
    """Two records that say together what one says."""
    if record.of is not None:
        of = draw(st.integers(0, record.of))
        reached = draw(st.integers(max(0, record.reached - (record.of - of)), min(of, record.reached)))
        rest = {"reached": record.reached - reached, "of": record.of - of}
        return [replace(record, reached=reached, of=of), replace(record, **rest)]
    half = Decimal(record.amount or 1) / 2
    return [replace(record, amount=half), replace(record, amount=half)]


@given(st.data(), terms(st.one_of(COUNTS, RATES.filter(lambda each: each.adds))), SOME_DAYS)
@WIDER
def test_splitting_a_record_never_changes_what_adds_up(data, duty, today):
    evidence = data.draw(some_evidence(duty.target, largest=4).filter(len))
    chosen = data.draw(st.integers(0, len(evidence) - 1))
    split = [*evidence[:chosen], *_halves(data.draw, evidence[chosen]), *evidence[chosen + 1 :]]
    whole, parts = judge(duty, tuple(evidence), today), judge(duty, tuple(split), today)
    assert parts.state == whole.state
    for one, other in ((whole.achieved, parts.achieved), (whole.claimed, parts.claimed)):
        assert (one.reached, one.of, one.through) == (other.reached, other.of, other.through)
        assert isinstance(duty.target, RateTarget) or one.amount == other.amount
