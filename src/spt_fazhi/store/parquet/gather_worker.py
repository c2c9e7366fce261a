"""The process that looks at exports of others: what they are is checked, and the sound ones are put together.

Run by `gather.py` as `python -P -m spt_fazhi.store.parquet.gather_worker MEMORY SECONDS`, told on standard input
`{"staged": folder, "out": folder, "memory": MiB, "threads": n, "places": [[source, year, register, given], …]}`. It
writes one file a table into `out`, with a column `source`, and says `{"refused": {source: why}}`, or one of the answers
of `apart/child.py`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.store.documents.apart.child import serve
from spt_fazhi.store.parquet.database import Means, connect, quoted
from spt_fazhi.store.parquet.exports import staged_file
from spt_fazhi.store.parquet.rules import conditions, rules
from spt_fazhi.store.parquet.write import MARK
from spt_fazhi.views.rollup.identity import key_of
from spt_fazhi.views.rollup.schema import TABLES, VERSION, TableSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_ROWS: Final = 2_000_000
"""Of one table of one register."""
_OF_FILE: Final = "CAST(regexp_extract(t.filename, '([0-9]+)[.]parquet$', 1) AS INTEGER)"


class _Looking:
    """The exports of one round: what is refused is out at once."""

    def __init__(self, database: DuckDBPyConnection, staged: Path, out: Path, sources: Sequence[int]) -> None:
        self.database = database
        self.staged = staged
        self.out = out
        self.left = list(sources)
        self.refused: dict[int, str] = {}

    def refuse(self, source: int, why: str) -> None:
        """Leave a source out; the first reason is told."""
        if source not in self.refused:
            self.refused[source] = why
            self.left.remove(source)

    def files(self, table: str, sources: Iterable[int]) -> list[str]:
        """The files of a table."""
        return [str(staged_file(self.staged, table, source)) for source in sources]

    def rows(self, query: str, table: str) -> list[tuple[Any, ...]]:
        """The rows of a query over the files of a table, the first of which is a file's name; a file that breaks it is
        refused.
        """
        import duckdb

        try:
            return self.database.execute(query, [self.files(table, self.left)]).fetchall()
        except duckdb.Error:
            return self.one_by_one(query, table)

    def one_by_one(self, query: str, table: str) -> list[tuple[Any, ...]]:
        """The same for each file by itself."""
        import duckdb

        found: list[tuple[Any, ...]] = []
        for source in tuple(self.left):
            try:
                found += self.database.execute(query, [self.files(table, [source])]).fetchall()
            except duckdb.Error as error:
                self.refuse(source, f"{table} 表读不出来：{_kind(error)}")
        return found


def read(data: bytes) -> dict[str, Any]:
    """Look at every export that is named; what lies in `out` then holds refused ones too, by their number."""
    told = json.loads(data)
    staged, out = Path(told["staged"]), Path(told["out"])
    with connect((staged,), out, Means(memory=told["memory"], threads=told["threads"])) as database:
        looking = _Looking(database, staged, out, [place[0] for place in told["places"]])
        _marked(looking)
        for spec in TABLES.values():
            _shaped(looking, spec)
        database.execute("CREATE TEMP TABLE places (source INTEGER, year INTEGER, register VARCHAR, given VARCHAR)")
        database.executemany("INSERT INTO places VALUES ($1, $2, $3, $4)", told["places"])
        for spec in TABLES.values():
            _together(looking, spec, out)
        if looking.left:
            _checked(looking)
    return {"refused": looking.refused}


def _kind(error: Exception) -> str:
    return "太大，内存里放不下" if type(error).__name__ == "OutOfMemoryException" else "不是 Parquet，或者已损坏"


def _source(file: str) -> int:
    return int(Path(file).stem)


def _marked(looking: _Looking) -> None:
    """Refuse what is no export of this version, or whose tables were made at different times."""
    made: dict[int, set[str]] = {}
    for table in TABLES:
        query = "SELECT file_name, decode(key), decode(value) FROM parquet_kv_metadata($1)"
        said: dict[int, dict[str, str]] = {}
        for file, key, value in looking.rows(query, table):
            said.setdefault(_source(file), {})[key] = value
        for source in tuple(looking.left):
            own = said.get(source, {})
            if own.get(MARK) != table:
                looking.refuse(source, f"{table} 表不是 fazhi export parquet 写的，或者放错了表")
            elif own.get("version") != str(VERSION):
                looking.refuse(source, f"导出格式不是第 {VERSION} 版，请用同一版程序重新导出")
            else:
                made.setdefault(source, set()).add(own.get("made", ""))
    for source, marks in made.items():
        if len(marks) != 1:
            looking.refuse(source, "几张表不是同一次导出的")


def _shaped(looking: _Looking, spec: TableSpec) -> None:
    """Refuse tables with other columns, in another order, of other types, or too large."""
    query = (
        "SELECT file_name, list(name ORDER BY column_id), list(duckdb_type ORDER BY column_id) "
        "FROM parquet_schema($1) WHERE column_id > 0 GROUP BY file_name"
    )
    names, types = [each.name for each in spec.columns], [each.type for each in spec.columns]
    shapes = {_source(file): (columns, kinds) for file, columns, kinds in looking.rows(query, spec.name)}
    for source in tuple(looking.left):
        if shapes.get(source) != (names, types):
            looking.refuse(source, f"{spec.name} 表的列与第 {VERSION} 版不符（列名、次序或类型）")
    for file, rows in looking.rows("SELECT file_name, num_rows FROM parquet_file_metadata($1)", spec.name):
        if rows > _MOST_ROWS:
            looking.refuse(_source(file), f"{spec.name} 表太大（{rows} 行）")


def _together(looking: _Looking, spec: TableSpec, out: Path) -> None:
    """All rows of a table in one file, under the marks that were given; what cannot be read to its end is refused.

    `own_year` and `own_register` are what its rows say themselves.
    """
    import duckdb

    target = out / f"{spec.name}.parquet"
    columns = ", ".join(f"t.{column.name}" for column in spec.columns[2:])
    query = (
        "COPY (SELECT p.source, p.year, p.given AS register, t.year AS own_year, t.register AS own_register, "
        f"{columns} FROM read_parquet($1, hive_partitioning = false, filename = true) t "
        f"JOIN places p ON p.source = {_OF_FILE}) "
        f"TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)"
    )
    try:
        looking.database.execute(query, [looking.files(spec.name, looking.left)])
    except duckdb.Error:
        whole = "SELECT ANY_VALUE(filename), BIT_XOR(HASH(t)) FROM read_parquet($1, filename = true) t"
        looking.one_by_one(whole, spec.name)
        if looking.left:
            looking.database.execute(query, [looking.files(spec.name, looking.left)])


def _checked(looking: _Looking) -> None:
    """Refuse tables with a value that cannot stand where it does, and exports whose tables do not fit together."""
    out, database = looking.out, looking.database
    for spec in TABLES.values():
        place = quoted(str(out / f"{spec.name}.parquet"))
        database.execute(f"CREATE TEMP VIEW raw_{spec.name} AS SELECT * FROM read_parquet({place})")
        wanted = conditions(spec)
        broken = ", ".join(f"coalesce(bool_or({each.broken}), false)" for each in wanted)
        query = (
            f"SELECT p.source, {broken} FROM raw_{spec.name} t JOIN places p ON p.source = t.source GROUP BY p.source"
        )
        for source, *found in database.execute(query).fetchall():
            first = next((each.said for each, is_broken in zip(wanted, found, strict=True) if is_broken), "")
            if first:
                looking.refuse(source, first)
    gone = ", ".join(map(str, looking.refused)) or "-1"
    database.execute(f"DELETE FROM places WHERE source IN ({gone})")
    for rule in rules():
        for (source,) in database.execute(rule.query).fetchall():
            looking.refuse(source, rule.said)
    quotes = "SELECT quote, quote_key, list(DISTINCT source) FROM raw_obligations GROUP BY ALL"
    for quote, key, sources in database.execute(quotes).fetchall():
        if key_of(quote) != key:  # else one would put its own words over what others owe
            for source in sources:
                looking.refuse(source, "obligations 表的 quote_key 不是引句的指纹")


if __name__ == "__main__":
    serve(read, int(sys.argv[1]), int(sys.argv[2]))
