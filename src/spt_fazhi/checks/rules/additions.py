"""What was found later says of its visit what the first file says: whose it was, and from when."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.problem import Problem, Severity, Where
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded
from spt_fazhi.text.plain import one_line

RULES = {
    "addition-differs": "补充的问题与最初那次督察的开始日、督察单位不一致",
    "addition-odd": "补充的问题与最初那次督察的标题、结束日不一致，或写的是没有督察过的单位",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """Compare every addition with the file it adds to, where that is there."""
    firsts = {entry.id: entry for entry in context.register.inspections if entry.value.adds_to is None}
    for entry in context.register.inspections:
        first = firsts.get(entry.value.adds_to or "")
        if first is not None:
            yield from _differs(context, entry, first.value)
            yield from _odd(entry, first)
            yield from _unvisited(context, entry, first.value)


def _differs(context: CheckContext, entry: Entry[Inspection], first: Inspection) -> Iterator[Problem]:
    added, directory = entry.value, context.directory
    hint = "补充的是同一次督察的问题，请照最初那份写；是另一次督察的，不写 adds_to，另行登记"
    if added.from_ != first.from_:
        said = f"from（开始日）{added.from_} 与最初那次督察的 {first.from_} 不一致"
        yield _problem("addition-differs", entry, said, hint, ("from",), "error")
    makers = {directory.canonical(name) or name for name in first.by}
    other = next((at for at, name in enumerate(added.by) if (directory.canonical(name) or name) not in makers), None)
    if other is not None:
        said = f"by（督察单位）“{one_line(added.by[other], 40)}”不在最初那次督察的督察单位里"
        yield _problem("addition-differs", entry, said, hint, ("by", other), "error")


def _odd(entry: Entry[Inspection], first: Entry[Inspection]) -> Iterator[Problem]:
    added = entry.value
    hint = "请核对 adds_to 写的是不是那一次；是那一次的，照最初那份写"
    if folded(added.title) != folded(first.value.title):
        said = f"标题与最初那次督察“{one_line(first.value.title, 40)}”（{first.id}）不一致"
        yield _problem("addition-odd", entry, said, hint, ("title",))
    if added.to != first.value.to:
        said = f"to（结束日）{added.to} 与最初那次督察的 {first.value.to} 不一致"
        yield _problem("addition-odd", entry, said, hint, ("to",))


def _unvisited(context: CheckContext, entry: Entry[Inspection], first: Inspection) -> Iterator[Problem]:
    """Findings of units that the visit did not go to, where it says to whom it went."""
    visited = set(context.directory.expand((*first.visited, *entry.value.visited)))
    visited.update(context.directory.expand(each.unit for each in first.findings))
    if not first.visited:
        return
    for place, each in enumerate(entry.value.findings):
        name = context.directory.canonical(each.unit)
        if name is not None and name not in visited:
            said = f"最初那次督察没有写到过“{name}”，问题 {each.id} 却是它的"
            hint = "请核对单位；确实去过的，在本文件里写 visited（督察了谁）"
            yield _problem("addition-odd", entry, said, hint, ("findings", place, "unit"))


def _problem(  # noqa: PLR0913, PLR0917 - the parts of a Problem
    rule: str, entry: Entry[Inspection], message: str, hint: str, where: Where, severity: Severity = "warning"
) -> Problem:
    return Problem(rule=rule, severity=severity, file=entry.file, message=message, hint=hint, where=where)
