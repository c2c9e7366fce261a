"""What has become of a document's printed figures: changed by hand, taken out, or no longer true."""

from __future__ import annotations

from typing import Any, Final

from spt_fazhi.model.frozen import as_dict, frozen
from spt_fazhi.text.plain import contrasted, one_line

_PAIRS: Final = (("sentence", "sentence_now"), ("then", "now"), ("told", "made"))
LONGEST: Final = 1000
"""Characters of a text that `--json` gives of one finding."""


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
    """A sentence or row that reads otherwise: `then` "" for one that was added, `now` "" for one gone.

    `numbers` says whether one of them states a number; `around` that it stands at head or foot of the pages.
    """

    then: str
    now: str
    numbers: bool = False
    around: bool = False


@frozen
class Forged:
    """A figure of the document's own account that its commit does not give: "" where one of them has none.

    Without a `key` it is a sentence or row of which that is so.
    """

    key: str
    told: str
    made: str


@frozen
class Beside:
    """What a document has beside its text, and nobody can hold against anything."""

    comments: int = 0
    revisions: int = 0
    objects: int = 0


@frozen
class Edited:
    """A document that came back: what it was made from (`report` is its title), and what was found in it.

    `unchecked` says why its own account was not held against its commit, "" where it was; `perhaps` what it says of
    itself that may explain why the commit gives another. `moved` is the first sentence or row that stands elsewhere
    than it was printed.
    """

    report: str
    period: str
    unit: str
    inspection: str
    as_of: str
    commit: str
    edition: str
    day: str
    figures: int
    changed: tuple[ChangedByHand, ...]
    deleted: tuple[Deleted, ...]
    untrue: tuple[Untrue, ...]
    reworded: tuple[ReadOtherwise, ...] = ()
    moved: str = ""
    forged: tuple[Forged, ...] = ()
    unchecked: str = ""
    perhaps: str = ""
    beside: Beside = Beside()

    @property
    def same(self) -> bool:
        """Whether it is what its commit gives, and still so today: what could not be held against that is not."""
        return self.as_told and not self.unchecked

    @property
    def as_told(self) -> bool:
        """Whether every figure and sentence stands as printed, nothing was added, and every figure is true today."""
        by_hand = self.changed or self.deleted or self.reworded or self.moved or self.forged or self.beside.objects
        return not (by_hand or self.untrue)


def edited_json(found: Edited) -> dict[str, Any]:
    """The document of `verify` for a file: every finding, each text cut to a length that can be read."""
    head = as_dict(found)
    for name in ("changed", "deleted", "untrue", "reworded", "forged"):
        head[name] = [bounded(as_dict(each)) for each in getattr(found, name)]
    head["beside"] = as_dict(found.beside)
    return {"same": found.same, **bounded(head), "regenerated": not found.unchecked}


def bounded(values: dict[str, Any]) -> dict[str, Any]:
    """The same with every text cut to a length that can be read; of two that are compared, where they differ."""
    found = {key: one_line(each, LONGEST) if isinstance(each, str) else each for key, each in values.items()}
    for one, other in _PAIRS:
        if one in values and other in values:
            found[one], found[other] = contrasted(values[one], values[other], LONGEST)
    return found
