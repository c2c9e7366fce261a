"""The exports below a folder: which registers they are of, and their files, copied to where DuckDB may read.

Nothing on the way may be a link; a file is opened once, and what is read of it is what is checked and counted.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.disk.durable import create, write_all
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.schema import FILE, FIRST_YEAR, LAST_YEAR, REGISTER, TABLES

if TYPE_CHECKING:
    from hashlib import _Hash

LARGEST: Final = 64 << 20
"""Bytes of one file: a register of a million duties has 8 MiB."""
_PLACE: Final = re.compile(rf"[a-z]+/year=\d{{4}}/register={REGISTER}/{FILE}", re.ASCII)
_OF_THE_SYSTEM: Final = ("._", ".DS_Store", "Thumbs.db", "desktop.ini", "_SUCCESS", ".fazhi-")
"""What a system or another engine leaves in folders; nobody means it to be read."""
_ANEW: Final = "请让这个县区重新导出"
_CHUNK: Final = 1 << 20
_SHOWN: Final = 120


class Whose(NamedTuple):
    """A register in a year, as its folders say."""

    year: int
    register: str


@frozen
class FoundExport:
    """A register's export: the places of its files by table, and why it cannot be read, "" where it can."""

    whose: Whose
    files: dict[str, str]
    fault: str = ""


def holds_exports(folder: Path) -> bool:
    """Whether a folder looks like one that `fazhi export parquet` wrote."""
    return any((folder / name).is_dir() for name in ("registers", "duties"))


def exports_in(folder: Path) -> tuple[list[FoundExport], list[str]]:
    """The exports below a folder in order, and what else lies there that belongs to none, in words.

    Raises FazhiError where the folder cannot be looked into.
    """
    tree = WorkTree(folder)
    files: dict[Whose, dict[str, str]] = {}
    faults: dict[Whose, str] = {}
    odd: list[str] = []
    for table in TABLES:
        for info in tree.walk(table):
            whose = _whose(info.path)
            if whose is not None and _PLACE.fullmatch(info.path) and not info.is_link:
                files.setdefault(whose, {})[table] = info.path
            elif info.path.rpartition("/")[2].startswith(_OF_THE_SYSTEM):
                continue
            else:
                said = f"{one_line(info.path, _SHOWN)} {'是链接' if info.is_link else '不是导出的文件'}"
                if whose is None:
                    odd.append(said)
                else:
                    faults.setdefault(whose, said)
    return [_found(whose, files.get(whose, {}), faults.get(whose, "")) for whose in sorted({*files, *faults})], odd


def _whose(path: str) -> Whose | None:
    """The register in whose partition a path lies; None where its folders name none."""
    _, year, register, *_ = (*path.split("/"), "", "")
    name = register.removeprefix("register=")
    if not re.fullmatch(r"year=\d{4}", year, re.ASCII) or register == name:
        return None
    if not re.fullmatch(REGISTER, name, re.ASCII) or not FIRST_YEAR <= int(year[5:]) <= LAST_YEAR:
        return None
    return Whose(int(year[5:]), name)


def _found(whose: Whose, files: dict[str, str], fault: str) -> FoundExport:
    lacking = [name for name in TABLES if name not in files]
    if not fault and lacking:
        fault = f"缺 {'、'.join(lacking)} 表"
    return FoundExport(whose=whose, files=files, fault=fault)


def stage(folder: Path, found: FoundExport, staged: Path, source: int) -> str:
    """Copy an export's files to `staged/<table>/<source>.parquet`; what tells its content from any other.

    Raises FazhiError for what has a fault, for a file that is no file, too large, or cannot be read.
    """
    if found.fault:
        raise FazhiError(found.fault, _ANEW)
    tree = WorkTree(folder)
    digest = sha256()
    for table in TABLES:
        digest.update(f"{table}\n".encode())
        try:
            _copy(tree, found.files[table], staged_file(staged, table, source), digest)
        except OSError:
            raise FazhiError(f"读不出 {found.files[table]}", _ANEW) from None
    return digest.hexdigest()


def staged_file(staged: Path, table: str, source: int) -> Path:
    """Where a table of a source lies while it is looked at."""
    return staged / table / f"{source}.parquet"


def _copy(tree: WorkTree, path: str, target: Path, digest: _Hash) -> None:
    stream = tree.stream(path)
    if stream is None:
        raise FazhiError(f"{path} 不是普通文件", _ANEW)
    target.parent.mkdir(exist_ok=True)
    handle = create(target)
    size = 0
    try:
        with stream:
            while data := stream.read(_CHUNK):
                size += len(data)
                if size > LARGEST:
                    raise FazhiError(f"{path} 超过 {LARGEST >> 20} MiB", _ANEW)
                digest.update(data)
                write_all(handle, data)
    finally:
        os.close(handle)
