"""The pattern of 文号, from which each document sent out gets its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem

RULES = {"number-pattern": "文号的式样用不了"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"
_PLACES: Final = re.compile(r"\{year\}|\{n\}")


def check(context: CheckContext) -> Iterator[Problem]:
    """It has one place for the number, at most one for the year, and no other braces."""
    pattern = context.register.info.number
    if pattern is None:
        return
    rest = _PLACES.sub("", pattern)
    if pattern.count("{n}") == 1 and pattern.count("{year}") <= 1 and not {"{", "}"} & set(rest):
        return
    yield Problem(
        rule="number-pattern",
        severity="error",
        file=TASKS_FILE,
        message=f"文号的式样“{pattern}”用不了：顺序号 {{n}} 要写一次，年度 {{year}} 最多一次，不能有别的花括号",
        hint="例如 number: 沙依法办发〔{year}〕{n}号",
        where=("register", "number"),
    )
