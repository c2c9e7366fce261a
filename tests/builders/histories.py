"""Small real repositories around a sound workspace, for the tests of what a branch itself changed."""

from __future__ import annotations

from pathlib import Path

from tests.builders.entries import git
from tests.builders.files import SOUND, write

NEW = "data/records/jia/2024-06-20-1.1-bbbb.yaml"
TEXT = (
    'kind: evidence\nunit: 甲局\nobligation: "1.1"\ndate: 2024-06-20\ntitle: 另外开展甲事三场\nrecorded: 2024-06-20\n'
)


def start(root: Path, prefix: str = "") -> Path:
    """A repository whose main branch holds a sound workspace below `prefix`; the workspace's folder."""
    root.mkdir(parents=True, exist_ok=True)
    for path, content in SOUND.items():
        write(root, prefix + path, content)
    git(root, "init", "-q", "-b", "main")
    commit(root, "起点")
    return root / prefix if prefix else root


def commit(root: Path, message: str = "改", **files: str | bytes | None) -> str:
    """Write files (`None` removes one), commit everything there is, and give the commit's id."""
    for path, content in files.items():
        if content is None:
            (root / path).unlink()
        else:
            write(root, path, content)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD").strip()


def branch(root: Path, name: str, at: str = "HEAD") -> None:
    """Make a branch and check it out."""
    git(root, "switch", "-q", "-c", name, at)


def merge(root: Path, other: str, *options: str) -> None:
    """Merge without opening an editor."""
    git(root, "merge", "-q", "--no-ff", "--no-edit", *options, other)
