"""The commits of a history one by one, each with what it changed: one `git log`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.history import Commit
from spt_fazhi.model.paths import lies_in_some_workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.raw_diff import RAW, FileChange, raw_change

_FORMAT: Final = "--format=%H%x00%P%x00%aN%x00%aI%x00%cI%x00%s"
_FIELDS: Final = 6
_LOG: Final = ("--topo-order", "--root", "-c", "-z", "--no-show-signature", "--encoding=UTF-8")


@frozen
class Step:
    """A commit, the ids of its parents, and the files of workspaces that it changed."""

    commit: Commit
    parents: tuple[str, ...]
    changes: tuple[FileChange, ...]


def steps(git: Git, *revisions: str) -> Iterator[Step]:
    """All commits that lead to these (less those of `^revision`), children before parents.

    A merge comes with what no parent had so.
    """
    said = git.run("log", *_LOG, *RAW, _FORMAT, *revisions, "--")
    tokens = iter(said.split(b"\0"))
    head: list[str] = []
    changes: list[FileChange] = []
    for token in tokens:
        bare = token.removeprefix(b"\n")
        if bare.startswith(b":") and head:
            change = raw_change(bare, next(tokens))
            if lies_in_some_workspace(change.path):
                changes.append(change)
        elif bare:
            if head:
                yield _step(head, changes)
            fields = [bare, *(next(tokens) for _ in range(_FIELDS - 1))]
            head, changes = [field.decode("utf-8", "replace") for field in fields], []
    if head:
        yield _step(head, changes)


def _step(head: Sequence[str], changes: Sequence[FileChange]) -> Step:
    commit, parents, author, when, committed, subject = head
    return Step(
        commit=Commit(id=commit, author=author, date=when, committed=committed, subject=subject),
        parents=tuple(parents.split()),
        changes=tuple(changes),
    )
