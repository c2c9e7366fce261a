"""One visit that was entered twice, one problem found twice in it, and two visits of the same letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.references import finding_id, finding_name, short_finding
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import folded

RULES = {
    "inspection-again": "同一次督察登记了两次",
    "inspection-alike": "两次督察可能是同一次：文号相同，或同一批督察单位在同几天里去的",
    "inspection-letters": "两次督察的编号末四位相同，问题编号分不清",
    "finding-again": "同一次督察里同一单位的同一个问题登记了两次",
}


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two, by the day of entry; each is reported once."""
    ordered = sorted(context.register.inspections, key=context.arrival)
    firsts = [entry for entry in ordered if entry.value.adds_to is None]
    again = tuple(_visits(context, firsts))
    yield from again
    yield from _alike(context, firsts, {each.file for each in again})
    yield from _letters(ordered)
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


def _alike(context: CheckContext, entries: list[Entry[Inspection]], told: set[str]) -> Iterator[Problem]:
    """The later of two that may be one; what is known to be one is told already."""
    before: list[_Visit] = []
    for entry in entries:
        this = _visit_of(context, entry)
        other = next((each for each in before if each.may_be(this)), None)
        if other is not None and entry.file not in told:
            paper = bool(this.paper) and this.paper == other.paper
            why = "文号相同" if paper else "督察单位相同，日子也有重叠"
            twice = not set(entry.value.obligation).isdisjoint(other.entry.value.obligation)
            said = f"与 {other.entry.id} 可能是同一次督察：{why}{'，会算成督察两次' if twice else ''}"
            hint = "是一次的，删去后一份，补充的问题用 fazhi inspect add 登记；确是两次的，不必改，审核时说明"
            yield Problem(
                rule="inspection-alike", severity="warning", file=entry.file, message=said, hint=hint,
                where=("document" if paper else "title",),
            )  # fmt: skip
        before.append(this)


@frozen
class _Visit:
    """What a visit may be known again by. `about` are what it counts for and whom it went to."""

    entry: Entry[Inspection]
    paper: str
    makers: frozenset[str]
    about: frozenset[str]

    def may_be(self, other: _Visit) -> bool:
        """Whether two visits may be one."""
        if self.paper and self.paper == other.paper:
            return True
        one, two = self.entry.value, other.entry.value
        together = one.from_ <= two.to and two.from_ <= one.to
        return together and self.makers == other.makers and not self.about.isdisjoint(other.about)


def _visit_of(context: CheckContext, entry: Entry[Inspection]) -> _Visit:
    visit = entry.value
    named = (*visit.visited, *(each.unit for each in visit.findings))
    return _Visit(
        entry=entry,
        paper=folded(visit.document) if visit.document else "",
        makers=frozenset(context.directory.canonical(name) or name for name in visit.by),
        about=frozenset((*visit.obligation, *context.directory.expand(named))),
    )


def _letters(entries: list[Entry[Inspection]]) -> Iterator[Problem]:
    """The later of two whose ids end alike: findings are called by these letters (k7q2.1)."""
    known: dict[str, str] = {}
    for entry in entries:
        letters = finding_name(entry.id)
        first = known.setdefault(letters, entry.id)
        if first != entry.id:
            said = f"督察 {entry.id} 与 {first} 的末四位都是 {letters}，问题编号（{letters}.1）分不清是哪一次的"
            hint = "请把还没合并的那一份的文件名末四位改成别的（a–z、2–7），为它录的整改、决定一并改"
            yield _problem("inspection-letters", entry, said, hint, ())


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
            name = short_finding(entry.id, finding.id)
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
