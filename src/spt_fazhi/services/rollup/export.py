"""A register as Parquet: what its district hands over to be added up."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spt_fazhi import __version__
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.origin import everything_issued, origin_of
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.parquet.database import Means, connect
from spt_fazhi.store.parquet.write import parquet_files, partition
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.identity import Identity, identity_of
from spt_fazhi.views.rollup.rows import Extras, MadeFrom, Rows, export_rows
from spt_fazhi.views.rollup.schema import FORMULA, TABLES

_SHOWN: Final = 40
_ALONE: Final = Means(threads=1)
"""So that rows are written in their order."""


@frozen
class Exported:
    """An export: of which register, its files by their place, and how many rows each table has."""

    identity: Identity
    year: int
    files: dict[str, bytes]
    rows: dict[str, int]
    remarks: tuple[str, ...]


def export_register(workspace: Workspace, identity: Identity, wanted: Extras) -> Exported:
    """The Parquet files of a workspace as of its day.

    Raises FazhiError without DuckDB, for a register that cannot be read, and for names a spreadsheet would run.
    """
    rows = register_rows(workspace, identity, wanted)
    year = workspace.register.info.year
    with tempfile.TemporaryDirectory(prefix="fazhi-") as place, connect((), Path(place), _ALONE) as database:
        files = parquet_files(rows, year, identity.register, database, Path(place))
    return Exported(
        identity=identity,
        year=year,
        files=files,
        rows={name: len(rows[name]) for name in TABLES},
        remarks=tuple(_remarks(workspace)),
    )


def register_rows(workspace: Workspace, identity: Identity, wanted: Extras) -> Rows:
    """The rows of a workspace's export. Raises FazhiError as `export_register` does."""
    origin = origin_of(workspace, everything_issued)
    made = MadeFrom(revision=origin.commit if origin.saved else None, program=__version__, unusable=workspace.unusable)
    rows = export_rows(workspace.assessment, identity, made, wanted)
    _refuse_formulas(rows)
    return rows


def refuse_exported(folder: Path, shown: str, workspace: Workspace, identity: Identity, *, overwrite: bool) -> None:
    """Raise UsageError where a folder, `shown` as typed, holds an export of this register and year already."""
    year = workspace.register.info.year
    if not overwrite and os.path.lexists(folder / partition("registers", year, identity.register)):
        raise UsageError(
            f"“{shown}”里已有{year}年 {identity.name}（代号 {identity.register}）的导出，没有覆盖",
            "要换成现在的请加 --force；不是同一本台账的，用 --register 另写代号",
        )


def typed_identity(workspace: Workspace, register: str | None, name: str | None) -> Identity:
    """What a register is called, as typed or from its plan. Raises UsageError."""
    return identity_of(workspace.register.info, register, None if name is None else one_line(name))


def _refuse_formulas(rows: Rows) -> None:
    """Raise FazhiError for a name or title that a spreadsheet would take for a formula: no roll-up takes it."""
    for name, spec in TABLES.items():
        lines = [
            at for at, column in enumerate(spec.columns[2:]) if column.type == "VARCHAR" and column.shape == "line"
        ]
        for row in rows[name]:
            for at in lines:
                if row[at] and row[at][0] in FORMULA:
                    said = f"{spec.columns[at + 2].said.partition('；')[0]}“{one_line(row[at], _SHOWN)}”"
                    raise FazhiError(
                        f"没有导出：{said}以“{row[at][0]}”开头，表格软件会当成公式", "请在台账里改掉开头的符号"
                    )


def _remarks(workspace: Workspace) -> Iterator[str]:
    if not workspace.register.in_use:
        yield "台账尚未启用，没有任何记录：汇总时只计有多少条责任，不作评价。"
