"""The rows of a register as the bytes of its Parquet files: the same rows, the same bytes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spt_fazhi.store.parquet.database import quoted
from spt_fazhi.views.rollup.rows import Rows
from spt_fazhi.views.rollup.schema import FILE, TABLES, VERSION, TableSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARK: Final = "fazhi"
"""The key under which a file says in its metadata which table it is."""
_CHUNK: Final = 20_000
"""Rows that are handed to DuckDB at a time."""


def partition(table: str, year: int, register: str) -> str:
    """Where a table of a register lies in an export, with forward slashes."""
    return f"{table}/year={year}/register={register}/{FILE}"


def parquet_files(
    rows: Rows, year: int, register: str, database: DuckDBPyConnection, scratch: Path
) -> dict[str, bytes]:
    """Every file of an export by its place, `registers` last: where that one is there, all are.

    `made` in the metadata of each is the same for the files of one export and another for any other.
    """
    made = sha256(json.dumps([year, register, rows], ensure_ascii=False, default=str).encode()).hexdigest()
    names = sorted(TABLES, key=lambda name: name == "registers")
    return {
        partition(name, year, register): _file(TABLES[name], rows, (year, register), made, database, scratch)
        for name in names
    }


def _file(  # noqa: PLR0913, PLR0917 - what a file is made of
    spec: TableSpec, rows: Rows, own: tuple[int, str], made: str, database: DuckDBPyConnection, scratch: Path
) -> bytes:
    given = spec.columns[2:]
    columns = ", ".join(f"unnest(${at}::{column.type}[]) AS {column.name}" for at, column in enumerate(given, 3))
    query = f"SELECT $1::INTEGER AS year, $2::VARCHAR AS register, {columns}"
    place = scratch / "written.parquet"
    target = f"TO {quoted(str(place))} ({options_of(spec.name, made)})"
    listed = rows[spec.name]
    if len(listed) <= _CHUNK:
        values = map(list, zip(*listed, strict=True)) if listed else ([] for _ in given)
        database.execute(f"COPY ({query}) {target}", [*own, *values])
        return place.read_bytes()
    kinds = ", ".join(f"{column.name} {column.type}" for column in spec.columns)
    database.execute(f"CREATE OR REPLACE TEMP TABLE written ({kinds})")
    for start in range(0, len(listed), _CHUNK):
        values = map(list, zip(*listed[start : start + _CHUNK], strict=True))
        database.execute(f"INSERT INTO written {query}", [*own, *values])
    database.execute(f"COPY (FROM written) {target}")
    return place.read_bytes()


def options_of(table: str, made: str) -> str:
    """How a file is written, and what it says of itself: which table it is, of which version, made when."""
    said = ", ".join(
        f"{quoted(key)}: {quoted(value)}" for key, value in ((MARK, table), ("version", str(VERSION)), ("made", made))
    )
    return f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{said}}}"
