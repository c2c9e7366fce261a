"""What was checked, written once more as exports: for other engines, and for who adds up what was added up here."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from spt_fazhi.store.parquet.database import quoted
from spt_fazhi.store.parquet.exports import staged_file
from spt_fazhi.store.parquet.write import options_of, partition
from spt_fazhi.views.rollup.schema import FILE, TABLES, TableSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALIKE: Final = f"alike/{FILE}"
"""Where it stands which quotes are counted together."""


class KeptExport(NamedTuple):
    """A staged export that was taken: its number and mark, and the mark and name that its rows get."""

    source: int
    year: int
    register: str
    given: str
    own_name: str
    name: str
    digest: str

    @property
    def is_as_given(self) -> bool:
        """Whether its files can be kept as they are."""
        return (self.register, self.own_name) == (self.given, self.name)


def kept_files(kept: KeptExport, staged: Path, database: DuckDBPyConnection, scratch: Path) -> dict[str, bytes]:
    """The files of an export under the mark and name that a list gave it, by their place."""
    made = sha256(f"{kept.digest}/{kept.given}/{kept.name}".encode()).hexdigest()
    found = {}
    for table, spec in TABLES.items():
        file = staged_file(staged, table, kept.source)
        place = partition(table, kept.year, kept.given)
        found[place] = file.read_bytes() if kept.is_as_given else _renamed(spec, file, kept, made, database, scratch)
    return found


def _renamed(  # noqa: PLR0913, PLR0917 - what a file is made of
    spec: TableSpec, file: Path, kept: KeptExport, made: str, database: DuckDBPyConnection, scratch: Path
) -> bytes:
    replaced = "$1 AS register" + (", $2 AS name" if spec.name == "registers" else "")
    target = scratch / "kept.parquet"
    database.execute(
        f"COPY (SELECT * REPLACE ({replaced}) FROM read_parquet({quoted(str(file))}, hive_partitioning = false)) "
        f"TO {quoted(str(target))} ({options_of(spec.name, made)})",
        [kept.given, kept.name][: 2 if spec.name == "registers" else 1],
    )
    return target.read_bytes()


def alike_file(database: DuckDBPyConnection, scratch: Path) -> bytes:
    """Which quotes are counted together, as one file."""
    target = scratch / "alike.parquet"
    query = "SELECT quote_key, topic, likeness FROM alike ORDER BY quote_key"
    database.execute(f"COPY ({query}) TO {quoted(str(target))} ({options_of('alike', '')})")
    return target.read_bytes()
