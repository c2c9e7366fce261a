"""Read a workspace: good values and problems, all at once; one broken file never hides the rest."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, TypeVar, cast

from spt_fazhi.model.decision import DECISION_KINDS
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import RegisterInfo, Section, Task, TasksFile
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.record import RECORD_KINDS
from spt_fazhi.model.register import DECISIONS_DIR, RECORDS_DIR, TASKS_FILE, UNITS_FILE, Entry, Place, Register
from spt_fazhi.model.unit import Group, Unit, UnitsFile
from spt_fazhi.model.value import revive
from spt_fazhi.store.workspace.cache import MAX_FILES, TreeCache
from spt_fazhi.store.workspace.sources import FileInfo, Source
from spt_fazhi.store.workspace.unfinished import settled
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import MAX_BYTES, Tree, YamlFault, decode, full_width_colon, read_tree
from spt_fazhi.store.yaml.validate import validate

T = TypeVar("T")

RECORD_NAME: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,4}(?:\.[0-9]{1,3})?-[a-z2-7]{4}\.yaml"
DECISION_NAME: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(?:return|extend|waive)-[a-z2-7]{4}\.yaml"


@frozen
class Loaded:
    """What was read. `register` is None when the plan or the units cannot be read at all.

    `unusable` counts the files (and tasks or units inside a file) that could not be read. `files` lists every
    file below the records and decisions folders, less what an unfinished write left. `partial` is what could be
    read, with an empty plan or no units where `lacking` names "plan" or "units": enough for `check` to look at
    the rest.
    """

    register: Register | None
    problems: list[Problem]
    unusable: int
    source: Source
    files: tuple[FileInfo, ...] = ()
    partial: Register | None = None
    lacking: frozenset[str] = frozenset()


Skip = Callable[[str, Tree], bool]
"""Whether to leave out a record or decision, told from its path and its keys and strings."""
Memo = dict[tuple[str, bytes], tuple[Any, tuple[Problem, ...], int]]
"""What a reading made of contents, by kind and content: the value, the problems found in it, how many unusable."""


class _WorkspaceReader:
    """One reading: gathers problems while it turns files into values."""

    def __init__(
        self, source: Source, cache: TreeCache | None, memo: Memo | None = None, skip: Skip | None = None
    ) -> None:
        self.source = source
        self.skip = skip
        self.cache = cache
        self.memo = memo
        self.problems: list[Problem] = []
        self.unusable = 0

    def once(self, kind: str, path: str, data: bytes, make: Callable[[], T]) -> T:
        """What `make` makes of `data`, from the memo when an earlier reading met the same content."""
        if self.memo is None:
            return make()
        known = self.memo.get((kind, data))
        if known is None:
            problems, unusable = len(self.problems), self.unusable
            made = make()
            self.memo[kind, data] = made, tuple(self.problems[problems:]), self.unusable - unusable
            return made
        value, found, lost = known
        self.problems += [replace(each, file=path) for each in found]
        self.unusable += lost
        return cast("T", value)

    def text(self, path: str, data: bytes) -> str | None:
        try:
            text, bom = decode(data)
        except YamlFault as fault:
            self.problems.append(fault.problem(path))
            return None
        if bom:
            self.problems.append(
                Problem(
                    rule="bom",
                    severity="warning",
                    file=path,
                    message="文件开头有 BOM 标记（记事本另存时加的）",
                    hint="可用，但建议另存为不带 BOM 的 UTF-8",
                    line=1,
                    column=1,
                )
            )
        return text

    def tree(self, path: str, text: str) -> dict[str, Any] | None:
        try:
            return read_tree(text)
        except YamlFault as fault:
            self.problems.append(fault.problem(path))
            return None

    def checked(self, cls: type[T], tree: Any, path: str, text: str) -> T | None:
        found, problems = validate(cls, tree, path)
        if problems:
            colon = full_width_colon(text)
            self.problems.extend([colon.problem(path), *problems] if colon else problems)
        return found

    def value(self, cls: type[T], path: str, text: str) -> tuple[T | None, Any]:
        """A whole file as one value, from the cache when it was validated before; and its tree."""
        if self.cache is not None:
            cached = self.cache.get(path, text)
            if cached is not None:
                try:
                    return revive(cls, cached), cached
                except (ValueError, KeyError, TypeError, AttributeError):
                    pass
        tree = self.tree(path, text)
        if tree is None:
            return None, None
        found = self.checked(cls, tree, path, text)
        if found is not None and self.cache is not None:
            self.cache.put(path, text, tree)
        return found, tree


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Loading makes only trees: collecting cycles meanwhile costs a third of the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(
    source: Source,
    *,
    use_cache: bool = True,
    memo: Memo | None = None,
    plan_of: Loaded | None = None,
    skip: Skip | None = None,
) -> Loaded:
    """Read everything. Raises nothing for bad data: it comes back as problems.

    Several revisions read with one `memo` parse equal contents once. With `plan_of` the plan and the units (and what
    is wrong with them) are taken from there and not read again, and `skip` may leave out entries before they are
    validated.
    """
    if plan_of is not None and plan_of.partial is not None:
        return _load_entries(source, plan_of, plan_of.partial, skip)
    with _no_garbage_collection():
        files = settled((*source.walk(RECORDS_DIR), *source.walk(DECISIONS_DIR)))
        small = use_cache and len(files) <= MAX_FILES
        reader = _WorkspaceReader(source, TreeCache(source.name) if small else None, memo)
        reader.unusable += sum(map(_hides_entries, files))
        plan = _plan(reader)
        units = _units(reader)
        records = tuple(_entries(reader, files, RECORDS_DIR, RECORD_KINDS, RECORD_NAME))
        decisions = tuple(_entries(reader, files, DECISIONS_DIR, DECISION_KINDS, DECISION_NAME))
        if reader.cache is not None and source.revision is None:  # a glance at the past must not push out the present
            reader.cache.save()
    lacking = frozenset(word for word, part in (("plan", plan), ("units", units)) if part is None)
    plan, units = plan or _NO_PLAN, units or _NO_UNITS
    place = Place(tasks=plan.places, units=units.places, groups=units.group_places, sections=plan.section_places)
    partial = Register(
        info=plan.info,
        sections=plan.sections,
        tasks=plan.tasks,
        units=units.units,
        groups=units.groups,
        records=records,
        decisions=decisions,
        place=place,
        unreadable_tasks=plan.unreadable,
        unreadable_units=units.unreadable,
    )
    register = None if lacking else partial
    return Loaded(
        register=register,
        problems=reader.problems,
        unusable=reader.unusable,
        source=source,
        files=files,
        partial=partial,
        lacking=lacking,
    )


def _load_entries(source: Source, plan_of: Loaded, plan: Register, skip: Skip | None) -> Loaded:
    """The records and decisions of `source` under a plan that is known."""
    with _no_garbage_collection():
        files = settled((*source.walk(RECORDS_DIR), *source.walk(DECISIONS_DIR)))
        reader = _WorkspaceReader(source, None, skip=skip)
        reader.unusable += sum(map(_hides_entries, files))
        records = tuple(_entries(reader, files, RECORDS_DIR, RECORD_KINDS, RECORD_NAME))
        decisions = tuple(_entries(reader, files, DECISIONS_DIR, DECISION_KINDS, DECISION_NAME))
    partial = replace(plan, records=records, decisions=decisions)
    register = None if plan_of.lacking else partial
    return Loaded(
        register=register,
        problems=reader.problems,
        unusable=reader.unusable,
        source=source,
        files=files,
        partial=partial,
        lacking=plan_of.lacking,
    )


@frozen
class _Plan:
    """The readable parts of tasks.yaml, with their places in its lists."""

    info: RegisterInfo
    sections: tuple[Section, ...]
    section_places: tuple[int, ...]
    tasks: tuple[Task, ...]
    places: tuple[int, ...]
    unreadable: frozenset[int] = frozenset()


@frozen
class _UnitsPart:
    """The readable parts of units.yaml, with their places in its lists."""

    units: tuple[Unit, ...]
    places: tuple[int, ...]
    groups: tuple[Group, ...]
    group_places: tuple[int, ...]
    unreadable: frozenset[str] = frozenset()


_NO_PLAN = _Plan(
    info=RegisterInfo(year=1, title="", issuer="", issued=date.min), sections=(), section_places=(), tasks=(), places=()
)
_NO_UNITS = _UnitsPart(units=(), places=(), groups=(), group_places=())


def _required(reader: _WorkspaceReader, path: str, make: Callable[[str], T | None]) -> T | None:
    """What `make` makes of the text of a file that must be there."""
    data = reader.source.read(path)
    if data is None:
        reader.unusable += 1
        hint = "请确认在工作区里运行，或用 --root 指定；新建可运行 fazhi demo 看样例"
        reader.problems.append(
            Problem(
                rule="missing-file",
                severity="error",
                file=path,
                message="找不到或读不出这个文件（链接不算）",
                hint=hint,
            )
        )
        return None

    def made() -> T | None:
        text = reader.text(path, data)
        if text is None:
            reader.unusable += 1
            return None
        return make(text)

    return reader.once(path, path, data, made)


def _plan(reader: _WorkspaceReader) -> _Plan | None:
    return _required(reader, TASKS_FILE, lambda text: _plan_in(reader, text))


def _plan_in(reader: _WorkspaceReader, text: str) -> _Plan | None:
    whole, tree = reader.value(TasksFile, TASKS_FILE, text)
    if whole is not None:
        return _Plan(
            info=whole.register,
            sections=whole.sections,
            section_places=tuple(range(len(whole.sections))),
            tasks=whole.tasks,
            places=tuple(range(len(whole.tasks))),
        )
    if tree is None:
        reader.unusable += 1
        return None
    info = _good(RegisterInfo, [tree.get("register")])
    sections = _good(Section, tree.get("sections"))
    tasks = _good(Task, tree.get("tasks"))
    wanted = tree.get("tasks")
    total = len(wanted) if isinstance(wanted, list) else 0
    reader.unusable += max(total - len(tasks), 1)
    if not info:
        return None
    unreadable = frozenset(
        int(item["id"])
        for index, item in enumerate(wanted if isinstance(wanted, list) else ())
        if index not in tasks and isinstance(item, dict) and re.fullmatch("[0-9]{1,4}", str(item.get("id", "")))
    )
    return _Plan(
        info=info[0],
        sections=tuple(sections.values()),
        section_places=tuple(sections),
        tasks=tuple(tasks.values()),
        places=tuple(tasks),
        unreadable=unreadable,
    )


def _units(reader: _WorkspaceReader) -> _UnitsPart | None:
    return _required(reader, UNITS_FILE, lambda text: _units_in(reader, text))


def _units_in(reader: _WorkspaceReader, text: str) -> _UnitsPart | None:
    whole, tree = reader.value(UnitsFile, UNITS_FILE, text)
    if whole is not None:
        return _UnitsPart(
            units=whole.units,
            places=tuple(range(len(whole.units))),
            groups=whole.groups,
            group_places=tuple(range(len(whole.groups))),
        )
    if tree is None or not isinstance(tree.get("units"), list):
        reader.unusable += 1
        return None
    units = _good(Unit, tree.get("units"))
    groups = _good(Group, tree.get("groups"))
    broken = [item for index, item in enumerate(tree["units"]) if index not in units]
    reader.unusable += max(len(broken), 1)
    written = tree.get("groups")
    broken += [item for index, item in enumerate(written if isinstance(written, list) else ()) if index not in groups]
    unreadable = frozenset(
        name
        for item in broken
        if isinstance(item, dict)
        for name in (item.get("name"), *(item["aliases"] if isinstance(item.get("aliases"), list) else ()))
        if isinstance(name, str)
    )
    return _UnitsPart(
        units=tuple(units.values()),
        places=tuple(units),
        groups=tuple(groups.values()),
        group_places=tuple(groups),
        unreadable=unreadable,
    )


def _good(cls: type[T], trees: Any) -> dict[int, T]:
    """The valid items of a list, by their index."""
    if not isinstance(trees, list):
        return {}
    found = {index: validate(cls, tree, "")[0] for index, tree in enumerate(trees)}
    return {index: item for index, item in found.items() if item is not None}


def is_entry_path(path: str, folder: str) -> bool:
    """Whether a file is a record (`data/records/<code>/<name>.yaml`) or decision, not an attachment or a stray."""
    rest = path[len(folder) + 1 :]
    depth = 1 if folder == RECORDS_DIR else 0
    return path.startswith(folder + "/") and rest.endswith(".yaml") and rest.count("/") == depth


def is_read(path: str) -> bool:
    """Whether `load` reads this file, provided it is one."""
    return path in {TASKS_FILE, UNITS_FILE} or is_entry_path(path, RECORDS_DIR) or is_entry_path(path, DECISIONS_DIR)


def _hides_entries(info: FileInfo) -> bool:
    """Whether this is a link where a record, a decision or a folder of them should be; links are not followed."""
    return info.is_link and (info.path.endswith(".yaml") or info.path.count("/") <= RECORDS_DIR.count("/") + 1)


def _entries(
    reader: _WorkspaceReader, files: Iterable[FileInfo], folder: str, kinds: Mapping[str, type], name: str
) -> Iterator[Entry[Any]]:
    paths = [info.path for info in files if not info.is_link and is_entry_path(info.path, folder)]
    if not paths:
        return
    fits = re.compile(name).fullmatch
    for path, data in reader.source.read_many(paths):
        if fits(path[path.rfind("/") + 1 :]) is None:
            reader.unusable += 1
            example = "2024-06-12-6.1-k7q2.yaml" if folder == RECORDS_DIR else "2024-06-18-return-aaah.yaml"
            reader.problems.append(
                Problem(
                    rule="file-name",
                    severity="error",
                    file=path,
                    message="文件名不合规则，本条不计入",
                    hint=f"应为 {example} 的样子；请用 fazhi record / decide 生成",
                )
            )
            continue
        found = None if data is None else _entry_once(reader, path, data, kinds)
        if found is _SKIPPED:
            continue
        if found is None:
            reader.unusable += 1
            if data is None:
                reader.problems.append(
                    Problem(
                        rule="missing-file",
                        severity="error",
                        file=path,
                        message="文件读不出来",
                        hint="请检查它是不是普通文件、有没有读取权限",
                    )
                )
            continue
        yield Entry(id=path[len(folder) + 1 : -5], file=path, value=found)


_SKIPPED: Final[Any] = object()


def _entry_once(reader: _WorkspaceReader, path: str, data: bytes, kinds: Mapping[str, type]) -> Any:
    if reader.memo is None:
        return _entry_value(reader, path, data, kinds)
    kind = RECORDS_DIR if kinds is RECORD_KINDS else DECISIONS_DIR
    return reader.once(kind, path, data, lambda: _entry_value(reader, path, data, kinds))


def _entry_value(reader: _WorkspaceReader, path: str, data: bytes, kinds: Mapping[str, type]) -> Any:
    """The record or decision, None when it cannot be read, _SKIPPED when it is not wanted."""
    text = reader.text(path, data)
    if text is None:
        return None
    cached = reader.cache.get(path, text) if reader.cache is not None else None
    if cached is not None:
        try:
            return revive(kinds[cached["kind"]], cached)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
    tree = reader.tree(path, text)
    if tree is None:
        return None
    if reader.skip is not None and reader.skip(path, tree):
        return _SKIPPED
    kind = tree.get("kind")
    cls = kinds.get(kind) if isinstance(kind, str) else None
    if cls is None:
        colon = full_width_colon(text)
        problem = Problem(
            rule="bad-kind",
            severity="error",
            file=path,
            message="缺少 kind（种类）" if kind is None else f"不认识的 kind“{kind}”",
            hint="kind 可写：" + "、".join(kinds),
            where=("kind",),
        )
        reader.problems.append(colon.problem(path) if colon else problem)
        return None
    found = reader.checked(cls, tree, path, text)
    if found is not None and reader.cache is not None:
        reader.cache.put(path, text, tree)
    return found


def place_problems(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """The problems with line and column filled in, sorted by file and place."""
    marks: dict[str, Marks | None] = {}
    placed = []
    for problem in problems:
        if problem.line == 0 and (problem.where or problem.at_key or problem.within or problem.rule == "missing-key"):
            if problem.file not in marks:
                marks[problem.file] = _marks(source, problem.file)
            found = marks[problem.file]
            if found is not None:
                line, column = found.find(problem.where, at_key=problem.at_key, within=problem.within)
                problem = replace(problem, line=line, column=column)  # noqa: PLW2901 - the same problem, placed
        placed.append(problem)
    return sorted(set(placed), key=lambda each: each.sort_key)


def _marks(source: Source, path: str) -> Marks | None:
    data = source.read(path)
    if data is None or len(data) > MAX_BYTES:
        return None
    try:
        return Marks(decode(data)[0])
    except YamlFault:
        return None
