"""What a printed document carries of itself: which report it is, and its figures as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from spt_fazhi.model.frozen import frozen

NAMESPACE: Final = "urn:spt-fazhi:printed:1"
"""The name by which a document's own part is known among those of other programs."""
BETWEEN_CELLS: Final = " ｜ "
_SENTENCE: Final = re.compile("[^。；\n]*[。；\n]|[^。；\n]+")


@frozen
class Made:
    """What a document was made from: the report with its period and unit or visit ("" without), the day, the edition.

    `commit` is "" outside a git repository; `saved` says whether the data were committed as they stood; `program` is
    the version that made it; `number` the 文号 it was made with, "" without.
    """

    name: str
    period: str = ""
    unit: str = ""
    as_of: str
    commit: str = ""
    saved: bool = True
    edition: str = "issue"
    program: str = ""
    number: str = ""
    inspection: str = ""


class PrintedFigure(NamedTuple):
    """One figure: its key, what is printed, the sentence (or row of a table) and where in it the figure begins."""

    key: str
    printed: str
    sentence: str
    at: int


@frozen
class Printed:
    """A document's own account of its figures, in their order, and of every sentence and row that it printed."""

    made: Made
    figures: tuple[PrintedFigure, ...]
    texts: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence and where it begins in its paragraph."""

    start: int
    text: str


def sentences(paragraph: str) -> Iterable[Sentence]:
    """The sentences of a paragraph, each to its 。or ；, blank edges off."""
    for found in _SENTENCE.finditer(paragraph):
        text = found[0].strip()
        if text:
            yield Sentence(found.start() + len(found[0]) - len(found[0].lstrip()), text)


def row_sentence(cells: Iterable[str]) -> str:
    """A row of a table as one sentence."""
    return BETWEEN_CELLS.join(cells)
