"""A register looked at by brute force: docs/data.md and docs/states.md word by word, for each duty anew."""

from __future__ import annotations

import calendar
import datetime as dt
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tests.builders.reference.entries import Entries
from tests.builders.reference.table import (
    PROVED,
    WORST,
    Back,
    Owed,
    Sum,
    day_of,
    finding_state,
    is_proved,
    progress_state,
    reaches,
    state,
    total,
)
from tests.builders.reference.units import Units

from spt_fazhi.model.entries.inspection import Finding, Inspection
from spt_fazhi.model.plan import Obligation, RateTarget

NOTHING = Sum(Fraction(0), 0, 0)
STAYS = {*PROVED, "waived"}


class Answer(NamedTuple):
    """What the contract says of one duty on a day."""

    state: str
    due: date
    records: frozenset
    achieved: Sum
    claimed: Sum
    owners: tuple
    former: tuple = ()
    outside: bool = False
    ended: bool = False
    late_decision: bool = False
    figures_end: date | None = None


class Span(NamedTuple):
    """A stretch something is owed for: its name, first day, due day, and the day figures must run to."""

    name: str
    start: date
    due: date
    end: date


class Found(NamedTuple):
    """A problem found on the spot, and the inspection it stands in."""

    visit_id: str
    visit: Inspection
    finding: Finding

    @property
    def name(self):
        """The finding in full."""
        return f"{self.visit_id}.{self.finding.id}"


class Group(NamedTuple):
    """One thing owed for one span: by `holders` themselves, by `heirs` once they take over from one of these."""

    task: int
    obligation: Obligation | None
    span: Span
    scope: str
    holders: list[str]
    heirs: list[str]
    found: Found | None = None

    @property
    def about(self):
        """The obligation's id; "" for progress and findings."""
        return self.obligation.id if self.obligation else ""

    def key(self, unit):
        """What tells the duty of a unit (or of all, "") apart."""
        return self.task, self.about, unit, self.span.name, self.found.name if self.found else ""


class Slot(NamedTuple):
    """Who owes one thing: the unit now, those it took over from (`joined`: since the day after), or all together."""

    unit: str
    owners: tuple
    own: bool = True
    former: tuple = ()
    joined: date | None = None
    frozen: date | None = None
    ended: bool = False


def months_of(year, cycle):
    """Name, first and last day of each period of a year."""
    size = {"month": 1, "quarter": 3, "half": 6}[cycle]
    found = []
    for first_month in range(1, 13, size):
        last_month = first_month + size - 1
        number = (first_month - 1) // size + 1
        name = {"month": f"{year}-{number:02}", "quarter": f"{year}Q{number}", "half": f"{year}H{number}"}[cycle]
        last = date(year, last_month, calendar.monthrange(year, last_month)[1])
        found.append((name, date(year, first_month, 1), last))
    return found


def spans_of(obligation, year):
    """What an obligation is owed for."""
    if obligation.every is None:
        return [
            Span("", min(date(year, 1, 1), obligation.due), obligation.due, min(obligation.due, date(year, 12, 31)))
        ]
    found = []
    for name, first, last in months_of(year, obligation.every):
        due = last + timedelta(days=obligation.after or 0)
        if obligation.due_day is not None:
            due = date(last.year, last.month, min(obligation.due_day, last.day))
        if obligation.start is not None and (last < obligation.start or due < obligation.start):
            continue
        found.append(Span(name, max(first, obligation.start or first), due, min(due, last)))
    return found


