"""What takes a record back: a void of its unit, a return of the office, a redaction; and what does not."""

from datetime import date
from decimal import Decimal

from tests.builders.world import (
    attachment,
    day,
    evidence,
    obligation,
    progress,
    record,
    redact,
    register,
    return_,
    units,
    void,
)  # fmt: skip

from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.model.entries.decision import Redact, Return
from spt_fazhi.model.plan import RateTarget

RATE = RateTarget(rate=Decimal(1), of="人员")


def rules(matching):
    return [fault.rule for fault in matching.faults]


def counted(matching):
    return {entry.id for entries in matching.evidence.values() for entry in entries}


def test_a_void_withdraws_a_record_of_the_same_unit():
    proof = evidence("05-01")
    matching = attach(register(obligation(), records=[proof, void(proof.id)]))
    assert (counted(matching), matching.faults) == (set(), [])
    assert set(matching.withdrawn) == {proof.id}


def test_a_void_counts_whenever_it_was_recorded():
    report = progress("05-01")
    plan = register(obligation(), records=[report, void(report.id, recorded="2025-06-01")], progress="quarter")
    assert attach(plan).progress == {}


def test_another_units_record_a_void_and_what_is_not_there_cannot_be_withdrawn():
    proof = evidence("05-01")
    own_void = void(proof.id)
    cases = [
        ([proof, void(proof.id, unit="乙局")], [], "void-other-unit", {proof.id}),
        ([void("jia/2024-05-01-1.1-zzzz")], [], "record-unknown-target", set()),
        ([proof, own_void, void(own_void.id, number=1)], [], "record-unknown-target", set()),
        ([proof, own_void], [return_(own_void.id)], "record-unknown-target", set()),
        ([proof], [return_("jia/2024-05-01-1.1-zzzz")], "record-unknown-target", {proof.id}),
        ([proof, record(void(proof.id).value, code="yi")], [], "record-folder", {proof.id}),
        ([proof], [redact("jia/2024-05-01-1.1-zzzz", "a.jpg")], "record-unknown-target", {proof.id}),
        ([proof], [redact(proof.id, "a.jpg")], "redact-mismatch", {proof.id}),
    ]
    for records, decisions, rule, still_counted in cases:
        matching = attach(register(obligation(), records=records, decisions=decisions))
        assert (rules(matching), counted(matching)) == ([rule], still_counted)


def test_a_day_for_reporting_again_has_a_limit():
    """As an extension has; the return itself stands."""
    proof, again = evidence("05-01"), day("2025-12-31")
    for again_by, faults, known in (
        ("2025-12-31", [], [(day("05-01"), day("05-01"), again)]),
        ("2026-01-01", ["return-too-far"], [(day("05-01"), day("05-01"), date.min)]),
    ):
        plan = register(obligation(), records=[proof], decisions=[return_(proof.id, again_by=again_by)])
        matching = attach(plan)
        assert (rules(matching), counted(matching)) == (faults, set())
        assert [back for found in matching.returned.values() for back in found] == known


def test_a_record_that_lies_astray_is_voided_by_the_unit_whose_folder_it_lies_in():
    astray = record(evidence("05-01").value, code="yi")
    (fault,) = attach(register(obligation(), records=[astray, void(astray.id, unit="乙局")])).faults
    assert fault.rule == "record-folder"  # said of the record itself; the void is sound
    plan = register(obligation(), records=[astray, void(astray.id, unit="乙局")])
    assert set(attach(plan).withdrawn) == {astray.id}


def test_a_unit_without_a_desk_has_its_records_in_the_folder_of_the_one_it_acts_through():
    """Each withdraws its own, in whichever of the two folders they lie."""
    desks = units(庚府={})
    owed = obligation(who=("庚府", "甲局"))
    own, there = evidence("05-01", unit="庚府"), record(evidence("05-01", unit="庚府").value, 1, code="jia")
    elsewhere = record(evidence("05-01", unit="庚府").value, 2, code="yi")
    matching = attach(register(owed, units=desks, records=[own, there, elsewhere]))
    assert (counted(matching), rules(matching)) == ({own.id, there.id}, ["record-folder"])
    for taken_back in (
        void(own.id, unit="庚府"),
        record(void(there.id, unit="庚府").value, 9, code="jia"),
        void(there.id, unit="庚府"),
    ):
        assert attach(register(owed, units=desks, records=[own, there, taken_back])).faults == []
    of_the_host = attach(register(owed, units=desks, records=[there, void(there.id, unit="甲局")]))
    assert (rules(of_the_host), counted(of_the_host)) == (["void-other-unit"], {there.id})
    host = evidence("05-01", number=3)
    not_its_own = attach(
        register(owed, units=desks, records=[host, record(void(host.id, unit="庚府").value, code="jia")])
    )
    assert (rules(not_its_own), counted(not_its_own)) == (["void-other-unit"], {host.id})


def test_a_wholly_redacted_record_never_counts_whether_or_not_it_still_lies_there():
    proof, other = evidence("05-01"), evidence("05-01", number=1)
    gone = redact(proof.id)
    assert attach(register(obligation(), decisions=[gone])).faults == []
    plan = register(obligation(), records=[proof, other], decisions=[gone, return_(proof.id, number=1)])
    matching = attach(plan)
    assert (counted(matching), rules(matching)) == ({other.id}, [])
    assert isinstance(matching.withdrawn[proof.id].value, Redact)
    assert attach(register(obligation(), records=[void(proof.id)], decisions=[gone])).faults == []


def test_a_void_is_not_redacted_while_it_alone_withdraws_what_is_there():
    """What is gone withdraws nothing: no tombstone says what a void was about."""
    proof = evidence("05-01")
    first, second = void(proof.id), void(proof.id, number=1)
    gone = redact(first.id)
    cases = [
        ([proof, first], [gone], ["redact-revives"]),
        ([proof, first, second], [gone, redact(second.id, number=1)], ["redact-revives"] * 2),
        ([proof, first, second], [gone], []),
        ([proof, first], [gone, return_(proof.id)], []),
        ([proof, first], [gone, redact(proof.id, number=1)], []),
        ([first], [gone, redact(proof.id, number=1)], []),
    ]
    for records, decisions, faults in cases:
        matching = attach(register(obligation(), records=records, decisions=decisions))
        assert (rules(matching), counted(matching)) == (faults, set())


def test_files_that_were_let_go_are_taken_from_the_record():
    proof = evidence("05-01", files=(attachment("a.jpg"), attachment("b.jpg")))
    matching = attach(
        register(
            obligation(), records=[proof], decisions=[redact(proof.id, "a.jpg"), redact(proof.id, "b.jpg", number=1)]
        )
    )
    (entries,) = matching.evidence.values()
    assert ([each.name for each in entries[0].value.files], matching.faults) == ([], [])
    assert matching.redacted == {proof.id: frozenset({"a.jpg", "b.jpg"})}
    other_hash = redact(proof.id, "a.jpg", sha256="0" * 64)
    kept = attach(register(obligation(), records=[proof], decisions=[other_hash]))
    assert (rules(kept), [len(entry.value.files) for entry in next(iter(kept.evidence.values()))]) == (
        ["redact-mismatch"],
        [2],
    )


def test_a_returned_record_no_longer_counts():
    proof, other = evidence("05-01"), evidence("05-01", number=1)
    matching = attach(register(obligation(), records=[proof, other], decisions=[return_(proof.id)]))
    assert counted(matching) == {other.id}
    assert isinstance(matching.withdrawn[proof.id].value, Return)
