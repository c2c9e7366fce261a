"""Finds the rules of the review and runs them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

from spt_fazhi.changes import rules
from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.values import Finding


class ReviewRule(Protocol):
    """A module of `spt_fazhi.changes.rules`: `RULES` maps the rule ids it may report to what each looks for."""

    RULES: Mapping[str, str]

    def find(self, context: ReviewContext) -> Iterator[Finding]:
        """The findings, in any order."""


@cache
def all_rules() -> tuple[ReviewRule, ...]:
    """Every rule module, in the order of the file names."""
    names = sorted(found.name for found in pkgutil.iter_modules(rules.__path__))
    return tuple(cast("ReviewRule", importlib.import_module(f"{rules.__name__}.{name}")) for name in names)


def rules_in_words() -> dict[str, str]:
    """Rule id → what it looks for, in Chinese, of every rule."""
    return {name: about for rule in all_rules() for name, about in rule.RULES.items()}


def run(context: ReviewContext) -> tuple[Finding, ...]:
    """The findings of all rules; places are not filled in yet."""
    return tuple(each for rule in all_rules() for each in rule.find(context))
