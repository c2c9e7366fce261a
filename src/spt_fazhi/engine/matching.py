"""Which records and decisions stand, and which duty each belongs to.

`attach` gives both what the assessment counts and, as faults, what it cannot use: `check` reports the same
faults, so a record that is not counted is always reported.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, TypeGuard, TypeVar

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey, expand, progress_periods
from spt_fazhi.model.decision import Decision, Extend, Return, Waive
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import id_parts
from spt_fazhi.model.period import parse_period, period_of
from spt_fazhi.model.plan import Obligation, RateTarget, Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import Evidence, Progress, Record, Void
from spt_fazhi.model.register import Entry, Register

V = TypeVar("V", bound="Record | Decision")
_TASKS = "data/tasks.yaml"


def _holds(entry: Entry[Any], cls: type[V]) -> TypeGuard[Entry[V]]:
    """Whether the entry's value is a `cls`; tells the type checker so."""
    return isinstance(entry.value, cls)


@frozen
class Matching:
    """The duties, and what stands for each.

    `evidence` and `progress` hold live records by duty, oldest first; `withdrawn` maps a record's id to the
    entry that voids or returns it; `due` holds extended due days; `waived` the waiving decisions.
    """

    directory: Directory
    duties: tuple[Duty, ...]
    evidence: dict[DutyKey, list[Entry[Evidence]]]
    progress: dict[DutyKey, list[Entry[Progress]]]
    extra_progress: list[Entry[Progress]]
    withdrawn: dict[str, Entry[Void] | Entry[Return]]
    due: dict[DutyKey, date]
    extended_by: dict[DutyKey, str]
    waived: dict[DutyKey, Entry[Waive]]
    faults: list[Problem]


