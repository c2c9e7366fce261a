"""A copy of a text that is easy to match, and the way back from it to the text as written."""

from __future__ import annotations

from typing import Final, NamedTuple

_SPACES: Final = frozenset(" \t\n\r\f\v\u00a0\u3000\u200b\ufeff" + "".join(map(chr, range(0x2000, 0x200B))))
_NARROW: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


_FLAT: Final[dict[int, str | None]] = {**_NARROW, **dict.fromkeys(map(ord, _SPACES))}


class Normal(NamedTuple):
    """`text` has no white space and only half-width ASCII forms; `offsets[i]` is where its i-th character came from.

    `offsets` has one more item than `text` has characters: the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` came from (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normal:
    """Drop white space, make full-width ASCII forms half-width; every other character stays."""
    narrow = text.translate(_NARROW)
    kept = [index for index, char in enumerate(narrow) if char not in _SPACES]
    return Normal("".join(narrow[index] for index in kept), (*kept, len(text)))


def flat(text: str) -> str:
    """The text of `normalise`, faster and in lower case: character for character, so the offsets are the same."""
    narrow = text.translate(_FLAT)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else narrow
