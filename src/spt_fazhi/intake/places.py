"""Where in a document something stands, as a person finds it: `表1!C5` in a spreadsheet, a line anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.structure.document import Document

_QUOTED: Final = re.compile("“([^”]{1,200})”")
_LONGEST: Final = 200


class Places:
    """The places of one document."""

    def __init__(self, document: Document) -> None:
        """Remember where the cells of each line stand."""
        self.cells = dict(document.cells)
        self._bare: dict[int, tuple[tuple[str, str], ...]] = {}

    def of(self, line: int, words: Iterable[str] = ()) -> str:
        """The place of `words` in a line: `第 3 行`, in a spreadsheet the first cell that has one of them.

        The row's first where none has; 全文 for line 0.
        """
        if not line:
            return "全文"
        cells = self.cells.get(line, ())
        if not cells:
            return f"第 {line} 行"
        if line not in self._bare:
            self._bare[line] = tuple((_bare(text), place) for text, place in cells)
        for said in words:
            for each in (said, *_QUOTED.findall(said)):
                found = _cell(each, self._bare[line])
                if found:
                    return found
        return cells[0][1]

    def cell(self, line: int, words: Iterable[str] = ()) -> str:
        """The cell alone; "" where the document is no spreadsheet."""
        return self.of(line, words) if line in self.cells else ""


def _cell(words: str, texts: tuple[tuple[str, str], ...]) -> str:
    """The cell that says `words`, or of which the words begin with what it says; its text without white space."""
    bare = _bare(words)
    if not bare:
        return ""
    whole = next((place for text, place in texts if text == bare), "")
    within = next((place for text, place in texts if bare in text), "")
    return whole or within or next((place for text, place in texts if len(text) > 1 and bare.startswith(text)), "")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text[: 10 * _LONGEST])
