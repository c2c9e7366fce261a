"""A workspace at any revision, read straight from git: one `ls-tree`, one `cat-file --batch`, no check-out."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, NamedTuple

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.fields import parse_day
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import DATA_DIR, SUFFIX, TASKS_FILE, is_read
from spt_fazhi.store.git.blobs import Blobs, KeptBlobs
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.refs import full_name
from spt_fazhi.store.workspace.sources import FileInfo, folders_named_as_files
from spt_fazhi.text.plain import one_line

LINK: Final = "120000"
MODULE: Final = "160000"
FOLDERS: Final = (DATA_DIR, "templates")
"""What of a workspace is ever read."""
_EMPTY: Final = frozenset({hashlib.sha1(b"blob 0\0").hexdigest(), hashlib.sha256(b"blob 0\0").hexdigest()})  # noqa: S324 - git's own
"""The ids of the empty file in both kinds of repositories."""
_ON_A_DAY: Final = re.compile(r"(?P<ref>.*)@\{(?P<day>\d{4}-\d{1,2}-\d{1,2})(?P<time>[ T]\d{1,2}:\d{2}(?::\d{2})?)?\}")
FIRST_PARENTS: Final = ("--first-parent", "--no-show-signature")
_A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Blob(NamedTuple):  # a tuple: one for each file of a revision, compared between revisions
    """A file of a tree: its mode as git writes it (`100644`, `120000` for a link) and the id of its content."""

    mode: str
    oid: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file, neither a link nor another repository."""
        return self.mode not in {LINK, MODULE}

    @property
    def is_empty(self) -> bool:
        """Whether the file has no content at all."""
        return self.oid in _EMPTY


Tree = Mapping[str, Blob]
"""The files of a workspace at a revision, by path relative to the workspace."""


class GitTree:
    """A `Source` over the blobs of one repository: the files named in `tree`, and no others."""

    def __init__(self, blobs: Blobs, tree: Tree, *, name: str, revision: str | None) -> None:
        """Read the files of `tree`; `name` and `revision` as in `Source`."""
        self._blobs = blobs
        self.tree = tree
        self.name = name
        self.revision = revision

    def only(self, paths: Iterable[str]) -> GitTree:
        """The same less every file but `paths`, which are all there."""
        part = copy.copy(self)
        part.tree = {path: self.tree[path] for path in paths}
        part.__dict__.pop("_paths", None)
        return part

    def _oid(self, path: str) -> str | None:
        blob = self.tree.get(path)
        return blob.oid if blob is not None and blob.is_file else None

    def read(self, path: str) -> bytes | None:
        """See `Source.read`."""
        oid = self._oid(path)
        return None if oid is None else self._blobs.read(oid)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """See `Source.read_many`."""
        wanted = [(path, self._oid(path)) for path in paths]
        contents = self._blobs.read_many(oid for _, oid in wanted if oid is not None)
        for path, oid in wanted:
            yield path, None if oid is None else next(contents)

    @contextlib.contextmanager
    def search_beside(self, paths: Iterable[str], words: re.Pattern[bytes]) -> Iterator[Callable[[], list[str]]]:
        """Which of the files at `paths` hold one of the words, see `Blobs.search_beside`."""
        wanted = [(path, oid) for path in paths if (oid := self._oid(path)) is not None]
        with self._blobs.search_beside((oid for _, oid in wanted), words) as found:
            yield lambda: [path for (path, _), holds in zip(wanted, found(), strict=True) if holds]

    def stream(self, path: str) -> BinaryIO | None:
        """See `Source.stream`."""
        oid = self._oid(path)
        return None if oid is None else self._blobs.stream(oid)

    def stamp(self, path: str) -> str | None:
        """See `Source.stamp`."""
        return self._oid(path)

    def expect(self, paths: Iterable[str]) -> None:
        """See `Source.expect`."""
        self._blobs.expect(oid for oid in map(self._oid, paths) if oid is not None)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.tree)

    def walk(self, folder: str) -> list[FileInfo]:
        """See `Source.walk`."""
        own = self.tree.get(folder)
        if own is not None and own.mode == LINK:
            return [FileInfo(folder, is_link=True)]
        start = f"{folder}/"
        modes = self.tree
        paths = [path for path in self._paths if path.startswith(start)]
        found = [FileInfo(path, modes[path].mode == LINK) for path in paths if modes[path].mode != MODULE]
        folders = folders_named_as_files(paths, folder)
        folders.update(path for path in paths if path.endswith(SUFFIX) and modes[path].mode == MODULE)
        return sorted((*found, *(FileInfo(each, is_folder=True) for each in folders))) if folders else found


