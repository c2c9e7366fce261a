"""What came of holding a document that was sent against the register it was made from."""

from __future__ import annotations

from typing import Any

from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.views.lists.edited import bounded


@frozen
class Difference:
    """The first place where what was sent and what is made again differ; "" where one of them has nothing there."""

    where: str
    then: str
    now: str


@frozen
class Verified:
    """What came of it. `faults` are those of the files; `not_made` says why nothing could be made again, else "".

    `figures`, `lines` (of a text) and `sentences` (of Word files) are how many were compared, `unread` the names of
    files whose content nobody compared.
    """

    entry: Entry[Issued]
    files: int
    faults: tuple[str, ...]
    not_made: str
    figures: int = 0
    lines: int = 0
    sentences: int = 0
    unread: tuple[str, ...] = ()
    first: Difference | None = None

    @property
    def same(self) -> bool:
        """Whether nothing differs, of what could be compared."""
        return not self.faults and self.first is None


def verified_json(found: Verified) -> dict[str, Any]:
    """The document of `verify`."""
    return {
        "id": found.entry.id,
        "same": found.same,
        "files": found.files,
        "faults": list(found.faults),
        "not_made": found.not_made or None,
        "figures": found.figures,
        "lines": found.lines,
        "sentences": found.sentences,
        "unread": list(found.unread),
        "first": bounded(as_dict(found.first)) if found.first else None,
    }
