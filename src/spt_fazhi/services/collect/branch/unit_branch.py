"""The branch that a unit's forms go to: where it stands, and what lies on it that is not here yet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.identify import Identified
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.branch_commit import branch_tip
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.sources import Source

_PREFIX: Final = "collect/"
_RANDOM: Final = 5
"""The four letters at the end of a form's id, and the stroke before them."""


@frozen
class UnitBranch:
    """A branch: its name, the commit it goes on from, the entries on it that the workspace has not, its files.

    `tip` is None where nothing of it waits to be merged: there is no such branch, or all of it is in HEAD.
    """

    name: str
    tip: str | None = None
    entries: tuple[Entry[Any], ...] = ()
    source: Source | None = None


def branch_name(workspace: Workspace, found: Identified) -> str:
    """`collect/2024Q2/dz`: the period that the form is for, else the day it was made as of, and the unit's code."""
    code = found.unit.code
    return branch_of(found.id, code) if found.id else f"{_PREFIX}{workspace.day.isoformat()}/{code}"


def branch_of(form: str, code: str) -> str:
    """The branch of the form with an id, of the unit with a code."""
    return f"{_PREFIX}{form[:-_RANDOM].removesuffix(f'-{code}')}/{code}"


def unit_branch(workspace: Workspace, name: str) -> UnitBranch:
    """Where a branch stands; one that only the remote repository has too. Raises FazhiError for one not to be read."""
    git = Git(workspace.root)
    tip = _tip(git, name)
    if tip is None:
        return UnitBranch(name=name)
    if git.ask("merge-base", "HEAD", tip) is None:
        raise FazhiError(
            f"分支 {name} 和现在的分支没有共同的来历，没有往上写",
            "请给它改名（git branch -m），再收一遍；浅克隆的先 git fetch --unshallow",
        )
    added = _added(git, tip)
    if not added or _all_here(git, added):
        return UnitBranch(name=name)
    past = Workspace.read_at(workspace.root, tip, workspace.day, exact=True)
    try:
        there = past.register
    except FazhiError as error:
        raise FazhiError(f"分支 {name} 上的{error.message}", error.hint) from None
    here = {each.file for each in (*workspace.register.records, *workspace.register.decisions)}
    found = (each for each in (*there.records, *there.decisions) if each.file in added and each.file not in here)
    return UnitBranch(name=name, tip=tip, entries=tuple(found), source=past.source)


def _tip(git: Git, name: str) -> str | None:
    """The branch here; where the remote repository's goes on from it, or there is none here, that one."""
    own = branch_tip(git, name)
    refs = git.run("for-each-ref", "--format=%(objectname)", f"refs/remotes/*/{name}").decode().split()
    for each in dict.fromkeys(refs):
        if own is None or _is_in(git, own, each):
            own = each
    return own


def _is_in(git: Git, commit: str, other: str) -> bool:
    return git.ask("merge-base", "--is-ancestor", commit, other) is not None


def _added(git: Git, tip: str) -> frozenset[str]:
    """The files that the branch brought, relative to the workspace."""
    words = ("diff", "--name-only", "-z", "--no-renames", "--diff-filter=A", "--relative")
    listed = git.run(*words, f"HEAD...{tip}", "--", "data")
    return frozenset(os.fsdecode(each) for each in listed.split(b"\0") if each)


def _all_here(git: Git, files: Sequence[str] | frozenset[str]) -> bool:
    """Whether HEAD has all the files: then the branch was merged, be it as one new commit."""
    listed = git.run("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *sorted(files))
    return listed.count(b"\0") == len(files)
