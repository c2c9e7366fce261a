"""Which commit of a branch brought each new record and decision: one `git log` over the branch's own commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.history import Arrival, Commit, day_of
from spt_fazhi.model.paths import kind_of
from spt_fazhi.store.git.raw_diff import FileChange
from spt_fazhi.store.git.steps import Step, steps
from spt_fazhi.store.git.trees import Repository

_ENTRIES = frozenset({"record", "decision", "inspection", "issued"})


@frozen
class Compared:
    """The commits of a comparison: the merge bases, the tips of the base (main as it is now), and the branch's tip."""

    bases: tuple[str, ...]
    mains: tuple[str, ...]
    tip: str


def arrivals(
    repository: Repository, compared: Compared, changes: Iterable[FileChange], fresh: Collection[str]
) -> dict[str, Arrival]:
    """How the entries came that are new in a branch, by path in the workspace; those in `fresh` are not committed.

    What counts is the commit that first brought the very content: a file may be changed until it is merged. Where
    none did (a merge took it from elsewhere) it is the last commit of the branch.
    """
    wanted = {
        each.path: each.new.oid
        for each in changes
        if each.old is None and each.new is not None and kind_of(each.path) in _ENTRIES
    }
    found = {path: Arrival() for path in wanted if path in fresh}
    rest = {f"{repository.prefix}{path}": oid for path, oid in wanted.items() if path not in fresh}
    if not rest:
        return found
    own = list(steps(repository.git, compared.tip, *(f"^{base}" for base in compared.bases)))
    brought: dict[str, Commit] = {}
    for step in own:  # children before parents: the first that had it comes last
        for change in step.changes:
            if change.new is not None and rest.get(change.path) == change.new.oid:
                brought[change.path] = step.commit
    known = {step.commit.id for step in own}
    outside = [parent for step in own for parent in step.parents if parent not in known]
    made = _committed(repository, dict.fromkeys((*outside, *compared.mains)))
    later = _days_after(own, max((made[main] for main in compared.mains), default=date.min))
    based_on = _days_before(made, own)
    start = len(repository.prefix)
    for path in rest:
        commit = brought.get(path) or (own[0].commit if own else None)
        arrival = Arrival(commit=commit)
        if commit is not None:
            arrival = Arrival(commit=commit, parents_day=based_on[commit.id], later_day=later[commit.id])
        found[path[start:]] = arrival
    return found


def _days_after(own: Sequence[Step], main: date) -> dict[str, date]:
    """For each commit the latest day on which the main line (`main`) or a merge after it was committed."""
    after: dict[str, date] = {}
    for step in own:  # children before parents
        day = after.setdefault(step.commit.id, main)
        made = step.commit.committed_day
        if len(step.parents) > 1 and made < date.max:
            day = max(day, made)
        for parent in step.parents:
            after[parent] = max(after.get(parent, main), day)
    return after


def _days_before(made: dict[str, date], own: Sequence[Step]) -> dict[str, date]:
    """For each commit the latest day on which one that it is based on was committed; `made` has those outside."""
    before: dict[str, date] = {}
    for step in reversed(own):
        before[step.commit.id] = max((made[parent] for parent in step.parents), default=date.min)
        made[step.commit.id] = max(step.commit.committed_day, before[step.commit.id])
    return before


def _committed(repository: Repository, commits: Iterable[str]) -> dict[str, date]:
    """The days on which these commits were made by their committers; one no calendar has is before all others."""
    listed = "".join(f"{commit}\n" for commit in commits)
    if not listed:
        return {}
    form = "--format=%H %cI"
    said = repository.git.run("log", "--no-walk", "--stdin", "--no-show-signature", form, stdin=listed.encode())
    days = {}
    for line in said.decode("ascii", "replace").splitlines():
        commit, _, moment = line.partition(" ")
        days[commit] = day_of(moment)
    return {commit: day if day < date.max else date.min for commit, day in days.items()}