@frozen
class Repository:
    """A workspace inside a repository: `prefix` is its folder from the repository's top, "" or ending in `/`."""

    git: Git
    blobs: Blobs
    prefix: str
    is_bare: bool = False

    def has(self, name: str) -> bool:
        """Whether git knows an object by this name, `<commit>:<path>`; its content may be lacking."""
        there = "\n" not in name and self.blobs.kind(name) is not None
        return there or bool(self.git.ask("rev-parse", "--verify", "--quiet", name))

    def at(self, commit: str) -> GitTree:
        """The workspace at a commit, whole."""
        tree = self.tree(commit)
        blobs = KeptBlobs(self.blobs, (blob.oid for path, blob in tree.items() if blob.is_file and is_read(path)))
        return GitTree(blobs, tree, name=str(self.git.root), revision=commit)

    def tree(self, commit: str) -> Tree:
        """Every file of the workspace at a commit: one `ls-tree`."""
        return self._parsed(commit, self.git.run(*self._listing(commit)))

    @contextlib.contextmanager
    def tree_beside(self, commit: str) -> Iterator[Callable[[], Tree]]:
        """The same, which git puts together while it is asked other things."""
        with self.git.beside(*self._listing(commit)) as listing:
            yield lambda: self._parsed(commit, listing().read())

    def _listing(self, commit: str) -> tuple[str, ...]:
        folders = (f"{self.prefix}{name}" for name in FOLDERS)
        return ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)

    def _parsed(self, commit: str, listing: bytes) -> Tree:
        start = len(self.prefix)
        listed = list(parse_tree(listing))
        found = {path[start:]: blob for path, blob in listed}
        if len(found) != len(listed):  # git never writes such a tree, and its readers take different files from it
            raise FazhiError(f"版本 {commit[:10]} 里有同名的文件，这个提交是伪造或损坏的", "请用 git fsck 检查仓库")
        return found


def parse_tree(listing: bytes) -> Iterator[tuple[str, Blob]]:
    """Path and blob of each line `<mode> <type> <oid>\\t<path>` of `ls-tree -z`."""
    new = tuple.__new__  # what `Blob(…)` calls, in half the time: one for each file of a revision
    for line in filter(None, os.fsdecode(listing).split("\0")):
        head, _, path = line.partition("\t")
        mode, _, oid = head.split(" ")
        yield path, new(Blob, (mode, oid))


def open_repository(root: Path) -> Repository:
    """The repository that holds the folder `root` (in a bare one: the register at its top, or the only one).

    Raises FazhiError when there is none.
    """
    git = Git(root)
    prefix, is_bare = git.place()
    return Repository(git=git, blobs=Blobs(git), prefix=prefix, is_bare=is_bare)


def resolve(repository: Repository, typed: str) -> str:
    """The full id of the commit that `typed` names: any of git's own ways, `main@{2024-06-30}`, or a bare day.

    A name means a branch before anything else that is called so (`refs.full_name`), a bare day always the day. That is
    the state at its end in that branch's own history, by the days its commits bear in their own time zone: the reflog,
    which git would ask, begins only when the clone was made, and the reader's zone would give two people two answers.
    Raises UsageError for what does not exist.
    """
    git = repository.git
    if typed.startswith("-") or "\0" in typed:
        raise _unknown(git, typed)
    on_a_day = _ON_A_DAY.fullmatch(typed)
    if on_a_day:
        return _on_day(git, typed, on_a_day["ref"] or "HEAD", on_a_day["day"], on_a_day["time"] or "")
    if _A_DAY.fullmatch(typed):
        return _on_day(git, typed, "HEAD", typed, "")
    found = _commit(git, typed)
    if found:
        return found
    raise _unknown(git, typed)


