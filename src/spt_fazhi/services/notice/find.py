"""Who should get which letter on the workspace's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.query import Filter, select
from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import replace
from spt_fazhi.services.collect.branch.replies import waiting_replies
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.notices.notice import LEVELS, Level, NoticeFilter, Notices
from spt_fazhi.views.notices.notices import notices


def level_typed(typed: str) -> Level:
    """A level as a person types it: `催办`, `催办函`, `urge`. Raises UsageError."""
    text = typed.strip()
    for level, form in LEVELS.items():
        if text in {level, form, _short(level)}:
            return level
    known = "、".join(f"{_short(level)}（{level}）" for level in LEVELS)
    raise UsageError(f"--level 没有“{one_line(typed, 20)}”这一级", f"可写：{known}")


def _short(level: Level) -> str:
    return LEVELS[level].removesuffix("函").removesuffix("通知")


def find_notices(
    workspace: Workspace, wanted: Filter, levels: Sequence[str] = (), reply_by: date | None = None
) -> Notices:
    """The letters. Raises UsageError for a level that does not exist, and for a `reply_by` before their own day.

    Of the filter, units and groups say to whom, everything else about what; `reply_by` is the day of the answer.
    """
    if reply_by is not None and reply_by < workspace.day:
        raise UsageError(f"--reply-by {reply_by} 早于函的日期 {workspace.day}", "请写函的日期当天或以后的日子")
    chosen = frozenset(map(level_typed, levels))
    units = frozenset(wanted.units) if wanted.units else wanted.members
    if wanted.units and wanted.members is not None:
        units = wanted.units & wanted.members
    assessment = workspace.assessment
    duties = select(assessment.all_duties, replace(wanted, units=frozenset(), members=None))
    letters = letters_of(assessment.register, assessment.day, assessment.directory)
    filter_ = NoticeFilter(units=units, levels=chosen, reply_by=reply_by)
    return notices(assessment, duties, letters, filter_, waiting_replies(workspace))
