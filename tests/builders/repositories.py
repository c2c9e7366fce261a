"""Small real repositories around a sound workspace, with commits on days the test names, by people it names."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.builders.files import build, write

from spt_fazhi.store.git.trees import GitTree, open_repository, resolve, workspace_at

NEW = "data/records/jia/2024-06-20-1.1-bbbb.yaml"
OTHER = "data/records/jia/2024-06-21-1.1-cccc.yaml"
TEXT = (
    'kind: evidence\nunit: 甲局\nobligation: "1.1"\ndate: 2024-06-20\ntitle: 另外开展甲事三场\nrecorded: 2024-06-20\n'
)
IDENTITY: Final[dict[str, Any]] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "示例",
    "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "示例",
    "GIT_COMMITTER_EMAIL": "a@example.invalid",
}
_OPTIONS = ("-c", "init.defaultBranch=main", "-c", "init.templateDir=", "-c", "core.quotePath=false")
_PREPARED = tempfile.TemporaryDirectory(prefix="fazhi-tests-")  # removed when this process ends


def git(root: Path, *args: str, who: str = "示例", when: str = "2024-05-01 09:00:00 +0800", stdin: bytes = b"") -> str:
    """The output of a git command, run without anybody's settings; `when` dates a commit it makes."""
    own = {"GIT_ALLOW_PROTOCOL": "file", "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    names = {"GIT_AUTHOR_NAME": who, "GIT_COMMITTER_NAME": who}
    done = subprocess.run(
        ["git", "-C", str(root), *_OPTIONS, *args],
        env={**os.environ, **IDENTITY, **own, **names}, capture_output=True, check=True, input=stdin,
    )  # fmt: skip
    return os.fsdecode(done.stdout)


def start(root: Path, inside: str = "", **changed: str | bytes | None) -> Path:
    """A repository whose folder `inside` holds the sound workspace, not yet committed; the repository's top."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet")
    build(root / inside, **changed)
    return root


def committed(root: Path, prefix: str = "") -> Path:
    """A repository whose main branch holds a sound workspace below `prefix`; the workspace's folder."""
    shutil.copytree(_committed(prefix), root, dirs_exist_ok=True)
    return root / prefix if prefix else root


@cache
def _committed(prefix: str) -> Path:
    """Such a repository, made once and then copied."""
    root = start(Path(tempfile.mkdtemp(dir=_PREPARED.name)), prefix)
    commit(root, "起点")
    return root


def in_git(root: Path) -> Path:
    """Make a folder a repository with everything committed to main."""
    git(root, "init", "--quiet")
    commit(root, "起点")
    return root


def commit(
    root: Path,
    message: str = "改",
    day: str = "2024-05-01",
    *,
    who: str = "示例",
    files: Mapping[str, str | bytes | None] | None = None,
) -> str:
    """Write files (`None` removes one), commit all there is on a day (or a moment with its zone); the commit's id."""
    for path, content in (files or {}).items():
        if content is None:
            (root / path).unlink()
        else:
            write(root, path, content)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, who=who, when=_moment(day))
    return git(root, "rev-parse", "HEAD").strip()


def branch(root: Path, name: str, at: str = "HEAD") -> None:
    """Make a branch and check it out."""
    git(root, "switch", "--quiet", "--create", name, at)


def merge(root: Path, other: str, *options: str, day: str = "2024-05-01", who: str = "王主任") -> str:
    """Merge a branch as a pull request is merged, with a commit of its own; its id."""
    words = ("merge", "--quiet", "--no-ff", "--message", f"合并 {other}", *options, other)
    git(root, *words, who=who, when=_moment(day))
    return git(root, "rev-parse", "HEAD").strip()


def _moment(day: str) -> str:
    return day if " " in day else f"{day} 09:00:00 +0800"


__all__ = [
    "IDENTITY",
    "NEW",
    "OTHER",
    "TEXT",
    "branch",
    "commit",
    "committed",
    "git",
    "in_git",
    "merge",
    "start",
    "write",
]


def at(root: Path, typed: str = "HEAD", *, exact: bool = True) -> GitTree:
    """The workspace of a repository as it was at a revision."""
    repository = open_repository(root)
    found = resolve(repository, typed)
    return workspace_at(repository, found, exact=exact).at(found)
