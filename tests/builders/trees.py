"""A folder as a value: what is compared byte for byte, less what a killed write may leave to be swept."""

from __future__ import annotations

import os
from pathlib import Path

Tree = dict[str, bytes | None]


def tree(root: Path) -> Tree:
    """Every file with its bytes, every folder (None), and where every link leads."""
    return {each.relative_to(root).as_posix(): _content(each) for each in root.rglob("*")}


def _content(path: Path) -> bytes | None:
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return path.read_bytes() if path.is_file() else None


def settled(found: Tree) -> Tree:
    """Less what is swept later."""
    return {path: data for path, data in found.items() if not path.startswith(".fazhi-new-")}