class World:
    """Answers for every duty of a register on any day."""

    def __init__(self, register):
        self.register = register
        self.units = Units(register)
        self.entries = Entries(register, self.units, self)
        self.withdrawn = self.entries.withdrawn

    # ---- who owes what -----------------------------------------------------------------------------------------

    def owners(self, task, obligation):
        """The units that owe an obligation."""
        return self.units.named(obligation.who or (*task.lead, *task.responsible))

    def asks_progress(self, task):
        """Whether reports in words are asked for."""
        asked = self.register.info.progress
        return asked.every != "none" and (asked.of == "all" or task.obligations == ())

    def progress_spans(self):
        """The periods progress is asked for."""
        info = self.register.info
        if info.progress.every == "none":
            return []
        found = months_of(info.year, info.progress.every)
        grace = timedelta(days=info.progress.grace_days)
        return [Span(name, first, last + grace, last) for name, first, last in found if last >= info.issued]

    @cached_property
    def all_groups(self):
        """What `groups` goes through."""
        return list(self.groups())

    def groups(self):
        """Everything owed, with or without an obligation."""
        for task in self.register.tasks:
            for obligation in task.obligations:
                for span in spans_of(obligation, self.register.info.year):
                    yield self._group(task.id, obligation, span, obligation.scope, self.owners(task, obligation))
        for task in self.register.tasks:
            for span in self.progress_spans() if self.asks_progress(task) else []:
                yield self._group(task.id, None, span, "each", self.units.named(task.lead))
        for entry in self.register.inspections:
            for finding in entry.value.findings:
                group = self._finding_group(Found(entry.id, entry.value, finding))
                if group is not None:
                    yield group

    def _group(self, task, obligation, span, scope, units):
        holders = [name for name in units if self.units.may_owe(name, span.start, span.due)]
        return Group(task, obligation, span, scope, holders, self.units.heirs(holders))

    def _finding_group(self, found):
        """A finding is owed by its unit, from the end of the visit, or from its due day if that is earlier.

        What was added later is owed from the day of its entry on.
        """
        name = self.units.name(found.finding.unit)
        if name is None or not self.units.existed(name, found.visit.from_, found.visit.to):
            return None
        known = [task.id for task in self.register.tasks if task.id == found.finding.task]
        begins = found.visit.recorded if found.visit.adds_to else min(found.visit.to, found.finding.due)
        span = Span("", begins, found.finding.due, found.finding.due)
        return self._group(known[0] if known else -1, None, span, "each", [name])._replace(found=found)

    def duties(self):
        """(*key, owners, start, due) of what is owed without succession."""
        for group in self.all_groups:
            span = group.span
            if group.scope == "joint":
                if group.holders:
                    yield *group.key(""), tuple(group.holders), span.start, span.due
            else:
                for name in group.holders:
                    yield *group.key(name), (name,), span.start, span.due

    # ---- what became of it -------------------------------------------------------------------------------------

    def answers(self, day):
        """(task id, obligation id, unit or "", period, "") → Answer, for all duties to bring evidence."""
        return {key: answer for key, answer in self.all_answers(day).items() if key[1]}

    def progress_answers(self, day):
        """(task id, "", lead unit, period, "") → Answer, for all duties to report."""
        return {key: answer for key, answer in self.all_answers(day).items() if not key[1] and not key[4]}

    def finding_answers(self, day):
        """(task id or -1, "", unit, "", finding) → Answer, for all findings there are on the day."""
        return {key: answer for key, answer in self.all_answers(day).items() if key[4]}

    def all_answers(self, day):
        """All together."""
        found = {}
        for group in self.all_groups:
            if group.found is not None and (day < group.span.start or self._is_over(group.found)):
                continue
            case = Case(self, group)
            for slot in case.joint(day) if group.scope == "joint" else case.each(day):
                key = group.key(slot.unit)
                assert key not in found
                found[key] = case.answer(slot, slot.frozen or day)
        return found

    def _is_over(self, found):
        """Closed before the register's first day, a finding is none of its year's duties."""
        shut = self.entries.closing(found, ())
        return shut is not None and shut.day.year < self.register.info.year

    def task_state(self, task, answers, progress_answers):
        """The worst of the task's obligation duties; without any, of its progress duties."""
        own = [answer.state for key, answer in answers.items() if key[0] == task.id]
        reports = [answer.state for key, answer in progress_answers.items() if key[0] == task.id]
        present = own or reports or ["pending"]
        return next(name for name in WORST if name in present)


