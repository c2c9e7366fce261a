"""How long each command takes as a register grows: seconds, MiB and the exponent, all in one run. See README.md here.

Usage: python benchmarks/growth.py [--runs 3] [--sizes 1500,5000,20000] [--large] [--only NAME] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from branch import make_branch
from measure import Case, run_all

HERE = Path(__file__).resolve().parent
FAZHI = (sys.executable, "-m", "spt_fazhi")
DAY = "2024-12-20"
COLD = {"FAZHI_CACHE": "off"}
IMPORTS = "import typer, rich, pydantic, yaml, jinja2"
UNITS = 40
LARGE = 100_000
RECORD = """import os, sys
from spt_fazhi.cli.app import main
title = f"学习{os.getpid()}"  # each run records something else
words = "record evidence 1.1 --date 2024-06-19 --recorded 2024-06-20 --document 示〔2024〕1号".split()
sys.exit(main([*words, "--title", title, "--unit", sys.argv[1]]))"""


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is measured: the words after `fazhi`; each but the second without a cache."""
    return {
        "status, cold": ("status",),
        "status, warm": ("status",),
        "check": ("check",),
        "report quarter": ("report", "quarter", "--period", "2024Q2"),
        "log 1.1": ("log", "1.1"),
        "trend": ("trend",),
        "review": ("review",),
        "duties": ("duties",),
        "duties --json": ("duties", "--json"),
        "status --at HEAD": ("status", "--at", "HEAD"),
        "board": ("board", "-o", str(folder / "board.html"), "--force"),
    }


def cases_of(size: int, folder: Path, only: Sequence[str]) -> Iterator[Case]:
    """The commands over a workspace of `size` records in git, 205 of them changed by a branch; and a naive loop.

    Records are entered in another one, so that the first stays as it was committed.
    """
    workspace, entered = folder / f"demo-{size}", folder / f"entered-{size}"
    if not workspace.exists():
        options = ("--tasks", "36", "--units", str(UNITS), "--records", str(size))
        for made in (workspace, entered):
            subprocess.run([*FAZHI, "demo", str(made), *options], check=True, stdout=subprocess.DEVNULL)
        make_branch(workspace)
    for name, words in commands(folder).items():
        if not only or words[0] in only:
            env = {"FAZHI_CACHE": str(folder / "cache")} if name.endswith("warm") else COLD
            yield Case(name, [*FAZHI, *words, "--as-of", DAY], workspace, env, frozenset({0, 1}))
    if not only or "record" in only:
        yield Case("record", [sys.executable, "-c", RECORD, unit_of(entered)], entered, COLD)
    naive = [sys.executable, str(HERE / "naive.py"), str(workspace), "--c-loader"]
    yield Case("naive loop (C loader)", naive, workspace)


def unit_of(workspace: Path) -> str:
    """A unit that owes the first obligation: the one that has a record of it."""
    text = next(iter(sorted(workspace.glob("data/records/*/*-1.1-*.yaml")))).read_text("utf-8")
    return next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("unit: "))


def exponent(sizes: Sequence[int], medians: Sequence[float], start: float) -> float:
    """The slope of log seconds over log records (least squares), less what any Python program with these imports takes.

    1 is growth with the records, 2 with their square.
    """
    points = [(math.log(size), math.log(max(took - start, 0.001))) for size, took in zip(sizes, medians, strict=True)]
    middle = [sum(each) / len(points) for each in zip(*points, strict=True)]
    across = sum((x - middle[0]) ** 2 for x, _ in points)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / across if across else math.nan


def table(sizes: Sequence[int], base: Case, cases: Sequence[Sequence[Case]]) -> list[str]:
    """Markdown rows: of each command the median seconds at every size, its exponent, and its peak at the largest."""
    heads = "".join(f" {size:,} |" for size in sizes)
    lines = [f"| command |{heads} exponent | × naive | peak MiB |", f"|---|{'---:|' * (len(sizes) + 3)}"]
    naive = cases[-1][-1].median
    for row in cases:
        medians = [case.median for case in row]
        slope = exponent(sizes, medians, base.median)
        shown = "".join(f" {took:.2f} |" for took in medians)
        lines.append(f"| {row[0].name} |{shown} {slope:.2f} | {medians[-1] / naive:.2f} | {row[-1].peak:.0f} |")
    return [*lines, f"| import line | {base.median:.2f} |{' |' * (len(sizes) + 2)}"]


def _named(case: Case, size: int) -> Case:
    """The same case, and the same lists of what it took, with the size said."""
    return replace(case, name=f"{case.name}, {size:,}")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="How each command grows with the records of a register.")
    parser.add_argument("--runs", type=int, default=3, help="rounds, besides one to warm up")
    parser.add_argument("--sizes", default="1500,5000,20000", help="numbers of records, separated by commas")
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} records besides")
    parser.add_argument("--only", action="append", default=[], help="only this command; may be repeated")
    parser.add_argument("--folder", type=Path, help="where the workspaces are made, and kept for the next run")
    given = parser.parse_args()
    sizes = [int(part) for part in given.sizes.split(",") if part] + ([LARGE] if given.large else [])
    with tempfile.TemporaryDirectory(prefix="fazhi-growth-") as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        base = Case("import line", [sys.executable, "-c", IMPORTS], folder)
        found = [list(cases_of(size, folder, given.only)) for size in sizes]
        rows = [list(row) for row in zip(*found, strict=True)]
        named = [
            replace(case, name=f"{case.name}, {size:,}") for row in rows for size, case in zip(sizes, row, strict=True)
        ]
        run_all([base, *named], given.runs)
    print("\n".join(table(sizes, base, rows)))


if __name__ == "__main__":
    main()
