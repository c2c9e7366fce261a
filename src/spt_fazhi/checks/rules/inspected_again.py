"""One visit that was entered twice, and one problem that was found twice in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded

RULES = {
    "inspection-again": "同一次督察登记了两次",
    "finding-again": "同一次督察里同一单位的同一个问题登记了两次",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two, by the day of entry; each is reported once."""
    ordered = sorted(context.register.inspections, key=context.arrival)
    yield from _visits(context, [entry for entry in ordered if entry.value.adds_to is None])
    yield from _findings(context, ordered)


def _signs(context: CheckContext, visit: Inspection) -> Iterator[tuple[str, date, date, str]]:
    """By what the same visit is known again: its title, its days, and one who made it or one thing it counts for."""
    makers = (context.directory.canonical(name) or name for name in visit.by)
    title = folded(visit.title)
    for each in (*makers, *visit.obligation):
        yield title, visit.from_, visit.to, each


def _visits(context: CheckContext, entries: list[Entry[Inspection]]) -> Iterator[Problem]:
    known: dict[tuple[str, date, date, str], str] = {}
    for entry in entries:
        firsts = [known.setdefault(sign, entry.id) for sign in _signs(context, entry.value)]
        first = next((each for each in firsts if each != entry.id), None)
        if first is not None:
            said = f"与 {first} 重复：同样的标题、同样的起止日期，督察单位或计入的事项也相同，会算成督察两次"
            hint = "登记重了、还没合并的，删去后一份；补充的问题用 fazhi inspect add 登记；确是两次的，在标题里写明区别"
            yield _problem("inspection-again", entry, said, hint, ("title",))


def _findings(context: CheckContext, entries: list[Entry[Inspection]]) -> Iterator[Problem]:
    """Among those that stand: one that was excused may well have been put right by another."""
    excused = {key.finding for key in context.matching.waived}
    known: dict[tuple[str, str, str], str] = {}
    for entry in entries:
        for place, finding in enumerate(entry.value.findings):
            if finding_id(entry.id, finding.id) in excused:
                continue
            unit = context.directory.canonical(finding.unit) or finding.unit
            key = (entry.value.adds_to or entry.id, unit, folded(finding.problem))
            name = finding_name(finding_id(entry.id, finding.id))
            first = known.setdefault(key, name)
            if first != name:
                said = f"问题 {name} 与 {first} 重复：同一次督察、同一单位（{unit}）、同样的问题"
                hint = (
                    "登记重了、还没合并的，删去后一条；前一条写错了的，先用 fazhi decide waive 免去；"
                    "确是两个问题的，写明各在哪里、是什么"
                )
                yield _problem("finding-again", entry, said, hint, ("findings", place, "problem"))


def _problem(rule: str, entry: Entry[Inspection], message: str, hint: str, where: Where) -> Problem:
    return Problem(rule=rule, severity="error", file=entry.file, message=message, hint=hint, where=where)
