"""What a branch itself changed: two trees of a workspace, judged from where the branch left the base.

With several merge bases (criss-cross histories) the branch is judged, file by file, from what merging those bases
gives (see `merge_bases`); so neither what the base did meanwhile nor what was merged from it is laid at the branch's
door, and a merge that quietly drops what one side had done is seen.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.history import Arrival
from spt_fazhi.model.paths import ARCHIVE_DIR, DATA_DIR, is_some_plan
from spt_fazhi.store.disk.durable import TEMP_PREFIX
from spt_fazhi.store.git.arrivals import Compared, arrivals
from spt_fazhi.store.git.merge_bases import between, judged, main_branch, merge_bases, require_base
from spt_fazhi.store.git.raw_diff import RAW, FileChange, by_path, same
from spt_fazhi.store.git.trees import (
    FOLDERS,
    LINK,
    Blob,
    GitTree,
    Repository,
    Tree,
    open_repository,
    parse_tree,
    resolve,
    workspace_at,
)
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.text.plain import one_line


@frozen
class Comparison:
    """A workspace before and after a branch. `outside` are changed files of the repository beside the workspace.

    `base` is the commit the branch is judged from (the first of several merge bases), `head` None for the work tree;
    `prefix` is the workspace's folder from the repository's top, `arrivals` says how new records and decisions came.
    """

    root: Path
    old: GitTree
    new: GitTree
    changes: tuple[FileChange, ...]
    outside: tuple[str, ...]
    base: str
    head: str | None
    base_name: str
    head_name: str
    prefix: str = ""
    arrivals: Mapping[str, Arrival] = field(default_factory=dict)


class _WorkFiles(GitTree):
    """The work tree as git would commit it: what differs from the index is read from disk, the rest from git."""

    def __init__(self, repository: Repository, tree: Tree, fresh: frozenset[str]) -> None:
        super().__init__(repository.blobs, tree, name=str(repository.git.root), revision=None)
        self._fresh = fresh
        self._disk = WorkTree(repository.git.root)

    def read(self, path: str) -> bytes | None:
        return self._disk.read(path) if path in self._fresh else super().read(path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        wanted = list(paths)
        kept = super().read_many([path for path in wanted if path not in self._fresh])
        for path in wanted:
            yield (path, self._disk.read(path)) if path in self._fresh else next(kept)

    @contextlib.contextmanager
    def search_beside(self, paths: Iterable[str], words: re.Pattern[bytes]) -> Iterator[Callable[[], list[str]]]:
        wanted = list(paths)
        fresh = [path for path in wanted if path in self._fresh and words.search(self._disk.read(path) or b"")]
        with super().search_beside([path for path in wanted if path not in self._fresh], words) as found:
            yield lambda: [*fresh, *found()]

    def stream(self, path: str) -> BinaryIO | None:
        return self._disk.stream(path) if path in self._fresh else super().stream(path)


def compare(root: Path, base: str | None, head: str | None, *, worktree: bool = False) -> Comparison:
    """What `head` (or the work tree, uncommitted work included) changed since it left `base` (the main branch).

    Raises UsageError for revisions that do not exist or share no history, FazhiError outside a repository.
    """
    if worktree and head is not None:
        raise UsageError("--worktree 看的是没有提交的改动，不能再写 --head", "请去掉其中一个")
    repository = open_repository(root)
    tip = resolve(repository, head or "HEAD")
    start = main_branch(repository, head, worktree=worktree) if base is None else {resolve(repository, base): base}
    repository = _workspace(repository, next(iter(start)), tip)
    bases = merge_bases(repository, start, tip, base)
    if base is not None and head is None and not worktree:
        require_base(repository, base, bases, next(iter(start)))
    name = start.get(bases[0]) or f"{next(iter(start.values()))} 分出处"
    compared = Compared(bases=tuple(bases), mains=tuple(start), tip=tip)
    tree: Tree | None = None
    fresh: frozenset[str] = frozenset()
    with repository.tree_beside(tip) as listed:
        if worktree:
            tree, fresh = _work_files(repository, tip, listed())
            lists = [_against_work_files(repository, each, tree, fresh) for each in bases]
        else:
            lists = [between(repository, each, tip) for each in bases]
        found = lists[0] if len(bases) == 1 else judged(repository, bases, lists, list(start))
        changes, outside = _own(repository, found)
        came = arrivals(repository, compared, changes, fresh)
        # not `repository.at`, which would bring every content at the first question: few are wanted here
        new = (
            GitTree(repository.blobs, listed(), name=str(root), revision=tip)
            if tree is None
            else _WorkFiles(repository, tree, fresh)
        )
    old = GitTree(repository.blobs, undo(new.tree, changes), name=str(root), revision=bases[0])
    return Comparison(
        root=root,
        old=old,
        new=new,
        changes=changes,
        outside=outside,
        base=bases[0],
        head=None if worktree else tip,
        base_name=one_line(name, 60),
        head_name="工作区" if worktree else one_line(head or "HEAD", 60),
        prefix=repository.prefix,
        arrivals=came,
    )


def archived(comparison: Comparison, year: int) -> frozenset[str]:
    """The changed files of the workspace whose content before lies unchanged in `archive/<year>/` after the branch."""
    repository = replace(open_repository(comparison.root), prefix=comparison.prefix)
    folder = f"{ARCHIVE_DIR}/{year}/"
    before = {f"{folder}{each.path}": each for each in comparison.changes if each.old is not None}
    if comparison.head is None:
        there = dict(_on_disk(repository, sorted(before)))
    else:
        words = ("ls-tree", "-r", "-z", "--full-tree", comparison.head, "--", f"{comparison.prefix}{folder}{DATA_DIR}")
        start = len(comparison.prefix)
        there = {path[start:]: blob for path, blob in parse_tree(repository.git.run(*words))}
    return frozenset(each.path for path, each in before.items() if same(each.old, there.get(path)))


def undo(tree: Tree, changes: Sequence[FileChange]) -> dict[str, Blob]:
    """The tree before the changes."""
    before = dict(tree)
    for each in changes:
        if each.old is None:
            before.pop(each.path, None)
        else:
            before[each.path] = each.old
    return before


def _workspace(repository: Repository, start: str, tip: str) -> Repository:
    """The repository with the workspace's folder, which a branch cannot move away from its past."""
    here = workspace_at(repository, tip, exact=True)
    try:
        there = workspace_at(repository, start, exact=True)
    except UsageError:
        if repository.is_bare:
            names = repository.git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", start).split(b"\0")
            if any(is_some_plan(os.fsdecode(name)) for name in names):
                raise
        return here  # the branch adds it
    if there.prefix != here.prefix:
        raise UsageError(
            f"这个分支把工作区从 {one_line(there.prefix or '顶层', 60)} 移到了 {one_line(here.prefix or '顶层', 60)}",
            "移动工作区不能和别的改动一起审阅；请先恢复原来的位置",
        )
    return here


