"""The assessment of what was read: by what an earlier run of the program left, or made anew."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.engine.rows import from_rows, rows_of
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.loader import Loaded

_QUESTION: Final = "judged"


def judged(loaded: Loaded, register: Register, day: date) -> Assessment:
    """Every duty of the register that was loaded, as of the day.

    The answer is kept beside the facts: the same files on the same day need not be judged again, nor read.
    """
    facts = loaded.facts
    if facts is None or not register.in_use or loaded.problems or loaded.unusable:
        return assess(register, day)
    kept = facts.answer(_QUESTION)
    if kept is not None and kept[0] == day.isoformat():
        return from_rows(register, day, kept[1])
    assessment = assess(register, day)
    if not assessment.faults:
        facts.keep(_QUESTION, [day.isoformat(), rows_of(assessment)])
    return assessment
