"""The 文号 that a paper prints at its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spt_fazhi.text.as_typed import narrow
from spt_fazhi.text.markdown import unescape_markdown

_HEAD: Final = 12
"""Lines of a paper among which its number stands."""
_BRACKETS: Final = str.maketrans("[【(〕]】)", "〔〔〔〕〕〕〕")
_NUMBER: Final = re.compile(
    r"(?P<whole>[^\W\d][^\W_]{0,29}〔[\dXx×_〇○*]{0,4}〕(?:第)?(?P<n>[\dXx×_〇○*]{0,8})号)(?:签发人.*)?"
)
_MARKS: Final = "> #*"


def same_number(one: str, other: str) -> bool:
    """Whether two are the same 文号, whatever their brackets, width and spaces."""
    return _folded(one) == _folded(other)


def prints_number(lines: Iterable[str], number: str) -> bool:
    """Whether a paper has that 文号 on a line of its head."""
    wanted = _folded(number)
    return any(line == wanted or line.startswith(f"{wanted}签发人") for line in _head(lines))


def printed_number(lines: Iterable[str]) -> str | None:
    """The first line at a paper's head that is a 文号 by its form, also one left blank; None where there is none."""
    return next((found["whole"] for line in _head(lines) if (found := _NUMBER.fullmatch(line))), None)


def is_blank(number: str) -> bool:
    """Whether the place for the number is empty or filled with signs only: `示依法办发〔2024〕　号`."""
    found = _NUMBER.fullmatch(_folded(number))
    return found is not None and not (found["n"] and found["n"].isdigit())


def _head(lines: Iterable[str]) -> Iterator[str]:
    filled = (line for line in lines if line.strip())
    for _, line in zip(range(_HEAD), filled, strict=False):
        yield _folded(unescape_markdown(line).strip().strip(_MARKS))


def _folded(text: str) -> str:
    return "".join(narrow(text).split()).translate(_BRACKETS)
