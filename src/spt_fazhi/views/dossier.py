"""What is known of one task, one obligation or one unit, as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.engine.assess import Assessed, Assessment, StateTotals, totals_of
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import owners_of
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.entries.decision import DECISION_WORDS, Decision, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import RECORD_WORDS, Evidence, Progress, Record, Void
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import code_of, subject_of
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Entry, Register, entered_order
from spt_fazhi.model.unit import Unit
from spt_fazhi.views.lists.issued import about_of, issued_word
from spt_fazhi.views.wording import mark, members_text, names_text

_ABOUT: Final = 4


@frozen
class DossierLine:
    """An entry in short. `withdrawn` says by which other one it no longer counts, "" when it does."""

    id: str
    day: str
    word: str
    unit: str
    about: str
    text: str
    files: int
    withdrawn: str
    file: str


@frozen
class TaskDossier:
    """A task, or one obligation of it, with its duties and what was recorded and decided.

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
    issued: tuple[DossierLine, ...] = ()


@frozen
class UnitDossier:
    """A unit with everything it owes, alone or with others.

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
    issued: tuple[DossierLine, ...] = ()


def record_line(entry: Entry[Record], assessment: Assessment) -> DossierLine:
    """One record in short."""
    record = entry.value
    by = assessment.matching.withdrawn.get(entry.id)
    files = 0
    if isinstance(record, Evidence):
        about, text = record.obligation, record.title
        files = len(record.files) - len(assessment.matching.redacted.get(entry.id, ()))
    elif isinstance(record, Progress):
        about, text = f"{record.task} {record.period}", record.done
    else:
        about, text = record.record, record.reason
    day = record.date if isinstance(record, Evidence) else record.recorded
    return DossierLine(
        id=entry.id,
        day=day.isoformat(),
        word=RECORD_WORDS[record.kind],
        unit=record.unit,
        about=about,
        text=text,
        files=files,
        withdrawn=by.id if by else "",
        file=entry.file,
    )


def subject_text(decision: Extend | Waive) -> str:
    """What a decision is about: an obligation, or a task's progress in a period."""
    return decision.obligation or f"任务{decision.task}进展"


def redaction_text(decision: Redact) -> str:
    """What was let go and why; names of files are not told, they may say too much."""
    what = "整条记录" if decision.whole else f"附件{len(decision.files)}个"
    return f"{what}，{decision.reason}"


def decision_line(entry: Entry[Decision]) -> DossierLine:
    """One decision in short."""
    decision = entry.value
    if isinstance(decision, Redact):
        unit, about, text = "", decision.record, redaction_text(decision)
    elif isinstance(decision, Return):
        unit, about, text = "", decision.record, decision.reason
    else:
        unit, about, text = decision.unit or "", subject_text(decision), decision.reason
        if decision.kind == "extend":
            text = f"延至 {decision.due}：{text}"
    word = DECISION_WORDS[decision.kind]
    return DossierLine(
        id=entry.id,
        day=decision.recorded.isoformat(),
        word=word,
        unit=unit,
        about=about,
        text=text,
        files=0,
        withdrawn="",
        file=entry.file,
    )


def issued_line(entry: Entry[Issued]) -> DossierLine:
    """Something issued in short."""
    issued = entry.value
    return DossierLine(
        id=entry.id,
        day=issued.recorded.isoformat(),
        word=issued_word(issued) if issued.is_reminder else "印发",
        unit=names_text(issued.to, _ABOUT),
        about=issued.number or names_text(about_of(issued), _ABOUT, "项"),
        text=" ".join(filter(None, (issued.title, f"答复：{issued.answer}" if issued.answer else "")))
        or ("未记答复" if issued.is_spoken else issued_word(issued)),
        files=len(issued.files),
        withdrawn="",
        file=entry.file,
    )


def _concerns(record: Record, task: int, obligation: str | None) -> bool:
    """Whether a record speaks of the task (and, when given, of that obligation)."""
    if isinstance(record, Evidence):
        return record.obligation == obligation if obligation else int(record.obligation.split(".")[0]) == task
    return isinstance(record, Progress) and obligation is None and record.task == task


@frozen
class Entries:
    """Records, decisions and what was issued that belong together, each in order of id."""

    records: tuple[Entry[Record], ...]
    decisions: tuple[Entry[Decision], ...]
    issued: tuple[Entry[Issued], ...] = ()


