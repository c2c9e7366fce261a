"""Records that a decision takes away."""

from __future__ import annotations

from typing import Any

from tests.builders.reviews import compare, found, told
from tests.builders.world import evidence, obligation, progress, register, return_, void

from spt_fazhi.changes.rules import returned as rule
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


def test_harmless_twins() -> None:
    assert told(rule, returning(evidence("06-12", unit="乙局"))[1]) == []
    known = replace(PLAN, records=(RECORD,), decisions=(return_(RECORD.id),))
    assert told(rule, compare(known, known)) == []
    own = replace(PLAN, records=(RECORD,))
    assert told(rule, compare(own, replace(own, records=(RECORD, void(RECORD.id))))) == []
    assert told(rule, compare(PLAN, replace(PLAN, decisions=(return_("jia/2024-06-12-1.1-zzzz"),)))) == []
