"""Marks in a text: stretches of it that are known by a key, and notes at a point of it, for who prints the text.

A marked text is one run of characters, so it passes through templates, joins and pipes like any other. The marks are
three code points that are no characters (U+FDD0 to U+FDD2), which no official text holds; `unmarked` takes them out
of foreign text before it is put beside marked text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "\ufdd0"
_MIDDLE: Final = "\ufdd1"
_CLOSE: Final = "\ufdd2"
_MARK: Final = re.compile(f"{_OPEN}([^{_OPEN}-{_CLOSE}]*){_MIDDLE}([^{_OPEN}-{_CLOSE}]*){_CLOSE}")
_ANY: Final = re.compile(f"[{_OPEN}-{_CLOSE}]")
_PARTS: Final = re.compile(f"([{_OPEN}-{_CLOSE}])")
_SENTENCE_ENDS: Final = "。；"
NOTE: Final = "!"
"""What the key of a note begins with; the rest of the key is the note."""
SOURCES: Final = "="
"""What the key of a note begins with that lists records; the rest are their ids, with a space between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One stretch of a marked text. `sentence` is the text around it, to the next 。；or line break, without marks."""

    key: str
    text: str
    sentence: str


def mark(key: str, text: str) -> str:
    """`text` as a stretch known by `key`."""
    return f"{_OPEN}{unmarked(key)}{_MIDDLE}{unmarked(text)}{_CLOSE}"


def mark_note(note: str) -> str:
    """A point of a text at which `note` belongs, invisible where notes are not printed."""
    return mark(f"{NOTE}{note}", "")


def mark_sources(records: Iterable[str]) -> str:
    """A point of a text that rests on records, named by their ids; invisible where notes are not printed."""
    return mark(f"{SOURCES}{' '.join(records)}", "")


def unmarked(text: str) -> str:
    """Foreign text without the characters that marks are made of."""
    return _ANY.sub("", text)


def without_marks(text: str) -> str:
    """The text as it reads: stretches stay, their keys and all notes go."""
    return _MARK.sub(r"\2", text)


def replace_marks(text: str, instead: Callable[[str, str], str]) -> str:
    """The text with each stretch and note replaced by `instead(key, text)`."""
    return _MARK.sub(lambda found: instead(found[1], found[2]), text)


def numbered(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each stretch known by its number instead of its key, notes gone; and the keys in that order.

    Whoever reads the text as Markdown meets no key then, which might act as markup.
    """
    keys: list[str] = []

    def instead(key: str, shown: str) -> str:
        if key.startswith((NOTE, SOURCES)):
            return shown
        keys.append(key)
        return f"{_OPEN}{len(keys) - 1}{_MIDDLE}{shown}{_CLOSE}"

    return replace_marks(text, instead), tuple(keys)


class Stretches:
    """Takes a `numbered` text apart, given piece by piece: what stands in which stretch."""

    def __init__(self) -> None:
        """Nothing is open before the first piece."""
        self._inside: int | None = None
        self._number: list[str] | None = None

    def split(self, piece: str) -> Iterator[tuple[int | None, str]]:
        """The runs of the next piece: the number of the stretch they stand in (None outside) and their text."""
        for part in _PARTS.split(piece):
            if part == _OPEN:
                self._number = []
            elif part == _MIDDLE:
                self._inside, self._number = int("".join(self._number or ())), None
            elif part == _CLOSE:
                self._inside = None
            elif self._number is not None:
                self._number.append(part)
            elif part:
                yield self._inside, part


def marked_in(text: str) -> tuple[Marked, ...]:
    """The stretches of a text in order, notes left out; a key that is printed twice stands twice."""
    plain = without_marks(text)
    found, hidden = [], 0  # how many characters of marks stand before the present one
    for each in _MARK.finditer(text):
        key, shown = each[1], each[2]
        start = each.start() - hidden
        hidden += len(each[0]) - len(shown)
        if not key.startswith((NOTE, SOURCES)):
            found.append(Marked(key=key, text=shown, sentence=_sentence(plain, start, start + len(shown))))
    return tuple(found)


def _sentence(text: str, start: int, end: int) -> str:
    line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first = max((text.rfind(each, line, start) + 1 for each in _SENTENCE_ENDS), default=0)
    ends = [place for each in _SENTENCE_ENDS if (place := text.find(each, end, line_end)) >= 0]
    return text[max(first, line) : min(ends, default=line_end)].strip()
