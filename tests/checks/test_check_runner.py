"""How rules are found and chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.builders.checks import context, evidence, register

import spt_fazhi.checks.rules as package
from spt_fazhi.checks.context import PLAN, UNITS, CheckContext
from spt_fazhi.checks.runner import all_rules, run
from spt_fazhi.model.problem import Problem


def test_every_file_is_a_rule_with_a_test() -> None:
    files = {path.stem for path in Path(package.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.__name__.rpartition(".")[2] for rule in all_rules()} == files  # type: ignore[attr-defined]
    assert {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("rules/test_*.py")} == files


def test_every_rule_says_what_it_looks_for() -> None:
    for rule in all_rules():
        assert rule.RULES
        assert rule.__doc__
        assert all(key.islower() and value for key, value in rule.RULES.items())


def test_a_sound_register_has_no_problem() -> None:
    assert run(context(register(records=(evidence(),)))) == []


class _Rule:
    __name__ = "x"

    def __init__(self, *needs: str) -> None:
        self.RULES: Mapping[str, str] = {"x": "y"}
        self.NEEDS = frozenset(needs)

    def check(self, context: CheckContext) -> Iterator[Problem]:
        yield Problem(rule="x", severity="notice", file="f", message=context.register.info.title, hint="h")


def test_rules_are_left_out_when_what_they_need_was_not_read() -> None:
    lacking = context(lacking=frozenset({PLAN}))
    assert run(lacking, [_Rule(PLAN), _Rule(PLAN, UNITS)]) == []
    assert len(run(lacking, [_Rule(), _Rule(UNITS)])) == 2


def test_nothing_readable_but_the_records() -> None:
    reg = register(tasks=(), units=(), groups=(), records=(evidence(title="秘密★"),))
    problems = run(context(reg, lacking=frozenset({PLAN, UNITS})))
    assert {each.rule for each in problems} == {"secrecy-mark"}
