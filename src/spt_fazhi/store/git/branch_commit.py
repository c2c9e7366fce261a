"""A commit on a branch that is not checked out: neither the work tree nor the index is touched."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.git.git import Git
from spt_fazhi.text.plain import clean_line, one_line

_REFS: Final = "refs/heads/"
_REGULAR: Final = "100644"
_AUTHOR: Final = re.compile(r"\s*([^<>\n]*[^<>\s])\s*<([^<>\s@]+@[^<>\s@]+)>\s*")


def author_typed(text: str) -> tuple[str, str]:
    """Name and address of `东镇司法所 <dongzhen@example.cn>`. Raises UsageError for what is written otherwise."""
    found = _AUTHOR.fullmatch(clean_line(text))
    if found is None:
        hint = "请写成“东镇司法所 <dongzhen@example.cn>”的样子，要有名字和邮箱"
        raise UsageError(f"--author 看不懂“{one_line(text, 60)}”", hint)
    return found.group(1), found.group(2)


def branch_tip(git: Git, branch: str) -> str | None:
    """The commit a branch stands at; None while there is no such branch."""
    return git.ask("rev-parse", "--verify", "--quiet", f"{_REFS}{branch}^{{commit}}")


def commit_on_branch(  # noqa: PLR0913 - what a commit consists of
    git: Git,
    branch: str,
    files: Mapping[str, bytes],
    message: str,
    *,
    author: tuple[str, str] | None = None,
    start: str | None = None,
) -> str:
    """Add new files (path relative to the workspace → what is in it) to a branch in one commit; returns its id.

    The commit goes on from `start`, wherever the branch stands; without one from the branch, which begins at HEAD
    where it is not there yet. Raises FazhiError with nothing changed: for a branch somebody has
    checked out, a name git does not take, a file that is there already, and whatever git says. A run that is killed
    leaves loose objects at most, which git collects.
    """
    prefix, _ = git.place()
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        git.run("var", who)
    if git.ask("check-ref-format", "--branch", branch) != branch:
        raise UsageError(f"“{one_line(branch, 60)}”不能作分支名", "请用字母、数字、汉字、短横和斜杠")
    _refuse_checked_out(git, branch)
    tip = branch_tip(git, branch)
    parent = git.ask("rev-parse", "--verify", "--quiet", f"{start or tip or 'HEAD'}^{{commit}}")
    if parent is None:
        raise FazhiError("仓库里还没有提交，不能建分支", "请先提交 data/（git add data && git commit），再运行本命令")
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        env = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        git.run("read-tree", parent, env=env)
        there = git.run("ls-files", "-z", "--cached", "--", *files, env=env).split(b"\0")[0]
        if there:
            said = one_line(os.fsdecode(there), 120)
            raise FazhiError(f"分支 {branch} 上已有 {said}", "这份已经收过；请核对分支上的内容")
        lines = []
        for path, data in files.items():
            blob = git.run("hash-object", "-w", "--stdin", f"--path={path}", stdin=data).decode().strip()
            lines.append(f"{_REGULAR} {blob}\t{prefix}{path}\0")
        git.run("update-index", "-z", "--index-info", stdin=os.fsencode("".join(lines)), env=env)
        tree = git.run("write-tree", env=env).decode().strip()
    by = {"GIT_AUTHOR_NAME": author[0], "GIT_AUTHOR_EMAIL": author[1]} if author else {}
    made = git.run("commit-tree", tree, "-p", parent, "-F", "-", stdin=message.encode(), env=by).decode().strip()
    git.run("update-ref", "-m", "fazhi collect", f"{_REFS}{branch}", made, tip or "0" * len(made))
    return made


def _refuse_checked_out(git: Git, branch: str) -> None:
    lines = git.run("worktree", "list", "--porcelain").decode(errors="replace").splitlines()
    if f"branch {_REFS}{branch}" in lines:
        raise FazhiError(f"分支 {branch} 正检出着，没有往上写", "请先换到别的分支（git switch main），再运行本命令")
