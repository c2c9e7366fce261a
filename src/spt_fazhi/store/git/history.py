"""The history of a workspace by days: one commit for each, and what its files were, every content read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import DATA_DIR, TASKS_FILE, is_read
from spt_fazhi.store.git.blobs import KeptBlobs
from spt_fazhi.store.git.raw_diff import RAW, FileChange, raw_change
from spt_fazhi.store.git.trees import FIRST_PARENTS, GitTree, Repository, Tree
from spt_fazhi.store.workspace.loader import Loaded, load
from spt_fazhi.store.workspace.reading import Memo


@frozen
class DatedCommit:
    """A commit with its tree and the day it bears in its own time zone."""

    id: str
    tree: str
    day: date


def main_line(repository: Repository, tip: str) -> tuple[DatedCommit, ...]:
    """The first-parent history of a commit, the newest first: one `git log`."""
    lines = repository.git.run("log", *FIRST_PARENTS, "--format=%H %T %cd", "--date=format:%Y-%m-%d", tip, "--")
    found = []
    for line in lines.decode("ascii", "replace").splitlines():
        commit, tree, day = line.split(" ")
        found.append(DatedCommit(id=commit, tree=tree, day=_day(day)))
    return tuple(found)


def _day(text: str) -> date:
    """The day git printed; one no calendar has is after all others."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def on_days(line: Sequence[DatedCommit], days: Iterable[date]) -> dict[date, DatedCommit]:
    """For each day the newest commit of a main line that is not dated after it, as `--at DAY` finds it."""
    found = {}
    place = 0
    for day in sorted(days, reverse=True):
        while place < len(line) and line[place].day > day:
            place += 1
        if place == len(line):
            break
        found[day] = line[place]
    return found


class Past:
    """A workspace at several commits, given from the oldest to the newest: one `ls-tree` and one `diff-tree`."""

    def __init__(self, repository: Repository, commits: Sequence[DatedCommit]) -> None:
        """List the files of every commit; contents are read in one batch when the first is loaded."""
        self._repository = repository
        self._commits = commits
        self._first = repository.tree(commits[0].id) if commits else {}
        self._changes = _tree_changes(repository, [each.tree for each in commits])

    def loaded(self) -> Iterator[tuple[DatedCommit, Loaded | None]]:
        """Each commit with what was read there, None where there was no register yet."""
        blobs = KeptBlobs(self._repository.blobs, self._wanted())
        memo: Memo = {}
        for commit, tree in zip(self._commits, self._trees(), strict=True):
            if TASKS_FILE not in tree:
                yield commit, None
                continue
            source = GitTree(blobs, tree, name=str(self._repository.git.root), revision=commit.id)
            yield commit, load(source, use_cache=False, memo=memo)

    def _trees(self) -> Iterator[Tree]:
        """The files at each commit; only that of the commit at hand is held."""
        tree = dict(self._first)
        for changes in ([], *self._changes) if self._commits else ():
            for change in changes:
                if change.new is None:
                    tree.pop(change.path, None)
                else:
                    tree[change.path] = change.new
            yield dict(tree)

    def _wanted(self) -> list[str]:
        """The ids of all contents that loading any of the commits reads, each once."""
        found = [(path, blob) for path, blob in self._first.items()]
        found += [(change.path, change.new) for changes in self._changes for change in changes if change.new]
        return list(dict.fromkeys(blob.oid for path, blob in found if blob.is_file and is_read(path)))


def _tree_changes(repository: Repository, trees: Sequence[str]) -> list[list[FileChange]]:
    """What changed below `data` from each tree to the next."""
    pairs = "".join(f"{old} {new}\n" for old, new in pairwise(trees))
    if not pairs:
        return []
    # no path is given: it would be taken from the folder git runs in, which may lie anywhere
    said = repository.git.run("diff-tree", "--stdin", "-r", "-z", *RAW, stdin=pairs.encode())
    found: list[list[FileChange]] = []
    start = len(repository.prefix)
    folder = f"{repository.prefix}{DATA_DIR}/"
    tokens = iter(said.split(b"\0"))
    for token in tokens:  # `old new`, a line each, then the raw lines of the last of them
        *heads, last = token.split(b"\n")
        raw = last.startswith(b":")
        found += [[] for head in (heads if raw else (*heads, last)) if head]
        if raw:
            change = raw_change(last, next(tokens))
            if change.path.startswith(folder):
                found[-1].append(replace(change, path=change.path[start:]))
    return found
