"""Whether a row of a form and a record say the same, or tell of the same thing."""

from __future__ import annotations

from typing import Any

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.period import period_of
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.typed import Typed, comparable
from spt_fazhi.text.alike.likeness import folded

Recorded = Entry[Any]


def is_same(row: Typed, entry: Recorded) -> bool:
    """Whether a record says what the row says, its attachments included."""
    value = entry.value
    if not isinstance(value, Evidence | Progress | Rectify) or comparable(value) != comparable(row.value):
        return False
    return isinstance(value, Progress) or {each.sha256 for each in value.files} == row.hashes


def adds_proof(row: Typed, entry: Recorded) -> bool:
    """Whether the row says what the record says, and brings the proof that this lacks."""
    old, new = entry.value, row.value
    if isinstance(old, Progress) or isinstance(new, Progress) or type(old) is not type(new) or old.proves:
        return False
    proof = {"document", "link"}
    same = [each for each in comparable(old) if each[0] not in proof] == [
        each for each in comparable(new) if each[0] not in proof
    ]
    return same and bool(new.document or new.link or row.hashes)


def duty_of(row: Typed) -> DutyKey:
    """The key of the duty that a row of evidence is for."""
    answer, value = row.answer, row.value
    obligation, task = answer.obligation, answer.task
    assert obligation and task and isinstance(value, Evidence), "a row of evidence"  # noqa: S101, PT018 - a defect
    period = value.period or (period_of(value.date, obligation.every).text if obligation.every else "")
    unit = "" if obligation.scope == "joint" else answer.unit.name
    return DutyKey(task.id, obligation.id, unit, period)


def is_from(row: Typed, entry: Recorded) -> bool:
    """Whether a record of the same unit and subject says what the row says."""
    return _is_of_unit_and_subject(row, entry) and is_same(row, entry)


def sharing(row: Typed, entry: Recorded) -> int:
    """How much a row and a record of the same duty have in common that tells one deed from another; 0 for nothing.

    Such are the number of a document, a link, an attachment, a title; of another period it must be the same day too.
    An account is the only one of its period.
    """
    old, new = entry.value, row.value
    if not _is_of_unit_and_subject(row, entry):
        return 0
    if isinstance(old, Progress) and isinstance(new, Progress):
        return int(old.period == new.period)
    if isinstance(old, Rectify) and isinstance(new, Rectify):
        is_other = finding_of(old) != finding_of(new) or goes_further(row, entry)
        return 0 if is_other else _shared(row, old, new)
    obligation = row.answer.obligation
    if not isinstance(old, Evidence) or not isinstance(new, Evidence) or obligation is None:
        return 0
    every = obligation.every
    period = old.period or (period_of(old.date, every).text if every else "")
    if period != duty_of(row).period and old.date != new.date:
        return 0
    return _shared(row, old, new)


def goes_further(row: Typed, entry: Recorded) -> bool:
    """Whether the row tells that a finding is put right as a whole, of which a part had been by an earlier day."""
    old, new = entry.value, row.value
    if not isinstance(old, Rectify) or not isinstance(new, Rectify) or finding_of(old) != finding_of(new):
        return False
    return new.is_whole and not old.is_whole and new.date > old.date


def finding_of(value: Rectify) -> str:
    """The finding that a report is on, in full."""
    return finding_id(value.inspection, value.finding)


def _shared(row: Typed, old: Evidence | Rectify, new: Evidence | Rectify) -> int:
    return sum(
        (
            bool(new.document) and folded(new.document or "") == folded(old.document or ""),
            bool(new.link) and new.link == old.link,
            not row.hashes.isdisjoint(each.sha256 for each in old.files),
            folded(new.title) == folded(old.title),
        )
    )


def _is_of_unit_and_subject(row: Typed, entry: Recorded) -> bool:
    parts, key = id_parts(entry.id), row.answer.key
    return (parts.code, parts.subject) == (key.code, key.about)
