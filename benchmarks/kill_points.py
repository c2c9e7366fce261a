"""Counts the system calls by which `rollover` and `init` change the disk, and kills them at each, by strace.

    python benchmarks/kill_points.py

Needs Linux and strace. After each death `fazhi status` runs once: what lies there then must be, byte for byte, the old
state or the new one (for `init` in a folder that is not there yet: nothing or the workspace). The test suite does the
same without strace (tests/cli/commands/test_rollover_kill.py, test_init_kill.py); this checks the system's own calls.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

CALLS = ("write", "fsync", "mkdir", "linkat", "link", "rename", "renameat2", "unlink", "unlinkat", "rmdir", "ftruncate")
DOCUMENT = """示例区法治政府建设2025年工作要点
示例区人民政府
2025年4月9日
一、第一部分
1.任务一。至少开展1次甲事。（牵头单位：甲局；责任单位：丁局）
"""
Tree = dict[str, bytes | None]
FAZHI = (sys.executable, "-m", "spt_fazhi")


def tree(root: Path) -> Tree:
    """Every file and folder, less what is swept later."""
    found = {each.relative_to(root).as_posix(): each for each in root.rglob("*")} if root.exists() else {}
    return {
        path: each.read_bytes() if each.is_file() else None
        for path, each in found.items()
        if not path.startswith(".fazhi-new-")
    }


def traced(words: list[str], strace: list[str], cwd: Path) -> int:
    """Run `fazhi` under strace; its wait code."""
    env = {**os.environ, "FAZHI_CACHE": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["strace", "-f", "-qq", *strace, *FAZHI, *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False).returncode


def counted(words: list[str], place: Path) -> Counter[str]:
    """How often each of the calls is made."""
    log = place / "strace.log"
    known = ",".join(f"?{call}" for call in CALLS)
    assert traced(words, ["-o", str(log), "-e", f"trace={known}"], place) == 0
    return Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE))


def killed(name: str, place: Path, words: list[str], fresh: Callable[[], None], root: Path) -> None:
    """Kill one command at each of its calls and say what became of it."""
    fresh()
    old = tree(root)
    calls = counted(words, place)
    new = tree(root)
    seen: Counter[str] = Counter()
    for call, number in calls.items():
        for at in range(1, number + 1):
            fresh()
            inject = f"inject={call}:signal=SIGKILL:when={at}"
            traced(words, ["-o", os.devnull, "-e", f"trace={call}", "-e", inject], place)
            after = subprocess.run(
                [*FAZHI, "status", "--root", str(root)], capture_output=True, text=True, check=False, cwd=place
            )
            said = [line for line in after.stderr.splitlines() if line.startswith("上次")]
            now = tree(root)
            what = "old" if now == old else "new" if now == new else "NEITHER"
            if after.returncode == 3 or "Traceback" in after.stderr:
                what = "DEFECT"
            seen[f"{what}{', said so' if said else ''}"] += 1
    print(f"{name}: {sum(calls.values())} calls ({', '.join(f'{call} {n}' for call, n in sorted(calls.items()))})")
    print("   ", ", ".join(f"{what} {number}" for what, number in sorted(seen.items())))


def main() -> None:
    """Rollover, init in a new folder, init in an empty one."""
    place = Path(tempfile.mkdtemp(prefix="fazhi-kill-"))
    document, pristine, root = place / "2025.txt", place / "原样", place / "台账"
    document.write_text(DOCUMENT, "utf-8")
    subprocess.run([*FAZHI, "demo", str(pristine)], check=True, cwd=place, capture_output=True)

    def turned() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(pristine, root)

    def none() -> None:
        shutil.rmtree(root, ignore_errors=True)

    def empty() -> None:
        none()
        root.mkdir()

    rollover = ["rollover", "2025", "--from", str(document), "--root", str(root), "--carry-unfinished"]
    killed("rollover", place, rollover, turned, root)
    init = ["init", str(root), "--from", str(document), "--forge", "none", "--no-git"]
    killed("init, new folder", place, init, none, root)
    killed("init, empty folder", place, init, empty, root)
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
