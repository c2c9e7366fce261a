"""Which ref a person means by a name: a branch before anything else that is called so.

Git asks `.git/main`, `refs/main` and `refs/tags/main` before `refs/heads/main`, and whoever may push a tag, or name the
branch of a pull request, chooses what they say: a branch would be compared with itself, and nothing be found.
"""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.plain import one_line

_HEAD: Final = "refs/heads/"
_TAG: Final = "refs/tags/"
_REMOTE: Final = "refs/remotes/"
_KINDS: Final = (_HEAD, _REMOTE, _TAG)
_PLACES: Final = (_HEAD, _REMOTE, f"{_REMOTE}origin/", _TAG)
_TIP: Final = "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)"
_OWN: Final = re.compile(r"@|HEAD|[A-Z_]+_HEAD|[0-9a-f]{40}|[0-9a-f]{64}")
"""What git reads before any ref: its own marks in `.git`, full ids."""
_SHORT_ID: Final = re.compile("[0-9a-f]{4,39}")
_ID_AS_SHOWN: Final = 7
"""Digits of the shortest id that git prints."""
_MOST: Final = 16
_OF_A_BRANCH: Final = re.compile(r"@\{(?:u|upstream|push)\}", re.IGNORECASE)
"""Asked of the settings of a branch by its short name, which git seeks among branches alone."""


def full_name(git: Git, typed: str) -> str:
    """`typed` with the full name (or id) of the ref it begins with; unchanged where it begins with none of its own.

    A local branch comes first, then a remote one (`origin/main`, or `main` of the remote `origin`), then a tag. Raises
    UsageError where two of them cannot be told apart, and for what is called so beside them all (`refs/main`).
    """
    name = re.split(r"[~^:]|@\{", typed, maxsplit=1)[0]
    rest = typed[len(name) :]
    if not name or name.startswith("refs/") or _OWN.fullmatch(name) or _OF_A_BRANCH.match(rest):
        return typed
    if name.startswith(("heads/", "tags/", "remotes/")) and f"refs/{name}" in _tips(git, (f"refs/{name}",)):
        return f"refs/{name}{rest}"
    tips = _tips(git, tuple(f"{place}{name}" for place in _PLACES))
    if _SHORT_ID.fullmatch(name):
        return _id_or_ref(git, name, tips) + rest
    chosen = _chosen(name, tips)
    if chosen is not None:
        return f"{chosen}{rest}"
    other = git.ask("rev-parse", "--verify", "--quiet", "--symbolic-full-name", name)
    if other and "/" not in name and not other.startswith(_KINDS):
        raise _unclear(name, (other,))
    return typed


def _tips(git: Git, refs: tuple[str, ...]) -> dict[str, str]:
    """Those of `refs` that are there, in this order, with the ids they lead to."""
    lines = git.run("for-each-ref", f"--format={_TIP} %(refname)", *refs).decode(errors="replace").splitlines()
    found = {ref: tip for tip, _, ref in (line.partition(" ") for line in lines)}
    return {ref: found[ref] for ref in refs if ref in found}


def _chosen(name: str, tips: dict[str, str]) -> str | None:
    """The ref that is meant. A branch that somebody called `origin/main` must not pass for the remote's."""
    head, remote, tag = f"{_HEAD}{name}", f"{_REMOTE}{name}", f"{_TAG}{name}"
    pair = (head, remote) if head in tips else (f"{_REMOTE}origin/{name}", tag)
    if len({tips[each] for each in pair if each in tips}) > 1:
        raise _unclear(name, pair)
    return next(iter(tips), None)


def _id_or_ref(git: Git, name: str, tips: dict[str, str]) -> str:
    """A name that may be the beginning of an id: that of one commit, or else a ref, and never one for the other."""
    ref = _chosen(name, tips)
    if ref is not None and len(name) < _ID_AS_SHOWN:
        return ref
    objects = (git.ask("rev-parse", f"--disambiguate={name}") or "").split()[:_MOST]
    commits = [each for each in objects if git.ask("cat-file", "-t", each) in {"commit", "tag"}]
    if ref is not None and set(commits) - {tips[ref]}:
        raise _unclear(name, (ref, commits[0]))
    return ref or (commits[0] if len(commits) == 1 else name)


def _unclear(name: str, meanings: tuple[str, ...]) -> UsageError:
    shown = "、".join(one_line(each, 80) for each in meanings)
    several = "有好几个意思" if len(meanings) > 1 else "不是分支、远程分支或标签，却有"
    return UsageError(f"“{one_line(name, 60)}”{several}：{shown}", "请写全名，如 refs/heads/main")
