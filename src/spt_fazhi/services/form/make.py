"""Forms as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from spt_fazhi.forms.form import Form
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.text.plain import one_line

ENDING: Final = ".xlsx"
_NOT_IN_NAMES: Final = frozenset('/\\:*?"<>|')
_LONGEST: Final = 40


def file_names(forms: Iterable[Form]) -> Mapping[str, str]:
    """By the id of each form the name of its file: the unit's, and its code where two names become one."""
    known = {form.id: (form.code, name_part(form.unit)) for form in forms}
    seen = Counter(name.casefold() for _, name in known.values())
    return {
        id_: f"{name if seen[name.casefold()] == 1 else f'{name}-{code}'}{ENDING}"
        for id_, (code, name) in known.items()
    }


def name_part(name: str) -> str:
    """A unit's name in a file name that every system takes."""
    shown = "".join("_" if char in _NOT_IN_NAMES else char for char in one_line(name))
    return shown[:_LONGEST].strip(" .") or "_"


def made_files(forms: Iterable[Form]) -> Mapping[str, bytes]:
    """The workbooks by their names. Raises FazhiError without xlsxwriter."""
    known = list(forms)
    names = file_names(known)
    return {names[form.id]: form_bytes(form) for form in known}
