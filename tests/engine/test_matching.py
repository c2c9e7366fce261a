"""Which records and decisions stand, and for which duty: those that do not are faults, and none is lost in silence."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.builders.reference.world import World
from tests.builders.strategies import registers
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
    share,
    units,
    waive,
)  # fmt: skip

from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.model.entries.record import Evidence, Progress
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Figure
from spt_fazhi.model.plan import AskedFigure, ProgressSettings, RateTarget, Task
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


def test_a_group_in_the_place_of_a_unit_is_told_with_its_members():
    fault = only_fault(register(obligation(), records=[evidence("05-01", unit="各乡镇")]))
    assert "“各乡镇”是单位组" in fault.message
    assert fault.hint.endswith("组里有：丙镇、丁镇")
    assert "还没有单位" in only_fault(register(obligation(), records=[evidence("05-01", unit="空组")])).hint


def test_what_cannot_be_read_is_named_as_the_cause():
    plan = register(obligation(), records=[evidence("05-01", id_="2.1"), evidence("05-01", unit="戊局")])
    unread = Register(info=plan.info, sections=plan.sections, tasks=plan.tasks, units=UNITS, groups=GROUPS, records=plan.records,
                      unreadable_tasks=frozenset({2}), unreadable_units=frozenset({"戊局"}))  # fmt: skip
    assert rules(attach(unread)) == ["record-task-unreadable", "record-unit-unreadable"]
    assert "任务 2 在 data/tasks.yaml 里读不出来" in attach(unread).faults[0].message
    assert "“戊局”在 data/units.yaml 里读不出来" in attach(unread).faults[1].message


def test_an_account_of_a_task_that_cannot_be_read():
    plan = register(obligation(), records=[progress("05-01", task=2)], progress="quarter")
    assert only_fault(replace(plan, unreadable_tasks=frozenset({2}))).rule == "record-task-unreadable"
    assert only_fault(replace(plan, unreadable_tasks=frozenset({3}))).rule == "record-unknown-task"


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


def test_the_period_of_figures_is_that_of_their_date_unless_written():
    quarterly = obligation(every="quarter", target=RATE)
    for written, found in ((None, "2024Q3"), ("2024Q2", "2024Q2")):
        plan = register(quarterly, records=[share("07-03", 1, 1, through="06-30", period=written)])
        assert [key.period for key in attach(plan).evidence] == [found]
    for start, faults in ((day("07-01"), ["record-period"]), (day("06-30"), [])):
        late_start = obligation(every="quarter", start=start)
        assert rules(attach(register(late_start, records=[evidence("05-01")]))) == faults


def test_evidence_of_any_owner_counts_for_a_joint_duty():
    records = [evidence("05-01", unit="甲局"), evidence("05-01", unit="丁乡"), evidence("05-01", unit="丙镇")]
    matching = attach(register(obligation(scope="joint", who=("甲局", "丁镇")), records=records))
    assert counted(matching) == {records[0].id, records[1].id}
    assert rules(matching) == ["record-not-owed"]


def test_a_holder_or_a_lead_may_file_for_another_and_nobody_else():
    held = obligation(holder="乙局", who=("甲局", "丙镇"))
    cases = [
        (held, {"unit": "甲局", "by": "乙局"}, []),
        (held, {"unit": "丙镇", "by": "甲"}, []),
        (held, {"unit": "甲局", "by": "丙镇"}, ["record-by"]),
        (held, {"unit": "甲局", "by": "甲局"}, ["record-by"]),
        (held, {"unit": "甲局", "by": "无名局"}, ["record-by"]),
        (obligation(who=("甲局", "丙镇")), {"unit": "甲局", "by": "乙局"}, ["record-by"]),
    ]
    for owed, more, faults in cases:
        proof = evidence("05-01", **more)
        matching = attach(register(owed, records=[proof]))
        assert (rules(matching), counted(matching)) == (faults, set() if faults else {proof.id}), more
    in_the_holders_folder = record(evidence("05-01", by="乙局").value, code="yi")
    assert rules(attach(register(held, records=[in_the_holders_folder]))) == ["record-folder"]


def test_only_the_figures_that_are_asked_for_are_taken():
    asked = obligation(figures=(AskedFigure(name="旁听人数", unit="人"),))
    for owed, name, faults in (
        (asked, "旁听人数", []),
        (asked, "场次", ["record-figure"]),
        (obligation(), "旁听人数", ["record-figure"]),
    ):
        proof = evidence("05-01", figures=(Figure(name, 36),))
        assert rules(attach(register(owed, records=[proof]))) == faults


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
        ([extend("2025-12-31", "06-01")], [], [day("2025-12-31")]),
        ([extend("2026-01-01", "06-01")], ["extension-too-far"], []),
        ([extend("2999-12-31", "06-01"), extend("09-30", "06-02", number=1)], ["extension-too-far"], [day("09-30")]),
    ]
    for decisions, faults, due in cases:
        matching = attach(register(obligation(due="06-30"), decisions=decisions))
        assert (rules(matching), list(matching.due.values())) == (faults, due)


def test_an_extension_that_is_late_is_not_to_be_dated_back():
    (fault,) = attach(register(obligation(due="06-30"), decisions=[extend("09-30", "07-01")])).faults
    assert fault.hint == "到期以后不能延期；事项确实不适用于该单位的，用 fazhi decide waive，会注明是逾期后决定的"


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


def test_decisions_on_progress_name_a_task_a_unit_and_a_period():
    task = Task(id=1, section="一", title="x", text="x", lead=("甲局",), responsible=("丙镇",))
    cases = [
        (extend("08-31", "07-01", task=1, period="2024H1"), []),
        (extend("08-31", "07-10", task=1, period="2024H1"), []),
        (extend("08-31", "07-11", task=1, period="2024H1"), ["extension-late"]),
        (extend("2026-01-01", "07-01", task=1, period="2024H1"), ["extension-too-far"]),
        (extend("08-31", "07-01", task=1, period="2024Q2"), ["record-period"]),
        (extend("08-31", "07-01", task=1, period="2024H1", unit="丙镇"), ["record-not-owed"]),
        (extend("08-31", "07-01", task=1, period="2024H1", unit="无名局"), ["unknown-unit"]),
        (extend("08-31", "07-01", task=2, period="2024H1"), ["record-unknown-task"]),
    ]
    for decided, faults in cases:
        matching = attach(register(tasks=(task,), progress="half", decisions=[decided]))
        assert (rules(matching), len(matching.due)) == (faults, 0 if faults else 1), decided
    excused = attach(register(tasks=(task,), progress="half", decisions=[waive(task=1, period="2024H1", unit="甲")]))
    assert ([key.period for key in excused.waived], excused.faults) == (["2024H1"], [])
    nobody_asks = attach(register(tasks=(task,), progress="none", decisions=[waive(task=1, period="2024H1")]))
    assert rules(nobody_asks) == ["record-not-owed"]


def test_progress_that_is_not_asked_for_is_welcome():
    measured = Task(id=1, section="一", title="x", text="x", lead=("甲局",), obligations=(obligation(),))
    asked = ProgressSettings(every="half", of="unmeasured")
    for period, faults in (
        ("2024H1", []),
        ("2024Q2", []),
        ("2024-05", []),
        ("2024", []),
        ("2023H2", ["record-period"]),
    ):
        report = progress("07-01", period=period)
        matching = attach(register(tasks=(measured,), progress=asked, records=[report]))
        assert (rules(matching), len(matching.extra_progress)) == (faults, 0 if faults else 1)
    stranger = attach(register(tasks=(measured,), progress=asked, records=[progress("07-01", unit="丙镇")]))
    assert rules(stranger) == ["record-not-owed"]


def test_what_a_successor_brings_after_it_took_over_is_no_fault_of_its_own_waiver():
    reform = units(乙局={"until": day("06-30"), "succeeded_by": "甲局"})
    owed = obligation(due="05-31", who=("甲局", "乙局"))
    own_part = waive("03-01")
    for when, decisions, faults in (
        ("05-10", [own_part], ["record-waived"]),
        ("07-10", [own_part], []),
        ("07-10", [own_part, waive("07-05", number=1)], ["record-waived"]),
    ):
        plan = register(owed, units=reform, records=[evidence(when)], decisions=decisions)
        assert rules(attach(plan)) == faults


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


@given(registers(reforms=True))
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


def renamed(entry):
    """A record as it was written while its unit was called otherwise."""
    return replace(entry, value=replace(entry.value, unit="旧甲局"))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (renamed(evidence("05-01")), "代码 jia 现在是“甲局”：是它改了名，就把“旧甲局”写进它的 aliases"),
        (waive(unit="旧甲局"), "是不是“甲局”？单位改了名的，请把旧名写进它的 aliases"),
    ],
)
def test_a_unit_that_was_renamed_keeps_its_records(entry, said):
    """Entries are never altered: the list says what a unit was called."""
    where = {"decisions" if entry.file.startswith("data/decisions") else "records": [entry]}
    (fault,) = attach(register(obligation(), **{"records": (), **where})).faults
    assert fault.rule == "unknown-unit"
    assert said in (fault.hint or "")
