"""The cells that are filled in already: marks of what they said when a form went out, and which were changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from spt_fazhi.forms.form import FormRow
from spt_fazhi.forms.heads import RowFound
from spt_fazhi.forms.identity import letters
from spt_fazhi.text.as_typed import narrow

_GREY: Final = ("title", "quote", "proof", "problem", "demand", "due", "state", "so_far")
"""What is only told; whom and what a row is about is held against its key."""
_NONE: Final = "-"


def marks_of(row: FormRow, written: Callable[[str], str]) -> str:
    """For the hidden sheet, what the cells of a row say that is about to be `written`: `title=k7q2 due=a2bc`."""
    said = ((key, written(row.told.get(key, ""))) for key in _GREY)
    return " ".join(f"{key}={letters(_bare(text))}" for key, text in said if _bare(text)) or _NONE


def marks_in(text: str) -> Mapping[str, str] | None:
    """What `marks_of` wrote, by column; None where it wrote nothing: the form is older."""
    if not text:
        return None
    return {key: mark for key, _, mark in (each.partition("=") for each in text.split()) if mark}


def changed_since(row: RowFound, marks: Mapping[str, str]) -> Iterator[str]:
    """The columns of the cells that say something else now; one that was emptied says nothing wrong."""
    for key in _GREY:
        text = _bare(row.text(key))
        if text and letters(text) != marks.get(key):
            yield key


def _bare(text: str) -> str:
    return "".join(narrow(text).split())
