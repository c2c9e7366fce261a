"""The turn of the year on disk: this year's data to `archive/<year>/`, the next year's in its place."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from spt_fazhi.errors import RefusedError
from spt_fazhi.store.disk.durable import write_fault, write_new

ARCHIVE: Final = "archive"
_PREFIX: Final = ".fazhi-new-"


def archive_place(root: Path, year: int) -> Path:
    """Where a year is archived. Raises RefusedError when something is there already."""
    place = root / ARCHIVE / str(year)
    if place.exists():
        raise RefusedError(f"{ARCHIVE}/{year} 已经存在，没有改动任何文件", "这一年已经归档过；请核对年度")
    return place


def turn_year(root: Path, old_year: int, files: Mapping[str, bytes]) -> Path:
    """Archive `data/` (with a copy of `templates/`) and put `files` (relative to `data/`) in its place.

    Everything is prepared beside its place and then renamed; when a step fails, what was renamed goes back. Returns
    the archived workspace. Raises RefusedError and FazhiError; then nothing has changed.
    """
    place = archive_place(root, old_year)
    mark = secrets.token_hex(4)
    fresh, parted = root / f"{_PREFIX}{mark}", root / ARCHIVE / f"{_PREFIX}{mark}"
    made_archive = not (root / ARCHIVE).exists()
    try:
        for name, data in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_new(target, data)
        parted.mkdir(parents=True)
        if (root / "templates").is_dir():
            shutil.copytree(root / "templates", parted / "templates", symlinks=True)
        _swap(root / "data", fresh, parted / "data")
        parted.rename(place)
    except OSError as error:
        _put_back(root / "data", parted / "data")
        raise write_fault(error, str(root)) from None
    finally:
        for each in (fresh, parted):
            if each.exists() and not (each / "data" / "tasks.yaml").exists():
                shutil.rmtree(each, ignore_errors=True)
        if made_archive:
            with contextlib.suppress(OSError):
                (root / ARCHIVE).rmdir()
    return place


def _swap(data: Path, fresh: Path, archived: Path) -> None:
    data.rename(archived)
    try:
        fresh.rename(data)
    except OSError:
        archived.rename(data)
        raise


def _put_back(data: Path, archived: Path) -> None:
    if archived.exists():
        with contextlib.suppress(OSError):
            if data.exists():
                shutil.rmtree(data)
            archived.rename(data)
