"""The one question everything else asks: where does every duty stand on a day?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from spt_fazhi.engine.assessed import NO_DEALINGS, Assessed, Dealings, TaskStatus, task_statuses
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey, DutyKind, answerable, backfill_day
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.entries.matching import Matching, attach, evidence_order
from spt_fazhi.engine.judging import NOTHING, Tally, Terms, again_by, judge, judge_progress, judge_rectification
from spt_fazhi.engine.states import State
from spt_fazhi.engine.succession import Carried, Handover, hand_over, together
from spt_fazhi.model.entries.decision import Waive
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register, entered_order

if TYPE_CHECKING:  # a screen without findings does not wait for it
    from spt_fazhi.engine.repeated import Repeat

Keys = tuple[DutyKey, ...]
Verdict = tuple[State, Tally, Tally, tuple[str, ...]]
"""The state of a duty, what is proved, what is said, and the records it rests on."""


class Attached:
    """What `attach` makes of a register, made when it is first asked for."""

    def __init__(
        self, register: Register, matching: Matching | None = None, repeats: Mapping[str, Repeat] | None = None
    ) -> None:
        """Attach the entries of `register`, unless that was done; `repeats` where they are known."""
        self._register = register
        self._known = matching
        self._repeats = repeats

    @cached_property
    def matching(self) -> Matching:
        """The duties, and what stands for each."""
        return self._known or attach(self._register)

    @cached_property
    def directory(self) -> Directory:
        """The units by name; nothing is attached for them."""
        return self._known.directory if self._known else Directory(self._register.units, self._register.groups)

    @cached_property
    def repeats(self) -> Mapping[str, Repeat]:
        """The findings alike to one that had been closed before, see `engine.repeated`."""
        if self._repeats is not None:
            return self._repeats
        from spt_fazhi.engine.repeated import repeated  # a screen without findings does not wait for it

        return repeated(self._register, self.matching)


@frozen
class Assessment:
    """All duties of a register as of a day. `faults` are records and decisions that could not be used."""

    register: Register
    day: date
    attached: Attached = field(compare=False)
    duties: tuple[Assessed, ...]
    progress: tuple[Assessed, ...]
    rectification: tuple[Assessed, ...]
    tasks: tuple[TaskStatus, ...]
    faults: tuple[Problem, ...]

    @property
    def matching(self) -> Matching:
        """The duties, and what stands for each."""
        return self.attached.matching

    @property
    def directory(self) -> Directory:
        """The units by name."""
        return self.attached.directory

    @property
    def repeats(self) -> Mapping[str, Repeat]:
        """By the full id of a finding the closed one it is most like, see `engine.repeated`."""
        return self.attached.repeats

    @property
    def all_duties(self) -> tuple[Assessed, ...]:
        """Obligation duties, then progress duties, then findings."""
        return (*self.duties, *self.progress, *self.rectification)

    @property
    def year_is_over(self) -> bool:
        """Whether the day lies after the plan's year."""
        return self.day > self.register.info.last_day


def assess(
    register: Register, day: date, matching: Matching | None = None, among: Collection[DutyKey] | None = None
) -> Assessment:
    """Judge every duty of `register` as of `day`. Pure: same values, same answer.

    `matching` may be given, for no day changes it. With `among`, of what the plan asks of one unit, which has it since
    the year began and keeps it, only those are judged.
    """
    attached = Attached(register, matching)
    judged = _Judge(register, attached.matching, day).all(among)
    return assessment_of(register, day, attached, judged, tuple(attached.matching.faults))


def assessment_of(
    register: Register, day: date, attached: Attached, judged: Iterable[Assessed], faults: tuple[Problem, ...]
) -> Assessment:
    """The assessment that consists of these duties."""
    of_kind: dict[DutyKind, list[Assessed]] = {"obligation": [], "progress": [], "rectification": []}
    for each in judged:
        of_kind[each.duty.kind].append(each)
    duties, progress, rectification = (tuple(of_kind.pop(kind)) for kind in tuple(of_kind))
    return Assessment(
        register=register,
        day=day,
        attached=attached,
        duties=duties,
        progress=progress,
        rectification=rectification,
        tasks=task_statuses(register.tasks, duties, progress),
        faults=faults,
    )


