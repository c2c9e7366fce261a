"""`fazhi log 6`, `fazhi log 6.1` or `fazhi log 区司法局`: the story of a task, an obligation or a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import replace
from spt_fazhi.views.dossier import task_entries, unit_entries
from spt_fazhi.views.plan_changes import plan_changes
from spt_fazhi.views.timeline import PlanChange, Subject, Timeline, events, timeline_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spt_fazhi.model.register import Register
    from spt_fazhi.model.unit import Unit
    from spt_fazhi.store.git.file_history import Origins
    from spt_fazhi.store.git.trees import Repository
    from spt_fazhi.views.dossier import Entries

HELP = "看来龙去脉：一项任务、一个事项或一家单位的记录、决定，谁提交、谁合并"
ORDER = 65


def command(  # noqa: PLR0913 - the options of the command line
    what: Annotated[
        str, typer.Argument(metavar="任务、事项或单位", help="任务编号（6）、事项编号（6.1）或单位（名称、简称、代码）")
    ],
    *,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="条数", min=1, help="只看最近的几条，默认全部")
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Show what happened, in order, and who brought it."""
    session = Session.open(root, as_of, at)
    timeline = _story(session, what)
    if limit is not None:
        timeline = replace(timeline, events=timeline.events[-limit:])
    if json:
        print_json(timeline_json(session.assessment, timeline, session.source.revision))
    else:
        from spt_fazhi.render.terminal.timeline import show

        show(timeline, out())
    session.finish()


def _story(session: Session, what: str) -> Timeline:
    from spt_fazhi.store.git.old_versions import deleted_entries

    subject, unit = _subject(session, what)
    register = session.register
    past = _past(session)
    if past is None:
        entries = _entries(register, subject, unit, session)
        told = events(session.assessment, entries, {}, (), ())
        return Timeline(subject=subject, day=session.day, events=told, total=len(told))
    repository, origins = past
    present = {entry.file for entry in (*register.records, *register.decisions)}
    lost = [each for each in deleted_entries(repository.blobs, origins.gone) if each.file not in present]
    records = tuple(each for each in lost if each.value.kind in {"evidence", "progress", "void"})
    decisions = tuple(each for each in lost if each not in records)
    whole = replace(register, records=(*register.records, *records), decisions=(*register.decisions, *decisions))
    files = {**{each.path: each.brought for each in origins.gone}, **origins.files}
    found = events(
        session.assessment,
        _entries(whole, subject, unit, session),
        files,
        (each.id for each in lost),
        _plan(repository, origins, subject),
    )
    return Timeline(
        subject=subject, day=session.day, events=found, total=len(found), known=True, shallow=origins.shallow
    )


def _subject(session: Session, what: str) -> tuple[Subject, Unit | None]:
    if not re.fullmatch(r"[0-9.]+", what.strip()):
        unit = session.unit(what)
        return Subject(task=None, obligation=None, unit=unit.name, title=unit.name), unit
    found = session.task_or_obligation(what)
    if isinstance(found, int):
        task = next(task for task in session.register.tasks if task.id == found)
        return Subject(task=found, obligation=None, unit=None, title=task.title), None
    own = next(task for task in session.register.tasks if any(each.id == found for each in task.obligations))
    return Subject(
        task=own.id, obligation=found, unit=None, title=next(each.title for each in own.obligations if each.id == found)
    ), None


def _past(session: Session) -> tuple[Repository, Origins] | None:
    """How the files came to be; None, and a word on stderr, where there is no history."""
    from spt_fazhi.store.git.file_history import origins

    try:
        repository, tip = session.history()
    except FazhiError as error:
        note(f"提示：{error.message}，所以不知道是谁提交、谁合并的。")
        return None
    found = origins(repository, tip)
    if found.shallow:
        note("提示：这是浅克隆，较早的提交看不到。要看全部，先运行 git fetch --unshallow。")
    return repository, found


def _entries(register: Register, subject: Subject, unit: Unit | None, session: Session) -> Entries:
    if unit is not None:
        return unit_entries(register, unit, session.directory)
    task = next(task for task in register.tasks if task.id == subject.task)
    return task_entries(register, task, subject.obligation)


def _plan(repository: Repository, origins: Origins, subject: Subject) -> Iterator[PlanChange]:
    """What each commit changed of the plan's words on the task or obligation."""
    from spt_fazhi.store.git.old_versions import task_versions

    if subject.task is None:
        return
    versions = task_versions(
        repository.blobs, (oid for each in origins.plan for oid in (each.old, each.new)), subject.task
    )
    for each in origins.plan:
        if (each.old is None or each.old in versions) and (each.new is None or each.new in versions):
            old = versions[each.old] if each.old else None
            new = versions[each.new] if each.new else None
            changed = plan_changes(old, new, subject.obligation)
            if changed:
                yield PlanChange(brought=each.brought, said="；".join(changed))
