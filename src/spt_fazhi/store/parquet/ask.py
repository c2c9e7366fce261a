"""What was gathered, as the tables that the questions ask: of one year, without what was refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.parquet.database import Means, connect, quoted
from spt_fazhi.store.parquet.gather import GatheredExports
from spt_fazhi.store.parquet.keep import KeptExport, alike_file, kept_files
from spt_fazhi.store.parquet.queries import queries
from spt_fazhi.views.rollup.alike import Alike, QuoteLine
from spt_fazhi.views.rollup.schema import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ALIKE: Final = "(quote_key VARCHAR, topic VARCHAR, likeness DOUBLE)"


class Tables:
    """The tables of what was gathered."""

    def __init__(self, database: DuckDBPyConnection, gathered: GatheredExports, scratch: Path) -> None:
        """Nothing is read before something is asked."""
        self._database = database
        self._gathered = gathered
        self._scratch = scratch

    def registers(self) -> list[dict[str, Any]]:
        """Every register that was taken, of any year, by its source."""
        taken = self._taken("registers", self._gathered.refused)
        read = self._database.execute(f"SELECT * FROM ({taken}) ORDER BY source")
        names = [each[0] for each in read.description or ()]
        return [dict(zip(names, row, strict=True)) for row in read.fetchall()]

    def choose(self, year: int, refused: Collection[int], names: Mapping[str, str], asked: Mapping[str, int]) -> None:
        """Have what follows be asked of one year, less more sources, each register called as in `names`.

        `asked` are the numbers a question may need: how many rows, how few are too few.
        """
        gone = {*self._gathered.refused, *refused}
        for name in TABLES:
            view = "all_registers" if name == "registers" else name
            rows = f"SELECT * FROM ({self._taken(name, gone)}) WHERE year = {year:d}"
            self._database.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {rows}")
        self._database.execute("CREATE OR REPLACE TEMP TABLE called (register VARCHAR, name VARCHAR)")
        self._fill("called", names.items())
        self._database.execute(
            "CREATE OR REPLACE TEMP TABLE registers AS SELECT r.* REPLACE (coalesce(c.name, r.name) AS name) "
            "FROM all_registers r LEFT JOIN called c ON c.register = r.register"
        )
        numbers = ", ".join(f"{number:d} AS {name}" for name, number in asked.items())
        self._database.execute(f"CREATE OR REPLACE TEMP TABLE asked AS SELECT {numbers}")
        self.match(())

    def match(self, alike: Iterable[Alike]) -> None:
        """Have these quotes be counted under one key."""
        self._database.execute(f"CREATE OR REPLACE TEMP TABLE alike {_ALIKE}")
        self._fill("alike", alike)

    def quotes(self, most: int) -> tuple[list[QuoteLine], int]:
        """The quotes of obligations, those in most registers first, and how many there are in all."""
        (number,) = self._database.execute("SELECT count(DISTINCT quote_key) FROM obligations").fetchone() or (0,)
        found = self._database.execute(
            "SELECT o.quote_key, min(o.quote), list(DISTINCT o.register), min(r.name) "
            "FROM obligations o JOIN registers r ON r.register = o.register "
            "GROUP BY o.quote_key ORDER BY count(DISTINCT o.register) DESC, o.quote_key LIMIT $1",
            [most],
        ).fetchall()
        return [QuoteLine(key, quote, frozenset(held), name) for key, quote, held, name in found], int(number)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """The rows that answer a question of `sql/`."""
        return self._database.execute(queries()[question]).fetchall()

    def kept(self, kept: KeptExport, staged: Path) -> dict[str, bytes]:
        """The files of an export that was taken, by their place."""
        return kept_files(kept, staged, self._database, self._scratch)

    def alike(self) -> bytes:
        """Which quotes are counted together, as a file."""
        return alike_file(self._database, self._scratch)

    def _fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        listed = [list(column) for column in zip(*rows, strict=True)]
        if listed:
            given = ", ".join(f"unnest(${at})" for at in range(1, len(listed) + 1))
            self._database.execute(f"INSERT INTO {table} SELECT {given}", listed)

    def _taken(self, table: str, gone: Collection[int]) -> str:
        """The rows of a table that are not of these sources, as a query."""
        files = [folder / f"{table}.parquet" for folder in self._gathered.folders]
        there = ", ".join(quoted(str(file)) for file in files if file.exists())
        where = f" WHERE source NOT IN ({', '.join(map(str, sorted(gone)))})" if gone else ""
        return f"SELECT * FROM read_parquet([{there}]){where}"


@contextmanager
def opened(gathered: GatheredExports, scratch: Path, means: Means) -> Iterator[Tables]:
    """The tables of what was gathered, while the block runs. Raises FazhiError where memory does not suffice."""
    with connect(gathered.folders, scratch, means) as database:
        import duckdb

        try:
            yield Tables(database, gathered, scratch)
        except duckdb.OutOfMemoryException:
            raise FazhiError("汇总的数据太多，给的内存不够", "用 --memory 多给一些（MiB）") from None
