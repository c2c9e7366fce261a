"""One 文号 on documents that are not the same."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry

RULES = {"issued-number": "两份不同的文书用了同一个文号"}
NEEDS: frozenset[str] = frozenset()


def check(context: CheckContext) -> Iterator[Problem]:
    """A letter that goes to several units on one day is one document; anything else needs a 文号 of its own."""
    first: dict[str, Entry[Issued]] = {}
    for entry in sorted(context.register.issued, key=context.arrival):
        if entry.value.number is None:
            continue
        known = first.setdefault("".join(entry.value.number.split()), entry)
        if _document(known.value) != _document(entry.value):
            yield Problem(
                rule="issued-number",
                severity="error",
                file=entry.file,
                message=f"文号 {entry.value.number} 已用在 {known.id} 上",
                hint="请核对文号；同一天发给几家单位的同一种函，才用一个文号",
                where=("number",),
            )


def _document(issued: Issued) -> tuple[object, ...]:
    return (issued.name, issued.recorded) if issued.is_letter else (issued,)
