"""Which records and decisions of a register stand, and for what: looked up from the first to the last each time."""

from __future__ import annotations

from datetime import date

from tests.builders.reference.table import Back, Shut, day_of, made_on

from spt_fazhi.model.entries.decision import Close, Extend, Redact, Return, Waive
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify, Void
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
            if isinstance(each.value, Return) and isinstance(
                self.record(each.value.record), Evidence | Progress | Rectify
            ):
                self.handed_back.setdefault(each.value.record, each.value)
        self.withdrawn = self.gone | self.voided | set(self.handed_back)
        self.placed = {each.id: self._place(each) for each in register.records}
        self.visits = [visit for entry in register.inspections for visit in self._as_evidence(entry)]

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
        if isinstance(entry.value, Rectify):
            about = f"{entry.value.inspection.split('-')[-1]}.{entry.value.finding}"
        about = str(about or entry.value.record.split("-")[-2])
        return name if f"-{about}-" in entry.id[-len(about) - 6 :] else None

    def _may_void(self, entry):
        target = self.record(entry.value.record)
        own = self.own(entry)
        if own is None or not isinstance(target, Evidence | Progress | Rectify):
            return False
        folder = entry.value.record.split("/")[0]
        whose = self.units.name(target.unit)
        astray = whose is None or folder not in self.units.folders(whose)
        return whose == own or (astray and folder == entry.id.split("/")[0])

    def _place(self, entry):
        """The key (see `Group.key`) of what a record speaks of; None where it speaks of nothing that is owed."""
        if isinstance(entry.value, Evidence):
            return self._place_evidence(entry)
        if isinstance(entry.value, Rectify):
            return self._place_rectify(entry)
        return self._place_progress(entry) if isinstance(entry.value, Progress) else None

    def _place_evidence(self, entry):
        record, name = entry.value, self.own(entry)
        if name is None or not self.units.exists(name, record.date):
            return None
        last = self.units.unit(name).until
        if last is not None and record.through is not None and record.through > last:
            return None
        for group in self.world.all_groups:
            if group.about != record.obligation or not self._fits(record, group, name):
                continue
            if self._speaks_of(record, group.obligation, group.span) and self._owes_by(group, name, record.date):
                return group.key("" if group.scope == "joint" else name)
        return None

    def _owes_by(self, group, name, day):
        """Whether a unit owes it itself, or has taken it over by the day."""
        since = self.units.bears_from(name, group.holders) if name in group.heirs else None
        return name in group.holders or (since is not None and day >= since)

    def _place_rectify(self, entry):
        """A report is for the finding it names, of a unit that owes it or may come to, from the visit's first day on."""
        record, name = entry.value, self.own(entry)
        if name is None or not self.units.exists(name, record.date):
            return None
        for group in self.world.all_groups:
            if group.found is None or group.found.name != f"{record.inspection}.{record.finding}":
                continue
            if self._owes_by(group, name, record.date) and record.date >= group.found.visit.from_:
                return group.key(name)
        return None

    def _as_evidence(self, entry):
        """(key, id, Evidence) of everything an inspection counts for: on its last day, proved, once for each duty."""
        visit = entry.value
        found: dict[tuple, tuple] = {}
        for obligation in visit.obligation:
            for written in visit.by:
                name = self.units.name(written)
                if name is None or not self.units.exists(name, visit.to):
                    continue
                value = Evidence(
                    unit=name, obligation=obligation, date=visit.to, title="x", document="x", recorded=visit.recorded
                )
                for group in self.world.all_groups:
                    if group.about != obligation or isinstance(group.obligation.target, RateTarget):
                        continue
                    if self._speaks_of(value, group.obligation, group.span) and self._owes_by(group, name, visit.to):
                        found.setdefault(group.key("" if group.scope == "joint" else name), (entry.id, value))
        return [(key, *known) for key, known in found.items()]

    def _fits(self, record, group, name):
        obligation = group.obligation
        leads = [each.lead for each in self.register.tasks if each.id == group.task]
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
        may = [self.units.name(obligation.holder), *self.units.named(leads[0])]
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
        return (task.id, "", name, record.period, "") if known else None

    # ---- what stands for a duty ----------------------------------------------------------------------------------

    def live(self, case, name):
        """The records that stand for what a unit (or "") owes, by id, less the files that were let go."""
        found = {}
        for entry in self.register.records:
            if self._is_about(entry, case, name) and entry.id not in self.withdrawn:
                value = replace(entry.value, unit=self.units.name(entry.value.unit))
                has_files = isinstance(value, Evidence | Rectify)
                found[entry.id] = replace(value, files=self._files_left(entry)) if has_files else value
        found.update({name_: value for key, name_, value in self.visits if key == case.group.key(name)})
        return found

    def returned(self, case, name):
        """What was returned of it."""
        found = []
        for entry in self.register.records:
            if self._is_about(entry, case, name) and entry.id in self.handed_back and entry.id not in self.gone:
                value = entry.value
                when = value.recorded if isinstance(value, Progress) else day_of(value)
                in_part = getattr(value, "stage", None) is not None
                found.append(Back(when, value.recorded, self.handed_back[entry.id].again_by, in_part))
        return found

    def _is_about(self, entry, case, name):
        return self.placed[entry.id] == case.group.key(name)

    def _files_left(self, entry):
        gone = []
        for each in self.decisions:
            if isinstance(each.value, Redact) and not each.value.whole and each.value.record == entry.id:
                pairs = [(file.name, file.sha256) for file in each.value.files]
                if all(pair in [(file.name, file.sha256) for file in entry.value.files] for pair in pairs):
                    gone += pairs
        return tuple(file for file in entry.value.files if (file.name, file.sha256) not in gone)

    # ---- what was closed -----------------------------------------------------------------------------------------

    def closing(self, found, back):
        """When a finding was closed for good: by the first decision whose report still stands."""
        for entry in self.decisions:
            decision = entry.value
            if not isinstance(decision, Close) or f"{decision.inspection}.{decision.finding}" != found.name:
                continue
            report = self._report_closed_on(found, decision.recorded)
            if report is not None and report.id not in self.withdrawn:
                return Shut(decision.recorded, made_on(report.value, back))
        return None

    def _report_closed_on(self, found, day):
        """Of the whole reports entered by the day, the last; one taken back on an earlier day is no more."""
        reports = []
        for entry in self.register.records:
            key = self.placed[entry.id]
            if key is None or key[4] != found.name or entry.value.stage is not None or entry.value.recorded > day:
                continue
            if self._gone_since(entry.id) is None or self._gone_since(entry.id) >= day:
                reports.append(entry)
        return max(reports, key=lambda each: (each.value.date, each.value.recorded, each.id), default=None)

    def _gone_since(self, record_id):
        """The first day on which a record was redacted, voided or returned."""
        days = [
            *(d.value.recorded for d in self.decisions if isinstance(d.value, Redact) and d.value.whole
              and d.value.record == record_id),
            *(r.value.recorded for r in self.register.records if isinstance(r.value, Void) and self._may_void(r)
              and r.value.record == record_id),
            *([self.handed_back[record_id].recorded] if record_id in self.handed_back else []),
        ]  # fmt: skip
        return min(days, default=None)

    # ---- what was decided ----------------------------------------------------------------------------------------

    def decided(self, case):
        """Of one thing owed: unit (or "") → its due day after extensions, and unit → the decisions that excuse it."""
        due: dict[str, date] = {}
        waivers: dict[str, list[Waive]] = {}
        for entry in self.decisions:
            decision = entry.value
            if not isinstance(decision, Extend | Waive) or not self._decides(decision, case):
                continue
            names = [*case.holders, *case.heirs] if case.found else [self.units.name(decision.unit)]
            names = [""] if case.scope == "joint" else names
            if isinstance(decision, Waive):
                for name in names:
                    waivers.setdefault(name, []).append(decision)
                continue
            until = due.get(names[0], case.span.due)
            if names[0] in case.heirs:
                taken_over = [d for each, d in due.items() if self.units.speaker(each, decision.recorded) == names[0]]
                until = max(until, *taken_over) if taken_over else until
            if decision.recorded <= until < decision.due and decision.due.year <= self.register.info.year + 1:
                due.update(dict.fromkeys(names, decision.due))
        return due, waivers

    def _decides(self, decision, case):
        if decision.inspection is not None or case.found:
            return case.found is not None and f"{decision.inspection}.{decision.finding}" == case.found.name
        if (decision.period or "") != case.span.name:
            return False
        if case.obligation is None:
            return decision.task == case.task and self.units.name(decision.unit) in (*case.holders, *case.heirs)
        if decision.obligation != case.obligation.id:
            return False
        if case.scope == "joint":
            return decision.unit is None and case.holders != []
        return decision.unit is not None and self.units.name(decision.unit) in (*case.holders, *case.heirs)
