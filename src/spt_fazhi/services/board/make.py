"""Makes a board from a workspace: which duties it is of, since which bulletin, with the year's course."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from spt_fazhi import __version__
from spt_fazhi.engine.assessed import Assessed, TaskStatus
from spt_fazhi.engine.query import Answering, Filter, select, select_tasks
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.render.board.page import board_html
from spt_fazhi.services.board.course import course_of
from spt_fazhi.services.board.since import bulletin_of, last_bulletin
from spt_fazhi.services.issue.past import past_workspace
from spt_fazhi.services.origin import everything_issued, origin_of
from spt_fazhi.services.trend import held_commit
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.build import build_board
from spt_fazhi.views.board.values import BoardMade, BoardOptions, BoardView

_UNUSABLE: Final = "台账里有 {} 处数据不能用，没有计入。"


@frozen
class Board:
    """A board: what it shows, where it comes from, the file, and what its clerk must know besides."""

    view: BoardView
    made: BoardMade
    data: bytes
    remarks: tuple[str, ...]


def board_options(workspace: Workspace, unit: str | None, *, public: bool, since: bool) -> BoardOptions:
    """What was asked for, resolved. Raises UsageError for what there is not, and for what must not be public."""
    name = workspace.unit(unit).name if unit is not None else None
    options = BoardOptions(unit=name, public=public)
    _refuse_outside(workspace, options)
    return replace(options, since=last_bulletin(workspace).id) if since else options


def _refuse_outside(workspace: Workspace, options: BoardOptions) -> None:
    """Raise UsageError for a public board of a unit outside the government."""
    if options.unit is None or not options.public:
        return
    if Answering(assessment=workspace.assessment).is_outside(options.unit):
        raise UsageError(
            f"没有写文件：“{one_line(options.unit, 60)}”是政府以外的单位，只商请、不评价，情况不对外公开",
            "请去掉 --public（内部看），或去掉 --unit（整个区的公开版）",
        )


def make_board(workspace: Workspace, options: BoardOptions, *, program: str = __version__) -> Board:
    """The board of a workspace as of its day: the same bytes for the same commit, day, options and program.

    `program` is the version that the page says made it.

    Raises UsageError for a unit that owes nothing and a bulletin that is not there, FazhiError where the register or
    what the bulletin was made from cannot be read.
    """
    _refuse_outside(workspace, options)
    with ThreadPoolExecutor(1) as meanwhile:  # git looks at the files while the duties are judged
        asked = meanwhile.submit(origin_of, workspace, everything_issued)
        duties, tasks = _chosen(workspace, options.unit)
        bulletin = None if options.since is None else bulletin_of(workspace, options.since)
        past = None if bulletin is None else past_workspace(workspace, bulletin.value).assessment
        origin = asked.result()
    course = course_of(workspace, options, held_commit(workspace, origin))
    unusable = (_UNUSABLE.format(workspace.unusable),) if workspace.unusable else ()
    view = build_board(
        workspace.assessment,
        duties,
        tasks,
        options,
        samples=course.samples,
        past=past,
        bulletin=bulletin,
        remarks=(*unusable, *course.shown),
    )
    made = BoardMade(
        commit=origin.commit or "", saved=origin.saved, as_of=workspace.day, program=program, options=options
    )
    return Board(view=view, made=made, data=board_html(view, made).encode("utf-8", "replace"), remarks=course.remarks)


def _chosen(workspace: Workspace, unit: str | None) -> tuple[tuple[Assessed, ...], tuple[TaskStatus, ...]]:
    """The duties and tasks a board is of."""
    assessment = workspace.assessment
    wanted = Filter(units=frozenset(() if unit is None else (unit,)))
    duties = select(assessment.all_duties, wanted)
    if unit is not None and not duties:
        raise UsageError(
            f"没有写文件：“{one_line(unit, 60)}”在{assessment.register.info.year}年的台账里没有责任",
            "请核对 --unit；看哪家承担什么用 fazhi list --units",
        )
    return duties, select_tasks(assessment, wanted)
