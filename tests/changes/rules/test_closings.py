"""Findings closed by the unit itself, together with their report, on words alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders.checks import UNITS, attached, close, inspection, rectify, register, unit
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


@pytest.mark.parametrize(
    ("by", "level"),
    [
        ("dz", "block"), ("示例区东镇", "block"), ("东 镇", "block"), ("东镇、dz", "block"), ("东镇、司法局", "ask"),
        ("东镇复核组", "ask"), ("东镇（自查）", "ask"), ("本单位", "ask"), ("自查", "ask"), ("司法局复核组", None),
        ("复核组", None), ("市东镇督察组", None),
    ],
)  # fmt: skip
def test_the_unit_itself_by_whatever_name(by: str, level: str | None) -> None:
    units = (*UNITS[:2], replace(UNITS[2], full_name="示例区东镇"))
    plan = register(units=units, inspections=(inspection(),), records=(SHOWN,))
    context = compare(plan, replace(plan, decisions=(close(checked_by=by),)))
    rules = {"block": "closed-by-itself", "ask": "checked-by-whom"}
    assert [(each.level, each.rule) for each in found(rule, context)] == ([(level, rules[level])] if level else [])


def test_checked_by_the_unit_whose_finding_it_was_before_it_ended() -> None:
    old, heir = replace(UNITS[2], until=date(2024, 6, 10), succeeded_by="南镇"), unit("南镇", "nz", kind="township")
    report = rectify(code="nz", unit="南镇", document="南政发〔2024〕8号")
    plan = register(units=(*UNITS[:2], old, heir), inspections=(inspection(),), records=(report,))
    for by, rules in (("东镇", ["closed-by-itself"]), ("南镇", ["closed-by-itself"]), ("区财政局", [])):
        context = compare(plan, replace(plan, decisions=(close(checked_by=by),)))
        assert [each.rule for each in found(rule, context)] == rules


def test_closed_together_with_its_report() -> None:
    context = visited(SHOWN, CLOSED)
    assert told(rule, context) == [("ask", "closed-at-once", CLOSED.file, ("finding",))]
    assert SHOWN.id in found(rule, context)[0].message


def test_closed_on_words_alone() -> None:
    assert told(rule, visited(CLOSED, before=(rectify(),))) == [("ask", "closed-unproved", CLOSED.file, ("finding",))]


def test_a_closing_that_does_not_stand_is_an_error_of_check() -> None:
    assert told(rule, visited(CLOSED)) == []
    assert told(rule, visited(close("2024-07-11-close-aaab"), before=(SHOWN, CLOSED))) == []