def day_named(typed: str) -> date | None:
    """The day that a revision names (`main@{2024-06-30}`, `2024-06-30`); None for any other, and for no day at all."""
    on_a_day = _ON_A_DAY.fullmatch(typed)
    text = on_a_day["day"] if on_a_day else typed if _A_DAY.fullmatch(typed) else None
    try:
        return parse_day(_padded(text)) if text else None
    except ValueError:  # `resolve` says what is wrong with it
        return None


def _padded(day: str) -> str:
    return "-".join(part.zfill(2) for part in day.split("-"))


def _commit(git: Git, typed: str) -> str | None:
    """The commit git calls so; None for none, for several and for the leaving out of one (`^main`)."""
    if typed.startswith("-"):
        return None
    # after :/ everything is the text sought
    asked = typed if typed.startswith(":/") else f"{full_name(git, typed)}^{{commit}}"
    found = git.ask("rev-parse", "--verify", "--quiet", asked)
    return found if found and re.fullmatch("[0-9a-f]{40,64}", found) else None


def _on_day(git: Git, typed: str, ref: str, day: str, time: str) -> str:
    shown = one_line(typed, 80)
    try:
        last = parse_day(_padded(day)).isoformat()
    except ValueError as error:
        raise UsageError(f"{shown}：{error}") from None
    start = _commit(git, ref)
    if start is None:
        raise _unknown(git, ref)
    moment = f"{last} {_full_time(time)}" if time else f"{last} 23:59:59"
    lines = git.run("log", *FIRST_PARENTS, "--format=%H %cd", "--date=format:%Y-%m-%d %H:%M:%S", start, "--")
    said = ""
    for line in lines.decode("ascii", "replace").splitlines():
        commit, _, said = line.partition(" ")
        if said <= moment:
            return commit
    shallow = "；这是浅克隆，可先运行 git fetch --unshallow" if is_shallow(git) else ""
    raise UsageError(f"{one_line(ref, 60)} 在 {shown} 那天还没有提交", f"最早的提交在 {said[:10]}{shallow}")


def _full_time(time: str) -> str:
    """` 9:05` → `09:05:59`: a moment named without seconds takes in its minute."""
    parts = [part.zfill(2) for part in time.strip(" T").split(":")]
    return ":".join([*parts, "59"][:3])


def _unknown(git: Git, typed: str) -> UsageError:
    if not git.ask("rev-list", "--all", "--max-count=1") and _commit(git, "HEAD") is None:
        return UsageError("仓库里还没有提交", "请先提交一次（git add -A，再 git commit）")
    hint = (
        "可写分支、标签、提交编号或日期，如 main、v1.0、main@{2024-06-30}；看有哪些：git branch -a 或 git log --oneline"
    )
    if is_shallow(git):
        hint += "；这是浅克隆，较早的版本要先运行 git fetch --unshallow"
    return UsageError(f"git 里没有“{one_line(typed, 80)}”这个版本", hint)


def is_shallow(git: Git) -> bool:
    """Whether the older history was left out when the repository was cloned."""
    return git.ask("rev-parse", "--is-shallow-repository") == "true"


def workspace_at(repository: Repository, commit: str, *, exact: bool) -> Repository:
    """The repository with the prefix of the workspace at `commit`.

    With `exact` the folder given is the workspace; else it is sought upwards from there as on disk. In a bare
    repository it is the one at the top, or the only one there is. Raises UsageError when there is none.
    """
    folder = PurePosixPath(repository.prefix or ".")
    candidates = [folder] if exact and not repository.is_bare else [folder, *folder.parents]
    for each in dict.fromkeys(candidates):
        prefix = "" if str(each) == "." else f"{each}/"
        if repository.has(f"{commit}:{prefix}{TASKS_FILE}"):
            return replace(repository, prefix=prefix)
    if repository.is_bare:
        listing = repository.git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split(b"\0")
        paths = [os.fsdecode(path) for path in listing]
        found = [path[: -len(TASKS_FILE)] for path in paths if path.endswith(f"/{TASKS_FILE}")]
        if len(found) == 1:
            return replace(repository, prefix=found[0])
        if found:
            raise UsageError(f"版本 {commit[:10]} 里有 {len(found)} 个工作区", "请在其中一个的克隆里运行")
    raise UsageError(f"版本 {commit[:10]} 里没有 {TASKS_FILE}", "那时这里还不是工作区；请换一个版本，或用 --root 指定")
