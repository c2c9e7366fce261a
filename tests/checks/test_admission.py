"""What new entries bring is told by looking at them alone, and is what looking at everything would tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers
from tests.builders.world import evidence, obligation, register, void

from spt_fazhi.changes.effects import effects
from spt_fazhi.checks import runner as module
from spt_fazhi.checks.admission import admission, with_entries
from spt_fazhi.checks.context import AnyEntry, CheckContext
from spt_fazhi.checks.rules import duplicates, inspected_again, issued_again, issued_numbers
from spt_fazhi.checks.runner import rules_of, run
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.entries.locating import Locator
from spt_fazhi.engine.entries.matching import Matching, attach, attach_both, attach_more
from spt_fazhi.model.frozen import as_dict, replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register
from spt_fazhi.views import effect as views

MANY = settings(max_examples=settings.default.max_examples * 2)


def split(data: st.DataObject, whole: Register) -> tuple[Register, list[AnyEntry]]:
    """The register less some of its entries, and those."""
    every: list[AnyEntry] = [*whole.records, *whole.decisions, *whole.inspections, *whole.issued]
    entries = data.draw(st.lists(st.sampled_from(every), max_size=4, unique_by=lambda each: each.file)) if every else []
    files = {each.file for each in entries}

    def less(known: tuple) -> tuple:
        return tuple(each for each in known if each.file not in files)

    left = replace(
        whole,
        records=less(tuple(whole.records)),
        decisions=less(tuple(whole.decisions)),
        inspections=less(tuple(whole.inspections)),
        issued=less(tuple(whole.issued)),
    )
    return left, entries


def anywhere(context: CheckContext) -> Iterator[Problem]:
    yield from context.matching.faults
    for rule in (duplicates, inspected_again, issued_numbers, issued_again):
        yield from rule.check(context)


def by_all(before: Register, entries: list[AnyEntry], today: date) -> tuple[list[Counter[Problem]], Counter[Problem]]:
    """The same by every rule over every entry, before and after."""
    grown = with_entries(before, entries)
    every = (*grown.records, *grown.decisions, *grown.inspections, *grown.issued)
    context = CheckContext(
        register=grown,
        today=today,
        entry_files=frozenset(each.file for each in every),
        new=frozenset(each.file for each in entries),
    )
    known = set(anywhere(CheckContext(register=before, today=today)))
    found = run(context)
    own = [
        Counter(each for each in found if each.file == entry.file or each.file.startswith(f"{entry.folder}/"))
        for entry in entries
    ]
    told = {each for each_own in own for each in each_own}
    return own, Counter(each for each in anywhere(context) if each not in known and each not in told)


@given(registers(reforms=True), DAYS, st.data())
@MANY
def test_it_is_what_all_rules_over_all_entries_tell(whole: Register, today: date, data: st.DataObject) -> None:
    before, entries = split(data, whole)
    own, elsewhere = by_all(before, entries, today)
    found = admission(before, entries, today)
    assert [Counter(each) for each in found.own] == own
    assert Counter(found.elsewhere) == elsewhere
    assert found.register == with_entries(before, entries)


@given(registers(reforms=True), st.data())
@MANY
def test_what_is_attached_besides_is_what_attaching_all_anew_gives(whole: Register, data: st.DataObject) -> None:
    before, entries = split(data, whole)
    grown = with_entries(before, entries)
    known, anew = as_dict(attach_more(attach(before), grown, entries)[0]), as_dict(attach(grown))
    assert known.pop("directory").units == anew.pop("directory").units
    assert Counter(known.pop("faults")) == Counter(anew.pop("faults"))
    assert known == anew


@given(registers(reforms=True), DAYS, st.data())
@MANY
def test_what_new_entries_do_is_told_by_the_duties_that_differ(
    whole: Register, today: date, data: st.DataObject
) -> None:
    before, entries = split(data, whole)
    found = admission(before, entries, today)
    was = assess(before, today)
    grown = [assess(found.register, today, found.matching, among) for among in (found.differing, None)]
    assert views.effects(was, grown[0]) == views.effects(was, grown[1])


@given(registers(reforms=True), st.data())
@MANY
def test_two_sides_attached_together_are_as_each_by_itself(whole: Register, data: st.DataObject) -> None:
    one, other = split(data, whole)[0], split(data, whole)[0]
    for register_, known in zip((one, other), attach_both(one, other)[:2], strict=True):
        together, alone = as_dict(known), as_dict(attach(register_))
        assert together.pop("directory").units == alone.pop("directory").units
        assert Counter(together.pop("faults")) == Counter(alone.pop("faults"))
        assert together == alone


@given(registers(reforms=True), DAYS, st.data())
@MANY
def test_the_duties_that_differ_are_all_that_a_review_has_to_judge(
    whole: Register, today: date, data: st.DataObject
) -> None:
    one, other = split(data, whole)[0], split(data, whole)[0]
    both = attach_both(one, other)
    told, all_told = (
        effects(assess(one, today, both.one, among), assess(other, today, both.other, among))
        for among in (both.differing, None)
    )
    assert told == all_told


def test_only_where_evidence_and_accounts_differ_the_duties_can_be_told() -> None:
    plan = register(obligation(every="quarter"), obligation("1.2"), records=[evidence("05-10"), evidence("02-11")])
    grown = with_entries(plan, [evidence("06-10", number=2)])
    assert attach_both(plan, plan).differing == frozenset()
    assert attach_both(plan, grown).differing == frozenset([DutyKey(1, "1.1", "甲局", "2024Q2")])
    assert attach_both(grown, plan).differing == frozenset([DutyKey(1, "1.1", "甲局", "2024Q2")])
    assert attach_both(plan, with_entries(plan, [void(evidence("05-10").id)])).differing is None


def test_what_both_sides_have_is_attached_once(monkeypatch) -> None:
    plan = register(records=[evidence("05-10"), evidence("05-11", number=1)])
    one, other = (with_entries(plan, [evidence("06-10", number=at)]) for at in (2, 3))
    calls: list[int] = []

    class Noted(Locator):
        def __init__(self, register: Register, duties: tuple[Duty, ...] | None = None) -> None:
            calls.append(len(register.records))
            super().__init__(register, duties)

    monkeypatch.setattr("spt_fazhi.engine.entries.matching.Locator", Noted)
    attach_both(one, other)
    assert calls == [2]
    attach_both(one, with_entries(other, [void(evidence("06-10", number=3).id)]))  # a withdrawal is looked at whole
    assert calls == [2, 3, 4]


def test_evidence_is_attached_alone_and_anything_else_anew(monkeypatch) -> None:
    plan = register(records=[evidence("05-10")])
    known, more = attach(plan), [evidence("06-10", number=1)]
    calls: list[int] = []

    def noted(plan: Register) -> Matching:
        calls.append(1)
        return attach(plan)

    monkeypatch.setattr("spt_fazhi.engine.entries.matching.attach", noted)
    attach_more(known, with_entries(plan, more), more)
    assert calls == []
    gone = [void(more[0].id)]
    attach_more(known, with_entries(plan, gone), gone)
    assert calls == [1]
    attach_more(attach(with_entries(plan, gone)), with_entries(plan, [*gone, *more]), more)  # it was withdrawn before
    assert calls == [1, 1]


def test_of_ten_thousand_records_the_rules_see_the_new_one_alone(monkeypatch) -> None:
    seen: list[int] = []

    def noted(context: CheckContext, only: list) -> list[Problem]:
        if only[0] in rules_of("entry"):
            seen.append(len(context.register.records))
        return run(context, only)

    monkeypatch.setattr(module, "run", noted)
    plan = register(records=[evidence("05-10", number=number) for number in range(50)])
    admission(plan, [evidence("06-10", number=99)], date(2024, 6, 20))
    assert set(seen) == {1}
