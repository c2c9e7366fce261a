"""The rows of the records of a register that were entered by a day: what became of each, no texts unless asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.counted import handed_back
from spt_fazhi.views.rollup.schema import Row
from spt_fazhi.views.rollup.texts import cut, line, longest_of

_TEXT: Final = longest_of("records", "detail")
_Subject = tuple[int | None, str | None, str | None, str | None, date]
"""Task, obligation, finding, period, and the day it happened."""


def record_rows(assessment: Assessment, *, texts: bool, files: bool) -> Iterator[Row]:
    """The records in the order of entry."""
    directory = assessment.matching.directory
    back = {entry.id for entry, _ in handed_back(assessment)}
    withdrawn, day = assessment.matching.withdrawn, assessment.day
    for entry in sorted(assessment.register.records, key=entered_order):
        value = entry.value
        if value.recorded > day:
            break
        unit = directory.unit(value.unit)
        by = withdrawn.get(entry.id)
        title, detail = _texts(value) if texts else (None, None)
        kept = _kept(assessment, entry)
        yield (
            entry.id,
            value.kind,
            unit.code if unit else None,
            *_subject(value),
            value.recorded,
            isinstance(value, Evidence | Rectify) and value.proves,
            by is not None and by.value.recorded <= day,
            entry.id in back,
            len(kept),
            title,
            detail,
            cut("\n".join(map(line, kept)), _TEXT) if files and kept else None,
        )


def _subject(value: Record) -> _Subject:
    if isinstance(value, Evidence):
        task = int(value.obligation.partition(".")[0])
        return task, value.obligation, None, value.period, value.date
    if isinstance(value, Progress):
        return value.task, None, None, value.period, value.recorded
    if isinstance(value, Rectify):
        return None, None, finding_id(value.inspection, value.finding), None, value.date
    return None, None, None, None, value.recorded


def _kept(assessment: Assessment, entry: Entry[Record]) -> tuple[str, ...]:
    """The names of its attachments, less those that were let go."""
    if not isinstance(entry.value, Evidence | Rectify):
        return ()
    gone = assessment.matching.redacted.get(entry.id, frozenset())
    return tuple(each.name for each in entry.value.files if each.name not in gone)


def _texts(value: Record) -> tuple[str | None, str | None]:
    """What it is called and what it says."""
    if isinstance(value, Evidence | Rectify):
        return cut(value.title, _TEXT), cut(value.detail or "", _TEXT) or None
    if isinstance(value, Progress):
        return None, cut(value.done, _TEXT)
    return None, cut(value.reason, _TEXT)
