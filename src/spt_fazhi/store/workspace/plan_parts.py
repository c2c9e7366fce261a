"""The plan and the units of a workspace, whole or as much of them as can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.plan import FORMAT, RegisterInfo, Section, Task, TasksFile
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import UNTOLD, Place, Register
from spt_fazhi.model.unit import Group, Unit, UnitsFile
from spt_fazhi.model.value import made
from spt_fazhi.store.workspace.reading import WorkspaceReader
from spt_fazhi.store.yaml.reader import Tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import one_line

T = TypeVar("T")


@frozen
class _Plan:
    """The readable parts of tasks.yaml, by their index in its lists."""

    info: RegisterInfo
    sections: dict[int, Section]
    tasks: dict[int, Task]
    unreadable: frozenset[int] = frozenset()


@frozen
class _Units:
    """The readable parts of units.yaml, by their index in its lists."""

    units: dict[int, Unit]
    groups: dict[int, Group]
    unreadable: frozenset[str] = frozenset()


_NO_PLAN: Final = _Plan(
    info=RegisterInfo(format=FORMAT, year=1, title="", issuer="", issued=date.min),
    sections={},
    tasks={},
)
_NO_UNITS: Final = _Units(units={}, groups={})
_NOTHING: Final = Register(info=_NO_PLAN.info, sections=(), tasks=(), units=(), groups=())
FORMAT_RULE: Final = "format"
"""The id of the one problem of a plan that is written in another format."""


def read_plan(reader: WorkspaceReader) -> tuple[Register, frozenset[str]]:
    """A register without entries, and which of "plan" and "units" it lacks: these are empty in it."""
    plan = _required(reader, TASKS_FILE, lambda tree: _plan_of(made(TasksFile, tree)), _plan_in)
    reader.other_format = next((each for each in reader.problems if each.rule == FORMAT_RULE), None)
    if reader.other_format is not None:  # what else is written in it means something else
        return _NOTHING, frozenset(("plan", "units"))
    units = _required(reader, UNITS_FILE, lambda tree: _units_of(made(UnitsFile, tree)), _units_in)
    lacking = frozenset(word for word, part in (("plan", plan), ("units", units)) if part is None)
    plan, units = plan or _NO_PLAN, units or _NO_UNITS
    register = Register(
        info=plan.info,
        sections=tuple(plan.sections.values()),
        tasks=tuple(plan.tasks.values()),
        units=tuple(units.units.values()),
        groups=tuple(units.groups.values()),
        place=Place(
            tasks=tuple(plan.tasks),
            units=tuple(units.units),
            groups=tuple(units.groups),
            sections=tuple(plan.sections),
        ),
        unreadable_tasks=plan.unreadable,
        unreadable_units=units.unreadable,
    )
    return register, lacking


def _required(
    reader: WorkspaceReader,
    path: str,
    known: Callable[[Tree], T],
    read: Callable[[WorkspaceReader, str], T | None],
) -> T | None:
    """What `known` makes of the tree, or `read` of the text, of a file that must be there."""
    if path in reader.known:
        return known(reader.known[path])
    data = reader.source.read(path)
    if data is None:
        reader.unusable += 1
        hint = "请确认在工作区里运行，或用 --root 指定；新建可运行 fazhi demo 看样例"
        reader.fault("missing-file", path, "找不到或读不出这个文件（链接不算）", hint)
        return None

    def once() -> T | None:
        text = reader.text(path, data)
        if text is None:
            reader.unusable += 1
            return None
        return read(reader, text)

    return reader.once(path, path, data, once)


def _plan_of(whole: TasksFile) -> _Plan:
    return _Plan(info=whole.register, sections=_indexed(whole.sections), tasks=_indexed(whole.tasks))


def _plan_in(reader: WorkspaceReader, text: str) -> _Plan | None:
    whole, tree = reader.value(TasksFile, TASKS_FILE, text, lambda tree: _of_another_format(reader, tree))
    if whole is not None:
        return _plan_of(whole)
    if tree is None:
        reader.unusable += 1
        return None
    info = _good(RegisterInfo, [tree.get("register")])
    tasks = _good(Task, tree.get("tasks"))
    written = _list(tree.get("tasks"))
    reader.unusable += max(len(written) - len(tasks), 1)
    if not info:
        return None
    unreadable = frozenset(_number(item) for index, item in enumerate(written) if index not in tasks)
    if not isinstance(tree.get("tasks"), list):
        unreadable = frozenset({UNTOLD})
    return _Plan(info=info[0], sections=_good(Section, tree.get("sections")), tasks=tasks, unreadable=unreadable)


def _of_another_format(reader: WorkspaceReader, tree: Tree) -> bool:
    """Whether the plan is written in another format, or does not say in which; one error then says so."""
    head = tree.get("register")
    written = head.get("format") if isinstance(head, dict) else None
    if not isinstance(head, dict) or written == str(FORMAT):
        return False
    if written is None:
        message = f"register 里没有 format：这是第 1 版格式的台账，本程序只读第 {FORMAT} 版"
    elif str(written).isdecimal():
        message = f"这是第 {written} 版格式的台账，本程序只读第 {FORMAT} 版"
    else:
        message = f"format 写的是“{one_line(str(written), 20)}”，本程序只读第 {FORMAT} 版"
    hint = f"请照 docs/data.md 的“从第 1 版改写”改好各处，再在 register 下写一行：format: {FORMAT}"
    if str(written).isdecimal() and int(str(written)) > FORMAT:
        hint = "它是更新的程序写的，请换用新版的 fazhi"
    where = ("register",) if written is None else ("register", "format")
    reader.problems.append(
        Problem(rule=FORMAT_RULE, severity="error", file=TASKS_FILE, message=message, hint=hint, where=where)
    )
    return True


def _number(item: Any) -> int:
    """The number of a task that cannot be read, by its id or those of its obligations; UNTOLD when none tells it."""
    if not isinstance(item, dict):
        return UNTOLD
    ids = [item.get("id"), *(each.get("id") for each in _list(item.get("obligations")) if isinstance(each, dict))]
    told = (re.match(r"[0-9]{1,4}(?=\.|\Z)", each) for each in ids if isinstance(each, str))
    return next((int(found[0]) for found in told if found), UNTOLD)


def _units_of(whole: UnitsFile) -> _Units:
    return _Units(units=_indexed(whole.units), groups=_indexed(whole.groups))


def _units_in(reader: WorkspaceReader, text: str) -> _Units | None:
    whole, tree = reader.value(UnitsFile, UNITS_FILE, text)
    if whole is not None:
        return _units_of(whole)
    if tree is None or not isinstance(tree.get("units"), list):
        reader.unusable += 1
        return None
    units = _good(Unit, tree["units"])
    groups = _good(Group, tree.get("groups"))
    broken = [item for index, item in enumerate(tree["units"]) if index not in units]
    reader.unusable += max(len(broken), 1)
    broken += [item for index, item in enumerate(_list(tree.get("groups"))) if index not in groups]
    unreadable = frozenset(name for item in broken for name in _names(item))
    return _Units(units=units, groups=groups, unreadable=unreadable)


def _names(item: Any) -> Iterator[str]:
    """What a unit or group that cannot be read is called; "" when it has no name."""
    tree = item if isinstance(item, dict) else {}
    name = tree.get("name")
    yield name if isinstance(name, str) else ""
    more = (tree.get("code"), tree.get("full_name"), *_list(tree.get("aliases")))
    yield from (each for each in more if isinstance(each, str) and each)


def _indexed(items: Iterable[T]) -> dict[int, T]:
    return dict(enumerate(items))


def _list(tree: Any) -> list[Any]:
    return tree if isinstance(tree, list) else []


def _good(cls: type[T], trees: Any) -> dict[int, T]:
    """The valid items of a list, by their index."""
    found = {index: validate(cls, tree, "")[0] for index, tree in enumerate(_list(trees))}
    return {index: item for index, item in found.items() if item is not None}
