"""docs/states.md and docs/data.md once more: slow, literal, and sharing no code with the engine.

Everything is recomputed from the register for each duty. Only the value classes of the model are used.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

from spt_fazhi.model.decision import Extend, Return, Waive
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.record import Evidence, Progress, Void

ORDER = [
    "waived", "scheduled", "done", "done-late", "backfill", "overdue", "due-soon", "behind", "in-progress", "pending",
]  # fmt: skip
WORST = [
    "overdue", "backfill", "behind", "due-soon", "in-progress", "pending", "scheduled", "done-late", "done", "waived",
]  # fmt: skip


class Answer(NamedTuple):
    """What docs/states.md says of one duty."""

    state: str
    due: date
    records: frozenset[str]


def met(target, evidence):
    """Whether this evidence, taken together, meets the target."""
    if not evidence:
        return False
    if target is None:
        return True
    if isinstance(target, CountTarget):
        return sum(Fraction(1 if each.amount is None else each.amount) for each in evidence) >= Fraction(target.count)
    total = sum(each.of or 0 for each in evidence)
    if total == 0:
        return True
    return Fraction(sum(each.reached or 0 for each in evidence), total) >= Fraction(target.rate)


def truths(target, start, due, issued, due_soon_days, evidence, day, waived):
    """Every row of the table, on its own: state → whether it holds, before the order is looked at."""
    known = [each for each in evidence if each.date <= day]
    is_met = met(target, known)
    settled = not (isinstance(target, RateTarget) and target.settle == "at-due" and day < due)
    days_left = (due - day).days
    behind = False
    if isinstance(target, RateTarget):
        behind = bool(known) and not is_met
    elif isinstance(target, CountTarget) and target.count > 1:
        since = max(issued, start)
        if due > since and day > since:
            pace = floor(Fraction(target.count) * Fraction((day - since).days, (due - since).days))
            behind = sum(Fraction(1 if each.amount is None else each.amount) for each in known) < pace
    return {
        "waived": waived,
        "scheduled": day < start,
        "done": settled and met(target, [each for each in known if each.date <= due]),
        "done-late": settled and is_met,
        "backfill": due < issued and not is_met,
        "overdue": day > due and not is_met,
        "due-soon": not is_met and 0 <= days_left <= due_soon_days,
        "behind": behind and day <= due,
        "in-progress": bool(known),
        "pending": not known,
    }


def state(target, start, due, issued, due_soon_days, evidence, day, *, waived=False):
    """The first row that holds."""
    rows = truths(target, start, due, issued, due_soon_days, evidence, day, waived)
    return next(name for name in ORDER if rows[name])


def progress_state(start, due, issued, due_soon_days, recorded, day):
    """A progress duty is a milestone met by a report recorded by the day."""
    known = [each for each in recorded if each <= day]
    if day < start:
        return "scheduled"
    if any(each <= due for each in known):
        return "done"
    if known:
        return "done-late"
    if due < issued:
        return "backfill"
    if day > due:
        return "overdue"
    return "due-soon" if (due - day).days <= due_soon_days else "pending"


def spans(year, cycle):
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


class World:
    """A register looked at by brute force."""

    def __init__(self, register):
        self.register = register
        self.withdrawn = {
            entry.value.record for entry in register.records if isinstance(entry.value, Void) and self._may_void(entry)
        } | {
            entry.value.record
            for entry in register.decisions
            if isinstance(entry.value, Return) and isinstance(self._record(entry.value.record), Evidence | Progress)
        }

    def unit(self, written):
        """The unit of this name, else of this alias."""
        for each in self.register.units:
            if each.name == written:
                return each
        for each in self.register.units:
            if written in each.aliases:
                return each
        return None

    def units(self, names):
        """Canonical names, each once, of units and groups; what is unknown is left out."""
        found = []
        for name in names:
            each = self.unit(name)
            if each is not None:
                found.append(each.name)
                continue
            for group in self.register.groups:
                if group.name == name:
                    found += [each.name for each in self.register.units if self._is_member(group.members, each)]
                    break
        return list(dict.fromkeys(found))

    def _is_member(self, members, each):
        named = [self.unit(name) for name in members.units]
        left_out = [self.unit(name) for name in members.except_]
        return each not in left_out and (
            each.kind in members.kinds or bool(set(members.tags) & set(each.tags)) or each in named
        )

    def _record(self, record_id):
        return next((entry.value for entry in self.register.records if entry.id == record_id), None)

    def _own(self, entry):
        """The unit a record speaks for, if it is known and the record lies in its folder under a fitting name."""
        each = self.unit(entry.value.unit)
        if each is None or entry.id.split("/")[0] != each.code or not self._is_well_named(entry):
            return None
        return each.name

    @staticmethod
    def _is_well_named(entry):
        value = entry.value
        if isinstance(value, Evidence):
            return f"-{value.obligation}-" in entry.id[-len(value.obligation) - 6 :]
        if isinstance(value, Progress):
            return f"-{value.task}-" in entry.id[-len(str(value.task)) - 6 :]
        about = value.record.split("-")[-2]
        return f"-{about}-" in entry.id[-len(about) - 6 :]

    def _may_void(self, entry):
        same_folder = entry.value.record.split("/")[0] == entry.id.split("/")[0]
        target = self._record(entry.value.record)
        return self._own(entry) is not None and same_folder and isinstance(target, Evidence | Progress)

    def obligation_duties(self):
        """(task, obligation, unit or "", period or "", owners, start, due before extensions)."""
        info = self.register.info
        for task in self.register.tasks:
            for obligation in task.obligations:
                owners = self.units(obligation.who or (*task.lead, *task.responsible))
                if obligation.every:
                    periods = spans(info.year, obligation.every)
                else:
                    periods = [("", min(date(info.year, 1, 1), obligation.due), obligation.due)]
                for holders in [owners] if obligation.scope == "joint" else [[owner] for owner in owners]:
                    for name, first, last in periods:
                        if holders:
                            unit = "" if obligation.scope == "joint" else holders[0]
                            yield task, obligation, unit, name, holders, first, last

    def evidence(self, obligation, period, owners):
        """The live records that speak of this duty, by id."""
        found = {}
        for entry in self.register.records:
            record = entry.value
            if not isinstance(record, Evidence) or record.obligation != obligation.id or entry.id in self.withdrawn:
                continue
            if self._own(entry) not in owners:
                continue
            if isinstance(obligation.target, RateTarget):
                if record.of is None or record.amount is not None:
                    continue
            elif record.of is not None:
                continue
            speaks_of = record.period or ""
            if obligation.every and not speaks_of:
                speaks_of = next(
                    (n for n, a, b in spans(record.date.year, obligation.every) if a <= record.date <= b), ""
                )
            if speaks_of == period:
                found[entry.id] = record
        return found

    def _decides(self, decision, obligation, unit, period):
        if decision.obligation != obligation.id or (decision.period or "") != period:
            return False
        if obligation.scope == "joint":
            return decision.unit is None
        owner = self.unit(decision.unit) if decision.unit else None
        return owner is not None and owner.name == unit

    def answers(self, day):
        """(task id, obligation id, unit, period) → Answer, for all obligation duties."""
        found = {}
        info = self.register.info
        decisions = sorted(self.register.decisions, key=lambda entry: (entry.value.recorded, entry.id))
        for task, obligation, unit, period, owners, start, due in self.obligation_duties():
            waived = False
            until = due
            for entry in decisions:
                decision = entry.value
                if isinstance(decision, Return) or not self._decides(decision, obligation, unit, period):
                    continue
                if isinstance(decision, Waive):
                    waived = True
                elif isinstance(decision, Extend) and decision.recorded <= until < decision.due:
                    until = decision.due
            records = self.evidence(obligation, period, owners)
            verdict = state(
                obligation.target,
                start,
                until,
                info.issued,
                info.due_soon_days,
                list(records.values()),
                day,
                waived=waived,
            )
            counted = frozenset(name for name, record in records.items() if record.date <= day)
            found[task.id, obligation.id, unit, period] = Answer(verdict, until, counted)
        return found

    def progress_answers(self, day):
        """(task id, "", lead unit, period) → Answer, for all progress duties."""
        found: dict[tuple[int, str, str, str], Answer] = {}
        info = self.register.info
        if info.progress == "none":
            return found
        for task in self.register.tasks:
            for unit in self.units(task.lead):
                for name, first, last in spans(info.year, info.progress):
                    if last < info.issued:
                        continue
                    due = last + timedelta(days=info.progress_grace_days)
                    reports = {
                        entry.id: entry.value.recorded
                        for entry in self.register.records
                        if isinstance(entry.value, Progress)
                        and entry.id not in self.withdrawn
                        and (self._own(entry), entry.value.task, entry.value.period) == (unit, task.id, name)
                    }
                    verdict = progress_state(first, due, info.issued, info.due_soon_days, list(reports.values()), day)
                    counted = frozenset(each for each, recorded in reports.items() if recorded <= day)
                    found[task.id, "", unit, name] = Answer(verdict, due, counted)
        return found

    def task_state(self, task, answers, progress_answers):
        """The worst of the task's obligation duties; without any, of its progress duties."""
        own = [answer.state for key, answer in answers.items() if key[0] == task.id]
        reports = [answer.state for key, answer in progress_answers.items() if key[0] == task.id]
        present = own or reports or ["pending"]
        return next(name for name in WORST if name in present)