class _Attacher:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.directory = Directory(register.units, register.groups)
        self.duties = expand(register, self.directory)
        self.by_key = {duty.key: duty for duty in self.duties}
        self.tasks: dict[int, Task] = {}
        self.obligations: dict[str, Obligation] = {}
        self.task_of: dict[str, int] = {}  # where an obligation stands, which its number may belie
        for task in register.tasks:
            self.tasks.setdefault(task.id, task)
            for obligation in task.obligations:
                self.obligations.setdefault(obligation.id, obligation)
                self.task_of.setdefault(obligation.id, task.id)
        self.task_units: dict[int, frozenset[str]] = {}
        self.records = {entry.id: entry for entry in register.records}
        self.faults: list[Problem] = []

    def fault(  # noqa: PLR0913 - the parts of a Problem
        self, rule: str, entry: Entry[V], message: str, hint: str, key: str, *, at_key: bool = False
    ) -> None:
        self.faults.append(
            Problem(
                rule=rule, severity="error", file=entry.file, message=message, hint=hint, where=(key,), at_key=at_key
            )
        )

    def unknown_obligation(self, entry: Entry[V], obligation: str) -> None:
        if int(obligation.split(".", maxsplit=1)[0]) in self.register.unreadable_tasks:
            self.fault(
                "record-task-unreadable",
                entry,
                f"事项 {obligation} 所属任务在 {_TASKS} 中读不出来，本条暂不计入",
                f"请先改正 {_TASKS}",
                "obligation",
            )
            return
        same = [each for each in self.obligations if each.split(".")[0] == obligation.split(".", maxsplit=1)[0]]
        hint = f"该任务的事项有：{'、'.join(same)}" if same else "用 fazhi list 查看全部任务和事项编号"
        self.fault("record-unknown-obligation", entry, f"没有编号为 {obligation} 的事项", hint, "obligation")

    def unknown_unit(self, entry: Entry[V], unit: str) -> None:
        if unit in self.register.unreadable_units:
            self.fault(
                "record-unit-unreadable",
                entry,
                f"单位“{unit}”在 data/units.yaml 中读不出来，本条暂不计入",
                "请先改正 data/units.yaml",
                "unit",
            )
            return
        near = self.directory.nearest(unit)
        hint = f"是不是“{near}”？" if near else "请先在 data/units.yaml 里登记该单位"
        self.fault("unknown-unit", entry, f"单位名单里没有“{unit}”", hint, "unit")

    def unit_name(self, entry: Entry[V], written: str) -> str | None:
        unit = self.directory.unit(written)
        if unit is None:
            self.unknown_unit(entry, written)
            return None
        return unit.name

    def own_unit(self, entry: Entry[Evidence] | Entry[Progress] | Entry[Void]) -> str | None:
        """The record's unit, provided the record lies in that unit's folder."""
        name = self.unit_name(entry, entry.value.unit)
        if name is None:
            return None
        unit = self.directory.unit(name)
        if unit is not None and unit.code != entry.code:
            self.fault(
                "record-folder",
                entry,
                f"记录写的是“{name}”（代码 {unit.code}），却放在 {entry.code}/ 文件夹里",
                f"请移到 data/records/{unit.code}/ 下，或改正 unit",
                "unit",
            )
            return None
        return name

    def name_fits(self, entry: Entry[V], subject: str, key: str, what: str) -> bool:
        """Whether the file is named for what it speaks of, so that a name alone tells which duties it can touch."""
        named = entry.subject
        if named == subject:
            return True
        self.fault(
            "name-mismatch",
            entry,
            f"文件名写的是 {named}，内容写的是{what} {subject}，本条不计入",
            "请核对哪一处写错了；改文件名会改变记录编号，已被引用的请改内容",
            key,
        )
        return False

    def locate(self, entry: Entry[V], obligation_id: str, unit: str | None, period: str | None) -> DutyKey | None:
        """The duty a record or decision speaks of, or None with a fault noted."""
        obligation = self.obligations.get(obligation_id)
        if obligation is None:
            self.unknown_obligation(entry, obligation_id)
            return None
        if obligation.every is None and period is not None:
            self.fault(
                "record-period",
                entry,
                f"事项 {obligation_id} 不按期报送，不应写 period",
                "请删去 period 这一行",
                "period",
                at_key=True,
            )
            return None
        key = DutyKey(
            self.task_of[obligation_id], obligation_id, "" if obligation.scope == "joint" else unit or "", period or ""
        )
        duty = self.by_key.get(key)
        if duty is None or (unit is not None and unit not in duty.owners):
            self._no_such_duty(entry, obligation, unit, period)
            return None
        return key

    def _no_such_duty(self, entry: Entry[V], obligation: Obligation, unit: str | None, period: str | None) -> None:
        owners = {name for duty in self.duties if duty.key.obligation == obligation.id for name in duty.owners}
        if unit is not None and unit not in owners:
            hint = "承担单位：" + "、".join(sorted(owners)[:8]) + (" 等" if len(owners) > 8 else "")
            self.fault(
                "record-not-owed", entry, f"“{unit}”不承担事项 {obligation.id}（{obligation.title}）", hint, "unit"
            )
        else:
            periods = [duty.period for duty in self.duties if duty.key.obligation == obligation.id and duty.period]
            hint = "可写：" + "、".join(dict.fromkeys(p for p in periods if p))
            self.fault("record-period", entry, f"事项 {obligation.id} 没有“{period}”这一期", hint, "period")

    def withdrawals(self) -> dict[str, Entry[Void] | Entry[Return]]:
        found: dict[str, Entry[Void] | Entry[Return]] = {}
        for entry in self.register.records:
            if _holds(entry, Void) and self._void_stands(entry):
                found.setdefault(entry.value.record, entry)
        for decision in self.register.decisions:
            if _holds(decision, Return) and self._target_stands(decision, decision.value.record):
                found.setdefault(decision.value.record, decision)
        return found

    def _target_stands(self, entry: Entry[V], record: str) -> bool:
        target = self.records.get(record)
        if target is None:
            self.fault(
                "record-unknown-target",
                entry,
                f"没有编号为 {record} 的记录",
                "记录编号是“单位代码/文件名（不带 .yaml）”；若该文件读不出来，请先改正它",
                "record",
            )
            return False
        if isinstance(target.value, Void):
            self.fault(
                "record-unknown-target",
                entry,
                f"{record} 本身是一条作废记录，不能再作废或退回",
                "请重新录入一条正确的记录",
                "record",
            )
            return False
        return True

    def _void_stands(self, entry: Entry[Void]) -> bool:
        unit = self.own_unit(entry)
        if unit is None:
            return False
        code, _, subject, _ = id_parts(entry.value.record)
        if code != entry.code:
            self.fault(
                "void-other-unit",
                entry,
                f"“{unit}”不能作废别的单位的记录 {entry.value.record}",
                "单位只能作废自己的记录；要退回请用 fazhi decide return",
                "record",
            )
            return False
        if not self.name_fits(entry, subject, "record", "要作废的"):
            return False
        return self._target_stands(entry, entry.value.record)

    def attach(self) -> Matching:
        withdrawn = self.withdrawals()
        evidence: dict[DutyKey, list[Entry[Evidence]]] = defaultdict(list)
        progress: dict[DutyKey, list[Entry[Progress]]] = defaultdict(list)
        extra: list[Entry[Progress]] = []
        for entry in self.register.records:
            live = entry.id not in withdrawn
            if _holds(entry, Evidence):
                key = self._evidence_key(entry)
                if key is not None and live:
                    evidence[key].append(entry)
            elif _holds(entry, Progress):
                key = self._progress_key(entry)
                if key is None or not live:
                    continue
                if key in self.by_key:
                    progress[key].append(entry)
                else:
                    extra.append(entry)
        for found in evidence.values():
            found.sort(key=lambda entry: (entry.value.date, entry.value.recorded, entry.id))
        for reports in progress.values():
            reports.sort(key=lambda entry: (entry.value.recorded, entry.id))
        due, extended_by, waived = self._decisions()
        for waived_key, waive in waived.items():
            for entry in evidence.get(waived_key, ()):
                self.fault(
                    "record-waived",
                    entry,
                    f"事项 {entry.value.obligation} 对“{entry.value.unit}”已定为不适用（{waive.id}），本条不计入",
                    "请作废本条，或撤销该决定",
                    "obligation",
                )
        return Matching(
            directory=self.directory,
            duties=self.duties,
            evidence=dict(evidence),
            progress=dict(progress),
            extra_progress=extra,
            withdrawn=withdrawn,
            due=due,
            extended_by=extended_by,
            waived=waived,
            faults=self.faults,
        )

    def _evidence_key(self, entry: Entry[Evidence]) -> DutyKey | None:
        record = entry.value
        unit = self.own_unit(entry)
        if unit is None:
            return None
        obligation = self.obligations.get(record.obligation)
        period = record.period
        if obligation is not None:
            if not self._amount_fits(entry, obligation):
                return None
            if obligation.every is not None and period is None:
                period = period_of(record.date, obligation.every).text
        located = self.locate(entry, record.obligation, unit, period)
        fits = located is not None and self.name_fits(entry, record.obligation, "obligation", "事项")
        return located if fits else None

    def _amount_fits(self, entry: Entry[Evidence], obligation: Obligation) -> bool:
        record = entry.value
        is_rate = isinstance(obligation.target, RateTarget)
        if is_rate and record.of is None:
            self.fault(
                "record-amount",
                entry,
                f"事项 {obligation.id} 按比率考核，要写 reached（达到数）和 of（总数）",
                "例如 reached: 35、of: 36；没有发生则 reached: 0、of: 0",
                "obligation",
            )
            return False
        if is_rate and record.amount is not None:
            self.fault(
                "record-amount",
                entry,
                f"事项 {obligation.id} 按比率考核，不写 amount",
                "请删去 amount 这一行",
                "amount",
                at_key=True,
            )
            return False
        if not is_rate and record.of is not None:
            self.fault(
                "record-amount",
                entry,
                f"事项 {obligation.id} 不按比率考核，不写 reached 和 of",
                "请改写 amount（数量，默认 1）",
                "reached",
                at_key=True,
            )
            return False
        return True

    def _progress_key(self, entry: Entry[Progress]) -> DutyKey | None:
        record = entry.value
        unit = self.own_unit(entry)
        if unit is None:
            return None
        task = self.tasks.get(record.task)
        if task is None:
            message = (
                f"任务 {record.task} 在 {_TASKS} 中读不出来，本条暂不计入"
                if record.task in self.register.unreadable_tasks
                else f"没有编号为 {record.task} 的任务"
            )
            self.fault("record-unknown-task", entry, message, "用 fazhi list 查看全部任务编号", "task")
            return None
        units = self.task_units.get(task.id)
        if units is None:
            owners = {name for each in task.obligations for name in self.directory.expand(each.who)}
            units = frozenset(owners.union(self.directory.expand((*task.lead, *task.responsible))))
            self.task_units[task.id] = units
        if unit not in units:
            self.fault(
                "record-not-owed",
                entry,
                f"“{unit}”不是任务 {task.id}（{task.title}）的牵头或责任单位",
                "请核对任务编号和单位",
                "unit",
            )
            return None
        allowed = [period.text for period in progress_periods(self.register)]
        if record.period not in allowed:
            hint = "可写：" + "、".join(allowed) if allowed else "本计划不要求报送进展"
            self.fault("record-period", entry, f"本计划没有“{record.period}”这一报送期", hint, "period")
            return None
        if not self.name_fits(entry, str(task.id), "task", "任务"):
            return None
        return DutyKey(task.id, "", unit, record.period)

    def _decisions(self) -> tuple[dict[DutyKey, date], dict[DutyKey, str], dict[DutyKey, Entry[Waive]]]:
        due: dict[DutyKey, date] = {}
        extended_by: dict[DutyKey, str] = {}
        waived: dict[DutyKey, Entry[Waive]] = {}
        ordered = sorted(self.register.decisions, key=lambda entry: (entry.value.recorded, entry.id))
        for entry in ordered:
            if _holds(entry, Waive):
                key = self._decision_key(entry)
                if key is not None:
                    waived.setdefault(key, entry)
            elif _holds(entry, Extend):
                key = self._decision_key(entry)
                if key is not None and self._extension_stands(entry, due.get(key, self.by_key[key].due)):
                    due[key] = entry.value.due
                    extended_by[key] = entry.id
        return due, extended_by, waived

    def _decision_key(self, entry: Entry[Extend] | Entry[Waive]) -> DutyKey | None:
        decision = entry.value
        obligation = self.obligations.get(decision.obligation)
        unit = None
        if decision.unit is not None:
            unit = self.unit_name(entry, decision.unit)
            if unit is None:
                return None
        if obligation is not None and obligation.scope == "joint" and unit is not None:
            self.fault(
                "decision-unit",
                entry,
                f"事项 {obligation.id} 由多个单位共同完成，决定针对整个事项，不写 unit",
                "请删去 unit 这一行",
                "unit",
                at_key=True,
            )
            return None
        if obligation is not None and obligation.scope == "each" and unit is None:
            self.fault(
                "decision-unit",
                entry,
                f"事项 {obligation.id} 由各单位分别完成，要写明 unit",
                "请补写一行：unit: 单位名",
                "obligation",
            )
            return None
        if obligation is not None and obligation.every is not None and decision.period is None:
            self.fault(
                "record-period",
                entry,
                f"事项 {obligation.id} 按期报送，要写明 period",
                "请补写一行，例如 period: 2024Q2",
                "obligation",
            )
            return None
        return self.locate(entry, decision.obligation, unit, decision.period)

    def _extension_stands(self, entry: Entry[Extend], old: date) -> bool:
        decision = entry.value
        if decision.recorded > old:
            self.fault(
                "extension-late",
                entry,
                f"延期决定日 {decision.recorded} 晚于原到期日 {old}，不能事后延期",
                "延期须在到期日当天或之前决定；确有批准的，请核对 recorded",
                "recorded",
            )
            return False
        if decision.due <= old:
            self.fault(
                "extension-earlier",
                entry,
                f"新到期日 {decision.due} 不晚于原到期日 {old}，不是延期",
                "请核对 due",
                "due",
            )
            return False
        return True


def attach(register: Register) -> Matching:
    """Expand the plan and give every record and decision its duty; what fits none is a fault."""
    return _Attacher(register).attach()


def progress_window(period: str) -> tuple[date, date]:
    """First and last day of a written period."""
    span = parse_period(period)
    return span.first, span.last
