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
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.fuzz.fuzz import Target, fuzz, instrumented  # noqa: E402

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


class Running(NamedTuple):
    """A target that is being fuzzed in a process of its own, and the file with what it says."""

    target: str
    said: Path


def begin(name: str, target: Target, options: Sequence[str], folder: Path) -> tuple[int, Running]:
    """Fuzz a target in a copy of this process, which is prepared; the copy's id."""
    said = folder / f"{name}.txt"
    child = os.fork()
    if child == 0:
        try:
            os.chdir(ROOT)
            out = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
            for stream in (1, 2):
                os.dup2(out, stream)
            fuzz(target, options)
        finally:
            os._exit(1)  # it does not come back from there
    return child, Running(name, said)


def options_of(target: str, seconds: int, folder: Path, seed: int) -> list[str]:
    """What libFuzzer is told: from these inputs, for so many seconds; seed 0 for another sequence each time."""
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
    return [
        f"-seed={seed}", f"-max_total_time={seconds}", f"-timeout={LIMIT_SECONDS}", f"-rss_limit_mb={LIMIT_MIB}",
        "-max_len=6000", f"-len_control={20 * slowly}", "-print_final_stats=1", "-verbosity=1",
        f"-artifact_prefix={found}{os.sep}", f"-dict={write_dictionary(target, folder)}", str(corpus),
    ]  # fmt: skip


def ended(running: Running, status: int) -> Figures:
    """How a target fared whose process ended with a wait status."""
    found = HERE / "found" / running.target
    if not any(found.iterdir()):
        found.rmdir()
    said = running.said.read_text("utf-8", "replace")  # atheris prints what was raised on standard output
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", said))
    return Figures(
        running.target,
        int(stats.get("number_of_executed_units", 0)),
        int(stats.get("new_units_added", 0)),
        int(stats.get("slowest_unit_time_sec", 0)),
        int(stats.get("peak_rss_mb", 0)),
        status != 0,
        said[-6000:],
    )


def fuzz_all(targets: Mapping[str, Target], seconds: int, at_once: int, seed: int) -> list[Figures]:
    """Fuzz targets for so many seconds each, some at a time; how they fared."""
    running: dict[int, Running] = {}
    done = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        waiting = [(name, options_of(name, seconds, folder, seed)) for name in targets]
        while waiting or running:
            while waiting and len(running) < at_once:
                name, options = waiting.pop(0)
                child, begun = begin(name, targets[name], options, folder)
                running[child] = begun
            child, status = os.wait()
            done.append(ended(running.pop(child), status))
    order = list(targets)
    return sorted(done, key=lambda each: order.index(each.target))


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long in all")
    parser.add_argument("--target", action="append", help="only this one; may be repeated")
    parser.add_argument("--group", choices=("documents", "register"), help="only the targets of this group")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="how many targets run at a time")
    parser.add_argument("--seed", type=int, default=0, help="for the same sequence of inputs each time")
    given = parser.parse_args()
    if given.seed and os.environ.get("PYTHONHASHSEED") != str(given.seed):  # the order of a set is drawn, too
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": str(given.seed)})
    known = instrumented()  # before anything of ours is imported
    from tests.fuzz.groups import GROUPS

    targets = given.target or list(GROUPS[given.group] if given.group else known)
    if unknown := set(targets) - set(known):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    each = max(given.seconds // math.ceil(len(targets) / given.at_once), 1)
    done = fuzz_all({name: known[name] for name in targets}, each, given.at_once, given.seed)
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
