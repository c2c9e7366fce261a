"""Small real repositories with commits on days the test names, by people it names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.builders.files import build, write

_HOME = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file"}


def git(root: Path, *args: str, who: str = "示例", when: str = "2024-05-01 09:00:00 +0800", stdin: bytes = b"") -> str:
    """The output of a git command, run without anybody's settings; `when` dates a commit it makes."""
    who_and_when = {
        "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_COMMITTER_DATE": when,
    }  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(root), "-c", "init.defaultBranch=main", "-c", "core.quotePath=false", *args],
        env={**os.environ, **_HOME, **who_and_when}, capture_output=True, check=True, input=stdin,
    )  # fmt: skip
    return os.fsdecode(done.stdout)


def commit(root: Path, message: str, day: str = "2024-05-01", *, who: str = "示例") -> str:
    """Commit everything as it lies on disk, on a day (or a moment with its zone); the commit's id."""
    when = day if " " in day else f"{day} 09:00:00 +0800"
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, who=who, when=when)
    return git(root, "rev-parse", "HEAD").strip()


def merge(root: Path, branch: str, day: str, *, who: str = "王主任") -> str:
    """Merge a branch as a pull request is merged, with a commit of its own; its id."""
    git(
        root,
        "merge",
        "--quiet",
        "--no-ff",
        "--message",
        f"合并 {branch}",
        branch,
        who=who,
        when=f"{day} 09:00:00 +0800",
    )
    return git(root, "rev-parse", "HEAD").strip()


def start(root: Path, inside: str = "", **changed: str | bytes | None) -> Path:
    """A repository whose folder `inside` holds the sound workspace, not yet committed; the repository's top."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet")
    build(root / inside, **changed)
    return root


__all__ = ["commit", "git", "merge", "start", "write"]