class Case:
    """One thing owed for one span, by several units or by all of them together."""

    def __init__(self, world, group):
        self.world, self.group, self.about = world, group, group.about
        self.task, self.obligation, self.span, self.scope, self.holders, self.heirs, self.found = group
        self.due_days, self.waivers = world.entries.decided(self)

    def each(self, day):
        """The slots on a day: units that have ended by then keep what they had met, and hand on the rest."""
        units = self.world.units
        held = {name: Slot(name, (name,)) for name in self.holders}
        past = []
        for last in units.ends(day):
            for name in [each.name for each in units.all if each.until == last and each.name in held]:
                slot = held.pop(name)
                heir = units.speaker(name, last + dt.timedelta(days=1))
                if self.answer(slot, last).state in STAYS:
                    past.append(slot._replace(frozen=last))
                elif heir is None:
                    past.append(slot._replace(ended=True))
                else:
                    before = held.get(heir, Slot(heir, (heir,), own=False))
                    former = tuple(dict.fromkeys((*before.former, name, *slot.former)))
                    held[heir] = before._replace(former=former, joined=last)
        return [*held.values(), *past]

    def joint(self, day):
        """The one slot: each unit that has ended by the day without the thing being met gives way to its successor."""
        units = self.world.units
        if not self.holders:
            return []
        slot = Slot("", tuple(self.holders))
        for last in units.ends(day):
            gone = [name for name in slot.owners if units.unit(name).until == last]
            if not gone or slot.ended or self.answer(slot, last).state in STAYS:
                continue
            after = [units.speaker(name, last + dt.timedelta(days=1)) for name in slot.owners]
            left = tuple(dict.fromkeys(name for name in after if name is not None))
            slot = slot._replace(owners=left) if left else slot._replace(ended=True)
        return [slot]

    def answer(self, slot, day):
        """State of a slot on a day, and what it rests on."""
        names = (slot.unit, *slot.former) if self.scope == "each" else ("",)
        due = max(self.due_days.get(name, self.span.due) for name in names)
        waiver = self._waiver(slot)
        world, info = self.world, self.world.register.info
        outside = world.units.outside(list(slot.owners))
        target = self.obligation.target if self.obligation else None
        until = info.backfill_until or date(info.year, 12, 31)
        owed = Owed(
            target,
            self.span.start,
            due,
            self.span.end,
            info.issued,
            info.due_soon_days,
            until,
            outside,
            waiver is not None,
        )
        live = {key: value for name in names for key, value in world.entries.live(self, name).items()}
        back = [each for name in names for each in world.entries.returned(self, name)]
        judged = self._evidence if self.obligation else self._rectification if self.found else self._reports
        found = judged(owed, live, back, day)
        return found._replace(
            state="waived" if slot.ended else found.state, owners=slot.owners, former=slot.former, outside=outside,
            ended=slot.ended, late_decision=waiver is not None and waiver.recorded > due,
        )  # fmt: skip

    def _waiver(self, slot):
        """The decision that excuses the slot's unit: one made for its own part only excuses it from that."""
        for decision in self.waivers.get(slot.unit, []):
            if slot.joined is None or not slot.own or decision.recorded > slot.joined:
                return decision
        return None

    def _evidence(self, owed, live, back, day):
        speaker = self.world.units.speaker
        known = {key: value for key, value in live.items() if day_of(value) <= day}
        achieved = total(owed.target, [each for each in known.values() if is_proved(each)], speaker)
        claimed = total(owed.target, list(known.values()), speaker)
        verdict = state(owed, list(live.values()), day, back, speaker)
        ends = None
        if isinstance(owed.target, RateTarget) and owed.target.settle == "at-due" and verdict not in PROVED:
            through = max((day_of(each) for each in known.values()), default=owed.end)
            if through < owed.end and reaches(owed.target, list(known.values()), speaker):
                ends = through
        return Answer(verdict, owed.due, frozenset(known), achieved, claimed, (), figures_end=ends)

    def _reports(self, owed, live, back, day):
        verdict = progress_state(owed, [each.recorded for each in live.values()], day, back)
        known = frozenset(key for key, value in live.items() if value.recorded <= day)
        return Answer(verdict, owed.due, known, NOTHING, NOTHING, ())

    def _rectification(self, owed, live, back, day):
        known = {key: value for key, value in live.items() if value.date <= day}
        closing = self.world.entries.closing(self.found, back)
        verdict = finding_state(owed, list(live.values()), day, back, closing)
        whole = sum(value.stage is None for value in known.values())
        return Answer(verdict, owed.due, frozenset(known), Sum(Fraction(whole), 0, 0), Sum(Fraction(whole), 0, 0), ())


__all__ = ["Answer", "Back", "World", "months_of", "spans_of"]
