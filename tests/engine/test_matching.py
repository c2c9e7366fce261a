"""Which records and decisions stand, and for which duty: those that do not are faults, and none is lost in silence."""

from decimal import Decimal

from hypothesis import given, settings
from tests.builders.reference import World
from tests.builders.world import (
    GROUPS,
    UNITS,
    day,
    evidence,
    extend,
    obligation,
    progress,
    record,
    register,
    registers,
    return_,
    void,
    waive,
)  # fmt: skip

from spt_fazhi.engine.matching import attach
from spt_fazhi.model.decision import Return
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import RateTarget, Task
from spt_fazhi.model.record import Evidence, Progress
from spt_fazhi.model.register import UNTOLD, Register

RATE = RateTarget(rate=Decimal(1), of="人员")


def rules(matching):
    return [fault.rule for fault in matching.faults]


def counted(matching):
    return {entry.id for entries in matching.evidence.values() for entry in entries}


def only_fault(plan):
    (fault,) = attach(plan).faults
    return fault


def test_sound_records_are_counted_oldest_first_and_leave_no_fault():
    later, sooner = evidence("05-02", number=1), evidence("03-01", unit="甲", number=2)
    matching = attach(register(obligation(), records=[later, sooner]))
    assert [entry.id for entries in matching.evidence.values() for entry in entries] == [sooner.id, later.id]
    assert matching.faults == []


def test_every_kind_of_misfit_is_a_fault_and_not_counted():
    plan = register(obligation("1.1"), obligation("1.2", target=RATE), obligation("1.3", every="quarter"))
    misfits = {
        "unknown-unit": evidence("05-01", unit="无名局"),
        "record-folder": record(evidence("05-01").value, code="yi"),
        "record-unknown-obligation": evidence("05-01", id_="1.9"),
        "record-not-owed": evidence("05-01", unit="乙局"),
        "record-amount": evidence("05-01", id_="1.2", amount=3),
        "record-period": evidence("05-01", period="2024Q2"),
    }
    more = [
        ("record-amount", evidence("05-01", reached=1, of=1)),
        ("record-amount", evidence("05-01", id_="1.2", reached=1, of=1, amount=1)),
        ("record-period", evidence("05-01", id_="1.3", period="2024-05")),
        ("record-period", evidence("2023-12-31", id_="1.3")),
        ("record-unknown-task", progress("05-01", task=9)),
        ("record-not-owed", progress("05-01", unit="丙镇")),
        ("record-period", progress("05-01", period="2024-05")),
        ("unknown-unit", progress("05-01", unit="无名局")),
    ]
    for rule, entry in [*misfits.items(), *more]:
        plan = register(*plan.tasks[0].obligations, records=[entry], progress="quarter")
        matching = attach(plan)
        assert (rules(matching), counted(matching)) == ([rule], set()), entry
        assert matching.faults[0].file == entry.file
        assert matching.faults[0].severity == "error"
        assert matching.faults[0].message
        assert matching.faults[0].hint


def test_an_unknown_unit_is_told_the_nearest():
    assert "甲局" in only_fault(register(obligation(), records=[evidence("05-01", unit="甲局局")])).hint


def test_what_cannot_be_read_is_named_as_the_cause():
    plan = register(obligation(), records=[evidence("05-01", id_="2.1"), evidence("05-01", unit="戊局")])
    unread = Register(info=plan.info, sections=plan.sections, tasks=plan.tasks, units=UNITS, groups=GROUPS, records=plan.records,
                      unreadable_tasks=frozenset({2}), unreadable_units=frozenset({"戊局"}))  # fmt: skip
    assert rules(attach(unread)) == ["record-task-unreadable", "record-unit-unreadable"]
    assert "任务 2 在 data/tasks.yaml 里读不出来" in attach(unread).faults[0].message
    assert "“戊局”在 data/units.yaml 里读不出来" in attach(unread).faults[1].message


def test_an_account_of_a_task_that_cannot_be_read():
    plan = register(obligation(), records=[progress("05-01", task=2)], progress="quarter")
    (fault,) = attach(replace(plan, unreadable_tasks=frozenset({2}))).faults
    assert (fault.rule, fault.where) == ("record-task-unreadable", ("task",))
    assert attach(replace(plan, unreadable_tasks=frozenset({3}))).faults[0].rule == "record-unknown-task"


def test_what_has_no_number_or_name_may_be_the_one_that_is_meant():
    plan = register(obligation(), records=[evidence("05-01", id_="2.1"), evidence("05-01", unit="甲局局")])
    assert rules(attach(plan)) == ["record-unknown-obligation", "unknown-unit"]
    unread = replace(plan, unreadable_tasks=frozenset({UNTOLD}), unreadable_units=frozenset({""}))
    assert rules(attach(unread)) == ["record-task-unreadable", "record-unit-unreadable"]
    assert not any("是不是" in fault.hint for fault in attach(unread).faults)


def test_the_period_of_evidence_is_that_of_its_date_unless_written():
    records = [evidence("05-01"), evidence("07-03", period="2024Q2", number=1)]
    matching = attach(register(obligation(every="quarter"), records=records))
    assert {key.period: len(entries) for key, entries in matching.evidence.items()} == {"2024Q2": 2}


