"""What has become of a document's printed figures: changed by hand, taken out, or no longer true."""

from __future__ import annotations

from typing import Any

from spt_fazhi.model.frozen import as_dict, frozen


@frozen
class ChangedByHand:
    """A figure that reads otherwise than it was printed.

    `now` is "" where it was taken out, `today` None when the report counts no such thing now.
    """

    key: str
    printed: str
    now: str
    today: str | None
    sentence: str
    sentence_now: str


@frozen
class Deleted:
    """A sentence with figures that is gone."""

    sentence: str
    keys: tuple[str, ...]


@frozen
class Untrue:
    """A figure that stands as printed and is not true today: `today` None when the report counts no such thing now.

    `added` are records that it rests on now and did not then, `removed` the other way round.
    """

    key: str
    printed: str
    today: str | None
    sentence: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@frozen
class ReadOtherwise:
    """A sentence or row with numbers that reads otherwise: `then` "" for one that was added, `now` "" for one gone."""

    then: str
    now: str


@frozen
class Forged:
    """A figure of the document's own account that its commit does not give: "" where one of them has none."""

    key: str
    told: str
    made: str


@frozen
class Edited:
    """A document that came back: what it was made from (`report` is its title), and what was found in it.

    `regenerated` says whether its commit could be read, so that its own account of its figures was held against it.
    """

    report: str
    period: str
    unit: str
    as_of: str
    commit: str
    edition: str
    day: str
    figures: int
    changed: tuple[ChangedByHand, ...]
    deleted: tuple[Deleted, ...]
    untrue: tuple[Untrue, ...]
    reworded: tuple[ReadOtherwise, ...] = ()
    forged: tuple[Forged, ...] = ()
    regenerated: bool = False

    @property
    def same(self) -> bool:
        """Whether every figure and sentence with numbers stands as printed, and every figure is true today."""
        return not (self.changed or self.deleted or self.untrue or self.reworded or self.forged)


def edited_json(found: Edited) -> dict[str, Any]:
    """The document of `verify` for a file."""
    head = as_dict(found)
    for name in ("changed", "deleted", "untrue", "reworded", "forged"):
        head[name] = [as_dict(each) for each in getattr(found, name)]
    return {"same": found.same, **head}