def _work_files(repository: Repository, tip: str, committed: Tree) -> tuple[dict[str, Blob], frozenset[str]]:
    """The workspace's files as git would commit them now, and those that are to be read from disk."""
    git, start = repository.git, len(repository.prefix)
    dirty = by_path(git.run("diff-index", "-z", *RAW, tip))
    listing = git.run("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", *FOLDERS).split(b"\0")
    untracked = [os.fsdecode(path) for path in listing if path and f"/{TEMP_PREFIX}".encode() not in path]
    tree = dict(committed)
    differing = [path[start:] for path in (*dirty, *untracked) if path.startswith(repository.prefix)]
    fresh = set()
    for path, blob in _on_disk(repository, differing):
        if blob is None:
            tree.pop(path, None)
        elif tree.get(path) != blob:
            tree[path] = blob
            fresh.add(path)
    return tree, frozenset(fresh)


def _on_disk(repository: Repository, paths: Sequence[str]) -> Iterator[tuple[str, Blob | None]]:
    """Mode and id of files on disk, as git would store them; None for what is not there."""
    files: list[str] = []
    others: list[str] = []
    disk = WorkTree(repository.git.root)
    for path in paths:
        place = repository.git.root / path
        plain = disk.is_inside(path) and place.is_file() and not {"\n", "\r", '"'} & set(repository.prefix + path)
        (files if plain else others).append(path)
    if files:
        lines = "".join(f"{repository.prefix}{path}\n" for path in files)  # git reads them from the repository's top
        found = repository.git.run("hash-object", "--stdin-paths", stdin=os.fsencode(lines)).decode().split()
        for path, oid in zip(files, found, strict=True):
            yield path, Blob("100644", oid)
    for path in others:
        place = repository.git.root / path
        if not disk.is_inside(path.rpartition("/")[0]):
            yield path, None
        elif place.is_symlink():
            target = repository.git.run("hash-object", "--stdin", stdin=os.fsencode(place.readlink()))
            yield path, Blob(LINK, target.decode().strip())
        elif place.is_file():
            yield path, Blob("100644", repository.git.run("hash-object", "--", path).decode().strip())
        else:
            yield path, None


def _against_work_files(
    repository: Repository, base: str, tree: Mapping[str, Blob], fresh: frozenset[str]
) -> dict[str, FileChange]:
    """The differences of a commit and the files on disk: the workspace's by content, others as git tells."""
    listed = by_path(repository.git.run("diff-index", "-z", *RAW, base))
    found = {path: each for path, each in listed.items() if not _inside(repository, path)}
    old = repository.tree(base)
    for path in {path[len(repository.prefix) :] for path in listed if _inside(repository, path)} | fresh:
        before, after = old.get(path), tree.get(path)
        if not same(before, after):
            full = repository.prefix + path
            found[full] = FileChange(path=full, old=before, new=after)
    return found


def _inside(repository: Repository, path: str) -> bool:
    return path.startswith(tuple(f"{repository.prefix}{folder}/" for folder in FOLDERS))


def _own(repository: Repository, found: Mapping[str, FileChange]) -> tuple[tuple[FileChange, ...], tuple[str, ...]]:
    """What the branch changed, relative to the workspace; and the paths beside it."""
    start = len(repository.prefix)
    inside, outside = [], []
    for path, each in sorted(found.items()):
        if not _inside(repository, path):
            outside.append(path)
        elif not same(each.old, each.new):
            inside.append(FileChange(path=path[start:], old=each.old, new=each.new))
    return tuple(inside), tuple(outside)
