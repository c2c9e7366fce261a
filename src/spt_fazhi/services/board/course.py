"""The year's course for a board: samples by month from the history; never a reason to fail."""

from __future__ import annotations

from typing import Final

from spt_fazhi.engine.query import Filter
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.trend import trend
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.views.board.values import BoardOptions
from spt_fazhi.views.trend import Sample

_NOTHING: Final = "没有走势：git 里没有本年度到这一天的台账。"
_PART: Final = "走势不全：有的时点的台账读不了或数据不能用，没有计入。"


@frozen
class BoardCourse:
    """The samples, what the page says they lack, and what its clerk is told."""

    samples: tuple[Sample, ...]
    shown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def course_of(workspace: Workspace, options: BoardOptions, commit: str) -> BoardCourse:
    """The year's months up to the day, of the unit the board is for; `commit` is the `held_commit`.

    Without git, without a commit and without a plan of the year in it there are no samples, and one remark.
    """
    info = workspace.register.info
    wanted = Filter(units=frozenset(() if options.unit is None else (options.unit,)))
    try:
        found = trend(workspace, "month", (info.first_day, min(workspace.day, info.last_day)), wanted, commit)
    except FazhiError:
        return _without(options)
    samples = [each for each in found.trend.samples if each.year in {None, info.year}]
    if not samples:
        return _without(options, found.remarks)
    if options.public:
        samples = [replace(each, invited=None, invited_progress=None, invited_rectification=None) for each in samples]
    is_part = bool(found.foreign) or any(each.unusable for each in samples)
    return BoardCourse(samples=tuple(samples), shown=(_PART,) if is_part else (), remarks=found.remarks)


def _without(options: BoardOptions, remarks: tuple[str, ...] = ()) -> BoardCourse:
    """No course: where a register comes from is no concern of the public, and its clerk is told instead."""
    if options.public:
        return BoardCourse(samples=(), remarks=(_NOTHING,))
    return BoardCourse(samples=(), shown=(_NOTHING,), remarks=remarks)
