"""A process that reads foreign bytes: what it says arrives, and where it is stopped or falls over one line says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.documents.apart.process import BrokenError, StoppedError, read_apart
from spt_fazhi.store.documents.apart.settings import Limits, reading_limits

HEAD = """import sys, time, os
from spt_fazhi.errors import FazhiError
from spt_fazhi.store.documents.apart.child import serve
def read(data):
    {body}
if __name__ == "__main__":
    serve(read, int(sys.argv[1]), int(sys.argv[2]))
"""


class Worker:
    """A module of the child's own, whose reader is told in the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, body: str, *, whole: bool = False, data: bytes = b"x") -> object:
        (self._folder / "reads_foreign.py").write_text(body if whole else HEAD.format(body=body), "utf-8")
        return read_apart("reads_foreign", [], data, "要点.docx", "请另存再试")


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    return Worker(tmp_path)


def test_what_it_says_arrives(worker: Worker) -> None:
    assert worker("return {'length': len(data)}", data=b"\xff" * 100_000) == {"length": 100_000}


def test_a_fault_that_it_tells_is_raised(worker: Worker) -> None:
    with pytest.raises(FazhiError, match="有密码") as caught:
        worker("raise FazhiError('有密码', '请去掉')")
    assert (caught.value.hint, caught.value.exit_code) == ("请去掉", 2)


@pytest.mark.parametrize(
    "body",
    ["raise ValueError", "return {'far': {1}}", "sys.exit(0)", "print('{'); os._exit(0)", "print([]); os._exit(1)"],
)
def test_what_falls_over_or_writes_nonsense_is_one_line(worker: Worker, body: str) -> None:
    with pytest.raises(BrokenError, match=r"“要点\.docx”读不懂：可能已损坏") as caught:
        worker(body)
    assert caught.value.hint == "请另存再试"


@pytest.mark.parametrize("body", ["raise MemoryError", "os.abort()"])
def test_want_of_memory_and_a_killed_process_are_one_line(worker: Worker, body: str) -> None:
    if sys.platform == "win32" and "abort" in body:
        body = "raise MemoryError"
    with pytest.raises(StoppedError, match="太大或太复杂，20 秒、1024 MiB 内存之内读不下来") as caught:
        worker(body)
    assert caught.value.hint.startswith("请另存再试；")
    assert "FAZHI_READ_SECONDS" in caught.value.hint


def test_one_that_never_ends_is_stopped(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_READ_SECONDS", "1")
    with pytest.raises(StoppedError, match="1 秒"):
        worker("while True: time.sleep(60)")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system")
def test_memory_is_bounded(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_READ_MEMORY", "128")
    with pytest.raises(StoppedError, match="128 MiB"):
        worker("return {'length': len(bytes(256 << 20))}")
    assert worker("return {'length': len(bytes(16 << 20))}") == {"length": 16 << 20}


def test_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAZHI_READ_MEMORY", raising=False)
    monkeypatch.setenv("FAZHI_READ_SECONDS", " ")
    assert reading_limits() == Limits(memory=1024, seconds=20)
    monkeypatch.setenv("FAZHI_READ_MEMORY", "2048")
    monkeypatch.setenv("FAZHI_READ_SECONDS", "60")
    assert reading_limits() == Limits(memory=2048, seconds=60)


@pytest.mark.parametrize("said", ["0", "-5", "1e3", "很多", "３０", "9" * 5000, "12 34"])
@pytest.mark.parametrize("variable", ["FAZHI_READ_MEMORY", "FAZHI_READ_SECONDS"])
def test_nonsense_in_the_settings_is_one_line(monkeypatch: pytest.MonkeyPatch, variable: str, said: str) -> None:
    monkeypatch.setenv(variable, said)
    with pytest.raises(UsageError, match=f"环境变量 {variable} 写的是") as caught:
        reading_limits()
    assert "整数" in caught.value.hint
    assert len(caught.value.message) < 80
