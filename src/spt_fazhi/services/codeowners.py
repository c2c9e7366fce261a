"""The forge's CODEOWNERS file: made from the register, and held against the one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.fields import parse_owner
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.views.codeowners import HEADER, PLACES, CodeOwners, Forge, codeowners, text_of

FileState = Literal["missing", "current", "stale", "foreign"]


def code_owners(workspace: Workspace, default: Sequence[str], forge: Forge) -> CodeOwners:
    """Who owns which folder; `default` are handles or units as typed, for everything else.

    Raises FazhiError when a unit could not be read: its folder would silently lose its owners.
    """
    register = workspace.register
    if any(each.file == UNITS_FILE and each.severity == "error" for each in workspace.loaded.problems):
        raise FazhiError(f"{UNITS_FILE} 有错误，没有生成", "运行 fazhi check 看是哪一行，改正后再生成")
    return codeowners(register.units, _owners(workspace, default), forge, workspace.prefix)


def place_of(root: Path, forge: Forge) -> Path:
    """Where the forge looks for the file."""
    return (Git(root).top() or root) / PLACES[forge]


def state_of(found: CodeOwners, file: Path) -> FileState:
    """Whether the file is there, says the same, something older, or was not made by us. Line ends do not matter."""
    if not file.is_file():
        return "missing"
    there = file.read_bytes()
    if there.replace(b"\r\n", b"\n") == text_of(found).encode():
        return "current"
    return "stale" if there.startswith(HEADER.encode()) else "foreign"


def _owners(workspace: Workspace, typed: Sequence[str]) -> list[str]:
    """Handles as typed; a unit's name stands for its owners. Raises UsageError."""
    found: list[str] = []
    for each in typed:
        if "@" in each:
            try:
                found.append(parse_owner(each))
            except ValueError as error:
                raise UsageError(f"--default {error}") from None
            continue
        unit = workspace.unit(each)
        if not unit.owners:
            raise UsageError(f"“{unit.name}”在 units.yaml 里没有写 owners", "请先写上，或直接写 --default @用户名")
        found += unit.owners
    return found
