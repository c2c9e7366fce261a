"""Closed, full and one-way streams: a clear line and exit code 2, nothing begun, never a traceback."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.command import DAY
from tests.builders.files import files_below
from tests.builders.places import SRC

from spt_fazhi.cli.app import run
from spt_fazhi.cli.streams import prepare_streams

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a POSIX shell")

CLOSED = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-"}
EVERY_WAY = [ways for count in (1, 2, 3) for ways in itertools.combinations(CLOSED, count)]
QUESTIONS = [["--version"], ["status", "--as-of", DAY], ["report", "quarter", "--period", "2024Q2"]]
PROGRESS = ["record", "progress", "5", "--unit", "示范区司法局", "--period", "2024Q2", "--recorded", DAY, "--done", "-"]
NO_STDOUT = "标准输出没有打开，结果没有地方显示；什么也没有做"


def through_shell(args: list[str], redirected: str, root: Path) -> subprocess.CompletedProcess[bytes]:
    """The program with its streams redirected as a shell does it."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-m", "spt_fazhi", *args],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SRC), "FAZHI_CACHE": "off", "FAZHI_ROOT": str(root)},
        input=b"text\n", capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("args", QUESTIONS[:2], ids=" ".join)
@pytest.mark.parametrize("closed", EVERY_WAY, ids="+".join)
def test_questions_with_closed_streams(demo: Path, args: list[str], closed: tuple[str, ...]) -> None:
    done = through_shell(args, " ".join(CLOSED[each] for each in closed), demo)
    if "stdout" in closed:
        assert done.returncode == 2
        assert ("stderr" in closed) or done.stderr.decode().startswith(f"错误：{NO_STDOUT}\n  → ")
    else:
        assert done.returncode == 0
        assert done.stdout
        assert done.stderr == b""


@pytest.mark.parametrize("closed", EVERY_WAY, ids="+".join)
def test_an_entry_from_stdin_with_closed_streams(own_demo: Path, closed: tuple[str, ...]) -> None:
    before = files_below(own_demo)
    done = through_shell(PROGRESS, " ".join(CLOSED[each] for each in closed), own_demo)
    written = set(files_below(own_demo)) - set(before)
    if closed == ("stderr",):
        assert done.returncode == 0
        assert len(written) == 1
        return
    assert done.returncode == 2
    assert not written
    said = NO_STDOUT if "stdout" in closed else "标准输入没有打开"
    assert ("stderr" in closed) or said in done.stderr.decode()


EVERY_COMMAND = [
    ["--help"], ["-V"], ["status"], ["status", "--json"], ["overdue"], ["due"], ["duties"], ["list"], ["show", "6"],
    ["unit", "司法局"], ["check"], ["check", "--json"], ["trend"], ["log", "6"], ["review"], ["codeowners"], ["schema"],
    ["report", "list"], ["report", "quarter", "-o", "通报.md"], ["intake", "-"], ["init", "新"], ["demo", "新"],
    ["rollover", "2025", "--from", "-"], ["record", "evidence"], ["record", "void"], ["decide", "waive"], ["没有的命令"],
]  # fmt: skip


@pytest.mark.parametrize("args", EVERY_COMMAND, ids=" ".join)
def test_no_command_begins_without_a_stdout(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    before = files_below(own_demo)
    monkeypatch.chdir(own_demo)
    with monkeypatch.context() as closing:
        closing.setattr(sys, "stdout", None)
        assert run(args) == 2
    assert NO_STDOUT in capsys.readouterr().err
    assert files_below(own_demo) == before


@pytest.mark.parametrize("args", [["intake", "-"], ["init", "新", "--from", "-"], ["rollover", "2025", "--from", "-"]])
def test_no_document_without_a_stdin(
    own_demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    monkeypatch.chdir(own_demo)
    monkeypatch.setattr(sys, "stdin", None)
    assert run(args) == 2
    assert "标准输入没有打开" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("args", [*QUESTIONS, ["status", "--json"]], ids=" ".join)
@pytest.mark.parametrize(("redirected", "said"), [(">/dev/full", "磁盘已满"), ("1</dev/null", "输入或输出没有打开")])
def test_output_that_cannot_be_written(demo: Path, args: list[str], redirected: str, said: str) -> None:
    done = through_shell(args, redirected, demo)
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert lines[0] == f"错误：输出没有写完：{said}"
    assert len(lines) == 2


def test_a_closed_descriptor_is_not_taken_for_a_stream(own_demo: Path) -> None:
    """The first file opened would get its number, and what is meant for stderr would be written into it."""
    done = through_shell(["status", "--as-of", "gestern"], "<&- 2>&-", own_demo)
    assert done.returncode == 2
    assert done.stdout == b""


def test_a_stream_without_encoding_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stdout", Plain())
    monkeypatch.setattr(sys, "stdin", None)
    prepare_streams()
    assert isinstance(sys.stdout, Plain)
