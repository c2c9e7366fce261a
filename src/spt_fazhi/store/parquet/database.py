"""DuckDB within limits: so much memory, so many threads, the folders it is told, no extension, no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spt_fazhi.errors import FazhiError, install_rollup
from spt_fazhi.model.frozen import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY: Final = 256
"""MiB that DuckDB may hold; what needs more goes to its own folder on disk."""
THREADS: Final = 2


@frozen
class Means:
    """What DuckDB may use: `memory` in MiB."""

    memory: int = MEMORY
    threads: int = THREADS


def connect(folders: Sequence[Path], scratch: Path, means: Means) -> DuckDBPyConnection:
    """A database in memory that reads and writes below `folders` and `scratch` alone, the latter for what is too large.

    Raises FazhiError where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise FazhiError("汇总要用 DuckDB，本机没有装", install_rollup()) from None
    database = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{means.memory}MiB",
            "threads": means.threads,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "allow_unsigned_extensions": "false",
        },
    )
    allowed = ", ".join(quoted(f"{each}/") for each in (*folders, scratch))
    for setting in (
        f"SET temp_directory = {quoted(str(scratch / 'spill'))}",
        "SET allow_persistent_secrets = false",
        "SET parquet_metadata_cache = true",
        "SET preserve_insertion_order = false",
        "SET enable_progress_bar = false",  # it would be drawn amid the answer
        f"SET allowed_directories = [{allowed}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        database.execute(setting)
    return database


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
