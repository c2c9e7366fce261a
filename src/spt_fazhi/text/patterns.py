"""Parts of regular expressions that are quick to compile."""

from __future__ import annotations

import re
from typing import Any, cast


def one_of(chars: str) -> str:
    """A pattern for one of `chars`, none of them special: as `[...]`, for a few Chinese characters used once each.

    A set of scattered characters beyond Latin costs `re` a table of 65,536 places wherever it stands, a tenth of a
    millisecond; alternatives cost a hundredth. Under a repetition a set is the quicker one to match.
    """
    first, *rest = list(chars)
    return f"(?:{'|'.join((f'{first}(?=)', *rest))})"  # the empty condition keeps `re` from making a set of it


class _Later:
    """Stands in for a compiled pattern until it is asked for something."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for each in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def later(pattern: str) -> re.Pattern[str]:
    """`re.compile(pattern)`, done when it is first used: for what a module needs in some of its tasks only."""
    return cast("re.Pattern[str]", _Later(pattern))
