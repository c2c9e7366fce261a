"""What a branch is judged from: the main branch, where the branch left it, and the differences of commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from spt_fazhi.errors import UsageError
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.git.raw_diff import RAW, FileChange, by_path, same
from spt_fazhi.store.git.trees import Blob, Repository, resolve
from spt_fazhi.text.plain import one_line

_REMOTE: Final = "refs/remotes/origin"
_HEADS: Final = "refs/heads"
_PLACES: Final = (_REMOTE, _HEADS)
_MAIN: Final = ("main", "master")
"""The remote's own main branch comes first, then these: one of them. Were all taken, a branch pushed as `master` beside
`main` would be its own base."""
_PEELED: Final = "%(if)%(*objectname)%(then)%(*objecttype)%00%(*objectname)%(else)%(objecttype)%00%(objectname)%(end)"
_FORM: Final = f"%(refname)%00{_PEELED}%00%(symref)%00%(HEAD)"


def main_branch(repository: Repository, head: str | None, *, worktree: bool) -> dict[str, str]:
    """The commits of the main branch, here and at the remote, with its names.

    Not the one here where it is checked out and to be reviewed itself (`head` is None).
    """
    name, known = _main(repository.git)
    here = known.get(f"{_HEADS}/{name}")
    own = head is None and here is not None and here.checked_out
    found: dict[str, str] = {}
    for place, shown in ((_REMOTE, f"origin/{name}"), (_HEADS, name)):
        ref = known.get(f"{place}/{name}")
        if ref is not None and not (own and ref is here):
            found.setdefault(ref.commit, shown)
    if worktree and (own or not found):
        return {resolve(repository, "HEAD"): "HEAD"}
    if not found:
        if own:
            message, hint = (
                "现在就在主分支上，不知道要和什么比",
                "例如 fazhi review HEAD~1；审阅别的分支用 --head 分支名，看未提交的改动用 --worktree",
            )
        else:
            message, hint = "找不到主分支（main 或 master）", "例如 fazhi review 基准分支"
        raise UsageError(message, f"请写明基准，{hint}")
    return found


def require_base(repository: Repository, base: str, bases: Sequence[str], commit: str) -> None:
    """Raise UsageError where the main branch is checked out and `base`, at `commit`, is none of what led to it: the
    branch that is to be reviewed was written in the place of what it is compared with.
    """
    if commit in bases:
        return
    name, known = _main(repository.git)
    here, remote = (known.get(f"{place}/{name}") for place in (_HEADS, _REMOTE))
    if here is not None and here.checked_out and (remote is None or remote.commit != commit):
        typed = one_line(base, 60)
        raise UsageError(
            f"现在在主分支 {name} 上，{typed} 写在了基准的位置，审不到它",
            f"审阅 {typed} 请运行 fazhi review --head {typed}",
        )


def _main(git: Git) -> tuple[str, dict[str, _Ref]]:
    """The name of the main branch, and the refs that may be it, here and at the remote."""
    known = _refs(git, f"{_REMOTE}/HEAD", *(f"{place}/{name}" for name in _MAIN for place in _PLACES))
    linked = known[f"{_REMOTE}/HEAD"].linked.removeprefix(f"{_REMOTE}/") if f"{_REMOTE}/HEAD" in known else ""
    if linked and linked not in _MAIN:
        known = _refs(git, *(f"{place}/{linked}" for place in _PLACES))
    name = linked or next((name for name in _MAIN for place in _PLACES if f"{place}/{name}" in known), _MAIN[0])
    return name, known


class _Ref(NamedTuple):
    """The commit a ref leads to, the ref it stands for ("" for none), and whether it is the branch checked out."""

    commit: str
    linked: str
    checked_out: bool


def _refs(git: Git, *names: str) -> dict[str, _Ref]:
    """Those of these refs that lead to a commit: one question for all."""
    listed = git.run("for-each-ref", f"--format={_FORM}", *names).decode(errors="replace")
    found = {}
    for line in listed.splitlines():
        name, kind, commit, linked, mark = line.split("\0")
        if name in names and kind == "commit":
            found[name] = _Ref(commit, linked, mark == "*")
    return found


def merge_bases(repository: Repository, start: Mapping[str, str], tip: str, base: str | None) -> list[str]:
    """The commits where the branch left `start`. Raises UsageError when there are none."""
    found = (repository.git.ask("merge-base", "--all", tip, *start) or "").split()
    if not found:
        hint = "若是浅克隆，请先运行 git fetch --unshallow；否则请换一个基准"
        raise UsageError(f"{one_line(base or '主分支', 60)} 与要审阅的分支没有共同的历史", hint)
    return found


def between(repository: Repository, old: str, new: str) -> dict[str, FileChange]:
    """The differences of two commits by path from the repository's top."""
    return by_path(repository.git.run("diff-tree", "-r", "-z", *RAW, old, new))


def judged(
    repository: Repository, bases: Sequence[str], lists: Sequence[Mapping[str, FileChange]], start: Sequence[str]
) -> dict[str, FileChange]:
    """What a branch with several merge bases changed: what differs from the merge of those bases.

    `lists` holds its differences from each base. Where the bases themselves disagree, having changed a file each in
    its own way, the main branch (`start`) tells how that was settled.
    """
    merged = _Merged(repository, bases)
    settled = [between(repository, bases[0], each) for each in start]
    found: dict[str, FileChange] = {}
    for path in {path for each in lists for path in each}:
        new = next(each[path].new for each in lists if path in each)
        olds = [each[path].old if path in each else new for each in lists]
        known, agreed = merged.version(path, olds)
        if not agreed:
            tips = [each[path].new if path in each else olds[0] for each in settled]
            known = new if any(same(new, each) for each in tips) else tips[0]
        if not same(known, new):
            found[path] = FileChange(path=path, old=known, new=new)
    return found


class _Merged:
    """The merge of several commits, file by file, without looking inside the files."""

    def __init__(self, repository: Repository, commits: Sequence[str]) -> None:
        """`commits` share some history, or none."""
        found = (repository.git.ask("merge-base", "--all", "--octopus", *commits) or "").split()
        self._before = [between(repository, commits[0], each) for each in found]
        self._above = _Merged(repository, found) if len(found) > 1 else None

    def version(self, path: str, versions: Sequence[Blob | None]) -> tuple[Blob | None, bool]:
        """The file as the merge has it, given it in each commit; False where they changed it each in its own way."""
        was = self._ancestor(path, versions[0])
        changed: list[Blob | None] = []
        for each in versions:
            if not same(each, was) and not any(same(each, other) for other in changed):
                changed.append(each)
        return (changed[0] if changed else was), len(changed) < 2

    def _ancestor(self, path: str, first: Blob | None) -> Blob | None:
        olds = [each[path].new if path in each else first for each in self._before]
        if self._above is None:
            return olds[0] if olds else None
        return self._above.version(path, olds)[0]
