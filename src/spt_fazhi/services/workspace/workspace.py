"""A workspace, read once and judged as of a day: what every use case works on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.unit_search import search_units, typed_name
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.nobody import NOBODY
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import UNTOLD, Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.workspace.judged import judged
from spt_fazhi.store.workspace.loader import Loaded, load
from spt_fazhi.store.workspace.places import place_problems
from spt_fazhi.store.workspace.sources import Source, WorkTree
from spt_fazhi.text.as_typed import id_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

if TYPE_CHECKING:
    from spt_fazhi.store.git.trees import Repository

_SHOWN_PROBLEMS = 10
_SHOWN_UNITS = 8


def other_format(loaded: Loaded, where: str = "") -> FazhiError:
    """The one error of a plan in another format; `where` names a plan of the past or of a branch."""
    (problem,) = place_problems([problem for problem in (loaded.other_format,) if problem], loaded.source)
    if where:
        return FazhiError(f"{where}读不了：{problem.message}", "只有改写成现在的格式以后的版本才读得了")
    return FazhiError(f"{problem.file}:{problem.line}:{problem.column}: {problem.message}", problem.hint)


class Workspace:
    """One workspace on one day. Nothing is judged before it is asked for."""

    def __init__(self, root: Path, source: Source, loaded: Loaded, day: date) -> None:
        """Work on what was `loaded` from `root`, as of `day`."""
        self.root = root
        self.source = source
        self.loaded = loaded
        self.day = day

    @classmethod
    def read(cls, root: Path, day: date, *, use_cache: bool = True) -> Self:
        """The workspace in the folder `root`, as its files are now."""
        source = WorkTree(root)
        return cls(root, source, load(source, use_cache=use_cache), day)

    @classmethod
    def read_at(cls, folder: Path, revision: str, day: date, *, exact: bool, use_cache: bool = True) -> Self:
        """The workspace as it was at a git revision.

        It need not be on disk now, nor ever have been (a bare repository). With `exact` it is the one in `folder`,
        else the nearest upwards. Raises UsageError when there is none.
        """
        from spt_fazhi.store.git.trees import open_repository, resolve, workspace_at

        repository = open_repository(folder)
        commit = resolve(repository, revision)
        past = workspace_at(repository, commit, exact=exact).at(commit)
        return cls(folder, past, load(past, use_cache=use_cache), day)

    def history(self) -> tuple[Repository, str]:
        """The repository that holds the workspace and the commit to look back from: the one read, or HEAD.

        Raises FazhiError, one line, when there is no git, no repository or no commit.
        """
        from spt_fazhi.store.git.trees import open_repository, resolve, workspace_at

        repository = open_repository(self.root)
        tip = self.source.revision
        if tip is not None:
            return workspace_at(repository, tip, exact=False), tip
        return repository, resolve(repository, "HEAD")

    @property
    def prefix(self) -> str:
        """The workspace's folder in its repository, "" or ending in `/`; "" outside one."""
        from spt_fazhi.store.git.git import Git

        return Git(self.root).prefix_if_any()

    @cached_property
    def register(self) -> Register:
        """The register; raises FazhiError with the problems listed when it cannot be read at all."""
        if self.loaded.other_format is not None:
            raise other_format(self.loaded, "" if self.source.revision is None else "这个版本里的台账")
        if self.loaded.register is None:
            placed = place_problems(self.loaded.problems, self.source)
            lines = [_problem_line(each) for each in placed if each.severity == "error"][:_SHOWN_PROBLEMS]
            raise FazhiError("台账读不出来：\n" + "\n".join(lines), "请改正后再运行；fazhi check 列出全部问题")
        return self.loaded.register

    @property
    def year(self) -> int | None:
        """The plan's year; None where the plan cannot be read."""
        known = self.loaded.partial
        return None if known is None or "plan" in self.loaded.lacking else known.info.year

    @cached_property
    def assessment(self) -> Assessment:
        """Every duty as of the day."""
        return judged(self.loaded, self.register, self.day)

    @cached_property
    def directory(self) -> Directory:
        """The units by name."""
        return self.assessment.directory

    @property
    def unusable(self) -> int:
        """How many files (or entries of a file) could not be used, and names in the plan that are no unit's: what
        these owe is nowhere.
        """
        files = {fault.file for fault in self.assessment.faults}
        return self.loaded.unusable + len(files) + _strangers(self.register, self.directory)

    def unit(self, typed: str) -> Unit:
        """The one unit a clerk means. Raises UsageError with the candidates."""
        group = self.directory.group(typed)
        if group is not None:
            members = tuple(f"{unit.name}（{unit.code}）" for unit in self.directory.members(group.name))
            listed = f"写其中一个：{names_text(members, _SHOWN_UNITS)}" if members else "组里还没有单位"
            raise UsageError(f"“{group.name}”是一组单位，这里要写一个单位", listed)
        found = self.directory.search(typed)
        self._refuse_unreadable_unit(typed, found)
        if len(found) == 1:
            return found[0]
        if found:
            names = names_text(tuple(f"{unit.name}（{unit.code}）" for unit in found), _SHOWN_UNITS)
            raise UsageError(f"“{typed}”可能是好几个单位：{names}", "请写得更具体些，或用单位代码")
        near = self.directory.nearest(typed)
        raise UsageError(
            f"没有“{typed}”这个单位", f"是不是“{near}”？" if near else "运行 fazhi list --units 看全部单位"
        )

    def units(self, typed: str) -> tuple[str, ...]:
        """The names of the units a clerk means: of one, or of a group. Raises UsageError."""
        group = self.directory.group(typed)
        members = self.directory.members(group.name) if group is not None else ()
        return tuple(unit.name for unit in members) or (self.unit(typed).name,)

    def _refuse_unreadable_unit(self, typed: str, found: Sequence[Unit]) -> None:
        """Never take another unit for one that stands in units.yaml and cannot be read. Raises UsageError."""
        unreadable = self.register.unreadable_units
        if not unreadable or not typed_name(typed):
            return
        hint = f"请先改正 {UNITS_FILE}：运行 fazhi check 看是哪一行"
        ghosts = tuple(Unit(name=name, code="", kind="government") for name in sorted(unreadable - {""}))
        meant = [each for each in search_units((*self.directory.units, *ghosts), typed) if each in ghosts]
        if meant:
            raise UsageError(f"单位“{meant[0].name}”在 {UNITS_FILE} 里读不出来", hint)
        if not found:
            raise UsageError(f"读得出来的单位里没有“{one_line(typed, 40)}”", hint)

    def section(self, typed: str) -> str:
        """The id of the one section a clerk means. Raises UsageError with the candidates."""
        found = [each for each in self.register.sections if typed.strip(" 、.") == each.id]
        found = found or [each for each in self.register.sections if typed in each.title]
        if len(found) == 1:
            return found[0].id
        known = "、".join(each.id for each in self.register.sections)
        raise UsageError(f"没有“{typed}”这一部分" if not found else f"“{typed}”对应好几个部分", f"可写：{known}")

    def task_or_obligation(self, typed: str) -> int | str:
        """A task's number or an obligation's id. Raises UsageError when there is no such."""
        text = id_typed(typed)
        if re.fullmatch(r"\d{1,4}", text, re.ASCII):
            if any(task.id == int(text) for task in self.register.tasks):
                return int(text)
            self._refuse_unreadable_task(int(text))
            numbers = [task.id for task in self.register.tasks]
            known = f"任务编号是 {min(numbers)} 到 {max(numbers)}" if numbers else "台账里还没有任务"
            raise UsageError(f"没有任务 {text}", known)
        known_ids = [each.id for task in self.register.tasks for each in task.obligations]
        if text in known_ids:
            return text
        if re.fullmatch(r"\d{1,4}\.\d+", text, re.ASCII):
            self._refuse_unreadable_task(int(text.split(".")[0]))
        same = [each for each in known_ids if each.split(".", 1)[0] == text.split(".", 1)[0]]
        hint = f"该任务的事项：{'、'.join(same)}" if same else "任务写 6，事项写 6.1；运行 fazhi list 看全部"
        raise UsageError(f"没有“{typed}”这个任务或事项", hint)

    def _refuse_unreadable_task(self, number: int) -> None:
        """Say that a task stands in tasks.yaml and cannot be read. Raises UsageError."""
        unreadable = self.register.unreadable_tasks
        hint = f"请先改正 {TASKS_FILE}：运行 fazhi check 看是哪一行"
        if number in unreadable:
            raise UsageError(f"任务 {number} 在 {TASKS_FILE} 里读不出来", hint)
        if UNTOLD in unreadable and all(task.id != number for task in self.register.tasks):
            raise UsageError(f"读得出来的任务里没有 {number}，{TASKS_FILE} 里另有读不出编号的任务", hint)


def _problem_line(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    return f"  {place}: {problem.message}"


def _strangers(register: Register, directory: Directory) -> int:
    """How often the plan names what is neither a unit nor a group; not where one that cannot be read may be meant, nor
    where nobody was named yet.
    """
    if register.unreadable_units:
        return 0
    named = (
        name
        for task in register.tasks
        for names in (task.lead, task.responsible, *(each.who for each in task.obligations))
        for name in names
    )
    return sum(not directory.knows(name) and name != NOBODY for name in named)
