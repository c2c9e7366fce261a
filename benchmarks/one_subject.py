"""How a review grows with the new records on one subject of one unit: `python benchmarks/one_subject.py [--to 20000]`.

A branch of a small demo adds 1,250, 2,500 … records whose words all differ; what is taken is the processor time of the
whole process and of the git it starts. The exponent is the slope of time over records between the first and the last
on logarithmic scales: 1 is proportional, 2 is square. Linux and macOS.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from branch import git

FAZHI = [sys.executable, "-m", "spt_fazhi"]
FIRST = 1250
WORDS = "开展组织召开专题会议部署培训检查巡查走访座谈宣传讲座评估审核整改督导调研普法村居社区企业学校机关单位人员材料"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
UNIT, CODE, OBLIGATION = "示范区司法局", "sfj", "2.1"


def make(workspace: Path, number: int) -> None:
    """A demo on main, and on a branch `number` more pieces of evidence of one unit for one obligation."""
    options = ["--tasks", "36", "--units", "40", "--records", "60"]
    subprocess.run([*FAZHI, "demo", str(workspace), *options], check=True, stdout=subprocess.DEVNULL)
    git(workspace, "init", "-q", "-b", "main")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "base")
    git(workspace, "switch", "-qc", "pr")
    choose = random.Random(1)
    folder = workspace / "data" / "records" / CODE
    folder.mkdir(parents=True, exist_ok=True)
    for each in range(number):
        when = f"2024-{1 + each % 12:02d}-{1 + each // 12 % 28:02d}"
        said = "".join(choose.choices(WORDS, k=40))
        text = (
            f'kind: evidence\nunit: {UNIT}\nobligation: "{OBLIGATION}"\ndate: {when}\ntitle: 【演示】报告情况{each}\n'
        )
        text += f"detail: {said}。内容为演示。\ndocument: 示证〔演示〕{each}号\nrecorded: 2024-12-31\n"
        name = "".join(LETTERS[each // 32**place % 32] for place in (3, 2, 1, 0))
        (folder / f"2024-12-31-{OBLIGATION}-{name}.yaml").write_text(text, "utf-8")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "pr")


def seconds(workspace: Path) -> float:
    """Processor time of one review. Raises RuntimeError when it fails: a failure is no measurement."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    review = [*FAZHI, "review", "--as-of", "2024-12-31"]
    env = {**os.environ, "FAZHI_CACHE": "off"}
    done = subprocess.run(review, check=False, cwd=workspace, env=env, stdout=subprocess.DEVNULL)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"review ended with {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="How a review grows with the new records on one subject.")
    parser.add_argument("--to", type=int, default=20_000, help="the most records")
    last = parser.parse_args().to
    found: list[tuple[int, float]] = []
    number = FIRST
    while number <= last:
        with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
            workspace = Path(folder) / "demo"
            make(workspace, number)
            found.append((number, seconds(workspace)))
        print(f"{number:>6} new records: {found[-1][1]:7.2f} s of processor time", flush=True)
        number *= 2
    if len(found) > 1:
        (few, fast), (many, slow) = found[0], found[-1]
        print(f"exponent {math.log(slow / fast) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
