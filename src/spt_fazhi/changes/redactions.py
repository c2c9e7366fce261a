"""Which files the redactions of a register let go: those they name, as they were when they were named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spt_fazhi.model.entries.decision import Decision, Redact
from spt_fazhi.model.entries.record import Evidence, Record, Rectify
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import attachment_of, file_of
from spt_fazhi.model.register import Entry, Register


@frozen
class LetGo:
    """A file that a decision lets go: what it held (SHA-256), and the id of the decision."""

    path: str
    sha256: str
    by: str


def let_go(before: Register, decisions: Iterable[Entry[Decision]]) -> tuple[LetGo, ...]:
    """Every file the redactions among `decisions` name: attachments, or a record with the attachments it lists."""
    records = {entry.id: entry.value for entry in before.records}
    found: list[LetGo] = []
    for entry in decisions:
        redact = entry.value
        if not isinstance(redact, Redact):
            continue
        named = [(each.name, each.sha256) for each in redact.files]
        if redact.whole and redact.sha256 is not None:
            found.append(LetGo(path=file_of("record", redact.record), sha256=redact.sha256, by=entry.id))
            named += _attachments(records.get(redact.record))
        found += [LetGo(path=attachment_of(redact.record, name), sha256=sha, by=entry.id) for name, sha in named]
    return tuple(found)


def _attachments(record: Record | None) -> list[tuple[str, str]]:
    return [(each.name, each.sha256) for each in record.files] if isinstance(record, Evidence | Rectify) else []


def allowed(found: Iterable[LetGo], old_hashes: Mapping[str, str]) -> dict[str, str]:
    """The paths whose old content is the one that was let go, with the decision."""
    return {each.path: each.by for each in found if old_hashes.get(each.path) == each.sha256}
