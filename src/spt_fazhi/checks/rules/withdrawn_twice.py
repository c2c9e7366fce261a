"""Records withdrawn more than once."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.decision import Redact, Return
from spt_fazhi.model.entries.record import Void
from spt_fazhi.model.problem import Problem

RULES = {"withdrawn-twice": "同一条记录作废或退回了不止一次"}


def check(context: CheckContext) -> Iterator[Problem]:
    """Every void or return after the first that stands."""
    withdrawn = context.matching.withdrawn
    for entry in context.entries:
        if not isinstance(entry.value, Void | Return):
            continue
        first = withdrawn.get(entry.value.record)
        if first is not None and isinstance(first.value, Redact):
            continue  # a record that had to go may well have been withdrawn before
        if first is not None and first is not entry and first.id != entry.id:
            yield Problem(
                rule="withdrawn-twice",
                severity="notice",
                file=entry.file,
                message=f"{entry.value.record} 已由 {first.id} 作废或退回，本条是重复的",
                hint="不影响结果；可以留着，不必改",
                where=("record",),
            )
