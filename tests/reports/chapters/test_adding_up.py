"""No figure of a summary is wrong: counted a second time from the engine's answers, whatever the register holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from tests.builders.pages.summaries import marked_text, values_of
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.assessed import Assessed, totals_of
from spt_fazhi.engine.duties import is_only_asked
from spt_fazhi.engine.states import MET, OPEN
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.reports.figures.figure import figures_in
from spt_fazhi.text.marks import marked_in

COUNTED = ("expected", "done", "done_late", "overdue", "pending", "backfill", "unproved", "returned", "waived")


def judged(found: Assessment) -> list[Assessed]:
    return [each for each in found.duties if not each.invited]


def items_of(values: Any) -> list[Any]:
    """Every item of an annual report, in whatever chapter."""
    found = [each for theme in values.themes for point in theme.points for each in point.items]
    return [*found, *(values.review.items if values.review else ()), *values.leader.items]


def given_of(values: Any) -> list[Any]:
    found = [each for theme in values.themes for point in theme.points for each in point.given]
    return [*found, *(values.review.given if values.review else ()), *values.leader.given]


@given(registers(reforms=True), DAYS)
def test_totals_are_the_engines_and_the_sum_of_the_chapters(made: Register, when: date) -> None:
    values, found = values_of(made, when), assess(made, when)
    states = totals_of(found.duties).obligations
    totals = values.overview.totals
    assert totals.done.value == states["done"] + states["done-late"]
    assert totals.waived.value == states["waived"]
    assert totals.expected.value == sum(states.values()) - states["waived"]
    for name in COUNTED:
        assert getattr(totals, name).value == sum(getattr(theme.counts, name).value for theme in values.themes)
    past = [each for each in judged(found) if each.due < when and each.state != "waived"]
    assert values.overview.due.expected.value == len(past)
    assert values.overview.due.done.value == sum(each.state in MET for each in past)


@given(registers(reforms=True), DAYS)
def test_shortfalls_are_the_engines(made: Register, when: date) -> None:
    values, found = values_of(made, when), assess(made, when)
    states, short = totals_of(found.duties).obligations, values.shortfalls

    def number(each: Any) -> int:
        return 0 if each is None else int(getattr(each, "number", each).value)

    told = {
        "overdue": short.overdue, "done-late": short.late, "unproved": short.unproved,
        "returned": short.returned, "backfill": short.backfill, "due-soon": short.soon, "pending": short.pending,
    }  # fmt: skip
    counted = {state: number(each) for state, each in told.items()}
    counted["behind"] = number(short.behind) + number(short.below)  # of counts, and of rates
    for state, said in counted.items():
        assert said == (states[state] if made.in_use else 0)  # type: ignore[index]
    if short.overdue:
        late = Counter(each.duty.key.obligation for each in judged(found) if each.state == "overdue")
        assert [each.number.value for each in short.overdue.most] == sorted(late.values(), reverse=True)[
            : len(short.overdue.most)
        ]
        assert short.overdue.all == (len(short.overdue.most) == len(late))


@given(registers(reforms=True), DAYS)
def test_what_is_ahead_is_everything_open_that_falls_due_after_the_period_and_is_not_past(
    made: Register, when: date
) -> None:
    values, found = values_of(made, when, "half"), assess(made, when)
    first = max(when, values.next.first)
    open_ = [each for each in judged(found) if each.due >= first and each.state in {*OPEN, "scheduled"}]
    lines = [line for theme in values.ahead for group in theme.groups for line in group.lines]
    assert sum(line.number.value for line in lines) == len(open_)
    days = {day for theme in values.ahead for group in theme.groups for day in (group.first, group.last)}
    assert days <= {each.due for each in open_}


@given(registers(), DAYS)
def test_an_obligation_says_what_its_records_say(made: Register, when: date) -> None:
    values, found = values_of(made, when), assess(made, when)
    office = found.matching.directory.canonical(made.info.office)
    owed: dict[str, list[Assessed]] = defaultdict(list)
    for each in judged(found):
        if each.state not in {"waived", "scheduled"}:
            owed[each.duty.key.obligation].append(each)
    items = {each.obligation: each for each in items_of(values)}
    for obligation, duties in owed.items():
        proved = [entry for each in duties for entry in _proved(found, each, when)]
        met = [each for each in duties if each.state in MET]
        assert (obligation in items) == bool(met or proved)
        if obligation not in items:
            continue
        item = items[obligation]
        assert (item.done.value, item.expected.value) == (len(met), len(duties))
        assert item.number.value == len({name for each in duties for name in _answering(found, each)})
        if item.amount is not None:
            assert item.amount.value == sum(
                (1 if entry.value.amount is None else entry.value.amount for entry in proved), 0
            )
        if item.of is not None:
            assert item.of.value == sum(each.tally.of for each in duties)
            assert item.reached.value == sum(each.tally.reached for each in duties)
            assert (item.share is None) == (not item.of)
            if item.share is not None and item.share.printed == "100%":
                assert item.reached.value == item.of.value
        own = [entry for entry in proved if not is_only_asked(entry.value.unit, found.matching.directory, office)]
        assert {each.name: each.total.value for each in item.sums} == _sums(own)
        for each in item.sums:
            assert sum((part.amount.value for part in each.parts), 0) == each.total.value
    assert set(items) <= set(owed)


@given(registers(), DAYS)
def test_who_is_only_asked_is_counted_nowhere(made: Register, when: date) -> None:
    values, found = values_of(made, when), assess(made, when)
    office = found.matching.directory.canonical(made.info.office)
    outside = {unit.name for unit in made.units if is_only_asked(unit.name, found.matching.directory, office)}
    for item in items_of(values):
        assert outside.isdisjoint(item.units)
        assert outside.isdisjoint(part.unit for each in item.sums for part in each.parts)
    asked = {
        entry.id
        for each in found.duties
        if each.invited and each.state != "waived"
        for entry in found.matching.evidence.get(each.duty.key, ())
        if entry.value.counts_on <= when
    }
    assert sum(each.number.value for each in given_of(values)) == len(asked)
    assert {record for each in given_of(values) for record in each.number.records} == asked
    assert outside >= {unit for each in given_of(values) for unit in each.units}


@pytest.mark.parametrize("name", ["half", "annual"])
@settings(max_examples=12)
@given(made=registers(reforms=True), when=DAYS)
def test_what_is_printed_is_a_figure_of_the_values(made: Register, when: date, name: str) -> None:
    values = values_of(made, when, name)
    known, text = figures_in(values), marked_text(values, name)
    for each in marked_in(text):
        assert each.text == known[each.key].printed
    assert text.count("【此处需补写：") == values.gaps
    assert f"本稿尚有{values.gaps}处需补写，" in text


def _answering(found: Assessment, each: Assessed) -> Iterable[str]:
    if each.duty.unit:
        return (each.duty.unit,)
    task = next(task for task in found.register.tasks if task.id == each.duty.task)
    leads = found.matching.directory.expand(task.lead)
    return [name for name in each.duty.answerable if name in leads] or each.duty.answerable


def _proved(found: Assessment, each: Assessed, when: date) -> list[Entry[Evidence]]:
    known = found.matching.evidence.get(each.duty.key, ())
    return [entry for entry in known if entry.value.counts_on <= when and entry.value.proves]


def _sums(entries: Iterable[Entry[Evidence]]) -> dict[str, int | Decimal]:
    found: dict[str, int | Decimal] = {}
    for entry in entries:
        for told in entry.value.figures:
            found[told.name] = found.get(told.name, 0) + told.amount
    return found
