"""Many registers: the export of one, of a hundred, the roll-up of 1 to 2,843 with 4.3 million duties, each question.

    python benchmarks/rollup.py [--runs 3] [--real 100] [--most 2843] [--folder FOLDER]

`--real` registers are made by `fazhi demo --registers`, each of some 1,500 duties, and exported by `fazhi rollup
--keep`. More than these are no registers of their own: a DuckDB statement copies their exports under other marks and
names, file by file as they would have come in. What is measured of the large ones is what reading, checking and asking
costs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from measure import Case, run_all
from spt_fazhi.store.parquet.database import Means
from spt_fazhi.store.parquet.exports import exports_in, stage
from spt_fazhi.store.parquet.gather import GatherPlace, gather
from spt_fazhi.views.rollup.answers import QUESTIONS
from spt_fazhi.views.rollup.schema import FILE, TABLES, VERSION

T = TypeVar("T")
FAZHI = (sys.executable, "-m", "spt_fazhi")
DAY = "2024-09-30"
SIZE = ("--tasks", "32", "--units", "42", "--records", "400")
COLD = {"FAZHI_CACHE": "off"}
MIB = 1 << 20


def made_registers(folder: Path, number: int) -> Path:
    """The invented workspaces."""
    place = folder / "registers"
    if not place.exists():
        words = [*FAZHI, "demo", str(place), "--registers", str(number), *SIZE]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return place


def multiplied(exports: Path, target: Path, number: int) -> Path:
    """A folder of so many exports: copies of those of `exports` in turn, under other marks and names."""
    if target.exists():
        return target
    target.mkdir()
    with duckdb.connect(config={"memory_limit": "2GiB"}) as database:
        database.execute("SET partitioned_write_max_open_files = 4000")
        database.execute("SET enable_progress_bar = false")
        registers = f"read_parquet('{exports}/registers/*/*/{FILE}', hive_partitioning = false)"
        database.execute(
            f"CREATE TABLE own AS SELECT register, row_number() OVER (ORDER BY register) - 1 AS at FROM {registers}"
        )
        many = len(database.execute("FROM own").fetchall())
        database.execute(f"CREATE TABLE copies AS SELECT range AS number, range % {many} AS at FROM range({number})")
        for table, spec in TABLES.items():
            named = "printf('示例县%04d', c.number + 1) AS name"
            columns = ", ".join(
                named if (table, each.name) == ("registers", "name") else f"t.{each.name}" for each in spec.columns[2:]
            )
            database.execute(
                f"COPY (SELECT t.year, printf('x%04d', c.number + 1) AS register, {columns} "
                f"FROM read_parquet('{exports}/{table}/*/*/{FILE}', hive_partitioning = false) t "
                f"JOIN own o ON o.register = t.register JOIN copies c ON c.at = o.at ORDER BY c.number) "
                f"TO '{target}/{table}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year, register), "
                f"WRITE_PARTITION_COLUMNS true, FILENAME_PATTERN 'data', "
                f"KV_METADATA {{'fazhi': '{table}', 'version': '{VERSION}', 'made': 'copies'}})"
            )
    for file in target.rglob("data*.parquet"):
        if file.name != FILE:
            file.rename(file.with_name(FILE))
    return target


def size_of(folder: Path) -> float:
    """MiB of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MIB


def gathered(exports: Path, folder: Path) -> list[str]:
    """What a roll-up of these exports makes of them: the folders that its questions are asked of."""
    staged = folder / "in"
    staged.mkdir(parents=True)
    places = []
    found, _ = exports_in(exports)
    for source, each in enumerate(found):
        stage(exports, each, staged, source)
        places.append(GatherPlace(source, each.whose.year, each.whose.register, each.whose.register))
    done = gather(staged, places, folder / "out", Means())
    if done.refused:
        raise RuntimeError(f"refused: {list(done.refused.values())[:3]}")
    return [str(each) for each in done.folders]