def test_evidence_of_any_owner_counts_for_a_joint_duty():
    records = [evidence("05-01", unit="甲局"), evidence("05-01", unit="丁乡"), evidence("05-01", unit="丙镇")]
    matching = attach(register(obligation(scope="joint", who=("甲局", "丁镇")), records=records))
    assert counted(matching) == {records[0].id, records[1].id}
    assert rules(matching) == ["record-not-owed"]


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
    ]
    for records, decisions, rule, still_counted in cases:
        matching = attach(register(obligation(), records=records, decisions=decisions))
        assert (rules(matching), counted(matching)) == ([rule], still_counted)


def test_a_returned_record_no_longer_counts():
    proof, other = evidence("05-01"), evidence("05-01", number=1)
    matching = attach(register(obligation(), records=[proof, other], decisions=[return_(proof.id)]))
    assert counted(matching) == {other.id}
    assert isinstance(matching.withdrawn[proof.id].value, Return)


def test_extensions_chain_each_from_the_due_day_before_it():
    decisions = [extend("09-30", "06-30"), extend("12-31", "09-30", number=1)]
    matching = attach(register(obligation(due="06-30"), decisions=decisions))
    assert (list(matching.due.values()), matching.faults) == ([day("12-31")], [])
    assert list(matching.extended_by.values()) == [decisions[1].id]


def test_an_extension_after_the_due_day_or_to_an_earlier_day_has_no_effect():
    cases = [
        ([extend("09-30", "07-01")], ["extension-late"], []),
        ([extend("06-30", "06-01")], ["extension-earlier"], []),
        ([extend("09-30", "06-01"), extend("08-31", "06-02", number=1)], ["extension-earlier"], [day("09-30")]),
        ([extend("09-30", "06-01"), extend("12-31", "10-01", number=1)], ["extension-late"], [day("09-30")]),
    ]
    for decisions, faults, due in cases:
        matching = attach(register(obligation(due="06-30"), decisions=decisions))
        assert (rules(matching), list(matching.due.values())) == (faults, due)


def test_decisions_name_a_unit_for_each_and_none_for_joint_and_a_period_where_there_is_one():
    single, joint = obligation(), obligation(scope="joint", who=("甲局", "乙局"))
    quarterly = obligation(every="quarter")
    cases = [
        (single, waive(unit=None), ["decision-unit"]),
        (joint, waive(unit="甲局"), ["decision-unit"]),
        (joint, waive(unit=None), []),
        (single, waive(unit="乙局"), ["record-not-owed"]),
        (single, waive(unit="无名局"), ["unknown-unit"]),
        (single, waive(id_="1.7"), ["record-unknown-obligation"]),
        (single, waive(period="2024Q2"), ["record-period"]),
        (quarterly, waive(), ["record-period"]),
        (quarterly, waive(period="2024-05"), ["record-period"]),
        (quarterly, waive(period="2024Q2"), []),
    ]
    for owed, decided, faults in cases:
        matching = attach(register(owed, decisions=[decided]))
        assert rules(matching) == faults
        assert len(matching.waived) == (0 if faults else 1)


def test_evidence_for_a_waived_duty_is_reported():
    proof = evidence("05-01")
    matching = attach(register(obligation(), records=[proof], decisions=[waive()]))
    assert [(fault.rule, fault.file) for fault in matching.faults] == [("record-waived", proof.file)]


def test_progress_of_a_responsible_unit_is_kept_as_extra_material():
    task = Task(id=1, section="一", title="x", text="x", lead=("甲局",), responsible=("丙镇",))
    reports = [progress("07-01"), progress("07-02", unit="丙镇")]
    matching = attach(register(tasks=(task,), records=reports, progress="quarter"))
    assert [entry.id for entries in matching.progress.values() for entry in entries] == [reports[0].id]
    assert [entry.id for entry in matching.extra_progress] == [reports[1].id]
    assert matching.faults == []


def test_an_obligation_that_stands_under_another_tasks_number_still_takes_its_records():
    task = Task(id=3, section="一", title="x", text="x", lead=("甲局",), obligations=(obligation("1.1"),))
    proof = evidence("05-01")
    matching = attach(register(tasks=(task,), records=[proof]))
    assert (counted(matching), matching.faults) == ({proof.id}, [])


@given(registers())
@settings(max_examples=settings.default.max_examples * 2)
def test_a_record_is_counted_withdrawn_or_a_fault(plan):
    matching = attach(plan)
    used = counted(matching) | {entry.id for reports in matching.progress.values() for entry in reports}
    used |= {entry.id for entry in matching.extra_progress}
    faulty = {fault.file for fault in matching.faults}
    assert set(matching.withdrawn) == World(plan).withdrawn
    for entry in plan.records:
        if isinstance(entry.value, Evidence | Progress):
            assert entry.id in used or entry.id in matching.withdrawn or entry.file in faulty
    assert used.isdisjoint(matching.withdrawn)


def test_numbers_written_twice_are_judged_without_a_crash():
    """`check` reports them; until then every duty still has a state."""
    twice = Task(id=1, section="一", title="x", text="x", lead=("甲局",),
                 obligations=(obligation(), obligation(every="quarter"), obligation(scope="joint")))  # fmt: skip
    records = [evidence("05-01"), evidence("05-01", period="2024Q2", number=1)]
    matching = attach(
        register(tasks=(twice, twice), records=records, decisions=[waive(), extend("2025-02-01", "06-01")])
    )
    assert len(matching.duties) == 12
