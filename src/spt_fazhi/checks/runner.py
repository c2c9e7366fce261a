"""Finds the rules and runs them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final, Protocol, cast

from spt_fazhi.checks import rules
from spt_fazhi.checks.context import PLAN, UNITS, CheckContext
from spt_fazhi.model.problem import Problem

EVERYTHING: Final = frozenset({PLAN, UNITS})


class CheckRule(Protocol):
    """A module of `spt_fazhi.checks.rules`.

    `RULES` maps the rule ids it may report to what each looks for. An optional `NEEDS` names what must have been
    readable for the rule to make sense (both the plan and the units unless said otherwise). An optional `SCOPE` says
    that it reads only the plan, the units and the document ("plan"), or each record, decision and file by itself
    ("entry"): then a review need not run it over what a branch left alone.
    """

    RULES: Mapping[str, str]

    def check(self, context: CheckContext) -> Iterator[Problem]:
        """The problems found, in any order."""


@cache
def all_rules() -> tuple[CheckRule, ...]:
    """Every rule module, in the order of the file names."""
    names = sorted(found.name for found in pkgutil.iter_modules(rules.__path__))
    return tuple(cast("CheckRule", importlib.import_module(f"{rules.__name__}.{name}")) for name in names)


def rules_of(*scopes: str) -> list[CheckRule]:
    """The rules with one of these scopes; "all" is that of a rule that declares none."""
    return [rule for rule in all_rules() if getattr(rule, "SCOPE", "all") in scopes]


def rules_in_words() -> dict[str, str]:
    """Rule id → what it looks for, in Chinese, of every rule."""
    return {name: about for rule in all_rules() for name, about in rule.RULES.items()}


def run(context: CheckContext, only: Collection[CheckRule] | None = None) -> list[Problem]:
    """The problems of all rules (or of `only` these), in the order of the rules; places are not filled in yet."""
    problems: list[Problem] = []
    for rule in all_rules() if only is None else only:
        needs: frozenset[str] = getattr(rule, "NEEDS", EVERYTHING)
        if needs.isdisjoint(context.lacking):
            problems.extend(rule.check(context))
    return problems


def run_with(context: CheckContext, rules: Collection[CheckRule], instead: Mapping[int, CheckContext]) -> list[Problem]:
    """The problems of these rules; those whose `id()` is in `instead` look at another context."""
    return [problem for rule in rules for problem in run(instead.get(id(rule), context), [rule])]
