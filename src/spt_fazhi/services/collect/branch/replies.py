"""The records of forms that lie on branches which are not merged yet: read, and told which duties they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from spt_fazhi.checks.admission import with_entries
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.engine.query import Answering
from spt_fazhi.errors import FazhiError
from spt_fazhi.model.entries.record import Evidence, Progress, Rectify
from spt_fazhi.model.register import Entry
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.trees import Repository, open_repository
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.views.lists.desks import desk_of
from spt_fazhi.views.lists.replies import Reply

_PREFIX: Final = "collect/"
_PART: Final = f"/{_PREFIX}"
_Answer = Entry[Any]


def waiting_replies(workspace: Workspace) -> tuple[Reply, ...]:
    """What is known by the day and waits on branches here or of a remote repository; nothing where git has none.

    A version of the past is asked for as it was: what waits today has nothing to do with it.
    """
    git = Git(workspace.root)
    if workspace.source.revision is not None or not git.is_inside_repository():
        return ()
    tips = _tips(git)
    if not tips:
        return ()
    repository = open_repository(workspace.root)
    seen: set[str] = set()
    by_branch: dict[str, list[_Answer]] = {}
    for branch, own in tips.items():
        for tip in own:
            for entry in _entries(workspace, repository, tip):
                if entry.file not in seen:
                    seen.add(entry.file)
                    by_branch.setdefault(branch, []).append(entry)
    return tuple(_replies(workspace, by_branch))


def _tips(git: Git) -> Mapping[str, tuple[str, ...]]:
    """By the name of each branch of forms that is not merged its commits, here and elsewhere."""
    words = ("for-each-ref", "--no-merged=HEAD", "--format=%(objectname) %(refname)", "refs/heads/collect/")
    found: dict[str, tuple[str, ...]] = {}
    for line in (git.ask(*words, "refs/remotes/") or "").splitlines():
        tip, _, name = line.partition(" ")
        if _PART in name:
            branch = f"{_PREFIX}{name.partition(_PART)[2]}"
            found[branch] = tuple(dict.fromkeys((*found.get(branch, ()), tip)))
    return found


def _entries(workspace: Workspace, repository: Repository, tip: str) -> Iterator[_Answer]:
    """The records that a branch brings and the workspace has not; of one that cannot be read none."""
    words = ("diff", "--name-only", "-z", "--no-renames", "--diff-filter=A", "--relative")
    listed = repository.git.ask(*words, f"HEAD...{tip}", "--", "data/records")
    here = {each.file for each in workspace.register.records}
    added = {path for path in (listed or "").split("\0") if path} - here
    if not added:
        return
    try:
        tree = repository.at(tip)
    except FazhiError:
        return
    loaded = load(tree.only(sorted(added & tree.tree.keys())), use_cache=False, plan_of=workspace.loaded)
    for entry in loaded.partial.records if loaded.partial else ():
        if isinstance(entry.value, Evidence | Progress | Rectify) and entry.value.recorded <= workspace.day:
            yield entry


def _replies(workspace: Workspace, by_branch: Mapping[str, list[_Answer]]) -> Iterator[Reply]:
    """Each branch with what its records are about, were they merged."""
    everything = [entry for own in by_branch.values() for entry in own]
    matching = attach(with_entries(workspace.register, everything))
    answering = Answering(assessment=workspace.assessment)
    put_right = {
        duty.key: matching.rectify[duty.key.finding] for duty in matching.duties if duty.key.finding in matching.rectify
    }
    about = {
        entry.id: (desk_of(answering.directory.canonical(entry.value.unit) or entry.value.unit, answering), key)
        for found in (matching.evidence, matching.progress, put_right)
        for key, entries in found.items()
        for entry in entries
        if not key.finding or answering.directory.canonical(entry.value.unit) == key.unit
    }
    for branch, own in by_branch.items():
        yield Reply(
            branch=branch,
            forms=frozenset(entry.value.form for entry in own if entry.value.form),
            keys=frozenset(about[entry.id] for entry in own if entry.id in about),
        )
