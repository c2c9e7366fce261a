"""What a branch itself changed: two trees of a workspace, judged from where the branch left the base.

With several merge bases (criss-cross histories) a file counts as changed by the branch when it differs from each of
them; so neither what the base did meanwhile nor what was merged from it is laid at the branch's door.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from spt_fazhi.engine.text import one_line
from spt_fazhi.errors import UsageError
from spt_fazhi.store.revisions import FOLDERS, Blob, GitTree, Repository, Tree, open_repository, resolve, workspace_at
from spt_fazhi.store.sources import WorkTree

_NOTHING: Final = "000000"
_LINK: Final = "120000"
_MAIN: Final = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
                "refs/heads/main", "refs/heads/master")  # fmt: skip


class FileChange(NamedTuple):
    """A file that differs; None where it is not there. The path is relative to the workspace."""

    path: str
    old: Blob | None
    new: Blob | None


class Comparison(NamedTuple):
    """A workspace before and after a branch. `outside` are changed files of the repository beside the workspace.

    `base` is the commit the branch is judged from (the first of several merge bases), `head` None for the work tree;
    `prefix` is the workspace's folder from the repository's top.
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


class _WorkFiles(GitTree):
    """The work tree as git would commit it: what differs from the index is read from disk, the rest from git."""

    def __init__(self, repository: Repository, tree: Tree, fresh: frozenset[str]) -> None:
        super().__init__(repository.blobs, tree, name=str(repository.git.root), revision=None)
        self._fresh = fresh
        self._disk = WorkTree(repository.git.root)

    def read(self, path: str) -> bytes | None:
        return self._disk.read(path) if path in self._fresh else super().read(path)

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:  # type: ignore[override]
        wanted = list(paths)
        kept = super().read_many([path for path in wanted if path not in self._fresh])
        for path in wanted:
            yield (path, self._disk.read(path)) if path in self._fresh else next(kept)

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
    repository = workspace_at(repository, tip, exact=True)
    start = _main_branch(repository, worktree=worktree) if base is None else {resolve(repository, base): base}
    bases = _merge_bases(repository, start, tip, base)
    name = start.get(bases[0]) or f"{next(iter(start.values()))} 分出处"
    if worktree:
        new_tree, fresh = _work_files(repository, tip)
        new: GitTree = _WorkFiles(repository, new_tree, fresh)
        lists = [_against_work_files(repository, each, new_tree, fresh) for each in bases]
    else:
        new = repository.at(tip)
        lists = [_between(repository, each, tip) for each in bases]
    changes, outside = _common(repository, lists, next(iter(start)))
    old = GitTree(repository.blobs, undo(new.tree, changes), name=str(root), revision=bases[0])
    return Comparison(
        root, old, new, changes, outside, bases[0], None if worktree else tip, one_line(name, 60),
        "工作区" if worktree else one_line(head or "HEAD", 60), repository.prefix,
    )  # fmt: skip


def undo(tree: Tree, changes: Sequence[FileChange]) -> dict[str, Blob]:
    """The tree before the changes."""
    before = dict(tree)
    for each in changes:
        if each.old is None:
            before.pop(each.path, None)
        else:
            before[each.path] = each.old
    return before


def _main_branch(repository: Repository, *, worktree: bool) -> dict[str, str]:
    """The commits of the main branch, here and at the remote, with its names; not the branch that is checked out."""
    git = repository.git
    lines = git.run("for-each-ref", "--format=%(HEAD)%(objectname) %(refname:short)", *_MAIN).decode().splitlines()
    found: dict[str, str] = {}
    for line in lines:
        commit, _, name = line[1:].partition(" ")
        if line[0] != "*":
            found.setdefault(commit, name.removesuffix("/HEAD"))
    own = any(line[0] == "*" for line in lines)
    if worktree and (own or not found):
        return {resolve(repository, "HEAD"): "HEAD"}
    if not found:
        if own:
            message, hint = (
                "现在就在主分支上，不知道要和什么比",
                "例如 fazhi review HEAD~1；看未提交的改动用 --worktree",
            )
        else:
            message, hint = "找不到主分支（main 或 master）", "例如 fazhi review 基准分支"
        raise UsageError(message, f"请写明基准，{hint}")
    return found


def _merge_bases(repository: Repository, start: Mapping[str, str], tip: str, base: str | None) -> list[str]:
    found = (repository.git.ask("merge-base", "--all", tip, *start) or "").split()
    if not found:
        hint = "若是浅克隆，请先运行 git fetch --unshallow；否则请换一个基准"
        raise UsageError(f"{one_line(base or '主分支', 60)} 与要审阅的分支没有共同的历史", hint)
    return found


