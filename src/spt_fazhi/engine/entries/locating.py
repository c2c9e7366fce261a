"""What the names in records and decisions stand for: units, obligations, duties; or why they stand for nothing."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeGuard, TypeVar

from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey
from spt_fazhi.engine.expansion import expand
from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.record import Evidence, Progress, Record, Rectify, Void
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.references import finding_id
from spt_fazhi.model.register import UNTOLD, Entry, Register

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Finding, Inspection

_SHOWN: Final = 8
V = TypeVar("V", bound="Record | Decision | Inspection")


def holds(entry: Entry[Any], cls: type[V]) -> TypeGuard[Entry[V]]:
    """Whether the entry's value is a `cls`; tells the type checker so."""
    return isinstance(entry.value, cls)


class Found(NamedTuple):  # a tuple: one for each finding
    """A finding and the inspection it stands in."""

    inspection: Entry[Inspection]
    finding: Finding


class Locator:
    """Finds the unit and the duty that a record or decision names; what names none is noted in `faults`."""

    def __init__(self, register: Register, duties: tuple[Duty, ...] | None = None) -> None:
        """Expand the plan, unless its `duties` are known, and index it."""
        self.register = register
        self.directory = Directory(register.units, register.groups)
        self.duties = expand(register, self.directory) if duties is None else duties
        self.by_key = {duty.key: duty for duty in self.duties}
        self.tasks: dict[int, Task] = {}
        self.obligations: dict[str, Obligation] = {}
        self.task_of: dict[str, int] = {}  # where an obligation stands, which its number may belie
        for task in register.tasks:
            self.tasks.setdefault(task.id, task)
            for obligation in task.obligations:
                self.obligations.setdefault(obligation.id, obligation)
                self.task_of.setdefault(obligation.id, task.id)
        self._task_units: dict[int, frozenset[str]] = {}
        self.records = {entry.id: entry for entry in register.records}
        self.inspections = {entry.id: entry for entry in register.inspections}
        self.findings = {
            finding_id(entry.id, each.id): Found(entry, each)
            for entry in register.inspections
            for each in entry.value.findings
        }
        self.finding_keys: dict[str, dict[str, DutyKey]] = {}  # by finding, then by unit
        if self.findings:
            for key in self.by_key:
                if key.finding:
                    self.finding_keys.setdefault(key.finding, {})[key.unit] = key
        self.faults: list[Problem] = []

    def over(self, register: Register) -> Locator:
        """The same for a register that has other records and nothing else; without faults."""
        other = copy.copy(self)
        other.register = register
        other.records = {entry.id: entry for entry in register.records}
        other.faults = []
        return other

    def fault(  # noqa: PLR0913 - the parts of a Problem
        self, rule: str, entry: Entry[V], message: str, hint: str, key: str | Where, *, at_key: bool = False
    ) -> None:
        """Note an error of an entry at one of its keys, or where that leads further in."""
        where = (key,) if isinstance(key, str) else key
        self.faults.append(
            Problem(
                rule=rule, severity="error", file=entry.file, message=message, hint=hint, where=where, at_key=at_key
            )
        )

    def unknown_task(self, entry: Entry[V], task: int, key: str | Where) -> None:
        """Note that a task is not in the plan, or is and cannot be read."""
        if self._unreadable_task(entry, task, key):
            return
        message = f"没有编号为 {task} 的任务"
        self.fault("record-unknown-task", entry, message, "用 fazhi list 查看全部任务编号", key)

    def _unreadable_task(self, entry: Entry[V], task: int, key: str | Where) -> bool:
        unreadable = self.register.unreadable_tasks
        if task in unreadable:
            message = f"任务 {task} 在 {TASKS_FILE} 里读不出来，本条暂不计入"
        elif task not in self.tasks and UNTOLD in unreadable:
            message = f"{TASKS_FILE} 里有读不出编号的任务，任务 {task} 可能就是它，本条暂不计入"
        else:
            return False
        self.fault("record-task-unreadable", entry, message, f"请先改正 {TASKS_FILE}", key)
        return True

    def unknown_obligation(self, entry: Entry[V], obligation: str) -> None:
        """Note that an obligation is not in the plan, or is and cannot be read."""
        task = obligation.split(".", maxsplit=1)[0]
        if self._unreadable_task(entry, int(task), "obligation"):
            return
        same = [each for each in self.obligations if each.split(".")[0] == task]
        hint = f"该任务的事项有：{'、'.join(same)}" if same else "用 fazhi list 查看全部任务和事项编号"
        self.fault("record-unknown-obligation", entry, f"没有编号为 {obligation} 的事项", hint, "obligation")

    def unknown_unit(self, entry: Entry[V], unit: str, where: Where = ("unit",)) -> None:
        """Note that a unit is not in the list, or is and cannot be read."""
        unreadable = self.register.unreadable_units
        if unit in unreadable or "" in unreadable:
            message = (
                f"单位“{unit}”在 {UNITS_FILE} 里读不出来，本条暂不计入"
                if unit in unreadable
                else f"{UNITS_FILE} 里有读不出名称的单位，“{unit}”可能就是它，本条暂不计入"
            )
            self.fault("record-unit-unreadable", entry, message, f"请先改正 {UNITS_FILE}", where)
            return
        if unit in self.directory.groups:
            names = [each.name for each in self.directory.members(unit)]
            listed = f"{'、'.join(names[:_SHOWN])}{' 等' if len(names) > _SHOWN else ''}"
            hint = f"请写单位的名称，每家各写各的；组里有：{listed}" if names else "请写单位的名称；组里还没有单位"
            self.fault("unknown-unit", entry, f"“{unit}”是单位组，这里只能写单位", hint, where)
            return
        near, own = self.directory.nearest(unit), self.directory.by_code(entry.code)
        hint = (
            f"是不是“{near}”？单位改了名的，请把旧名写进它的 aliases" if near else f"请先在 {UNITS_FILE} 里登记该单位"
        )
        if own is not None and where == ("unit",):
            hint = f"代码 {own.code} 现在是“{own.name}”：是它改了名，就把“{unit}”写进它的 aliases；写错了的，改正 unit"
        self.fault("unknown-unit", entry, f"单位名单里没有“{unit}”", hint, where)

    def unit_name(self, entry: Entry[V], written: str) -> str | None:
        """The unit that is written, by its name in the list; None with a fault noted."""
        unit = self.directory.unit(written)
        if unit is None:
            self.unknown_unit(entry, written)
            return None
        return unit.name

    def finding(self, entry: Entry[V], inspection: str, number: int) -> Found | None:
        """The finding that an entry names; None with a fault noted."""
        found = self.findings.get(finding_id(inspection, number))
        if found is not None:
            return found
        visit = self.inspections.get(inspection)
        if visit is None:
            message, key = f"没有编号为 {inspection} 的督察，本条不计入", "inspection"
            hint = "用 fazhi inspect list 查看全部督察编号；若该文件读不出来，请先改正它"
        else:
            numbers = "、".join(str(each.id) for each in visit.value.findings)
            message, key = f"督察 {inspection} 没有编号为 {number} 的问题，本条不计入", "finding"
            hint = f"该次督察的问题编号有：{numbers}" if numbers else "该次督察没有登记问题"
        self.fault("finding-unknown", entry, message, hint, key)
        return None

    def own_unit(self, entry: Entry[Evidence] | Entry[Progress] | Entry[Rectify] | Entry[Void]) -> str | None:
        """The record's unit, provided the record lies in that unit's folder; None with a fault noted."""
        name = self.unit_name(entry, entry.value.unit)
        if name is None:
            return None
        unit = self.directory.unit(name)
        if unit is not None and unit.code != entry.code and entry.code not in self.directory.desks(name):
            self.fault(
                "record-folder",
                entry,
                f"记录写的是“{name}”（代码 {unit.code}），却放在 {entry.code}/ 文件夹里",
                f"请移到 data/records/{unit.code}/ 下，或改正 unit"
                + (
                    ""
                    if self.directory.by_code(entry.code)
                    else f"；改了代码的，把 {UNITS_FILE} 里的 code 改回 {entry.code}"
                ),
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
            hint = hint if owners else f"{TASKS_FILE} 里写的承担单位都不在单位名单里，请先改正那里"
            self.fault(
                "record-not-owed", entry, f"“{unit}”不承担事项 {obligation.id}（{obligation.title}）", hint, "unit"
            )
        else:
            periods = [duty.period for duty in self.duties if duty.key.obligation == obligation.id and duty.period]
            hint = "可写：" + "、".join(dict.fromkeys(p for p in periods if p))
            self.fault("record-period", entry, f"事项 {obligation.id} 没有“{period}”这一期", hint, "period")

    def units_of(self, task: Task) -> frozenset[str]:
        """Everyone who leads a task, is responsible for it or owes one of its obligations, by name."""
        units = self._task_units.get(task.id)
        if units is None:
            named = (*(name for each in task.obligations for name in each.who), *task.lead, *task.responsible)
            owners = self.directory.expand(named)
            units = frozenset((*owners, *(heir.unit for heir in self.directory.heirs(owners))))
            self._task_units[task.id] = units
        return units
