"""What is known of one task, one obligation or one unit, as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed, StateTotals, totals_of
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import owners_of
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.counted import has_ended, members_text, notes_on
from spt_fazhi.views.dossiers.entries import Entries, task_entries, unit_entries
from spt_fazhi.views.dossiers.lines import DossierLine, decision_line, inspection_line, issued_line, record_line
from spt_fazhi.views.wording import mark, names_text


@frozen
class TaskDossier:
    """A task, or one obligation of it, with its duties and what was recorded and decided.

    `found` are the findings on it, `notes` what is to be known of them; `inspections` count for it or found them.
    By obligation, `owners` are the units that owe it, `named` how the plan names them.
    """

    task: Task
    state: State
    in_use: bool
    obligations: tuple[Obligation, ...]
    owners: dict[str, tuple[str, ...]]
    named: dict[str, str]
    duties: tuple[Assessed, ...]
    progress: tuple[Assessed, ...]
    records: tuple[DossierLine, ...]
    decisions: tuple[DossierLine, ...]
    issued: tuple[DossierLine, ...]
    found: tuple[Assessed, ...]
    notes: Mapping[str, str]
    inspections: tuple[DossierLine, ...]


@frozen
class UnitDossier:
    """A unit with everything it owes, alone or with others; `found` was found with it on the spot, `notes` on that.

    One outside the government is `asked`: all it has not given is shown as asked for, whatever others are judged by.
    """

    unit: Unit
    asked: bool
    in_use: bool
    leads: tuple[Task, ...]
    open: tuple[Assessed, ...]
    closed: tuple[Assessed, ...]
    progress: tuple[Assessed, ...]
    totals: StateTotals
    records: tuple[DossierLine, ...]
    decisions: tuple[DossierLine, ...]
    issued: tuple[DossierLine, ...]
    found: tuple[Assessed, ...]
    notes: Mapping[str, str]
    inspections: tuple[DossierLine, ...]


def task_dossier(assessment: Assessment, task: Task, obligation: str | None = None) -> TaskDossier:
    """Everything about a task, or about one obligation of it."""
    directory: Directory = assessment.directory
    chosen = tuple(each for each in task.obligations if obligation in (None, each.id))
    duties = tuple(
        each
        for each in assessment.duties
        if each.duty.task == task.id and obligation in (None, each.duty.key.obligation)
    )
    progress = () if obligation else tuple(each for each in assessment.progress if each.duty.task == task.id)
    found = () if obligation else tuple(each for each in assessment.rectification if each.duty.task == task.id)
    known = task_entries(assessment.register, task, obligation)
    state = next(status.state for status in assessment.tasks if status.task.id == task.id)
    owners = {each.id: owners_of(each, task, directory) for each in chosen}
    named = {each.id: named_text(each, owners[each.id], directory, assessment.day) for each in chosen}
    return TaskDossier(
        task=task,
        state=state,
        in_use=assessment.register.in_use,
        obligations=chosen,
        owners=owners,
        named=named,
        duties=duties,
        progress=progress,
        records=record_lines(known.records, assessment),
        decisions=tuple(decision_line(entry) for entry in known.decisions),
        issued=tuple(map(issued_line, sorted(known.issued, key=entered_order))),
        found=found,
        notes=notes_on(assessment, found),
        inspections=visit_lines(known, assessment),
    )


def named_text(obligation: Obligation, owners: Collection[str], directory: Directory, day: date) -> str:
    """`各乡镇、各部门（推定），共 28 家（名单未核全），其中 1 家已撤并`."""
    number, ended = len(owners), sum(has_ended(directory.unit(name), day) for name in owners)
    gone = f"，其中 {ended} 家已撤并" if ended else ""
    names = obligation.who or ("全部牵头和责任单位",)
    said = names_text(names, 0) + mark(obligation.assumed_fields, "who")
    groups = [directory.groups[name] for name in names if name in directory.groups]
    return f"{said}，{members_text(number, groups)}{gone}" if number > 1 else said


def visit_lines(known: Entries, assessment: Assessment) -> tuple[DossierLine, ...]:
    """The inspections that had ended by the day, the earliest first."""
    ended = [entry for entry in known.inspections if entry.value.to <= assessment.day]
    return tuple(map(inspection_line, sorted(ended, key=lambda entry: (entry.value.to, entry.id))))


def record_lines(entries: Iterable[Entry[Record]], assessment: Assessment) -> tuple[DossierLine, ...]:
    """The records in the order of their days."""
    return tuple(sorted((record_line(entry, assessment) for entry in entries), key=lambda line: (line.day, line.id)))


def unit_dossier(assessment: Assessment, unit: Unit, duties: Sequence[Assessed]) -> UnitDossier:
    """Everything about a unit; `duties` are those that passed the filters."""
    answering = Answering(assessment=assessment)
    directory = answering.directory
    asked = answering.is_outside(unit.name)
    own = [as_asked(each, unit.name) for each in duties if unit.name in each.duty.owners]
    obligations = [each for each in own if each.duty.kind == "obligation"]
    closed = [each for each in obligations if each.state in SETTLED]
    open_ = sorted(
        (each for each in obligations if each.state not in SETTLED), key=lambda each: (each.due, each.duty.key)
    )
    found = tuple(each for each in own if each.duty.finding is not None)
    known = unit_entries(assessment.register, unit, directory)
    return UnitDossier(
        unit=unit,
        asked=asked,
        in_use=assessment.register.in_use,
        leads=tuple(task for task in assessment.register.tasks if unit.name in answering.leads[task.id]),
        open=tuple(open_),
        closed=tuple(closed),
        progress=tuple(each for each in own if each.duty.kind == "progress"),
        totals=totals_of(own),
        records=record_lines(known.records, assessment),
        decisions=tuple(decision_line(entry) for entry in known.decisions),
        issued=tuple(map(issued_line, sorted(known.issued, key=entered_order))),
        found=found,
        notes=notes_on(assessment, found),
        inspections=visit_lines(known, assessment),
    )
