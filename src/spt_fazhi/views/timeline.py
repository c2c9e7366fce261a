"""The history of a task, an obligation or a unit as values: what was recorded, who brought it, what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.decision import DECISION_WORDS, Close, Decision, Extend, Redact, Return
from spt_fazhi.model.entries.issued import LETTER_WORDS, SPOKEN_WORDS, Issued
from spt_fazhi.model.entries.record import RECORD_WORDS, Evidence, Progress, Record, Rectify
from spt_fazhi.model.frozen import as_dict, frozen, replace
from spt_fazhi.model.history import LATE_ENTRY, Brought, Commit
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.plan import CountTarget
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.views.dossiers.entries import Entries
from spt_fazhi.views.dossiers.lines import redaction_text
from spt_fazhi.views.json_document import head_json
from spt_fazhi.views.lists.issued import about_of
from spt_fazhi.views.wording import names_text, number_text

_SPOKEN = {name: f"{word}催办" for name, word in SPOKEN_WORDS.items()}
KIND_WORDS: dict[str, str] = {
    **RECORD_WORDS,
    **DECISION_WORDS,
    "register": "台账修改",
    **LETTER_WORDS,
    **_SPOKEN,
    "issued": "印发",
}
_ABOUT = 4
CHANGE_WORDS: dict[str, str] = {"modified": "改动", "deleted": "删除"}


@frozen
class PlanChange:
    """A commit that changed what the plan says of the subject; `said` is what, in words."""

    brought: Brought
    said: str


@frozen
class Event:
    """One line of the history. `day` is when it was recorded; `withdrawn_by` the entry by which it counts no more.

    `days_early` is how many days before its commit (or today, while there is none) it says it was recorded, where that
    is more than a few; `late_decision` that it excuses a unit from what was overdue by then.
    """

    day: str
    kind: str
    id: str | None
    file: str
    unit: str | None
    task: int | None
    obligation: str | None
    title: str
    amount: str
    counts: bool
    withdrawn_by: str | None
    brought: Brought | None
    days_early: int | None = None
    late_decision: bool = False


@frozen
class Subject:
    """What the history is about: a task, one obligation of it, or a unit."""

    task: int | None
    obligation: str | None
    unit: str | None
    title: str


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
    for entry in (*entries.records, *entries.decisions, *entries.issued):
        brought = files.get(entry.file) if files is not None else None
        event = _from_entry(entry, assessment, brought)
        by = assessment.matching.withdrawn.get(entry.id)
        if entry.id in deleted:
            counts = False
        elif isinstance(entry.value, Evidence | Progress):
            counts = entry.id in counted
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


def _from_issued(entry: Entry[Issued], brought: Brought | None) -> Event:
    value = entry.value
    answer = f"答复：{value.answer}" if value.answer else ""
    about = names_text(about_of(value), _ABOUT, "项")
    return Event(
        day=value.recorded.isoformat(),
        kind=value.name if value.is_reminder else "issued",
        id=entry.id,
        file=entry.file,
        unit=names_text(value.to, _ABOUT) or None,
        task=None,
        obligation=None,
        title="；".join(filter(None, (value.title or about, value.number, answer))),
        amount="",
        counts=True,
        withdrawn_by=None,
        brought=brought,
    )


def _from_entry(entry: Entry[Any], assessment: Assessment, brought: Brought | None) -> Event:
    if isinstance(entry.value, Issued):
        return _from_issued(entry, brought)
    value: Record | Decision = entry.value
    unit: str | None = None
    amount, obligation, task = "", None, None
    if isinstance(value, Evidence):
        unit, obligation, title, amount = value.unit, value.obligation, value.title, _amount(value, assessment)
    elif isinstance(value, Progress):
        unit, task, title = value.unit, value.task, f"{value.period} {value.done}"
    elif isinstance(value, Rectify):
        unit, title = value.unit, f"{_finding(value.inspection, value.finding)} {value.title}"
    elif isinstance(value, Close):
        title = f"{_finding(value.inspection, value.finding)} 由{value.checked_by}复核"
    elif isinstance(value, Redact):
        title = f"{value.record}：{redaction_text(value)}"
    elif isinstance(value, Return):
        title = f"{value.record}：{value.reason}"
    elif isinstance(value, Extend):
        unit, obligation, task = value.unit, value.obligation, value.task
        title = f"延至 {value.due}：{value.reason}"
    elif value.kind == "void":
        unit, title = value.unit, f"{value.record}：{value.reason}"
    else:
        unit, obligation, task, title = value.unit, value.obligation, value.task, value.reason
    if obligation is not None:
        task = int(obligation.partition(".")[0])
    return Event(
        day=value.recorded.isoformat(),
        kind=value.kind,
        id=entry.id,
        file=entry.file,
        unit=unit,
        task=task,
        obligation=obligation,
        title=title,
        amount=amount,
        counts=True,
        withdrawn_by=None,
        brought=brought,
    )


def _finding(inspection: str, number: int) -> str:
    return f"问题{finding_name(finding_id(inspection, number))}"


def _amount(value: Evidence, assessment: Assessment) -> str:
    """`2次`, `35/36`, "" for a milestone."""
    if value.of is not None:
        return f"{value.reached}/{value.of}"
    for task in assessment.register.tasks:
        for each in task.obligations:
            if each.id == value.obligation and isinstance(each.target, CountTarget):
                return f"{number_text(1 if value.amount is None else value.amount)}{each.target.unit}"
    return "" if value.amount is None else number_text(value.amount)


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
