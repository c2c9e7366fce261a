"""Which commit brought, changed or deleted each file, and which merge brought that in: one `git log`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.history import Brought, Commit
from spt_fazhi.model.paths import TASKS_FILE, is_some_plan
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.steps import Step, steps
from spt_fazhi.store.git.trees import Repository, is_shallow


@frozen
class PlanVersion:
    """A commit that changed tasks.yaml: the ids of the contents before and after, None for no file."""

    brought: Brought
    old: str | None
    new: str | None


@frozen
class Gone:
    """A record or decision that was deleted: its path in the workspace, its last content, and how it came and went."""

    path: str
    oid: str
    brought: Brought


@frozen
class FileHistory:
    """How the files of a workspace came to be. `files` is by path; plan versions are in order, the oldest first."""

    files: Mapping[str, Brought]
    gone: tuple[Gone, ...]
    plan: tuple[PlanVersion, ...]
    shallow: bool


def file_history(repository: Repository, tip: str) -> FileHistory:
    """Everything that led to the workspace at the commit `tip`."""
    known = list(steps(repository.git, tip))[::-1]
    shallow = is_shallow(repository.git)
    merges = _merges(known, tip)
    cut = _cut(repository.git) if shallow else frozenset()
    tracker = _Tracker(repository.prefix)
    for step in known:
        tracker.take(step, Brought(commit=step.commit, merged=merges.get(step.commit.id), cut=step.commit.id in cut))
    start = len(repository.prefix)
    own = {path[start:]: found for path, found in tracker.files.items() if path.startswith(repository.prefix)}
    gone = tuple(
        Gone(path=path[start:], oid=oid, brought=found)
        for path, (oid, found) in tracker.gone.items()
        if path.startswith(repository.prefix)
    )
    return FileHistory(files=own, gone=gone, plan=tuple(tracker.plan), shallow=shallow)


class _Tracker:
    """Follows files from the oldest commit on."""

    def __init__(self, prefix: str) -> None:
        self.plan_path = f"{prefix}{TASKS_FILE}"
        self.files: dict[str, Brought] = {}
        self.gone: dict[str, tuple[str, Brought]] = {}
        self.plan: list[PlanVersion] = []

    def take(self, step: Step, brought: Brought) -> None:
        left: dict[str, list[tuple[str, Brought]]] = {}
        old_plan: str | None = None
        for change in step.changes:
            if change.new is None and change.old is not None:
                known = self.files.pop(change.path, brought)
                left.setdefault(change.old.oid, []).append((change.path, known))
                deleted = replace(known, changes=(*known.changes, ("deleted", step.commit)))
                self.gone[change.path] = change.old.oid, deleted
                if is_some_plan(change.path):
                    old_plan = change.old.oid
        for change in step.changes:
            if change.new is None:
                continue
            if change.old is None:
                self._added(change.path, brought, left.get(change.new.oid, []))
            else:
                known = self.files.get(change.path, brought)
                self.files[change.path] = replace(known, changes=(*known.changes, ("modified", step.commit)))
        self._take_plan(step, brought, old_plan)

    def _added(self, path: str, brought: Brought, left: list[tuple[str, Brought]]) -> None:
        """A file that left another place with the same content was moved; one that is there already came twice."""
        self.gone.pop(path, None)
        if left:
            old_path, brought = left.pop(0)
            self.gone.pop(old_path, None)
        self.files.setdefault(path, brought)

    def _take_plan(self, step: Step, brought: Brought, old_plan: str | None) -> None:
        for change in step.changes:
            if change.path == self.plan_path:
                old = change.old.oid if change.old else (old_plan if change.new else None)
                self.plan.append(PlanVersion(brought=brought, old=old, new=change.new.oid if change.new else None))


def _merges(steps: Sequence[Step], tip: str) -> dict[str, Commit]:
    """For each commit beside the main line the merge that first brought it in; `steps` has parents first."""
    by_id = {step.commit.id: step for step in steps}
    line: list[Step] = []
    current = by_id.get(tip)
    while current is not None:
        line.append(current)
        current = by_id.get(current.parents[0]) if current.parents else None
    main = {step.commit.id for step in line}
    found: dict[str, Commit] = {}
    for step in reversed(line):
        waiting = list(step.parents[1:])
        while waiting:
            each = waiting.pop()
            if each in main or each in found or each not in by_id:
                continue
            found[each] = step.commit
            waiting.extend(by_id[each].parents)
    return found


def _cut(git: Git) -> frozenset[str]:
    """The commits a shallow clone begins with, which seem to have brought all that was there before."""
    place = git.ask("rev-parse", "--git-path", "shallow")
    try:
        return frozenset((git.root / (place or "")).read_text("ascii").split())
    except (OSError, ValueError):
        return frozenset()
