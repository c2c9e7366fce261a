"""What came of holding a board against the register at the commit it was made from."""

from __future__ import annotations

from typing import Any, Literal

from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.views.board.values import BoardMade
from spt_fazhi.views.lists.edited import bounded
from spt_fazhi.views.lists.verified import Difference

Compared = Literal["bytes", "page", "texts"]
"""What is the same, or was compared: every byte; texts, tags, style and script; texts alone."""


@frozen
class VerifiedBoard:
    """What came of it. `made` is what the board says of itself, `program` the version that made it again.

    `compared` says how far the comparison went; `first` is where the board differs, None where it does not.
    `perhaps` is what would explain that it does.
    """

    made: BoardMade
    program: str
    compared: Compared
    first: Difference | None = None
    perhaps: str = ""

    @property
    def same(self) -> bool:
        """Whether the board is the one its commit gives. Where texts alone were compared nobody knows."""
        return self.first is None and self.compared != "texts"


def verified_board_json(found: VerifiedBoard) -> dict[str, Any]:
    """The document of `verify board.html`."""
    made = found.made
    return {
        "same": found.same,
        "compared": found.compared,
        "commit": made.commit,
        "as_of": made.as_of.isoformat(),
        "unit": made.options.unit,
        "edition": made.options.edition,
        "since": made.options.since,
        "made_by": made.program,
        "program": found.program,
        "perhaps": found.perhaps or None,
        "first": bounded(as_dict(found.first)) if found.first else None,
    }
