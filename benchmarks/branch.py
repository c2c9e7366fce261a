"""A git repository of a demo workspace, with branches that change 205 records (200 added, 5 modified), of all bodies or
of one, and one that adds 5 of one body.
"""

import os
import random
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

ADDED, MODIFIED, OF_ONE_BODY = 200, 5, 5
_WHO = {
    "GIT_AUTHOR_NAME": "demo", "GIT_AUTHOR_EMAIL": "demo@example.org", "GIT_COMMITTER_NAME": "demo",
    "GIT_COMMITTER_EMAIL": "demo@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_DATE": "2024-01-01T09:00:00+0800", "GIT_COMMITTER_DATE": "2024-01-01T09:00:00+0800",
}  # fmt: skip
"""Dated so that no record is entered days before it is committed, as in a branch that is sent in time."""


def make_branch(workspace: Path) -> None:
    """Commit the workspace on main, what one body adds on `one`, a body's changes on `body`, if it has so many records,
    and changes of all on `pr`, which stays checked out.
    """
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", "-A")
    git(workspace, "-c", "gc.auto=0", "commit", "-qm", "base")
    git(workspace, "gc", "-q")
    choose = random.Random(1)
    texts = {file: file.read_text("utf-8") for file in sorted(workspace.glob("data/records/*/*.yaml"))}
    plain = [file for file, text in texts.items() if "kind: void" not in text and "files:" not in text]
    chosen = choose.sample(plain, ADDED + MODIFIED)
    git(workspace, "switch", "-qc", "one")
    own = [file for file in plain if file.parent == chosen[0].parent]
    for file in choose.sample(own, OF_ONE_BODY):
        _copy(file, choose)
    _commit(workspace, "one")
    if len(own) >= ADDED + MODIFIED:
        _change(workspace, "body", choose.sample(own, ADDED + MODIFIED), choose)
    _change(workspace, "pr", chosen, choose)


def _change(workspace: Path, branch: str, chosen: Sequence[Path], choose: random.Random) -> None:
    """A branch that adds a copy of each of the first records and modifies the others."""
    git(workspace, "switch", "-qc", branch, "main")
    for file in chosen[:ADDED]:
        _copy(file, choose)
    for file in chosen[ADDED:]:
        text = re.sub(r"^(title|done): ", r"\1: changed ", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    _commit(workspace, branch)


def _copy(file: Path, choose: random.Random) -> None:
    """A record like another, under a name of its own."""
    suffix = "".join(choose.choices("abcdefghijklmnopqrstuvwxyz234567", k=4))
    file.with_name(f"{file.stem[:-4]}{suffix}.yaml").write_bytes(file.read_bytes())


def _commit(workspace: Path, message: str) -> None:
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", message)


def git(folder: Path, *arguments: str) -> None:
    """Run git there as the demo's author, on its day."""
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env={**os.environ, **_WHO})
