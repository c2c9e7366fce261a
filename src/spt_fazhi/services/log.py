"""What happened to a task, an obligation, a unit, a finding or an inspection, in order, and who brought it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.inspection.named import named
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.as_typed import id_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.dossiers.entries import Entries, finding_entries, inspection_entries, task_entries, unit_entries
from spt_fazhi.views.plan_changes import plan_changes
from spt_fazhi.views.timeline import PlanChange, Subject, Timeline, events

if TYPE_CHECKING:
    from spt_fazhi.store.git.file_history import FileHistory
    from spt_fazhi.store.git.trees import Repository


_TITLE: Final = 80
"""Characters of what was found that stand above its history."""


@frozen
class Log:
    """The timeline, and what it cannot show."""

    timeline: Timeline
    remarks: tuple[str, ...]


def log(workspace: Workspace, what: str, limit: int | None = None) -> Log:
    """The last `limit` events (all with None) of what a clerk typed. Raises UsageError."""
    subject, unit = _subject(workspace, what)
    past, remarks = _past(workspace)
    timeline = _present_only(workspace, subject, unit) if past is None else _timeline(workspace, subject, unit, *past)
    if limit is not None:
        timeline = replace(timeline, events=timeline.events[-limit:])
    return Log(timeline=timeline, remarks=remarks)


def _subject(workspace: Workspace, what: str) -> tuple[Subject, Unit | None]:
    found_there = None if workspace.directory.unit(what.strip()) else named(workspace, what)
    if found_there is not None:
        return _on_the_spot(found_there), None
    if not re.fullmatch(r"[0-9.]+", id_typed(what)):
        unit = workspace.unit(what)
        return Subject(task=None, obligation=None, unit=unit.name, title=unit.name), unit
    found = workspace.task_or_obligation(what)
    if isinstance(found, int):
        task = next(task for task in workspace.register.tasks if task.id == found)
        return Subject(task=found, obligation=None, unit=None, title=task.title), None
    task, title = next(
        (task, each.title) for task in workspace.register.tasks for each in task.obligations if each.id == found
    )
    return Subject(task=task.id, obligation=found, unit=None, title=title), None


def _on_the_spot(found: Found | Entry[Inspection]) -> Subject:
    """A finding, or an inspection as a whole; of what was added to one, the first."""
    if isinstance(found, Found):
        name = finding_id(found.inspection.id, found.finding.id)
        return Subject(
            task=None, obligation=None, unit=None, title=one_line(found.finding.problem, _TITLE), finding=name
        )
    first = found.value.adds_to or found.id
    return Subject(task=None, obligation=None, unit=None, title=one_line(found.value.title), inspection=first)


def _past(workspace: Workspace) -> tuple[tuple[Repository, FileHistory] | None, tuple[str, ...]]:
    """How the files came to be, None where there is no history; and a word on what of it is missing."""
    from spt_fazhi.store.git.file_history import file_history

    try:
        repository, tip = workspace.history()
    except FazhiError as error:
        return None, (f"提示：{error.message}，所以不知道是谁提交、谁合并的。",)
    found = file_history(repository, tip)
    shallow = "提示：这是浅克隆，较早的提交看不到。要看全部，先运行 git fetch --unshallow。"
    return (repository, found), (shallow,) if found.shallow else ()


def _present_only(workspace: Workspace, subject: Subject, unit: Unit | None) -> Timeline:
    """The events the files of today tell of."""
    entries = _entries(workspace, workspace.register, subject, unit)
    told = events(workspace.assessment, entries, None, (), ())
    return Timeline(subject=subject, day=workspace.day, events=told, total=len(told))


def _timeline(
    workspace: Workspace, subject: Subject, unit: Unit | None, repository: Repository, history: FileHistory
) -> Timeline:
    """The events with who brought them, deleted files and changes of the plan among them."""
    from spt_fazhi.store.git.old_versions import deleted_entries

    register = workspace.register
    present = {
        entry.file for entry in (*register.records, *register.decisions, *register.issued, *register.inspections)
    }
    lost = [each for each in deleted_entries(repository.blobs, history.gone) if each.file not in present]
    whole = replace(
        register,
        records=(*register.records, *_of_kind(lost, Record)),
        decisions=(*register.decisions, *_of_kind(lost, Decision)),
        issued=(*register.issued, *_of_kind(lost, Issued)),
        inspections=(*register.inspections, *_of_kind(lost, Inspection)),
    )
    found = events(
        workspace.assessment,
        _entries(workspace, whole, subject, unit),
        {**{each.path: each.brought for each in history.gone}, **history.files},
        (each.id for each in lost),
        _plan(repository, history, subject),
    )
    return Timeline(
        subject=subject, day=workspace.day, events=found, total=len(found), known=True, shallow=history.shallow
    )


def _of_kind(lost: Iterable[Entry[Any]], kind: Any) -> tuple[Entry[Any], ...]:
    return tuple(each for each in lost if isinstance(each.value, kind))


def _entries(workspace: Workspace, register: Register, subject: Subject, unit: Unit | None) -> Entries:
    if unit is not None:
        return unit_entries(register, unit, workspace.directory)
    if subject.finding is not None:
        return finding_entries(register, subject.finding)
    if subject.inspection is not None:
        return inspection_entries(register, subject.inspection)
    task = next(task for task in register.tasks if task.id == subject.task)
    return task_entries(register, task, subject.obligation)


def _plan(repository: Repository, history: FileHistory, subject: Subject) -> Iterator[PlanChange]:
    """What each commit changed of the plan's words on the task or obligation."""
    from spt_fazhi.store.git.old_versions import task_versions

    if subject.task is None:
        return
    versions = task_versions(
        repository.blobs, (oid for each in history.plan for oid in (each.old, each.new)), subject.task
    )
    for each in history.plan:
        if (each.old is None or each.old in versions) and (each.new is None or each.new in versions):
            old = versions[each.old] if each.old else None
            new = versions[each.new] if each.new else None
            changed = plan_changes(old, new, subject.obligation)
            if changed:
                yield PlanChange(brought=each.brought, said="；".join(changed))