def _between(repository: Repository, old: str, new: str) -> dict[str, FileChange]:
    """The differences of two commits by path from the repository's top."""
    raw = repository.git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--full-index", old, new)
    return dict(_raw(raw))


def _raw(output: bytes) -> Iterator[tuple[str, FileChange]]:
    """Parse `--raw -z`: `:oldmode newmode oldid newid status NUL path NUL`."""
    parts = output.split(b"\0")
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old_id, new_id, _ = head.decode().lstrip(":").split(" ")
        path = os.fsdecode(name)
        old = None if old_mode == _NOTHING else Blob(old_mode, old_id)
        new = None if new_mode == _NOTHING else Blob(new_mode, new_id)
        yield path, FileChange(path, old, new)


def _work_files(repository: Repository, tip: str) -> tuple[dict[str, Blob], frozenset[str]]:
    """The workspace's files as git would commit them now, and those that are to be read from disk."""
    git, start = repository.git, len(repository.prefix)
    dirty = dict(_raw(git.run("diff-index", "-z", "--raw", "--no-renames", "--no-abbrev", tip)))
    listing = git.run("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", *FOLDERS).split(b"\0")
    untracked = [os.fsdecode(path) for path in listing if path]
    tree = dict(repository.tree(tip))
    touched = [path[start:] for path in (*dirty, *untracked) if path.startswith(repository.prefix)]
    fresh = set()
    for path, blob in _on_disk(repository, touched):
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
    for path in paths:
        place = repository.git.root / path
        (others if place.is_symlink() or not place.is_file() or "\n" in path else files).append(path)
    if files:
        lines = "".join(f"{repository.prefix}{path}\n" for path in files)  # git reads them from the repository's top
        found = repository.git.run("hash-object", "--stdin-paths", stdin=os.fsencode(lines)).decode().split()
        for path, oid in zip(files, found, strict=True):
            yield path, Blob("100644", oid)
    for path in others:
        place = repository.git.root / path
        if place.is_symlink():
            target = repository.git.run("hash-object", "--stdin", stdin=os.fsencode(place.readlink()))
            yield path, Blob(_LINK, target.decode().strip())
        elif place.is_file():
            yield path, Blob("100644", repository.git.run("hash-object", "--", path).decode().strip())
        else:
            yield path, None


def _against_work_files(
    repository: Repository, base: str, tree: Mapping[str, Blob], fresh: frozenset[str]
) -> dict[str, FileChange]:
    """The differences of a commit and the files on disk: the workspace's by content, others as git tells."""
    listed = dict(_raw(repository.git.run("diff-index", "-z", "--raw", "--no-renames", "--no-abbrev", base)))
    found = {path: each for path, each in listed.items() if not _inside(repository, path)}
    old = repository.tree(base)
    for path in {path[len(repository.prefix) :] for path in listed if _inside(repository, path)} | fresh:
        before, after = old.get(path), tree.get(path)
        if not _same(before, after):
            full = repository.prefix + path
            found[full] = FileChange(full, before, after)
    return found


def _same(one: Blob | None, other: Blob | None) -> bool:
    """Whether two files are the same but for the right to execute them."""
    if one is None or other is None:
        return one is other
    return one.oid == other.oid and (one.mode == _LINK) == (other.mode == _LINK)


def _inside(repository: Repository, path: str) -> bool:
    return path.startswith(tuple(f"{repository.prefix}{folder}/" for folder in FOLDERS))


def _common(
    repository: Repository, lists: Sequence[Mapping[str, FileChange]], start: str
) -> tuple[tuple[FileChange, ...], tuple[str, ...]]:
    """What differs from every merge base, relative to the workspace; and the paths beside it."""
    first, *others = lists
    inside, outside = [], []
    for path, each in sorted(first.items()):
        if any(path not in other for other in others):
            continue
        if not _inside(repository, path):
            outside.append(path)
            continue
        olds = [each.old, *(other[path].old for other in others)]
        if any(_same(old, each.new) for old in olds):
            continue
        old = olds[0]
        if any(blob != old for blob in olds):
            tip = repository.tree(start).get(path[len(repository.prefix) :])
            old = tip if tip in olds else old
        inside.append(FileChange(path[len(repository.prefix) :], old, each.new))
    return tuple(inside), tuple(outside)
