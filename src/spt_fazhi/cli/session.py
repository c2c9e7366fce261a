"""What a command works on: the workspace found, read and judged once, and the filters resolved."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from spt_fazhi.cli import COMPLETE_VAR
from spt_fazhi.cli.options import QueryOptions
from spt_fazhi.cli.output import note
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import Filter
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.errors import EXIT_USAGE, FazhiError, Findings, UsageError
from spt_fazhi.model.paths import MARKER_FILE, TASKS_FILE
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.typed import typed_path, whole_path
from spt_fazhi.store.workspace.unfinished import is_interrupted
from spt_fazhi.text.as_typed import MonthDay, day_typed, read_day

_LEAP = 2000
_ROOT = "--root（或环境变量 FAZHI_ROOT）"


def find_root(typed: str | None) -> Path:
    """The workspace: `--root`, else FAZHI_ROOT, else the nearest folder upwards with data/tasks.yaml.

    What a command that was killed left half-way there is brought to an end, or taken back, first, and said.
    """
    chosen = typed if typed is not None else os.environ.get("FAZHI_ROOT") or None
    if chosen is not None:
        root = whole_path(typed_path(chosen, _ROOT))
        if not root.is_dir():
            raise UsageError(f"没有这个文件夹：{chosen}", "请核对 --root 或环境变量 FAZHI_ROOT")
        _settle(root)
        if not (root / TASKS_FILE).exists():
            raise UsageError(
                f"{chosen} 里没有 {TASKS_FILE}，不是工作区", "请核对 --root；想先看样例可运行 fazhi demo 文件夹"
            )
        _take_back(root)
        return root
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise UsageError("当前文件夹已被删除", "请换到工作区里再运行") from None
    for folder in (here, *here.parents):
        _settle(folder)
        if (folder / TASKS_FILE).exists():
            _take_back(folder)
            return folder
    raise UsageError(
        f"当前文件夹及上级都没有 {TASKS_FILE}", "请先 cd 到工作区，或用 --root 指定；想先看样例可运行 fazhi demo 文件夹"
    )


def _settle(folder: Path) -> None:
    """Have the next steps of a `rollover` or `init` taken that was killed here; nearly always one look at the disk.

    A shell that completes a line changes nothing: nobody would see what is said.
    """
    if os.path.lexists(folder / MARKER_FILE) and not os.environ.get(COMPLETE_VAR):
        from spt_fazhi.store.write.resume import resume

        said = resume(folder)
        if said is not None:
            note(said)


def _take_back(root: Path) -> None:
    """Have entries taken back of which only some were written when the program was killed, and say so."""
    if not os.environ.get(COMPLETE_VAR) and is_interrupted(root):
        from spt_fazhi.store.write.interrupted import take_back_batches

        said = take_back_batches(root)
        if said is not None:
            note(f"注意：{said}")


def take_back_all(root: Path) -> None:
    """The same with single entries, before a command writes others."""
    from spt_fazhi.store.write.interrupted import take_back_all as take_back

    said = take_back(root)
    if said is not None:
        note(f"注意：{said}")


def parse_date_option(
    text: str | None, option: str = "--as-of", *, year: Callable[[], int | None] = lambda: None
) -> date:
    """A day typed on the command line, in any way people type one; today when nothing was typed.

    `year` is asked for the register's where the text leaves it out. Raises UsageError.
    """
    today = date.today()  # noqa: DTZ011 - the clerk's own calendar day, read here and nowhere else
    if text is None:
        return today
    try:
        found = read_day(text, today)
        return found.of(year()) if isinstance(found, MonthDay) else found
    except ValueError as error:
        raise UsageError(f"{option} {error}") from None


def time_of_day() -> str:
    """The clock on the wall, `12:03:05`, to be said and nothing else."""
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clerk's own clock


def _is_here() -> bool:
    """Whether the current folder still exists."""
    try:
        return Path.cwd().is_dir()
    except FileNotFoundError:
        return False


def workspace_folder(typed: str | None) -> Path:
    """The folder to look for a workspace in git: like `find_root`, but the workspace need not be on disk."""
    chosen = typed if typed is not None else os.environ.get("FAZHI_ROOT") or None
    if chosen is not None:
        folder = whole_path(typed_path(chosen, _ROOT))
        if folder.is_dir():
            _settle(folder)
    else:
        try:
            folder = find_root(None)
        except UsageError:
            if not _is_here():
                raise
            folder = Path.cwd()
    if not folder.is_dir():
        raise UsageError(f"没有这个文件夹：{chosen}", "请核对 --root 或环境变量 FAZHI_ROOT")
    return folder


class Session(Workspace):
    """The workspace a command was pointed at, with what was typed beside it resolved."""

    @classmethod
    def open(
        cls,
        root: str | None,
        as_of: str | None = None,
        at: str | None = None,
        *,
        option: str = "--as-of",
        use_cache: bool = True,
    ) -> Session:
        """Find and read the workspace; `option` is what the day was typed after.

        Raises UsageError for a bad root, day or revision.

        A revision that names a day (`main@{2024-06-30}`) is judged as of that day, unless another is given.
        """
        day = parse_date_option(as_of, option, year=lambda: _LEAP)  # what is no day is refused before anything is read
        if at is not None:
            from spt_fazhi.store.git.trees import day_named  # git is asked for nothing else than `--at`

            if as_of is None:
                day = day_named(at) or day
            exact = bool(root or os.environ.get("FAZHI_ROOT"))
            session = cls.read_at(workspace_folder(root), at, day, exact=exact, use_cache=use_cache)
        else:
            session = cls.read(find_root(root), day, use_cache=use_cache)
        if as_of is not None:
            session.day = session.day_option(as_of, option)
        return session

    def day_option(self, typed: str, option: str = "--as-of") -> date:
        """A day typed after `option`; without a year it is of the register's. Raises UsageError."""
        return parse_date_option(typed, option, year=lambda: self.year)

    def day_typed(self, typed: str) -> date:
        """A day as a question's answer, see `day_option`. Raises ValueError."""
        return day_typed(typed, today=parse_date_option(None), year=self.year)

    def warn_unusable(self) -> None:
        """Say on stderr what was not used, if anything, and if the slow YAML parser is at work."""
        if self.unusable:
            note(f"注意：有 {self.unusable} 处数据不能用，以下结果没有计入它们。运行 fazhi check 看是哪些、怎么改。")
        yaml = sys.modules.get("yaml")
        if yaml is not None and not getattr(yaml, "__with_libyaml__", True):
            note("提示：本机 PyYAML 没有 libyaml 加速，读取会慢一些。")

    def finish(self, shown: Iterable[Assessed] = (), fail_on: Sequence[str] | None = None) -> None:
        """End a query: exit 2 when something was unusable, 1 when a state of `--fail-on` is among `shown`.

        A register that is not in use judges nobody, and so fails on nothing.
        """
        states = states_typed(fail_on or (), "--fail-on")
        self.warn_unusable()
        if self.unusable:
            raise FazhiError("", exit_code=EXIT_USAGE)
        if states and self.register.in_use and any(each.state in states for each in shown):
            raise Findings

    def filter(self, query: QueryOptions) -> Filter:
        """The typed filters, resolved. Raises UsageError for what does not exist."""
        tasks, obligations = self._tasks_typed(query.task or ())
        return Filter(
            units=frozenset(name for typed in query.unit or () for name in self.units(typed)),
            sections=frozenset(self.section(typed) for typed in query.section or ()),
            tasks=tasks,
            obligations=obligations,
            states=frozenset(states_typed(query.state or (), "--state")),
            lead_tasks=self._lead_typed(query.lead) if query.lead else None,
            leads=frozenset(name for typed in query.lead or () for name in self.units(typed)),
            members=self.members(query.group) if query.group else None,
        )

    def members(self, typed: Sequence[str]) -> frozenset[str]:
        """The units of the groups that were typed after `--group`. Raises UsageError."""
        found: set[str] = set()
        for each in typed:
            group = self.directory.group(each)
            if group is None:
                known = "、".join(self.directory.groups) or "台账里还没有单位组"
                raise UsageError(f"--group 没有“{each}”这个单位组", f"可写：{known}；看一家单位请用 --unit")
            found.update(unit.name for unit in self.directory.members(group.name))
        return frozenset(found)

    def _lead_typed(self, typed: Sequence[str]) -> frozenset[int]:
        wanted = {name for each in typed for name in self.units(each)}
        return frozenset(
            task.id for task in self.register.tasks if not wanted.isdisjoint(self.directory.expand(task.lead))
        )

    def _tasks_typed(self, typed: Sequence[str]) -> tuple[frozenset[int], frozenset[str]]:
        tasks: set[int] = set()
        obligations: set[str] = set()
        for each in typed:
            found = self.task_or_obligation(each)
            (tasks if isinstance(found, int) else obligations).add(found)  # type: ignore[arg-type]
        return frozenset(tasks), frozenset(obligations)


def states_typed(typed: Sequence[str], option: str) -> list[State]:
    """States typed in English or Chinese, one or several in a word separated by commas."""
    by_word: dict[str, State] = {}
    for state, word in STATES.items():
        by_word[state] = by_word[word] = state
    found = []
    for word in (part.strip() for each in typed for part in re.split("[,\uff0c\u3001]", each)):
        if word not in by_word:
            known = "、".join(f"{chinese}（{state}）" for state, chinese in STATES.items())
            raise UsageError(f"{option} 没有“{word}”这个状态", f"可写：{known}")
        found.append(by_word[word])
    return found
