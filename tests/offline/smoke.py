"""Use an installed program as a person would, from a shell of nothing: `python -m tests.offline.smoke PROGRAM FOLDER`.

Works in FOLDER, which must not exist; run by `.ci/run` on what a bundle installed, by hand on the one-folder program. What they
need of the machine is the program alone (and git, for the register at a revision).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.builders.fixed_pages import column, ofd_of, pdf_of
from tests.builders.pages.word import p, word_file

DAY = "2024-06-20"
DEMO = "演示 demo"
PLAN = """示范区法治政府建设2024年工作要点
一、强化组织领导
1.开展学法。全年组织领导干部学法4次。（牵头单位：区司法局；责任单位：各乡镇）
2.公开数据。2024年6月30日前公开行政执法数据。（牵头单位：区司法局）"""


class Program:
    """A program at a path, run in a folder with nothing of this process's environment but git's place."""

    def __init__(self, path: Path, folder: Path) -> None:
        """The folder is made, with a home that is empty."""
        self.path, self.folder = path.resolve(), folder.resolve()
        (self.folder / "home").mkdir(parents=True)

    def run(self, *words: str, **environment: str) -> str:
        """What a command prints; AssertionError with all it said where it fails."""
        done = subprocess.run(
            [self.path, *words], cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False,
            stdin=subprocess.DEVNULL, env={**self.environment(), **environment},
        )  # fmt: skip
        assert done.returncode == 0, f"fazhi {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def environment(self) -> dict[str, str]:
        """What the program is told."""
        git = str(Path(shutil.which("git") or "git").parent)
        return {
            "PATH": os.pathsep.join((git, os.defpath)), "HOME": str(self.folder / "home"), "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip

    def git(self, *words: str) -> None:
        """Git in the demonstration, run by this process."""
        identity = ["-c", "user.name=经办人", "-c", "user.email=x@example.invalid"]
        subprocess.run(
            ["git", "-C", str(self.folder / DEMO), *identity, *words],
            env=self.environment(),
            check=True,
            capture_output=True,
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Try everything; the first failure ends it with what was said."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args(argv)
    program = Program(asked.program, asked.folder)
    for step in (shows, writes, reads, renders_in_a_process_of_its_own, rolls_up, asks_git, completes):
        step(program)
        print(f"{step.__name__}: ok", flush=True)
    return 0


def shows(program: Program) -> None:
    """The version, the help, the invented register: its status and its faults, of which it has none."""
    assert program.run("--version").startswith("fazhi ")
    assert "status" in program.run("--help")
    program.run("demo", DEMO)
    assert "示范区" in program.run("status", "--root", DEMO, "--as-of", DAY)
    program.run("check", "--root", DEMO, "--as-of", DAY)
    assert json.loads(program.run("status", "--root", DEMO, "--as-of", DAY, "--json"))["duties"]


def writes(program: Program) -> None:
    """What goes out: a bulletin, forms, a board, a ledger, a calendar."""
    common = ("--root", DEMO, "--as-of", DAY)
    program.run("report", "quarter", "--period", "2024Q2", *common, "-o", "通报.docx")
    program.run("report", "quarter", "--period", "2024Q2", *common, "-o", "通报.html")
    program.run("form", "--all", "--period", "2024Q2", *common, "-o", "报送表")
    program.run("board", *common, "-o", "看板.html")
    program.run("export", "ledger", *common, "-o", "台账.xlsx")
    program.run("export", "calendar", *common, "-o", "日历.ics")
    forms = sorted((program.folder / "报送表").glob("*.xlsx"))
    assert len(forms) > 5
    for file in (program.folder / "通报.docx", program.folder / "台账.xlsx", *forms):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
    assert "</html>" in (program.folder / "看板.html").read_text("utf-8")
    assert "BEGIN:VEVENT" in (program.folder / "日历.ics").read_text("utf-8")


def reads(program: Program) -> None:
    """What comes in, each read in a process of its own: a plan as Word, PDF and OFD; forms."""
    pages = [column(PLAN)]
    files = {
        "要点.docx": word_file("".join(p(line) for line in PLAN.split("\n"))), "要点.pdf": pdf_of(pages), "要点.ofd": ofd_of(pages)
    }  # fmt: skip
    for name, data in files.items():
        (program.folder / name).write_bytes(data)
        program.run("intake", name, "--out", f"草稿 {name}")
        tasks = next((program.folder / f"草稿 {name}").rglob("tasks.yaml")).read_text("utf-8")
        assert "全年组织领导干部学法4次" in tasks, name
    assert "示范东镇" in program.run("collect", "报送表", "--root", DEMO, "--dry-run", "--recorded", DAY)


def renders_in_a_process_of_its_own(program: Program) -> None:
    """A template of the workspace, which is not trusted."""
    template = program.folder / DEMO / "templates" / "quarter.md.j2"
    template.parent.mkdir(exist_ok=True)
    template.write_text("# 通报\n\n{{ 6 * 7 }} 条\n", "utf-8")
    assert "42 条" in program.run("report", "quarter", "--period", "2024Q2", "--root", DEMO, "--as-of", DAY)
    template.unlink()


def rolls_up(program: Program) -> None:
    """Many registers, read in processes of their own and asked together."""
    program.run("demo", "registers", "--registers", "8")
    assert "示例县008" in program.run("rollup", "registers", "--as-of", DAY, "--ask", "totals")


def asks_git(program: Program) -> None:
    """The register at a revision, and what changed since."""
    program.git("init", "-q", "-b", "main")
    program.git("add", "-A")
    program.git("commit", "-q", "-m", "台账")
    assert "示范区" in program.run("status", "--root", DEMO, "--as-of", DAY, "--at", "HEAD")
    assert program.run("log", "6", "--root", DEMO)
    program.run("review", "HEAD", "--root", DEMO)


def completes(program: Program) -> None:
    """The shell's Tab: words from the program and from the data; the script put in its place."""
    ask = {"_FAZHI_COMPLETE": "bash_complete"}
    assert "status" in program.run(COMP_LINE="fazhi stat", **ask)
    assert "示范东镇" in program.run(COMP_LINE="fazhi unit 示范东", FAZHI_ROOT=str(program.folder / DEMO), **ask)
    program.run("--install-completion", "bash")
    assert (program.folder / "home" / ".local" / "share" / "fazhi" / "fazhi.bash").exists()


if __name__ == "__main__":
    sys.exit(main())
