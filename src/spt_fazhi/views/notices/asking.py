"""What is asked for of a duty: whether it is, by which day, in how many places, and what was sent about it before."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.letters import Letters, heard_by
from spt_fazhi.engine.query import Answering
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import CountTarget, RateTarget, RegisterInfo
from spt_fazhi.model.register import Entry
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.notices.reply_day import working_day

SLOTS: Final = 2
"""How many records of one duty a form has room for."""


def is_asked(each: Assessed, info: RegisterInfo, day: date) -> bool:
    """Whether a judged duty is asked for on the day: it is late or near; what has not begun or is far off is not."""
    last = days_after(day, info.due_soon_days)
    if each.state == "unproved":
        return each.due <= last
    if each.state == "backfill":
        return info.last_backfill_day <= last
    return each.state in {"overdue", "due-soon", "returned"}


def lacks_proof(each: Assessed) -> int:
    """Of how many records of a duty nothing but proof is missing; 0 where more is, or not one unit alone reported."""
    if each.state != "unproved" or not each.duty.unit or each.former:
        return 0
    return each.claimed.records - each.tally.records


def cells(each: Assessed) -> int:
    """How many cells one duty asks to fill in, as the form has them: day, what was done, proof, and each number.

    A count asks for its number unless one is all there is to reach, a rate for two (`reached`, `of`), `figures` for one
    each; an account of progress is one cell, a finding asks for its day, what was done, whether that is all, and proof.
    Where nothing but proof is missing it is one cell for each record.
    """
    if lacking := lacks_proof(each):
        return min(lacking, SLOTS)
    obligation, target = each.duty.obligation, each.target
    if obligation is None:
        return 4 if each.duty.finding is not None else 1
    numbers = 2 if isinstance(target, RateTarget) else int(isinstance(target, CountTarget) and target.count != 1)
    return 3 + numbers + len(obligation.figures)


def asked_by(each: Assessed, assessment: Assessment, answer: date) -> date:
    """The day by which a duty is asked for: its due day; once that is past, the day of the answer.

    What was returned has a day of its own, and what may still be entered late its last one. A day of its own that is
    a Saturday or Sunday is asked for by the Friday before.
    """
    own = own_day(each, assessment)
    return working_day(own, assessment.day) if own else answer


def own_day(each: Assessed, assessment: Assessment) -> date | None:
    """The last day of a duty, if it is still to come; None where it is past."""
    if each.state == "returned":
        return each.again_by
    if each.state == "backfill":
        return assessment.register.info.last_backfill_day
    return each.due if each.due >= assessment.day else None


def letters_about(owed: Owed, letters: Letters, answering: Answering) -> tuple[Entry[Issued], ...]:
    """What was sent or said to these names about a duty, the oldest first; others who owe it too have their own.

    What a unit heard that has ended since, its successor did not hear: it is reminded, urged and put under supervision
    like everybody else, one after the other.
    """
    key = owed.duty.duty.key
    known = letters.get(key, ())
    if key.unit:
        return heard_by(owed.duty, known, answering.directory)
    return tuple(
        entry
        for entry in known
        if any(
            (said.obligation, said.period or "") == (key.obligation, key.period)
            and (said.unit is None or not _carrying(said.unit, answering).isdisjoint(owed.names))
            for said in entry.value.duties
        )
    )


def _carrying(name: str, answering: Answering) -> set[str | None]:
    """A unit, and who carries on for it on the day."""
    directory, unit = answering.directory, answering.directory.canonical(name)
    return {unit, directory.bearer(unit, answering.assessment.day) if unit else None}


def awaits_proof(each: Assessed, day: date) -> bool:
    """Whether nothing but proof is missing of a duty whose day is past: neither overdue nor something that is near."""
    return each.state == "unproved" and each.due < day
