"""The commit that a paper was made from, and whether the paper can be made again from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.errors import RefusedError
from spt_fazhi.model.paths import (
    DATA_DIR,
    DECISIONS_DIR,
    INSPECTIONS_DIR,
    ISSUED_DIR,
    RECORDS_DIR,
    SOURCE_DIR,
    TASKS_FILE,
    UNITS_FILE,
    composed,
    kind_of,
)
from spt_fazhi.render.template.library import FOLDER, SUFFIX
from spt_fazhi.reports.catalog import Report
from spt_fazhi.reports.figures.edition import Origin
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Changed, Git
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text

Prints = Callable[[Changed], bool]
"""Told of a file of `data/issued/` that the last commit has otherwise or not at all: whether the paper prints it."""
_MADE_FROM: Final = (
    TASKS_FILE,
    UNITS_FILE,
    SOURCE_DIR,
    RECORDS_DIR,
    DATA_DIR,
    DECISIONS_DIR,
    INSPECTIONS_DIR,
    ISSUED_DIR,
    FOLDER,
)
"""All that a paper may be made from."""
_KINDS: Final = frozenset({"plan", "units", "record", "decision", "inspection"})
"""What every paper is made from, the source and templates besides; what was issued only where the paper prints it."""
_SHOWN: Final = 3


def nothing_issued(_: Changed) -> bool:
    """The papers that print no reminder."""
    return False


def everything_issued(_: Changed) -> bool:
    """What shows all that was issued."""
    return True


def reminders_by(workspace: Workspace) -> Prints:
    """The papers that print how often units were chased: a reminder that counts on the day, and what was changed."""
    counted = {
        each.file
        for each in workspace.register.issued
        if each.value.is_reminder and each.value.recorded <= workspace.day
    }
    return lambda changed: not changed.is_new or changed.path in counted


def printed_by(workspace: Workspace, report: Report) -> Prints:
    """What was issued and a report prints."""
    return reminders_by(workspace) if getattr(report, "PRINTS_REMINDERS", False) else nothing_issued


def origin_of(workspace: Workspace, prints: Prints = nothing_issued) -> Origin:
    """The commit a workspace's data come from: the one that was read, else the last one made.

    It is `saved` where that commit holds all that a paper is made from, as it is now.
    """
    if workspace.source.revision is not None:
        return Origin(commit=workspace.source.revision, saved=True)
    commit = last_commit(workspace.root)
    return Origin(commit=commit, saved=commit is not None and not _unsaved(workspace, prints))


def require_origin(workspace: Workspace, prints: Prints = nothing_issued) -> str:
    """The commit that what is sent was made from. Raises RefusedError where nobody could make it again later."""
    if workspace.source.revision is not None:
        return workspace.source.revision
    commit = last_commit(workspace.root)
    if commit is None:
        raise RefusedError(
            "没有登记：台账不在 git 仓库里（或还没有提交），发出的文书以后无法核对",
            "请先 git init 并提交 data/，再登记；自己写的函可用 fazhi issue 文件 --letter 登记",
        )
    unsaved = _unsaved(workspace, prints)
    if unsaved:
        files = names_text([one_line(each.path, 80) for each in unsaved], _SHOWN, "个文件")
        ignored = "（被 .gitignore 忽略的用 git add -f）" if any(each.is_ignored for each in unsaved) else ""
        raise RefusedError(
            f"没有登记：有没提交的改动（{files}），发出的文书对不上任何一次提交",
            f"请先提交这些文件{ignored}再登记；报告是按较早的提交出的，用 --at 写明那次提交",
        )
    return commit


def last_commit(root: Path) -> str | None:
    """The last commit; None without git, outside a repository and before the first commit."""
    git = Git(root)
    return (git.ask("rev-parse", "--verify", "HEAD") or None) if git.is_inside_repository() else None


def _unsaved(workspace: Workspace, prints: Prints) -> list[Changed]:
    """What the last commit has otherwise or not at all, of what a paper is made from."""
    sources = [composed(each) for each in workspace.register.info.documents]
    return [each for each in Git(workspace.root).changed(_MADE_FROM) if _counts(each, sources, prints)]


def _counts(changed: Changed, sources: Sequence[str], prints: Prints) -> bool:
    kind, path = kind_of(changed.path), changed.path
    if kind == "issued":
        return prints(changed)
    if kind == "source":  # what else lies there, a lock of Word's, is read by nobody
        return composed(path) in sources
    is_template = path.startswith(f"{FOLDER}/") and path.count("/") == 1 and path.endswith(SUFFIX)
    return kind in _KINDS or is_template or path.endswith("/")  # a repository of its own inside this one
