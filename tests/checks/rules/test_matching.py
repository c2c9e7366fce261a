"""The engine's faults are passed on, each under an id the rule declares."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.builders.checks import context, evidence, found, ids, register

import spt_fazhi.engine
from spt_fazhi.checks.rules import matching


def test_a_record_that_fits_no_duty_is_reported() -> None:
    reg = register(records=(evidence(obligation="1.2"),))
    (problem,) = found(matching, context(reg))
    assert (problem.rule, problem.severity, problem.where) == ("record-unknown-obligation", "error", ("obligation",))
    assert problem.file == reg.records[0].file


def test_a_record_that_fits_is_no_problem() -> None:
    assert ids(matching, context(register(records=(evidence(),)))) == []


def test_every_fault_of_the_engine_is_declared() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(spt_fazhi.engine.__file__).parent.rglob("*.py")]
    used = {
        call.args[0].value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") == "fault"
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(used) > 10
    assert used <= set(matching.RULES)