def touched(found: Matching, letters: Iterable[DutyKey]) -> set[DutyKey]:
    """The duties that an entry bears on, or a letter: each other one of what the plan asks for stands by it alone."""
    return set(letters).union(found.evidence, found.progress, found.returned, found.due, found.waived)


class _Judge:
    """Judges the duties of one register on one day."""

    def __init__(self, register: Register, matching: Matching, day: date) -> None:
        self.info = register.info
        self.matching = matching
        self.day = day
        self.directory = matching.directory
        self.office = matching.directory.canonical(register.info.office)
        self.letters = letters_of(register, day, matching.directory)
        self._touched = touched(matching, self.letters)
        self._alike: dict[tuple[object, ...], tuple[State, date | None]] = {}

    def all(self, among: Collection[DutyKey] | None = None) -> Iterator[Assessed]:
        """Every duty that somebody bears on the day (see `assess`); of the findings see `_is_there`."""
        if not self.directory.ending:
            for duty in self._asked(among):
                if duty.finding is None:
                    yield self._alone(duty, self.day)
                elif self._is_there(duty):
                    yield self._by_itself(duty, Carried((duty.key,)), self.day)
            return
        handover = hand_over(self.matching.duties, self.directory, self.day, self._state)
        moved = handover.keys
        for duty in self._asked(among, moved):
            if duty.finding is not None and not self._is_there(duty):
                continue
            if not duty.key.unit or duty.inherits or duty.key in moved:
                yield from self._borne(duty, handover)
            elif duty.finding is not None:
                yield self.one(duty, Carried((duty.key,)), self.day)
            else:  # most of a plan
                yield self._alone(duty, self.day)

    def _asked(self, among: Collection[DutyKey] | None, moved: Collection[DutyKey] = ()) -> Iterable[Duty]:
        """The duties to be judged, see `assess`: those that the units' successors may come to bear, too."""
        every = self.matching.duties
        if among is None:
            return every
        asked = {*moved, *(key._replace(unit=name) for key in among for name in self.directory.line(key.unit))}
        return (each for each in every if each.key in asked or each.finding or each.inherits or not each.key.unit)

    def _is_there(self, duty: Duty) -> bool:
        """Whether a finding was found by the day; one closed in an earlier year is known, and no duty of this one."""
        closing = self.matching.closed.get(duty.key.finding)
        return duty.start <= self.day and (closing is None or closing.closed.day >= self.info.first_day)

    def _state(self, duty: Duty, carried: Carried, day: date) -> State:
        return self.one(duty, carried, day).state

    def _borne(self, duty: Duty, handover: Handover) -> Iterator[Assessed]:
        """The duty of a plan whose units end: as it stands, with whoever bears it, or not at all."""
        key = duty.key
        carried = handover.carried(key)
        if not duty.unit:
            owners, ended = together(duty, self.directory, self.day, self._state)
            asked = answerable(owners, self.directory, self.office)
            judged = self.one(duty._replace(owners=owners, answerable=asked), carried, self.day)
            yield judged.gone() if ended else judged
        elif key in handover.handed_on or (duty.inherits and key not in handover.received):
            return
        elif key in handover.stays:
            yield self.one(duty, carried, handover.stays[key])
        elif key in handover.ended:
            yield self.one(duty, carried, self.day).gone()
        else:
            yield self.one(duty, carried, self.day)

    def one(self, duty: Duty, carried: Carried, day: date) -> Assessed:
        """A duty on a day by the records and decisions of what it is carried by."""
        if duty.finding is None and len(carried.keys) == 1:
            return self._alone(duty, day)
        return self._by_itself(duty, carried, day)

    def _alone(self, duty: Duty, day: date) -> Assessed:
        """A duty on a day by its own records and decisions.

        Most of a large plan has neither: of the units of an obligation one is judged for all.
        """
        key = duty.key
        if key in self._touched:
            return self._by_itself(duty, Carried((key,)), day)
        terms = (id(duty.obligation), duty.start, duty.due, duty.run_through, not duty.answerable, day)
        known = self._alike.get(terms)
        if known is None:
            judged = self._by_itself(duty, Carried((key,)), day)
            self._alike[terms] = judged.state, judged.backfill_day
            return judged
        # what `Assessed(…)` gives, in a third of the time: there may be a million
        return tuple.__new__(Assessed, (duty, known[0], duty.due, NOTHING, NOTHING, (), known[1], NO_DEALINGS))

    def _by_itself(self, duty: Duty, carried: Carried, day: date) -> Assessed:
        matching, info, keys = self.matching, self.info, carried.keys
        due = max(matching.due.get(key, duty.due) for key in keys)
        returned = tuple(back for key in keys for back in matching.returned.get(key, ())) if matching.returned else ()
        waive = self._waive(duty, carried) if matching.waived else None
        obligation = duty.obligation
        terms = Terms(
            obligation.target if obligation else None,
            duty.start,
            due,
            info.issued if duty.finding is None else date.min,  # what is found is never entered late
            info.due_soon_days,
            duty.run_through,
            info.last_backfill_day,
            duty.invited,
            returned,
            self.directory.bearer if self.directory.ending else None,
        )
        judged = self._obligation if obligation else self._rectification if duty.finding else self._progress
        state, achieved, claimed, records = judged(terms, keys, day, waived=waive is not None)
        dealings = Dealings(
            waived_by=waive.id if waive else None,
            extended_by=self._extended_by(keys),
            late_decision=waive is not None and waive.value.recorded > due,
            former=tuple(dict.fromkeys(key.unit for key in keys[1:])) if len(keys) > 1 else (),
            letters=self.letters.get(duty.key, ()) if self.letters else (),
            again_by=again_by(self._until(terms, keys).returned, day) if state == "returned" else None,
        )
        told = NO_DEALINGS if dealings == NO_DEALINGS else dealings  # one for all
        return Assessed(duty, state, due, achieved, claimed, records, backfill_day(info, duty, due), told)

    def _obligation(self, terms: Terms, keys: Keys, day: date, *, waived: bool) -> Verdict:
        found = self.matching.evidence
        entries = found.get(keys[0], [])
        if len(keys) > 1:
            entries = sorted((each for key in keys for each in found.get(key, ())), key=evidence_order)
        judged = judge(terms, [entry.value for entry in entries], day, waived=waived)
        return *judged, tuple(entry.id for entry in entries if entry.value.counts_on <= day)

    def _progress(self, terms: Terms, keys: Keys, day: date, *, waived: bool) -> Verdict:
        found = self.matching.progress
        known = [each for key in keys for each in found.get(key, ()) if each.value.recorded <= day]
        state = judge_progress(terms, [entry.value.recorded for entry in known], day, waived=waived)
        sum_ = Tally(records=len(known))
        return state, sum_, sum_, tuple(entry.id for entry in sorted(known, key=entered_order))

    def _rectification(self, terms: Terms, keys: Keys, day: date, *, waived: bool) -> Verdict:
        finding = keys[0].finding
        known = [each for each in self.matching.rectify.get(finding, ()) if each.value.date <= day]
        closing = self.matching.closed.get(finding)
        closed = closing.closed if closing is not None else None
        terms = self._until(terms, keys)
        state = judge_rectification(terms, [entry.value for entry in known], closed, day, waived=waived)
        asked = [each.value.date for each in known if each.value.is_whole]
        sum_ = Tally(amount=len(asked), records=len(known), through=max(asked, default=None))
        return state, sum_, sum_, tuple(entry.id for entry in known)

    def _until(self, terms: Terms, keys: Keys) -> Terms:
        """The terms of a finding, of which reports of what was done in part put nothing off past its due day."""
        if not terms.returned or not keys[0].finding:
            return terms
        whole = {back for key in keys for back in self.matching.returned_whole.get(key, ())}
        back = (each if each in whole else (each[0], each[1], min(each[2], terms.due)) for each in terms.returned)
        return terms._replace(returned=tuple(back))

    def _waive(self, duty: Duty, carried: Carried) -> Entry[Waive] | None:
        """The decision that excuses the unit; one made before it took over excuses it from its own part alone."""
        since = None if duty.inherits else carried.since
        waived = self.matching.waived.get(duty.key, ())
        return next((each for each in waived if since is None or each.value.recorded > since), None)

    def _extended_by(self, keys: Keys) -> str | None:
        return next((by for key in keys if (by := self.matching.extended_by.get(key))), None)
