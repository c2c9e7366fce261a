"""Visits that count for an obligation and went to nobody but those who made them."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.problem import Problem

RULES = {"visited-nobody": "计入事项的督察没有写督察了谁，或只督察了自己"}


def check(context: CheckContext) -> Iterator[Problem]:
    """Whom it went to may be told by what was found, in the visit or later."""
    later: dict[str, list[str]] = {}
    for entry in context.register.inspections:
        if entry.value.adds_to is not None:
            later.setdefault(entry.value.adds_to, []).extend(each.unit for each in entry.value.findings)
    for entry in context.register.inspections:
        visit = entry.value
        if not visit.obligation:
            continue
        named = (*visit.visited, *(each.unit for each in visit.findings), *later.get(entry.id, ()))
        if set(context.directory.expand(named)) <= set(context.directory.expand(visit.by)):
            itself = "只写了督察单位自己" if named else "没有写"
            yield Problem(
                rule="visited-nobody",
                severity="warning",
                file=entry.file,
                message=f"督察计入事项 {'、'.join(visit.obligation)}，visited（督察了谁）{itself}",
                hint="请补写 visited；单位自己查自己的不是督察，报佐证用 fazhi record evidence",
                where=("visited",) if visit.visited else ("obligation",),
            )
