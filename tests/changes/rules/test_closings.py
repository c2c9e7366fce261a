"""Findings closed by the unit itself, together with their report, on words alone."""

from __future__ import annotations

from tests.builders.checks import UNITS, attached, close, inspection, rectify, register
from tests.builders.reviews import compare, found, told, visited

from spt_fazhi.changes.rules import closings as rule
from spt_fazhi.model.frozen import replace

SHOWN = rectify(document="东政发〔2024〕8号")
CLOSED = close()


def test_checked_by_others_on_what_was_there() -> None:
    assert told(rule, visited(CLOSED, before=(SHOWN,))) == []
    with_file = rectify(files=(attached(),))
    assert told(rule, visited(CLOSED, before=(with_file,))) == []


def test_checked_by_the_unit_itself() -> None:
    by_alias = close(checked_by="东乡")
    units = (*UNITS[:2], replace(UNITS[2], aliases=("东乡",)))
    plan = register(units=units, inspections=(inspection(),), records=(SHOWN,))
    context = compare(plan, replace(plan, decisions=(by_alias,)))
    assert told(rule, context) == [("block", "closed-by-itself", by_alias.file, ("checked_by",))]
    assert "“东乡”自己核实" in found(rule, context)[0].message
    other = close(checked_by="区财政局")
    assert told(rule, visited(other, before=(SHOWN,))) == []


def test_closed_together_with_its_report() -> None:
    context = visited(SHOWN, CLOSED)
    assert told(rule, context) == [("ask", "closed-at-once", CLOSED.file, ("finding",))]
    assert SHOWN.id in found(rule, context)[0].message


def test_closed_on_words_alone() -> None:
    assert told(rule, visited(CLOSED, before=(rectify(),))) == [("ask", "closed-unproved", CLOSED.file, ("finding",))]


def test_a_closing_that_does_not_stand_is_an_error_of_check() -> None:
    assert told(rule, visited(CLOSED)) == []
    assert told(rule, visited(close("2024-07-11-close-aaab"), before=(SHOWN, CLOSED))) == []
