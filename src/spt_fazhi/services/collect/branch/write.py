"""A form's records as one commit on its branch: written and checked in a folder of their own, then handed to git.

The commit is the moment they exist: a kill before it leaves the branch as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.branch.unit_branch import UnitBranch, branch_name, unit_branch
from spt_fazhi.services.collect.form_in import read_form
from spt_fazhi.services.collect.identify import Identified
from spt_fazhi.services.collect.options import CollectOptions
from spt_fazhi.services.collect.outcome import FormOutcome
from spt_fazhi.services.collect.received import Received
from spt_fazhi.services.collect.writing import write_form
from spt_fazhi.services.record.record import Copying
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.disk.durable import write_fault
from spt_fazhi.store.git.branch_commit import commit_on_branch
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.sources import Source

_PLACE: Final = "临时文件夹"


def require_branches(git: Git) -> None:
    """Raise FazhiError, in Chinese and with what to do, where no branch could be made."""
    git.place()
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        git.run("var", who)
    if git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        raise FazhiError("仓库里还没有提交，不能建分支", "请先提交 data/（git add data && git commit），再运行本命令")


def collect_on_branch(  # noqa: PLR0913 - a form and what is to become of it
    workspace: Workspace,
    came: Received,
    found: Identified,
    options: CollectOptions,
    copying: Copying,
    *,
    macros: bool,
) -> FormOutcome:
    """Write what is new in a form on its branch. What is wrong, with git too, is told in the outcome."""
    name = branch_name(workspace, found)
    try:
        there = unit_branch(workspace, name)
        folder = tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True)
    except FazhiError as error:
        return FormOutcome(received=came, unit=found.unit.name, form=found.id, branch=name, failure=error)
    except OSError as error:
        failure = write_fault(error, _PLACE)
        return FormOutcome(received=came, unit=found.unit.name, form=found.id, branch=name, failure=failure)
    with folder as place:
        aside = _aside(workspace, Path(place), there, found.id)
        form = read_form(aside, came, found, macros=macros)
        outcome = write_form(aside, form, options, copying)
        waits = bool(outcome.written) or there.tip is not None
        outcome = replace(outcome, branch=name if waits else "")
        return (
            outcome if options.dry_run or not outcome.paths else _committed(workspace, aside, there, outcome, options)
        )


def _committed(
    workspace: Workspace, aside: Workspace, there: UnitBranch, outcome: FormOutcome, options: CollectOptions
) -> FormOutcome:
    files = dict(_contents(aside.root, outcome.paths))
    git = Git(workspace.root)
    try:
        made = commit_on_branch(
            git, there.name, files, outcome.subject, author=options.author, start=there.tip or "HEAD"
        )
    except FazhiError as error:
        failure = FazhiError(f"{outcome.name} 的记录没有写到分支上：{error.message}", error.hint)
        return replace(outcome, written=(), paths=(), effects=(), failure=failure)
    return replace(outcome, committed=made)


def _aside(workspace: Workspace, place: Path, there: UnitBranch, form: str) -> Workspace:
    """The workspace with what is on the branch, that writes into an empty folder instead.

    The attachments of what the form brought before lie there too: a later copy that names them need not bring them.
    """
    (place / DATA_DIR).mkdir()
    _lay(workspace.source, place, _of_form(workspace.register.records, form))
    own = list(_of_form(there.entries, form))
    if there.source is not None and own:
        _lay(there.source, place, own)
    loaded = replace(workspace.loaded, register=with_entries(workspace.register, there.entries))
    return Workspace(place, workspace.source, loaded, workspace.day)


def _of_form(entries: Iterable[Entry[Any]], form: str) -> Iterator[Entry[Any]]:
    return (each for each in entries if form and getattr(each.value, "form", None) == form)


def _lay(source: Source, place: Path, entries: Iterable[Entry[Any]]) -> None:
    for each in entries:
        for file in getattr(each.value, "files", ()):
            stream = source.stream(f"{each.folder}/{file.name}")
            if stream is None:
                continue
            with stream:
                target = place / each.folder / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as copy:
                    shutil.copyfileobj(stream, copy)


def _contents(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files at these paths and below them, by their paths in the workspace."""
    for path in paths:
        whole = root / path
        for each in sorted(whole.rglob("*")) if whole.is_dir() else (whole,):
            if each.is_file():
                yield each.relative_to(root).as_posix(), each.read_bytes()