def task_entries(register: Register, task: Task, obligation: str | None = None) -> Entries:
    """What speaks of a task, or of one obligation of it, and what withdraws that."""
    chosen = {each.id for each in task.obligations if obligation in (None, each.id)}
    known = [entry for entry in register.records if _concerns(entry.value, task.id, obligation)]
    own = {entry.id for entry in known} | _let_go(register, task, obligation)
    known += [entry for entry in register.records if isinstance(entry.value, Void) and entry.value.record in own]
    return Entries(
        records=tuple(known),
        decisions=tuple(
            entry
            for entry in register.decisions
            if _decides(entry.value, own, chosen) or (obligation is None and _of_progress(entry.value) == task.id)
        ),
        issued=tuple(
            entry
            for entry in register.issued
            if any(
                each.obligation in chosen or (obligation is None and each.task == task.id)
                for each in entry.value.duties
            )
        ),
    )


def _let_go(register: Register, task: Task, obligation: str | None) -> set[str]:
    """The ids of records redacted as a whole that spoke of an obligation or a task, as their names say."""
    found = set()
    for entry in register.decisions:
        if isinstance(entry.value, Redact) and entry.value.whole:
            about = subject_of(entry.value.record)
            if about == obligation or (obligation is None and about.partition(".")[0] == str(task.id)):
                found.add(entry.value.record)
    return found


def unit_entries(register: Register, unit: Unit, directory: Directory) -> Entries:
    """What a unit reported, and what was decided about that or for it."""
    records = tuple(
        entry
        for entry in register.records
        if entry.code == unit.code or directory.canonical(entry.value.unit) == unit.name
    )
    ids = {entry.id for entry in records}
    decisions = tuple(
        entry
        for entry in register.decisions
        if (
            entry.value.record in ids or code_of(entry.value.record) == unit.code
            if isinstance(entry.value, Return | Redact)
            else _is_for(entry.value.unit, unit, directory)
        )
    )
    issued = tuple(
        entry
        for entry in register.issued
        if any(_is_for(each.unit, unit, directory) for each in entry.value.duties)
        or (entry.value.is_reminder and any(_is_for(name, unit, directory) for name in entry.value.to))
    )
    return Entries(records=records, decisions=decisions, issued=issued)


def task_dossier(assessment: Assessment, task: Task, obligation: str | None = None) -> TaskDossier:
    """Everything about a task, or about one obligation of it."""
    directory: Directory = assessment.matching.directory
    chosen = tuple(each for each in task.obligations if obligation in (None, each.id))
    duties = tuple(
        each
        for each in assessment.duties
        if each.duty.task == task.id and obligation in (None, each.duty.key.obligation)
    )
    progress = () if obligation else tuple(each for each in assessment.progress if each.duty.task == task.id)
    known = task_entries(assessment.register, task, obligation)
    state = next(status.state for status in assessment.tasks if status.task.id == task.id)
    owners = {each.id: owners_of(each, task, directory) for each in chosen}
    named = {each.id: _named(each, len(owners[each.id]), directory) for each in chosen}
    return TaskDossier(
        task=task,
        state=state,
        in_use=assessment.register.in_use,
        obligations=chosen,
        owners=owners,
        named=named,
        duties=duties,
        progress=progress,
        records=_lines(known.records, assessment),
        decisions=tuple(decision_line(entry) for entry in known.decisions),
        issued=tuple(map(issued_line, sorted(known.issued, key=entered_order))),
    )


def _named(obligation: Obligation, number: int, directory: Directory) -> str:
    """`各乡镇、各部门（推定），共 28 家（名单未核全）`."""
    names = obligation.who or ("全部牵头和责任单位",)
    said = names_text(names, 0) + mark(obligation.assumed_fields, "who")
    groups = [directory.groups[name] for name in names if name in directory.groups]
    return f"{said}，{members_text(number, groups)}" if number > 1 else said


def _decides(decision: Decision, records: set[str], obligations: set[str]) -> bool:
    if isinstance(decision, Return | Redact):
        return decision.record in records
    return decision.obligation in obligations


def _of_progress(decision: Decision) -> int | None:
    """The task on whose progress was decided."""
    return None if isinstance(decision, Return | Redact) else decision.task


def _lines(entries: Iterable[Entry[Record]], assessment: Assessment) -> tuple[DossierLine, ...]:
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
        records=_lines(known.records, assessment),
        decisions=tuple(decision_line(entry) for entry in known.decisions),
        issued=tuple(map(issued_line, sorted(known.issued, key=entered_order))),
    )


def _is_for(name: str | None, unit: Unit, directory: Directory) -> bool:
    found = directory.unit(name) if name else None
    return found is not None and found.name == unit.name
