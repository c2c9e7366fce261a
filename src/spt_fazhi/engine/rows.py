"""An assessment as plain rows that can be kept, and again an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.engine.assess import Assessment, Attached, assessment_of
from spt_fazhi.engine.assessed import NO_DEALINGS, Assessed, Dealings
from spt_fazhi.engine.duties import Duty, backfill_day
from spt_fazhi.engine.expansion import expand
from spt_fazhi.engine.judging import NOTHING, Tally
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.register import Entry, Register

if TYPE_CHECKING:
    from spt_fazhi.engine.repeated import Repeat
    from spt_fazhi.model.entries.issued import Issued

_LETTERS: Final[Mapping[State, str]] = {state: chr(ord("a") + place) for place, state in enumerate(STATES)}


def rows_of(assessment: Assessment) -> dict[str, Any]:
    """Which duties are there, the state of each, and what more is to be said of some."""
    duties = assessment.matching.duties
    judged = assessment.all_duties
    runs = _runs(judged, duties)
    more = {
        str(at): _more(each, duties[place])
        for at, (place, each) in enumerate(zip(_places(runs), judged, strict=True))
        if not _is_plain(each, duties[place])
    }
    return {
        "runs": runs,
        "states": "".join(_LETTERS[each.state] for each in judged),
        "more": more,
        "repeats": assessment.repeats if assessment.register.inspections else {},
    }


def _runs(judged: Sequence[Assessed], duties: Sequence[Duty]) -> list[list[int]]:
    """Where they stand among the duties of the plan, as first places and numbers: some of them may not be judged."""
    runs: list[list[int]] = []
    at = first = 0
    for each in judged:
        key = each.duty.key
        if duties[at].key != key:
            runs.append([first, at - first])
            while duties[at].key != key:
                at += 1
            first = at
        at += 1
    return [run for run in (*runs, [first, at - first]) if run[1]]


def _places(runs: Sequence[Sequence[int]]) -> Iterator[int]:
    return chain.from_iterable(range(first, first + number) for first, number in runs)


def _is_plain(each: Assessed, duty: Duty) -> bool:
    """Whether nobody has said or done anything about a duty: nearly all of a large plan."""
    return (
        not each.records
        and each.dealings == NO_DEALINGS
        and each.tally == NOTHING
        and each.claimed == NOTHING
        and each.due == duty.due
        and each.duty == duty
    )


def from_rows(register: Register, day: date, rows: Mapping[str, Any]) -> Assessment:
    """What `assess` would say of the register, by rows that were made of it as of the same day."""
    attached = Attached(register, repeats=_repeats(rows["repeats"]))
    duties = expand(register, attached.directory)
    issued = {entry.id: entry for entry in register.issued}
    more = {int(at): said for at, said in rows["more"].items()}
    states = {letter: state for state, letter in _LETTERS.items()}
    judged = [
        _assessed(duties[place], states[letter], more.get(at), register.info, issued)
        for at, (place, letter) in enumerate(zip(_places(rows["runs"]), rows["states"], strict=True))
    ]
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
        each.again_by.isoformat() if each.again_by else None,
    ]


def _assessed(
    duty: Duty, state: State, more: list[Any] | None, info: RegisterInfo, issued: Mapping[str, Entry[Issued]]
) -> Assessed:
    if more is None:
        return Assessed(duty, state, duty.due, NOTHING, NOTHING, (), backfill_day(info, duty, duty.due))
    put_off, proved, claimed, records, waived_by, extended_by, late, ended, former, borne, letters, again = more
    due = date.fromisoformat(put_off) if put_off else duty.due
    if borne:
        duty = duty._replace(owners=tuple(borne[0]), answerable=tuple(borne[1]))
    dealings = Dealings(
        waived_by,
        extended_by,
        late,
        ended,
        tuple(former),
        tuple(issued[each] for each in letters),
        date.fromisoformat(again) if again else None,
    )
    return Assessed(
        duty, state, due, _read(proved), _read(claimed), tuple(records), backfill_day(info, duty, due), dealings
    )


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