def apart(function: Callable[..., T], *given: Any) -> T:
    """What a function gives in a process of its own: the system counts the largest size of whoever starts a command
    as the command's, so that nothing large may be done here.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def rows_of(files: str) -> int:
    """How many rows Parquet files have."""
    (row,) = duckdb.connect().execute(f"SELECT count(*) FROM '{files}'").fetchall()
    return int(row[0])


QUESTION = """
import json, resource, sys, time
from pathlib import Path
from spt_fazhi.store.parquet.ask import opened
from spt_fazhi.store.parquet.database import Means
from spt_fazhi.store.parquet.gather import GatheredExports
question, scratch, *folders = sys.argv[1:]
with opened(GatheredExports(folders=tuple(map(Path, folders)), refused={}), Path(scratch), Means()) as tables:
    tables.choose(2024, (), {}, {"top": 10, "fewest": 5})
    started = time.perf_counter()
    rows = tables.ask(question)
    took = time.perf_counter() - started
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(rows)]))
"""


def asked(question: str, folders: list[str], scratch: Path, runs: int) -> tuple[list[float], float, int]:
    """Seconds of a question in processes of their own, the largest peak in MiB of such a process, and its rows."""
    took, peaks, rows = [], [], 0
    for _ in range(runs):
        words = [sys.executable, "-c", QUESTION, question, str(scratch), *folders]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        seconds, peak, rows = json.loads(said)
        took.append(seconds)
        peaks.append(peak)
    return took, max(peaks), rows


def exports_measured(registers: Path, folder: Path, runs: int) -> Iterator[str]:
    """The export of one register, and of all of them by as many processes as there are processors."""
    first = min(path for path in registers.iterdir() if path.is_dir())
    status = Case("fazhi status of one", [*FAZHI, "status", "--as-of", DAY], first, COLD)
    one = [*FAZHI, "export", "parquet", "-o", str(folder / "one"), "--force", "--as-of", DAY]
    cases = [status, Case("fazhi export parquet of one", one, first, COLD)]
    run_all(cases, runs)
    number = sum(path.is_dir() for path in registers.iterdir())
    keep = [
        *FAZHI,
        "rollup",
        str(registers),
        "--as-of",
        DAY,
        "--ask",
        "trend",
        "--keep",
        str(folder / "kept"),
        "--force",
    ]
    several = Case(f"fazhi rollup --keep of {number} workspaces ({os.cpu_count()} cores)", keep, registers, COLD)
    run_all([several], 1)
    for case in (*cases, several):
        yield f"| {case.name} | {case.median:.2f} | {min(case.seconds):.2f} | {case.peak:.0f} |"
    yield f"| KiB of Parquet of one | {1024 * size_of(folder / 'one'):.0f} | | |"


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--real", type=int, default=100, help="registers that are really made and exported")
    parser.add_argument("--most", type=int, default=2843)
    parser.add_argument("--folder", type=Path, help="where all this lies, or is made and kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place)
        folder.mkdir(exist_ok=True)
        registers = made_registers(folder, given.real)
        print("| command | median s | fastest s | peak MiB |\n|---|---:|---:|---:|")
        for line in exports_measured(registers, folder, given.runs):
            print(line, flush=True)
        print("\n| registers | duties | MiB as handed in | MiB gathered | roll-up, all questions: s | peak MiB |")
        print("|---:|---:|---:|---:|---:|---:|")
        folders: list[str] = []
        for number in (1, 10, 100, 1000, given.most):
            exports = apart(multiplied, folder / "kept", folder / f"exports{number}", number)
            case = Case(f"{number} registers", [*FAZHI, "rollup", str(exports), "--json"], folder, COLD)
            run_all([case], 1)
            scratch = Path(tempfile.mkdtemp(dir=place))
            started = time.perf_counter()
            folders = apart(gathered, exports, scratch)
            took = time.perf_counter() - started
            duties = apart(rows_of, f"{scratch}/out/*/duties.parquet")
            row = f"| {number} | {duties:,} | {size_of(exports):.1f} | {size_of(scratch / 'out'):.1f} "
            print(
                f"{row}| {case.median:.2f} (of which reading and checking {took:.2f}) | {case.peak:.0f} |", flush=True
            )
        print(f"\n| question, {given.most} registers | median s | slowest s | peak MiB | rows |")
        print("|---|---:|---:|---:|---:|")
        for question in QUESTIONS:
            seconds, peak, rows = asked(question, folders, Path(place), given.runs)
            print(
                f"| {question} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {peak:.0f} | {rows} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
