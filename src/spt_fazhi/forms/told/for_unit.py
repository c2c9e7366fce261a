"""What is said to a unit of a fault: without the commands and files that only the office has."""

from __future__ import annotations

import re
from typing import Final

_OFFICE: Final = re.compile(r"fazhi|(?<![a-z])git(?![a-z])|docs/|data/|\.yaml|(?<![-\w])--[a-z]")
_ANEW: Final = re.compile(r"fazhi record(?! void)")
_LEAD: Final = re.compile(r"[^，；。：]+的，")
_ATTACH: Final = "请另附说明"
_TELL: Final = "请告诉办公室"


def for_unit(message: str, hint: str) -> str:
    """A fault and what to do about it, in one line, as it is told to the unit that filled in the form."""
    said = [_sayable(each) for each in _clauses(message)]
    todo = [_sayable(each) for each in _clauses(hint)]
    if any(each and each != _TELL for each in todo):  # there is something the unit can do by itself
        said, todo = ([each for each in part if each != _TELL] for part in (said, todo))
    return "；".join(dict.fromkeys((*said, *todo)))


def _clauses(text: str) -> list[str]:
    return [each for each in re.split(r"[；。]\s*", text) if each]


def _sayable(clause: str) -> str:
    if not _OFFICE.search(clause):
        return clause
    lead = _LEAD.match(clause)
    return f"{lead[0] if lead else ''}{_ATTACH if lead and _ANEW.search(clause) else _TELL}"
