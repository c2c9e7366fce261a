"""Whole processes, timed: wall time and peak memory of a command, several commands in turn."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Case:
    """One command and what it took, run by run: `seconds` of wall time, `peaks` of resident memory in MiB."""

    name: str
    argv: Sequence[str]
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)
    allowed: frozenset[int] = frozenset({0})
    seconds: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        return max(self.peaks)


def run_once(case: Case) -> tuple[float, float]:
    """Seconds and peak MiB of one run. Raises RuntimeError when the command fails: a failure is no measurement."""
    env = {**os.environ, "NO_COLOR": "1", **case.env}
    started = time.perf_counter()
    process = subprocess.Popen(
        list(case.argv), cwd=case.cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code not in case.allowed:
        raise RuntimeError(f"{case.name}: exit code {code}; run it by hand to see why: {' '.join(case.argv)[:300]}")
    return took, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def run_all(cases: Sequence[Case], runs: int, *, say: bool = True) -> None:
    """Every case once to warm up, then `runs` rounds; in each round every case once, in turn."""
    for number in range(runs + 1):
        for case in cases:
            took, peak = run_once(case)
            if say:
                mark = "warm-up" if number == 0 else f"{number}/{runs}"
                print(f"  {mark:>8}  {took:8.3f} s  {peak:6.0f} MiB  {case.name}", file=sys.stderr, flush=True)
            if number:
                case.seconds.append(took)
                case.peaks.append(peak)
