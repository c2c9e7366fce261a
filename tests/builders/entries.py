"""A small writable workspace of the invented district, and running `fazhi` inside this process."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from tests.builders.command import Ran, fazhi
from tests.builders.places import BASE

from spt_fazhi.cli.app import run
from spt_fazhi.model.problem import Problem
from spt_fazhi.services.check import check_workspace
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.yaml.reader import read_tree


def workspace(folder: Path) -> Path:
    """A copy of the example workspace without its records and decisions."""
    shutil.copytree(BASE, folder)
    shutil.rmtree(folder / "data" / "records")
    shutil.rmtree(folder / "data" / "decisions")
    return folder


def errors(root: Path) -> list[Problem]:
    """What `check` calls an error or a warning."""
    found = check_workspace(load(WorkTree(root), use_cache=False), date(2100, 1, 1))
    return [each for each in found if each.severity != "notice"]


def files(root: Path) -> list[str]:
    """Every file and empty folder below the workspace's records and decisions, dot files included."""
    found = [path for name in ("records", "decisions") for path in (root / "data" / name).rglob("*")]
    shown = [path for path in found if path.is_file() or not any(path.iterdir())]
    return sorted(path.relative_to(root / "data").as_posix() for path in shown)


def entries(root: Path) -> dict[str, dict[str, Any]]:
    """The records and decisions on disk, id → tree."""
    loaded = load(WorkTree(root), use_cache=False)
    assert loaded.unusable == 0
    register = loaded.register
    assert register is not None
    return {each.id: read_tree((root / each.file).read_text()) for each in (*register.records, *register.decisions)}


def fazhi_here(root: Path, *args: str) -> int:
    """The exit code of a command run inside this process."""
    return run([*args, "--root", str(root)])


def evidence(root: Path, *options: str, **given: str) -> Ran:
    """Record evidence of 1.1, or of what is given."""
    whole = {"unit": "司法局", "date": "2024-06-12", "title": "专题讲法"} | given
    about = whole.pop("about", "1.1")
    typed = [part for key, value in whole.items() for part in (f"--{key}", value) if value]
    return fazhi("record", "evidence", about, *typed, *options, root=root)


def only(root: Path) -> dict[str, Any]:
    """The one entry on disk."""
    found = entries(root)
    assert len(found) == 1
    return next(iter(found.values()))
