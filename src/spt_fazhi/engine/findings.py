"""What was found on the spot makes duties too: each finding is one of its unit's, due on its day (整改)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import NO_TASK, Duty, DutyKey, Held, Names, Span
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Unit

if TYPE_CHECKING:
    from spt_fazhi.model.entries.inspection import Inspection


def existed(unit: Unit, visit: Inspection) -> bool:
    """Whether a unit existed on one of the days of a visit."""
    return (unit.from_ is None or unit.from_ <= visit.to) and (unit.until is None or visit.from_ <= unit.until)


def finding_duties(
    register: Register,
    directory: Directory,
    answering: Callable[[Names], Names],
    held_alone: Callable[[Names, list[Span], Directory], Iterator[Held]],
) -> Iterator[Duty]:
    """The duty of each finding, for its unit and for those that may inherit it.

    None where the unit is not known, or did not exist on any day of the visit.

    A finding on no task, or on one that is not in the plan, stands outside the tasks (`NO_TASK`).
    """
    sections = {task.id: task.section for task in register.tasks}
    for entry in register.inspections:
        visit = entry.value
        for finding in visit.findings:
            unit_found = directory.unit(finding.unit)
            if unit_found is None or not existed(unit_found, visit):
                continue
            name = unit_found.name
            task = finding.task if finding.task in sections else None
            day = visit.found_on(finding)
            span = Span("", day, finding.due, finding.due)
            for unit, owing, names, heirs, _ in held_alone((name,), [span], directory):
                yield Duty(
                    DutyKey(NO_TASK if task is None else task, "", unit, "", finding_id(entry.id, finding.id)),
                    "rectification",
                    "" if task is None else sections[task],
                    finding.problem,
                    names,
                    day,
                    finding.due,
                    finding.due,
                    None,
                    answering(owing),
                    heirs,
                    finding,
                )
