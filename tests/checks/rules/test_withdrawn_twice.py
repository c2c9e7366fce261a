"""Records withdrawn more than once."""

from __future__ import annotations

from tests.builders.checks import context, decision, evidence, found, ids, register, void

from spt_fazhi.checks.rules import withdrawn_twice
from spt_fazhi.model.entries.decision import Return

RECORD = evidence()


def test_the_second_void_and_a_return_after_it() -> None:
    voids = (void(RECORD.id), void(RECORD.id, "2024-07-05-1.1-aaad"))
    back = decision(Return, "2024-06-18-return-aaaa", record=RECORD.id)
    problems = found(withdrawn_twice, context(register(records=(RECORD, *voids), decisions=(back,))))
    assert [(each.file, each.severity) for each in problems] == [(voids[1].file, "notice"), (back.file, "notice")]


def test_one_is_no_duplicate() -> None:
    assert ids(withdrawn_twice, context(register(records=(RECORD, void(RECORD.id))))) == []
