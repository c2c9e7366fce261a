"""The id of a form: when and whose it is, and four letters that follow from what it asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Final

from spt_fazhi.forms.form import RowKey
from spt_fazhi.model.paths import RANDOM_LENGTH, RANDOM_LETTERS

_BITS: Final = 5


def form_id(  # noqa: PLR0913 - what a form is known by
    *, register: str, year: int, code: str, day: date, period: str | None, keys: Iterable[RowKey]
) -> str:
    """`2024Q2-sfj-k7q2`, `2024-06-20-sfj-k7q2`: begins with the period it is for, else the day it was made as of.

    The same form made again as of the same day has the same id, on another day another: what is answered in it is told
    apart. One whose hidden parts were edited does not fit its id any more.
    """
    said = "\n".join([register, str(year), code, day.isoformat(), period or "", *(each.text for each in keys)])
    return f"{period or day.isoformat()}-{code}-{letters(said)}"


def letters(said: str) -> str:
    """Four letters that follow from a text: a file named by them is the same file when it is made again."""
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:4])
    return "".join(RANDOM_LETTERS[number >> _BITS * at & 31] for at in range(RANDOM_LENGTH))
