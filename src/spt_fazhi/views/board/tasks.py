"""The pages of tasks with their obligations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spt_fazhi.engine.duties import owners_of
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.text.plain import plain
from spt_fazhi.views.board.entries import EntryIndex, by_day
from spt_fazhi.views.board.pieces import Link
from spt_fazhi.views.board.rows import duty_rows
from spt_fazhi.views.board.scope import Scope
from spt_fazhi.views.board.values import FindingRow, ObligationSheet, TaskSheet
from spt_fazhi.views.dossiers.dossier import named_text
from spt_fazhi.views.lists.assumptions import FIELD_WORDS
from spt_fazhi.views.wording import NO_TIME, asked_text, mark, names_text, scope_text, when_text


def task_sheets(scope: Scope, entries: EntryIndex, findings: Sequence[FindingRow]) -> tuple[TaskSheet, ...]:
    """A page for every task; on the board of one unit for those with a duty or a finding of it."""
    found: dict[int | None, list[FindingRow]] = {}
    for each in findings:
        found.setdefault(each.task, []).append(each)
    return tuple(_sheet(scope, entries, task, found) for task in scope.tasks)


def _sheet(scope: Scope, entries: EntryIndex, task: Task, found: Mapping[int | None, list[FindingRow]]) -> TaskSheet:
    key = str(task.id)
    progress = scope.progress.get(task.id, [])
    own = [each for one in task.obligations for each in scope.obligations.get(one.id, ())]
    counted = [name for each in progress for name in each.records]
    extra = entries.others(key, counted)
    found_ = [each for each in scope.found if each.duty.task == task.id] if scope.options.unit is not None else ()
    accounts = [entries.records[name] for name in dict.fromkeys(counted) if name in entries.records]
    letters, decisions = entries.letters.get(key, ()), entries.decisions.get(key, ())
    return TaskSheet(
        id=task.id,
        numbered=task.is_numbered,
        section=task.section,
        title=plain(task.title),
        text=plain(task.text),
        lead=_links(scope, task.lead),
        responsible=_links(scope, task.responsible),
        lamp=scope.worst(own or progress or found_),
        obligations=tuple(
            _obligation(scope, entries, task, each)
            for each in task.obligations
            if each.id in scope.obligations or not (scope.options.unit or _is_only_asked(scope, each, task))
        ),
        progress=tuple(row._replace(records=()) for row in duty_rows(scope, entries, progress)),
        accounts=by_day(accounts, extra, letters, decisions),
        findings=tuple(found.get(task.id, ())),
    )


def _is_only_asked(scope: Scope, obligation: Obligation, task: Task) -> bool:
    """Whether the public edition does not show an obligation: nobody but units outside the government owes it."""
    if not scope.options.public:
        return False
    owners = owners_of(obligation, task, scope.answering.directory)
    return bool(owners) and scope.outside.issuperset(owners)


def _links(scope: Scope, names: Iterable[str]) -> tuple[Link, ...]:
    """The names as the document has them; a group has no page."""
    directory = scope.answering.directory
    found = []
    for name in names:
        unit = directory.unit(name)
        anchor = scope.unit_link(unit.name).anchor if unit is not None else ""
        found.append(Link(plain(name), anchor))
    return tuple(found)


def _borne(scope: Scope, obligation: Obligation, task: Task) -> tuple[str, str]:
    """Who owes it, and whether each alone or together; in the public edition of those inside the government alone."""
    owners = owners_of(obligation, task, scope.answering.directory)
    shown = tuple(scope.shown(owners))
    together = scope_text(obligation)
    if len(shown) == len(owners):
        return named_text(obligation, owners, scope.answering.directory, scope.day), together
    # the names as units have them: a group's may stand for others, too
    return names_text(shown, 0) + mark(obligation.assumed_fields, "who"), "" if len(shown) == 1 else together


def _obligation(scope: Scope, entries: EntryIndex, task: Task, obligation: Obligation) -> ObligationSheet:
    duties = scope.obligations.get(obligation.id, [])
    counted = {name for each in duties for name in each.records}
    others = entries.others(obligation.id, counted)
    who, together = _borne(scope, obligation, task)
    return ObligationSheet(
        id=obligation.id,
        title=plain(obligation.title),
        quote=plain(obligation.quote),
        asked=asked_text(obligation),
        when=when_text(obligation),
        who=who,
        scope=together,
        proof=plain(obligation.proof or ""),
        holder=plain(obligation.holder or ""),
        guessed=tuple(
            f"推定的{FIELD_WORDS[each.field]}：{plain(each.reason)}"
            for each in obligation.assumed
            if NO_TIME not in each.reason  # that is said beside the day
        ),
        lamp=scope.worst(duties),
        rows=duty_rows(scope, entries, duties),
        others=others,
        letters=tuple(entries.letters.get(obligation.id, ())),
        decisions=tuple(entries.decisions.get(obligation.id, ())),
        inspections=tuple(entries.inspections.get(obligation.id, ())),
    )
