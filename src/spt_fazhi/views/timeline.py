"""The history of a task, an obligation or a unit as values: what was recorded, who brought it, what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.decision import Close, Redact
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.frozen import as_dict, frozen, replace
from spt_fazhi.model.history import LATE_ENTRY, Brought, Commit
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.register import Entry
from spt_fazhi.views.dossiers.entries import Entries
from spt_fazhi.views.dossiers.events import KIND_WORDS, Event, event_of
from spt_fazhi.views.json_document import head_json

CHANGE_WORDS: dict[str, str] = {"modified": "改动", "deleted": "删除"}


@frozen
class PlanChange:
    """A commit that changed what the plan says of the subject; `said` is what, in words."""

    brought: Brought
    said: str


@frozen
class Subject:
    """What the history is about: a task, one obligation of it, a unit, a finding or an inspection (by full id)."""

    task: int | None
    obligation: str | None
    unit: str | None
    title: str
    finding: str | None = None
    inspection: str | None = None


@frozen
class Timeline:
    """The events in order, the last of `total`.

    `known` is whether there was a history to ask, `shallow` whether it is cut short.
    """

    subject: Subject
    day: date
    events: tuple[Event, ...]
    total: int
    known: bool = False
    shallow: bool = False


def events(
    assessment: Assessment,
    entries: Entries,
    files: Mapping[str, Brought] | None,
    gone: Iterable[str],
    plan: Iterable[PlanChange],
) -> tuple[Event, ...]:
    """All events in order of the day recorded.

    `files` says how each file came in, by its path: what is not among them is not committed yet; None where there is no
    history to ask. `gone` names the ids among `entries` whose files were deleted.
    """
    deleted = frozenset(gone)
    counted = _counted(assessment)
    faulty = frozenset(fault.file for fault in assessment.faults)
    begun = files.get(TASKS_FILE) if files is not None else None
    late = frozenset(each.waived_by for each in assessment.all_duties if each.late_decision)
    found = [_from_plan(each) for each in plan]
    closed = assessment.matching.closed.values()
    closings = frozenset(each.entry.id for each in closed if each.closed.day <= assessment.day)
    for entry in (*entries.inspections, *entries.records, *entries.decisions, *entries.issued):
        brought = files.get(entry.file) if files is not None else None
        event = event_of(entry, assessment, brought)
        by = assessment.matching.withdrawn.get(entry.id)
        if entry.id in deleted:
            counts = False
        elif isinstance(entry.value, Evidence | Progress | Rectify):
            counts = entry.id in counted
        elif isinstance(entry.value, Close):
            counts = entry.id in closings
        elif isinstance(entry.value, Inspection):
            counts = entry.value.to <= assessment.day
        else:
            counts = entry.file not in faulty
        if by is not None and isinstance(by.value, Redact):  # what git still knows of it is not told
            event = replace(event, title="（已去除）", amount="")
        found.append(
            replace(
                event,
                counts=counts,
                withdrawn_by=by.id if by else None,
                days_early=_days_early(entry, brought, begun, assessment.day) if files is not None else None,
                late_decision=entry.id in late,
            )
        )
    order = list(KIND_WORDS)
    return tuple(sorted(found, key=lambda each: (each.day, order.index(each.kind), each.id or "", each.title)))


def _days_early(entry: Entry[Any], brought: Brought | None, begun: Brought | None, today: date) -> int | None:
    """How many days before it came an entry says it was recorded; None for a few, and for what cannot be seen.

    What came with the register itself (`begun`) is its past, which is older than any commit.
    """
    if brought is not None and (brought.cut or (begun is not None and brought.commit.id == begun.commit.id)):
        return None
    days = ((brought.commit.day if brought is not None else today) - entry.value.recorded).days
    return days if days > LATE_ENTRY else None


def _counted(assessment: Assessment) -> frozenset[str]:
    """The records that some duty counts on the day, and the accounts nobody asked for, which are welcome."""
    asked = {record for each in assessment.all_duties if each.waived_by is None for record in each.records}
    extra = {each.id for each in assessment.matching.extra_progress if each.value.recorded <= assessment.day}
    return frozenset(asked | extra)


def _from_plan(change: PlanChange) -> Event:
    return Event(
        day=change.brought.commit.date[:10],
        kind="register",
        id=None,
        file=TASKS_FILE,
        unit=None,
        task=None,
        obligation=None,
        title=change.said,
        amount="",
        counts=True,
        withdrawn_by=None,
        brought=change.brought,
    )


def timeline_json(assessment: Assessment, timeline: Timeline, revision: str | None) -> dict[str, Any]:
    """The document of `log`."""
    return {
        **head_json(assessment, revision),
        "subject": as_dict(timeline.subject),
        "history": timeline.known,
        "shallow": timeline.shallow,
        "total": timeline.total,
        "events": [_event_json(each) for each in timeline.events],
    }


def _event_json(each: Event) -> dict[str, Any]:
    shown = as_dict(each)
    brought: Brought | None = shown.pop("brought")
    shown["commit"] = as_dict(brought.commit) if brought else None
    shown["merged"] = _merged_json(brought.merged) if brought and brought.merged else None
    shown["cut"] = brought is not None and brought.cut
    changes: Sequence[tuple[str, Commit]] = brought.changes if brought else ()
    shown["changes"] = [{"how": how, **as_dict(commit)} for how, commit in changes]
    return shown


def _merged_json(merge: Commit) -> dict[str, str]:
    return {"commit": merge.id, "by": merge.author, "date": merge.date}
