"""Which records and decisions of a register stand, and for what: looked up from the first to the last each time."""

from __future__ import annotations

from datetime import date

from tests.builders.reference.table import Back, day_of

from spt_fazhi.model.entries.decision import Extend, Redact, Return, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Void
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import RateTarget


class Entries:
    """The records and decisions of a register."""

    def __init__(self, register, units, world):
        self.register, self.units, self.world = register, units, world
        self.decisions = sorted(register.decisions, key=lambda entry: (entry.value.recorded, entry.id))
        self.gone = {
            each.value.record for each in self.decisions if isinstance(each.value, Redact) and each.value.whole
        }
        self.voided = {
            each.value.record for each in register.records if isinstance(each.value, Void) and self._may_void(each)
        }
        self.handed_back: dict[str, Return] = {}
        for each in self.decisions:
            if isinstance(each.value, Return) and isinstance(self.record(each.value.record), Evidence | Progress):
                self.handed_back.setdefault(each.value.record, each.value)
        self.withdrawn = self.gone | self.voided | set(self.handed_back)
        self.placed = {each.id: self._place(each) for each in register.records}

    def record(self, record_id):
        """The record of that id."""
        return next((entry.value for entry in self.register.records if entry.id == record_id), None)

    # ---- which duty a record speaks of ---------------------------------------------------------------------------

    def own(self, entry):
        """The unit a record speaks for, if it is known and the record lies in its folder under a fitting name."""
        name = self.units.name(entry.value.unit)
        if name is None or entry.id.split("/")[0] not in self.units.folders(name):
            return None
        about = getattr(entry.value, "obligation", None) or getattr(entry.value, "task", None)
        about = str(about or entry.value.record.split("-")[-2])
        return name if f"-{about}-" in entry.id[-len(about) - 6 :] else None

    def _may_void(self, entry):
        target = self.record(entry.value.record)
        own = self.own(entry)
        if own is None or not isinstance(target, Evidence | Progress):
            return False
        folder = entry.value.record.split("/")[0]
        whose = self.units.name(target.unit)
        astray = whose is None or folder not in self.units.folders(whose)
        return whose == own or (astray and folder == entry.id.split("/")[0])

    def _place(self, entry):
        """(obligation or "", task, unit, period) a record speaks of; None where it speaks of nothing that is owed."""
        if isinstance(entry.value, Evidence):
            return self._place_evidence(entry)
        return self._place_progress(entry) if isinstance(entry.value, Progress) else None

    def _place_evidence(self, entry):
        record, name = entry.value, self.own(entry)
        if name is None or not self.units.exists(name, record.date):
            return None
        last = self.units.unit(name).until
        if last is not None and record.through is not None and record.through > last:
            return None
        for task, obligation, span, scope, holders, heirs in self.world.all_groups:
            if (
                obligation is None
                or obligation.id != record.obligation
                or not self._fits(record, task, obligation, name)
            ):
                continue
            if not self._speaks_of(record, obligation, span):
                continue
            since = self.units.bears_from(name, holders) if name in heirs else None
            if name in holders or (since is not None and record.date >= since):
                return obligation.id, task.id, "" if scope == "joint" else name, span.name
        return None

    def _fits(self, record, task, obligation, name):
        if isinstance(obligation.target, RateTarget):
            if record.of is None or record.amount is not None:
                return False
        elif record.of is not None:
            return False
        if not {each.name for each in record.figures} <= {each.name for each in obligation.figures}:
            return False
        if record.by is None:
            return True
        filer = self.units.name(record.by)
        may = [self.units.name(obligation.holder), *self.units.named(task.lead)]
        return filer is not None and filer != name and filer in may

    @staticmethod
    def _speaks_of(record, obligation, span):
        if obligation.every is None:
            return record.period is None
        if record.period is not None:
            return record.period == span.name
        size = {"month": 1, "quarter": 3, "half": 6}[obligation.every]
        when = (record.date.year, (record.date.month - 1) // size)
        return when == (span.end.year, (span.end.month - 1) // size)

    def _place_progress(self, entry):
        record, name = entry.value, self.own(entry)
        task = next((each for each in self.register.tasks if each.id == record.task), None)
        if name is None or task is None:
            return None
        named = (*task.lead, *task.responsible, *(who for each in task.obligations for who in each.who))
        concerned = self.units.named(named)
        if name not in (*concerned, *self.units.heirs(concerned)):
            return None
        if self.world.asks_progress(task):
            known = record.period in [span.name for span in self.world.progress_spans()]
        else:
            known = record.period[:4] == str(self.register.info.year)
        return ("", task.id, name, record.period) if known else None

    # ---- what stands for a duty ----------------------------------------------------------------------------------

    def live(self, case, name):
        """The records that stand for what a unit (or "") owes, by id, less the files that were let go."""
        found = {}
        for entry in self.register.records:
            if self._is_about(entry, case, name) and entry.id not in self.withdrawn:
                value = replace(entry.value, unit=self.units.name(entry.value.unit))
                found[entry.id] = replace(value, files=self._files_left(entry)) if case.obligation else value
        return found

    def returned(self, case, name):
        """What was returned of it."""
        found = []
        for entry in self.register.records:
            if self._is_about(entry, case, name) and entry.id in self.handed_back and entry.id not in self.gone:
                when = day_of(entry.value) if case.obligation else entry.value.recorded
                found.append(Back(when, entry.value.recorded, self.handed_back[entry.id].again_by))
        return found

    def _is_about(self, entry, case, name):
        return self.placed[entry.id] == (case.about, case.task.id, name, case.span.name)

    def _files_left(self, entry):
        gone = []
        for each in self.decisions:
            if isinstance(each.value, Redact) and not each.value.whole and each.value.record == entry.id:
                pairs = [(file.name, file.sha256) for file in each.value.files]
                if all(pair in [(file.name, file.sha256) for file in entry.value.files] for pair in pairs):
                    gone += pairs
        return tuple(file for file in entry.value.files if (file.name, file.sha256) not in gone)

    # ---- what was decided ----------------------------------------------------------------------------------------

    def decided(self, case):
        """Of one thing owed: unit (or "") → its due day after extensions, and unit → the decisions that excuse it."""
        due: dict[str, date] = {}
        waivers: dict[str, list[Waive]] = {}
        for entry in self.decisions:
            decision = entry.value
            if not isinstance(decision, Extend | Waive) or not self._decides(decision, case):
                continue
            name = "" if case.scope == "joint" else self.units.name(decision.unit)
            if isinstance(decision, Waive):
                waivers.setdefault(name, []).append(decision)
                continue
            until = due.get(name, case.span.due)
            if name in case.heirs:
                taken_over = [d for each, d in due.items() if self.units.speaker(each, decision.recorded) == name]
                until = max(until, *taken_over) if taken_over else until
            if decision.recorded <= until < decision.due and decision.due.year <= self.register.info.year + 1:
                due[name] = decision.due
        return due, waivers

    def _decides(self, decision, case):
        if (decision.period or "") != case.span.name:
            return False
        if case.obligation is None:
            return decision.task == case.task.id and self.units.name(decision.unit) in (*case.holders, *case.heirs)
        if decision.obligation != case.obligation.id:
            return False
        if case.scope == "joint":
            return decision.unit is None and case.holders != []
        return decision.unit is not None and self.units.name(decision.unit) in (*case.holders, *case.heirs)
