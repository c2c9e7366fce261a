"""Records that a decision takes away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders import checks
from tests.builders.reviews import compare, found, told, visited
from tests.builders.world import evidence, obligation, progress, register, return_, void

from spt_fazhi.changes.rules import returned as rule
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.register import Entry

PLAN = register(obligation(due="06-30", who=("甲局", "乙局")), progress="quarter", office="乙局")
RECORD = evidence("06-12")


def returning(record: Entry[Any], **given: Any) -> Any:
    known = replace(PLAN, records=(record,))
    back = return_(record.id)
    return back, compare(known, replace(known, decisions=(back,), **given))


def test_of_another_unit() -> None:
    back, context = returning(RECORD)
    assert told(rule, context) == [("ask", "record-returned", back.file, ("record",))]
    assert found(rule, context)[0].message == f"退回了“甲局”的记录 {RECORD.id}（1.1），它不再计入"
    account = progress("07-04")
    assert "（任务 1 的进展）" in found(rule, returning(account)[1])[0].message


def test_of_a_record_the_branch_brings_or_takes_away() -> None:
    back = return_(RECORD.id)
    both = compare(PLAN, replace(PLAN, records=(RECORD,), decisions=(back,)))
    assert [each[1] for each in told(rule, both)] == ["record-returned"]
    assert [each[1] for each in told(rule, returning(RECORD, records=())[1])] == ["record-returned"]


def shielding(*, fresh: bool, again_by: str | None = "07-31", due: str = "06-30", unit: str = "乙局") -> Any:
    """The office's own duty, its record returned on 10 July: of the branch itself or there before."""
    world = register(obligation(due=due, who=("甲局", "乙局")), progress="quarter", office="乙局")
    mine = evidence("07-05", unit=unit)
    back = return_(mine.id, "07-10", again_by=again_by)
    before = replace(world, records=() if fresh else (mine,))
    return back, compare(before, replace(world, records=(mine,), decisions=(back,)))


@pytest.mark.parametrize("unit", ["甲局", "乙局"])
def test_a_record_filed_and_returned_in_one_branch_shields_from_overdue(unit: str) -> None:
    back, context = shielding(fresh=True, unit=unit)
    assert told(rule, context) == [("block", "return-shields", back.file, ("record",))]
    assert "1.1就由逾期变为待重报（到 2024-07-31 为止）" in found(rule, context)[0].message


def test_progress_filed_and_returned_in_one_branch() -> None:
    account = progress("07-12", unit="甲局")
    back = return_(account.id, "07-13", again_by="07-31")
    after = replace(PLAN, records=(account,), decisions=(back,))
    assert [each[1] for each in told(rule, compare(PLAN, after))] == ["return-shields"]


def test_the_offices_own_record_that_was_there_is_asked_about() -> None:
    back, context = shielding(fresh=False)
    assert told(rule, context) == [("ask", "record-returned", back.file, ("record",))]
    assert found(rule, context)[0].message.endswith("；2024-07-31 以前可以重报，那以前不算逾期")


def test_the_offices_own_record_that_puts_nothing_off() -> None:
    for fresh in (True, False):
        assert told(rule, shielding(fresh=fresh, again_by=None)[1]) == []
        assert told(rule, shielding(fresh=fresh, due="09-30")[1]) == []
        assert told(rule, shielding(fresh=fresh, again_by="07-12")[1]) == []


def test_a_long_time_to_report_again() -> None:
    back, context = shielding(fresh=False, again_by="08-10", due="09-30")
    assert told(rule, context) == [("ask", "return-long", back.file, ("again_by",))]
    assert told(rule, shielding(fresh=False, again_by="08-09", due="09-30")[1]) == []


def test_harmless_twins() -> None:
    assert told(rule, returning(evidence("06-12", unit="乙局"))[1]) == []
    known = replace(PLAN, records=(RECORD,), decisions=(return_(RECORD.id),))
    assert told(rule, compare(known, known)) == []
    own = replace(PLAN, records=(RECORD,))
    assert told(rule, compare(own, replace(own, records=(RECORD, void(RECORD.id))))) == []
    assert told(rule, compare(PLAN, replace(PLAN, decisions=(return_("jia/2024-06-12-1.1-zzzz"),)))) == []


def test_a_report_on_a_finding() -> None:
    report = checks.rectify()
    back = checks.decision(Return, "2024-06-25-return-aaaa", record=report.id, recorded=date(2024, 6, 25))
    context = visited(back, before=(report,))
    assert told(rule, context) == [("ask", "record-returned", back.file, ("record",))]
    assert found(rule, context)[0].message == f"退回了“东镇”的记录 {report.id}（问题 k7q2.1 的整改），它不再计入"


@pytest.mark.parametrize("fresh", [True, False])
def test_a_report_filed_and_returned_in_one_branch_shields_a_finding(fresh: bool) -> None:
    report = checks.rectify("2024-07-02-k7q2.1-aaaa", date=date(2024, 7, 2), recorded=date(2024, 7, 2))
    back = checks.decision(
        Return, "2024-07-10-return-aaaa", record=report.id, again_by=date(2024, 7, 31), recorded=date(2024, 7, 10)
    )
    context = visited(report, back) if fresh else visited(back, before=(report,))
    (one,) = found(rule, context)
    assert (one.level, one.rule) == (("block", "return-shields") if fresh else ("ask", "record-returned"))
    assert "问题 k7q2.1 的整改" in one.message
