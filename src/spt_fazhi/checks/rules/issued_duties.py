"""What was issued speaks of units and duties that the register does not know."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.issued import Issued, IssuedDuty
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.references import finding_id, short_finding
from spt_fazhi.model.register import Entry

RULES = {"issued-unknown": "发出的文书说到的单位、事项或督察，台账里没有"}


def check(context: CheckContext) -> Iterator[Problem]:
    """Letters go to units, lines are about duties, reports on visits that are there. A warning: what was sent stays."""
    if not context.register.issued:
        return
    known = _duties_about({_about(line) for entry in context.register.issued for line in entry.value.duties}, context)
    visits = {each.id for each in context.register.inspections}
    for entry in context.register.issued:
        visit = entry.value.inspection
        if visit is not None and visit not in visits:
            yield _problem(entry, f"没有编号为 {visit} 的督察，这份登记以后不能重新生成", ("inspection",))
        if entry.value.is_letter:
            for index, name in enumerate(entry.value.to):
                if not context.directory.knows(name):
                    yield _problem(entry, f"单位名单里没有“{name}”", ("to", index))
        for index, line in enumerate(entry.value.duties):
            about, period = _about(line), line.period or ""
            unit = context.directory.canonical(line.unit)
            if line.unit is not None and unit is None:
                yield _problem(entry, f"单位名单里没有“{line.unit}”", ("duties", index, "unit"))
            elif not known & {(about, "", period), (about, unit, period)}:
                said = " ".join(filter(None, (_subject(line), line.period)))
                yield _problem(entry, f"“{line.unit or '共同'}”没有应办的{said}，这一条不计入催办", ("duties", index))


def _duties_about(
    subjects: Collection[str | int | None], context: CheckContext
) -> set[tuple[str | int, str | None, str]]:
    """What tells the duties about some obligations, tasks and findings: each with its unit and period."""
    known: set[tuple[str | int, str | None, str]] = set()
    for each in context.matching.duties:  # there may be a million, and letters speak of few
        about: str | int = each.key.finding or each.key.obligation or each.task
        if about in subjects:
            known.add((about, each.key.unit, each.key.period))
            if each.finding:  # it has one unit
                known.add((about, None, ""))
    return known


def _about(line: IssuedDuty) -> str | int | None:
    if line.inspection is not None and line.finding is not None:
        return finding_id(line.inspection, line.finding)
    return line.obligation or line.task


def _subject(line: IssuedDuty) -> str:
    if line.inspection is not None and line.finding is not None:
        return f"整改（问题 {short_finding(line.inspection, line.finding)}）"
    return f"事项 {line.obligation}" if line.obligation else f"任务 {line.task} 进展"


def _problem(entry: Entry[Issued], message: str, where: Where) -> Problem:
    return Problem(
        rule="issued-unknown",
        severity="warning",
        file=entry.file,
        message=message,
        hint="单位改名的，请在 units.yaml 里给它加别名；事项改了编号的，登记不必改",
        where=where,
    )
