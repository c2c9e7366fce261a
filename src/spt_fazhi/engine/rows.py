"""An assessment as plain rows that can be kept, and again an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.engine.assess import Assessment, Attached, assessment_of, backfill_day
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.expansion import expand
from spt_fazhi.engine.judging import NOTHING, Tally
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.register import Register

if TYPE_CHECKING:
    from spt_fazhi.engine.repeated import Repeat

_STATES: Final = tuple(STATES)
_NONE: Final[list[Any]] = [None, None, None, [], None, None, False, False, [], None, []]
"""What is said of a duty without records and decisions, see `_more`."""


def rows_of(assessment: Assessment) -> dict[str, Any]:
    """Which duties are there, the state of each, and what more is to be said of some."""
    duties = assessment.matching.duties
    judged = assessment.all_duties
    places = list(_places(judged, duties))
    more = {
        str(at): said
        for at, (place, each) in enumerate(zip(places, judged, strict=True))
        if (said := _more(each, duties[place])) != _NONE
    }
    return {
        "places": places,
        "states": [_STATES.index(each.state) for each in judged],
        "more": more,
        "repeats": assessment.repeats if assessment.register.inspections else {},
    }


def _places(judged: Sequence[Assessed], duties: Sequence[Duty]) -> Iterator[int]:
    """Where each stands among the duties of the plan: one after another, but where units end."""
    known: dict[DutyKey, int] = {}
    at = 0
    for each in judged:
        if at == len(duties) or duties[at].key != each.duty.key:
            known = known or {duty.key: place for place, duty in enumerate(duties)}
            at = known[each.duty.key]
        yield at
        at += 1


def from_rows(register: Register, day: date, rows: Mapping[str, Any]) -> Assessment:
    """What `assess` would say of the register, by rows that were made of it as of the same day."""
    attached = Attached(register, repeats=_repeats(rows["repeats"]))
    duties = expand(register, attached.directory)
    issued = {entry.id: entry for entry in register.issued}
    more = {int(at): said for at, said in rows["more"].items()}
    judged = []
    for at, (place, state) in enumerate(zip(rows["places"], rows["states"], strict=True)):
        said = more.get(at, _NONE)
        one = _assessed(duties[place], _STATES[state], said, register.info)
        judged.append(one._replace(letters=tuple(issued[each] for each in said[-1])) if said[-1] else one)
    return assessment_of(register, day, attached, judged, ())


def _repeats(written: Mapping[str, Any]) -> Mapping[str, Repeat]:
    if not written:
        return {}
    from spt_fazhi.engine.repeated import Repeat  # a screen without findings does not wait for it

    return {later: Repeat(*earlier) for later, earlier in written.items()}


def _more(each: Assessed, duty: Duty) -> list[Any]:
    """The due day where it was put off, tallies, records, decisions; what became of it where units end; letters."""
    borne = each.duty
    return [
        each.due.isoformat() if each.due != duty.due else None,
        _written(each.tally),
        _written(each.claimed),
        list(each.records),
        each.waived_by,
        each.extended_by,
        each.late_decision,
        each.ended,
        list(each.former),
        [borne.owners, borne.answerable] if borne != duty else None,
        [letter.id for letter in each.letters],
    ]


def _assessed(duty: Duty, state: State, more: list[Any], info: RegisterInfo) -> Assessed:
    if more is _NONE:
        return Assessed(duty, state, duty.due, NOTHING, NOTHING, (), backfill_day=backfill_day(info, duty, duty.due))
    put_off, proved, claimed, records, waived_by, extended_by, late_decision, ended, former, borne, _ = more
    due = date.fromisoformat(put_off) if put_off else duty.due
    if borne:
        duty = duty._replace(owners=tuple(borne[0]), answerable=tuple(borne[1]))
    return Assessed(
        duty, state, due, _read(proved), _read(claimed), tuple(records), waived_by, extended_by, late_decision,
        ended, tuple(former), backfill_day=backfill_day(info, duty, due),
    )  # fmt: skip


def _written(sum_: Tally) -> list[Any] | None:
    if sum_ == NOTHING:
        return None
    amount = str(sum_.amount) if isinstance(sum_.amount, Decimal) else sum_.amount
    return [amount, sum_.reached, sum_.of, sum_.records, sum_.through and sum_.through.isoformat()]


def _read(written: list[Any] | None) -> Tally:
    if written is None:
        return NOTHING
    amount, reached, of, records, through = written
    return Tally(
        Decimal(amount) if isinstance(amount, str) else amount,
        reached,
        of,
        records,
        date.fromisoformat(through) if through else None,
    )
