"""Fuzz for a while, from the invented documents and registers of the tests: `python tests/fuzz/run.py [--seconds 60]`.

The seconds are shared by the targets: all of them, those of a `--group`, or single ones (`--target`). Needs atheris
(tests/fuzz/requirements.lock) beside what the tests need; Linux, Python 3.11 or later. Two targets run at a time, or
`--at-once` many. A run of one input that raises, takes more than 20 seconds or 1 GiB ends the target, is kept in
`tests/fuzz/found/TARGET/` (the tests run it from then on) and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
AT_ONCE = 2
LIMIT_SECONDS, LIMIT_MIB = 20, 1024
_LONGEST_WORD = 128  # libFuzzer takes none of 256 bytes or more


class Figures(NamedTuple):
    """How a target fared: inputs tried, new ones kept, seconds of the slowest, most memory in MiB, and its end."""

    target: str
    tried: int
    kept: int
    slowest: int
    memory: int
    failed: bool
    said: str


def fuzz(target: str, seconds: int, folder: Path, seed: int) -> Figures:
    """Run one target for so many seconds; 0 for another sequence of inputs each time."""
    from tests.fuzz.groups import GROUPS
    from tests.fuzz.seeds import seeds

    # longer ones only after many: what is built of a few bytes is a document, too
    slowly = target in GROUPS["documents"]
    corpus = folder / target
    corpus.mkdir()
    for number, first in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(first)
    found = HERE / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    dictionary = write_dictionary(target, folder)
    options = [
        f"-seed={seed}", f"-max_total_time={seconds}", f"-timeout={LIMIT_SECONDS}", f"-rss_limit_mb={LIMIT_MIB}", "-max_len=6000",
        f"-len_control={20 * slowly}", "-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={found}{os.sep}",
        f"-dict={dictionary}",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(HERE / "fuzz.py"), target, *options, str(corpus)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)} if seed else None,
    )
    if not any(found.iterdir()):
        found.rmdir()
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    return Figures(
        target,
        int(stats.get("number_of_executed_units", 0)),
        int(stats.get("new_units_added", 0)),
        int(stats.get("slowest_unit_time_sec", 0)),
        int(stats.get("peak_rss_mb", 0)),
        done.returncode != 0,
        f"{done.stderr[-3000:]}{done.stdout[-3000:]}",  # atheris prints what was raised on standard output
    )


def write_dictionary(target: str, folder: Path) -> Path:
    """The words of official documents, or those of the register, as libFuzzer's dictionary."""
    from tests.fuzz.edits import KEYS, PIECES, VALUES
    from tests.fuzz.groups import GROUPS
    from tests.fuzz.words import WORDS

    words = WORDS if target in GROUPS["documents"] else (*(f"{key}: " for key in KEYS), *VALUES, *PIECES)
    known = {word.encode("utf-8", "replace") for word in words if word}
    entries = {"".join(f"\\x{byte:02x}" for byte in word) for word in known if len(word) <= _LONGEST_WORD}
    path = folder / f"{target}.dict"
    path.write_text("".join(f'"{entry}"\n' for entry in sorted(entries)), "ascii")
    return path


def main() -> int:
    """Fuzz, print a table, and say by the exit code whether anything was found."""
    from tests.fuzz.groups import GROUPS, TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long in all")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this one; may be repeated")
    parser.add_argument("--group", choices=GROUPS, help="only the targets of this group")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="how many targets run at a time")
    parser.add_argument("--seed", type=int, default=0, help="for the same sequence of inputs each time")
    given = parser.parse_args()
    targets = given.target or list(GROUPS[given.group] if given.group else TARGETS)
    each = max(given.seconds // math.ceil(len(targets) / given.at_once), 1)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(given.at_once) as pool:
        folder = Path(name)
        done = list(pool.map(lambda target: fuzz(target, each, folder, given.seed), targets))
    print(f"{'target':8} {'inputs':>9} {'kept':>6} {'slowest s':>9} {'MiB':>6}")
    for figures in done:
        print(f"{figures.target:8} {figures.tried:9} {figures.kept:6} {figures.slowest:9} {figures.memory:6}", end="")
        print("  FAILED" if figures.failed else "")
    for figures in done:
        if figures.failed:
            print(f"\n== {figures.target}\n{figures.said}")
    return int(any(figures.failed for figures in done))


if __name__ == "__main__":
    sys.exit(main())
