"""A finding from the day it was found to the day it is closed: its states, and which closings stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.builders.checks import (
    UNITS,
    attached,
    close,
    decision,
    evidence,
    finding,
    inspection,
    obligation,
    rectify,
    register,
    task,
    unit,
    void,
)

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.states import State
from spt_fazhi.model.entries.decision import Extend, Return, Waive
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.register import Entry


def day(text: str) -> date:
    """`6-30` → 30 June 2024."""
    month, number = text.split("-")
    return date(2024, int(month), int(number))


def found(on: str, records: Sequence[Entry[Any]] = (), decisions: Sequence[Entry[Any]] = (), **given: Any) -> Assessed:
    """The duty of the one finding on a day."""
    given.setdefault("inspections", (inspection(),))
    whole = register(records=tuple(records), decisions=tuple(decisions), **given)
    (only,) = assess(whole, day(on)).rectification
    return only


def state(*args: Any, **given: Any) -> State:
    return found(*args, **given).state


AGAIN = decision(
    Return, "2024-06-25-return-aaaa", record="dz/2024-06-20-k7q2.1-aaaa", again_by=day("7-5"), recorded=day("6-25")
)
SECOND = rectify("2024-07-02-k7q2.1-aaab", date=day("7-2"), recorded=day("7-2"))


def test_what_was_added_later_is_there_from_the_day_it_was_added() -> None:
    """A paper of an earlier day stays as it was."""
    added = inspection("2024-05-24-m3p4", adds_to="2024-05-24-k7q2", recorded=day("6-10"), findings=(finding(2),))
    whole = register(inspections=(inspection(), added))
    assert [each.duty.key.finding for each in assess(whole, day("6-9")).rectification] == ["2024-05-24-k7q2.1"]
    assert [each.duty.key.finding for each in assess(whole, day("6-10")).rectification] == [
        "2024-05-24-k7q2.1", "2024-05-24-m3p4.2",
    ]  # fmt: skip


def test_there_is_no_finding_before_it_was_found() -> None:
    assert assess(register(inspections=(inspection(),)), day("5-23")).rectification == ()
    assert state("5-24") == "pending"


@pytest.mark.parametrize(
    ("on", "expected"),
    [("5-24", "pending"), ("5-31", "due-soon"), ("6-30", "due-soon"), ("7-1", "overdue"), ("12-31", "overdue")],
)
def test_a_finding_nobody_reports_on(on: str, expected: State) -> None:
    assert state(on) == expected


def test_a_report_asks_for_closing_and_only_closing_is_done() -> None:
    assert state("6-20", [rectify()]) == "submitted"
    assert state("6-19", [rectify()]) == "due-soon"
    assert state("9-1", [rectify()]) == "submitted"
    assert state("7-9", [rectify()], [close()]) == "submitted"
    assert state("7-10", [rectify()], [close()]) == "done"


def test_closed_on_a_report_after_the_due_day_is_late() -> None:
    late = rectify("2024-07-02-k7q2.1-aaaa", date=day("7-2"), recorded=day("7-2"))
    assert state("7-2", [late]) == "submitted"
    assert state("7-10", [late], [close()]) == "done-late"


def test_a_partial_report_leaves_the_finding_open() -> None:
    part = rectify(stage="partial", date=day("5-26"), recorded=day("5-26"))
    assert state("5-27", [part]) == "in-progress"
    assert state("7-1", [part]) == "overdue"
    assert state("7-10", [part], [close()]) == "overdue"
    assert [each.rule for each in assess(
        register(inspections=(inspection(),), records=(part,), decisions=(close(),)), day("7-10")
    ).faults] == ["close-without-report"]  # fmt: skip


def test_returned_and_reported_again_in_time_counts_as_the_first() -> None:
    first = rectify()
    assert state("6-26", [first], [AGAIN]) == "returned"
    assert state("7-6", [first], [AGAIN]) == "overdue"
    assert state("7-2", [first, SECOND], [AGAIN]) == "submitted"
    assert state("7-10", [first, SECOND], [AGAIN, close()]) == "done"
    too_late = rectify("2024-07-06-k7q2.1-aaab", date=day("7-6"), recorded=day("7-6"))
    assert state("7-10", [first, too_late], [AGAIN, close()]) == "done-late"


def test_an_earlier_report_does_not_wait_for_closing_when_a_later_one_is_returned() -> None:
    back = decision(Return, "2024-07-03-return-aaaa", record=SECOND.id, recorded=day("7-3"))
    assert state("7-4", [rectify(), SECOND], [back]) == "overdue"


def test_a_return_after_closing_reopens_and_the_old_closing_does_not_take_the_next_report() -> None:
    back = decision(Return, "2024-07-20-return-aaaa", record="dz/2024-06-20-k7q2.1-aaaa", recorded=day("7-20"))
    assert state("7-21", [rectify()], [close(), back]) == "overdue"
    again = rectify("2024-07-25-k7q2.1-aaab", date=day("7-25"), recorded=day("7-25"))
    assert state("7-26", [rectify(), again], [close(), back]) == "submitted"
    second = close("2024-07-30-close-aaab", recorded=day("7-30"))
    assert state("7-30", [rectify(), again], [close(), back, second]) == "done-late"
    assert not assess(
        register(inspections=(inspection(),), records=(rectify(),), decisions=(close(), back)), day("7-21")
    ).faults


def test_voiding_a_report_takes_its_waiting_back() -> None:
    gone = void("dz/2024-06-20-k7q2.1-aaaa", "2024-06-22-k7q2.1-aaac", "dz", unit="东镇", recorded=day("6-22"))
    assert state("6-23", [rectify(), gone]) == "due-soon"
    assert state("7-10", [rectify(), gone], [close()]) == "overdue"


def test_extended_and_waived_by_approval() -> None:
    more = decision(
        Extend, "2024-06-28-extend-aaaa", inspection="2024-05-24-k7q2", finding=1, due=day("8-31"), recorded=day("6-28")
    )
    assert state("7-10", [], [more]) == "pending"
    assert found("7-10", [], [more]).due == day("8-31")
    assert state("9-1", [], [more]) == "overdue"
    off = decision(Waive, "2024-07-20-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=day("7-20"))
    assert state("7-21", [], [off]) == "waived"
    assert found("7-21", [], [off]).late_decision


def test_a_finding_is_never_entered_late() -> None:
    early = inspection(
        "2024-02-24-k7q2",
        from_=day("2-20"), to=day("2-24"), recorded=day("2-27"), findings=(finding(due=day("3-15")),),
    )  # fmt: skip
    assert state("5-1", inspections=(early,)) == "overdue"


def test_a_unit_outside_the_government_is_only_asked() -> None:
    court = unit("区人民法院", "fy", kind="judicial")
    visit = inspection(findings=(finding(unit="区人民法院"),))
    more: dict[str, Any] = {"inspections": (visit,), "units": (*UNITS, court)}
    assert state("9-1", **more) == "invited"
    report = rectify("2024-06-20-k7q2.1-aaaa", "fy", unit="区人民法院")
    assert state("9-1", [report], **more) == "submitted"
    assert found("9-1", [report], **more).invited


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (rectify("2024-06-20-k7q2.2-aaaa", finding=2), "finding-unknown"),
        (rectify("2024-06-20-zzzz.1-aaaa", inspection="2024-05-24-zzzz"), "finding-unknown"),
        (rectify(finding=2), "name-mismatch"),
        (rectify(code="czj", unit="区财政局"), "record-not-owed"),
        (rectify("2024-05-19-k7q2.1-aaaa", date=day("5-19")), "rectify-early"),
        (rectify("2024-06-20-k7q2.2-aaaa"), "name-mismatch"),
    ],
)
def test_a_report_that_fits_no_finding(record: Entry[Any], rule: str) -> None:
    whole = register(inspections=(inspection(),), records=(record,))
    assessed = assess(whole, day("7-10"))
    assert [each.rule for each in assessed.faults] == [rule]
    assert [each.state for each in assessed.rectification] == ["overdue"]


def test_an_inspection_counts_once_as_proved_on_its_last_day() -> None:
    twice = task(obligations=(obligation(who=("区司法局", "区财政局"), scope="joint", target=CountTarget(count=2)),))
    visit = inspection(obligation=("1.1",), by=("区财政局", "区司法局"))
    whole = register(tasks=(twice,), inspections=(visit,))
    (before,), (after,) = assess(whole, day("5-23")).duties, assess(whole, day("5-24")).duties
    assert (before.tally.amount, after.tally.amount, after.records) == (0, 1, ("2024-05-24-k7q2",))
    more = evidence(date=day("6-12"), files=(attached(),))
    assert (
        assess(register(tasks=(twice,), inspections=(visit,), records=(more,)), day("6-12")).duties[0].state == "done"
    )


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"obligation": ("1.9",)}, "record-unknown-obligation"),
        ({"obligation": ("1.1",), "by": ("东镇",)}, "inspection-not-owed"),
        ({"by": ("不存在局",)}, "unknown-unit"),
        ({"visited": ("不存在局",)}, "unknown-unit"),
        ({"findings": (finding(unit="不存在局"),)}, "unknown-unit"),
        ({"findings": (finding(task=77),)}, "record-unknown-task"),
        ({"adds_to": "2024-05-24-zzzz"}, "inspection-unknown"),
    ],
)
def test_an_inspection_that_names_what_is_not_there(given: Any, rule: str) -> None:
    assert [each.rule for each in assess(register(inspections=(inspection(**given),)), day("7-1")).faults] == [rule]


@pytest.mark.parametrize("given", [{"by": ("区司法局", "各镇")}, {"findings": (finding(unit="各镇"),)}])
def test_a_group_neither_inspects_nor_puts_right(given: dict[str, Any]) -> None:
    """It is no misspelt unit: who is in it is told."""
    (fault,) = assess(register(inspections=(inspection(**given),)), day("7-1")).faults
    assert fault.rule == "unknown-unit"
    assert "“各镇”是单位组，这里只能写单位" in fault.message
    assert fault.hint.endswith("组里有：东镇")


def test_groups_may_be_visited() -> None:
    assert not assess(register(inspections=(inspection(visited=("各镇",)),)), day("7-1")).faults


@pytest.mark.parametrize(
    ("given", "withdrawn", "expected"),
    [
        ({"stage": "partial", "date": day("6-1"), "recorded": day("6-1")}, False, []),
        ({"stage": "partial"}, False, ["record-waived"]),
        ({"date": day("6-1"), "recorded": day("6-1")}, False, ["record-waived"]),
        ({}, False, ["record-waived"]),
        ({}, True, []),
    ],
)
def test_what_is_reported_of_a_finding_that_was_excused(
    given: dict[str, Any], withdrawn: bool, expected: list[str]
) -> None:
    off = decision(Waive, "2024-06-18-waive-aaaa", inspection="2024-05-24-k7q2", finding=1, recorded=day("6-18"))
    report = rectify(**given)
    gone = void(report.id, "2024-06-22-k7q2.1-aaac", "dz", unit="东镇", recorded=day("6-22"))
    records = (report, gone) if withdrawn else (report,)
    assessed = assess(register(inspections=(inspection(),), records=records, decisions=(off,)), day("7-10"))
    assert [each.rule for each in assessed.faults] == expected
    assert [each.state for each in assessed.rectification] == ["waived"]
