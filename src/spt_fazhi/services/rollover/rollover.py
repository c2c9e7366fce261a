"""The year is archived, the next begins from its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.intake.draft import DraftPlan, draft_plan
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.services.revised.update import bases_of
from spt_fazhi.services.rollover.carry import carry, is_unmet, named, recurring, still_due, unmet
from spt_fazhi.services.rollover.decided import with_last_years
from spt_fazhi.services.rollover.findings import carried_findings
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.documents.read import read_document
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.write.new_year import archive_place, turn_year
from spt_fazhi.store.yaml.comments import comments_of
from spt_fazhi.store.yaml.reader import decode
from spt_fazhi.store.yaml.settings import settings_of
from spt_fazhi.store.yaml.splice import with_new_units

_MOST_YEARS = 5


@frozen
class CarriedOver:
    """What goes on in the new year: obligations by why they do, and what cannot be carried.

    `named` were named by a person (or all that is unfinished), `recurring` are asked for every year, `still_due` are
    due in the new year. `reports` are progress reports of the old year that are due in the new one: its plan has no
    place for them, they are recorded in the archived year. `findings` of `visits` go on because they are not closed.
    """

    named: int
    recurring: int
    still_due: int
    reports: int
    findings: int = 0
    visits: int = 0

    @property
    def obligations(self) -> int:
        """How many obligations there are."""
        return self.named + self.recurring + self.still_due


@frozen
class RolledOver:
    """The draft of the new year; `archive` is where the old year lies.

    `units_apart` says that the new units could not be added to units.yaml and stand in a file of their own.
    """

    drafted: DraftPlan
    carried: CarriedOver
    archive: Path
    units_apart: bool


@frozen
class NextYear:
    """The draft of the next year; `tasks` are the carried ones, with the years whose words they are.

    `files` (relative to `data/`) are the inspections that go on, with the entries about their findings.
    """

    drafted: DraftPlan
    tasks: Mapping[int, int]
    carried: CarriedOver
    files: Mapping[str, bytes]


@frozen
class Carried:
    """What is carried over: obligations or tasks as they were typed, and whether all that is unfinished."""

    typed: Sequence[str] = ()
    all_unfinished: bool = False


def read_next_year(
    workspace: Workspace, year: int, document: str, carried: Carried, issued: date | None = None
) -> NextYear:
    """Draft `year` from its document, of which `issued` is the day of issue where that was typed.

    Raises FazhiError for what stands in the way; nothing is written.
    """
    register = workspace.register
    if not register.info.year < year <= register.info.year + _MOST_YEARS:
        raise UsageError(
            f"新年度 {year} 应在本年度 {register.info.year} 之后，最晚 {register.info.year + _MOST_YEARS} 年",
            f"例如 fazhi rollover {register.info.year + 1} --from 文件",
        )
    if workspace.unusable:
        raise FazhiError(f"本年的台账有 {workspace.unusable} 处读不出来", "请先运行 fazhi check 改正，再换年度")
    archive_place(workspace.root, register.info.year)
    _require_clean(workspace)
    known = (register.units, register.groups)
    drafted = draft_plan(read_document(document), known, initials_or_none(), year, issued)
    if not drafted.draft.tasks:
        raise FazhiError("没有从文件里读出任务，没有换年度", "先用 fazhi intake 看看读得怎么样")
    due_later = still_due(workspace.assessment)
    wanted = named(workspace.assessment, _wanted(workspace, carried), year)
    drafted = with_last_years(drafted, register, bases_of(workspace), comments_of(_plan_text(workspace)))
    yearly, drafted = recurring(register, drafted)
    drafted, tasks = carry(drafted, register, (*due_later, *wanted, *yearly))
    found = carried_findings(workspace)
    counts = CarriedOver(
        named=len(wanted),
        recurring=len(yearly),
        still_due=len(due_later),
        reports=_open_reports(workspace),
        findings=found.findings,
        visits=found.visits,
    )
    return NextYear(drafted=drafted, tasks=tasks, carried=counts, files=found.files)


def rollover(workspace: Workspace, begun: NextYear) -> RolledOver:
    """Archive the workspace's year and write the next one's draft, whose head is complete.

    Raises FazhiError: nothing has changed then, or the message says what is to be done.
    """
    drafted, info = begun.drafted, workspace.register.info
    files = draft_files(drafted, begun.tasks, _settings(workspace, drafted.year))
    units, apart = _units(workspace, drafted, files)
    files.update({**units, "records/.gitkeep": b"", "decisions/.gitkeep": b"", **begun.files})
    return RolledOver(
        drafted=drafted,
        carried=begun.carried,
        archive=turn_year(workspace.root, info.year, drafted.year, files, lambda: _require_clean(workspace)),
        units_apart=apart,
    )


def _open_reports(workspace: Workspace) -> int:
    """Progress reports of the year that are not in yet and are due after it."""
    assessment = workspace.assessment
    last = assessment.register.info.last_day
    return sum(is_unmet(each) and each.due > last for each in assessment.progress)


def _settings(workspace: Workspace, year: int) -> Sequence[str]:
    """The lines of `register:` that the office wrote for itself, comments included."""
    text = _plan_text(workspace)
    return settings_of(text, year - workspace.register.info.year) if text else ()


def _plan_text(workspace: Workspace) -> str:
    """`tasks.yaml` as people wrote it; "" where it is gone."""
    data = workspace.source.read(TASKS_FILE)
    return "" if data is None else decode(data)[0]


def _require_clean(workspace: Workspace) -> None:
    """In a repository, everything in data/ must be committed: then nothing can be lost."""
    git = Git(workspace.root)
    if git.is_inside_repository() and git.unsaved(("data",)):
        raise RefusedError("data/ 里还有没有提交的改动，没有换年度", "请先 git add data 并提交（或撤销），再运行")


def _wanted(workspace: Workspace, carried: Carried) -> list[str]:
    """The obligations a person wants to go on."""
    still = unmet(workspace.assessment)
    wanted = list(still) if carried.all_unfinished else []
    for each in carried.typed:
        found = workspace.task_or_obligation(each)
        names = [found] if isinstance(found, str) else [key for key in still if key.split(".")[0] == str(found)]
        for name in names:
            if name not in still:
                raise UsageError(f"事项 {name} 已经完成，不用结转", "请去掉它；运行 fazhi duties 看还有哪些没有完成")
        wanted += names
    return wanted


def _units(workspace: Workspace, drafted: DraftPlan, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """units.yaml as people wrote it, with the new units added; True and a file apart where that cannot be done."""
    data = workspace.source.read(UNITS_FILE)
    if data is None:
        return {}, False
    new = set(drafted.directory.new)
    units = [each for each in drafted.directory.units if each.name in new]
    groups = [each for each in drafted.directory.groups if each.name in new]
    made = with_new_units(decode(data)[0], units, groups, drafted.directory.notes)
    if made is None:
        return {"units.yaml": data, "新增单位.yaml": files["units.yaml"]}, True
    return {"units.yaml": made.encode()}, False
