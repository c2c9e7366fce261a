"""The lines that only name a document's annexes: 附件：1．… with 2．… below it, and the title below 附件1."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.structure.numbering import Number

_LISTED: Final = re.compile(r"\s{0,40}附\s{0,4}件\s{0,4}[:：]\s{0,4}(?P<first>[1１一](?:[.．、]|\s))?")
_MARK: Final = re.compile(r"\s{0,40}附\s{0,4}[件表]\s{0,4}[\d０-９一二三四五六七八九十]{0,3}\s{0,4}[:：]?\s*")
_LONGEST: Final = 60
_STOPS: Final = re.compile("[。；;]")


def is_mark(text: str) -> bool:
    """Whether a line is nothing but the mark above an annex: 附件2."""
    return len(text) <= _LONGEST and _MARK.fullmatch(text) is not None


class AnnexLines:
    """Goes through the lines of a document and tells those that name annexes."""

    def __init__(self) -> None:
        """None seen yet."""
        self._last: int | None = None  # the number of the annex listed last, while the list goes on
        self._marked = False  # whether the line before is the mark above an annex

    def takes(self, text: str, number: Number | None) -> bool:
        """Whether this line names an annex; `number` is what it begins with, if anything."""
        listed = _LISTED.match(text)
        marked, self._marked = self._marked, is_mark(text)
        if listed is not None:
            rest = text[listed.end() :].strip()
            self._last = 1 if listed["first"] else None if rest else 0
            return True
        if self._marked:
            return True
        plain = len(text) <= _LONGEST and _STOPS.search(text) is None
        if number is not None and self._last is not None and number.value == self._last + 1 and plain:
            self._last = number.value if number.written.isdigit() else None
            return self._last is not None
        self._last = None
        return marked and plain and number is None
