"""On a terminal `record` and `decide` ask for what is missing; Ctrl-C and the end of input leave nothing behind."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files, workspace
from tests.builders.processes.children import in_child
from tests.builders.processes.terminal import converse

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals and signals")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def test_everything_is_asked_for(root: Path) -> None:
    ran = converse(
        root, ["record", "evidence", "--document", "示司发〔2024〕12号", "--recorded", "2024-06-13"],
        [("事项编号", "7.7\n"), ("没有", "3.2\n"), ("报送单位", "东镇\n"), ("不承担", "\n"), ("不能为空", "司法\n"),
         ("发生日期", "6月\n"), ("没有写哪一天", "6月12日\n"), ("一句话", "60学时培训\n"), ("达到数", "三十多\n"),
         ("不是确切的数量", "三十五人\n"), ("总数", "３５\n")],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    assert "可选：区司法局、区示范分局" in ran.out
    assert "→ 已完成" in ran.out
    (tree,) = entries(root).values()
    assert (tree["obligation"], tree["unit"], tree["reached"], tree["of"]) == ("3.2", "区司法局", "35", "35")
    assert errors(root) == []


def test_only_what_is_missing_is_asked(root: Path) -> None:
    ran = converse(root, ["record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12"],
                   [("一句话", "讲法\n"), ("佐证材料：", "\n")])  # fmt: skip
    assert ran.code == 0, ran.out
    assert "报送单位" not in ran.out
    assert "不能证明，显示为待佐证" in ran.out


def test_decisions_ask_too(root: Path) -> None:
    ran = converse(
        root, ["decide", "extend", "3.1", "--recorded", "2024-06-13"],
        [("单位", "sfj\n"), ("可选：2024H1", ""), ("期间", "上半年\n"), ("新的到期日", "2024-08-31\n"), ("批准依据", "会议\n"),
         ("延期原因", "受灾\n")],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    (tree,) = entries(root).values()
    assert (tree["unit"], tree["period"], tree["due"]) == ("区司法局", "2024H1", "2024-08-31")


def test_ctrl_c_at_a_question(root: Path) -> None:
    ran = converse(root, ["record", "evidence", "1.1", "--unit", "sfj"], [("发生日期", "\x03")])
    assert ran.code == 130
    assert "已中断" in ran.out
    assert "Traceback" not in ran.out
    assert files(root) == []


def test_end_of_input_at_a_question(root: Path) -> None:
    ran = converse(root, ["record", "evidence", "1.1", "--unit", "sfj"], [("发生日期", "\x04")])
    assert ran.code == 2
    assert "输入已结束" in ran.out
    assert files(root) == []


def editor(folder: Path, script: str) -> str:
    """An editor that does what `script` says to the file "$1"."""
    path = folder / "编辑器 一"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"'{path}'"


PROGRESS = ["record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--recorded", "2024-07-03"]
WRITE = "sed -i -e 's/^【主要做法和成效】$/&\\n第一段\\n# 不要\\n第二段/' -e 's/^【下一步.*$/&\\n继续/' \"$1\""


def test_progress_is_written_in_the_editor(root: Path, tmp_path: Path) -> None:
    ran = converse(
        root, PROGRESS, [], VISUAL=editor(tmp_path, f'cp "$1" "{tmp_path}/模板"\n{WRITE}'), TMPDIR=str(tmp_path)
    )
    assert ran.code == 0, ran.out
    (tree,) = entries(root).values()
    assert (tree["done"], tree.get("problems"), tree["next"]) == ("第一段\n第二段", None, "继续")
    shown = (tmp_path / "模板").read_text()
    assert "# 任务 4 强化日常宣传" in shown
    assert "持续加强法治宣传教育" in shown
    assert not list(tmp_path.glob("fazhi-*"))


def test_an_editor_that_is_closed_without_writing(root: Path, tmp_path: Path) -> None:
    ran = converse(root, PROGRESS, [], EDITOR=editor(tmp_path, "true"), TMPDIR=str(tmp_path))
    assert ran.code == 2
    assert "没有填写" in ran.out
    assert files(root) == []
    assert not list(tmp_path.glob("fazhi-*"))


def test_what_was_written_is_kept_when_it_is_refused(root: Path, tmp_path: Path) -> None:
    write = "sed -i 's/^【主要做法和成效】$/&\\n身份证 11010519491231002X/' \"$1\""
    ran = converse(root, PROGRESS, [], EDITOR=editor(tmp_path, write), TMPDIR=str(tmp_path))
    assert ran.code == 2
    assert "内容保存在" in ran.out
    assert files(root) == []
    (kept,) = tmp_path.glob("fazhi-*/*.txt")
    assert "身份证" in kept.read_text()


@pytest.mark.parametrize(("script", "words"), [("exit 3", "退出码 3"), (None, "打不开")])
def test_an_editor_that_fails(root: Path, tmp_path: Path, script: str | None, words: str) -> None:
    chosen = editor(tmp_path, script) if script else str(tmp_path / "没有这个编辑器")
    ran = converse(root, PROGRESS, [], EDITOR=chosen, TMPDIR=str(tmp_path))
    assert ran.code == 2
    assert words in ran.out
    assert files(root) == []


def test_a_large_attachment_shows_a_bar(root: Path, tmp_path: Path) -> None:
    (tmp_path / "大.bin").write_bytes(bytes(9 << 20))
    words = ["record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲", "--file",
             str(tmp_path / "大.bin")]  # fmt: skip
    ran = converse(root, words, [], TERM="xterm-256color")
    assert ran.code == 0, ran.out
    assert "复制附件" in ran.out
    assert errors(root) == []


def test_ctrl_c_at_every_call_that_changes_the_disk(root: Path, tmp_path: Path) -> None:
    names = ("write", "fsync", "mkdir", "rename", "link", "unlink")

    def interrupted(at: int) -> int:
        seen = 0

        def wrap(real: Callable[..., object]) -> Callable[..., object]:
            def wrapped(*args: object, **kwargs: object) -> object:
                nonlocal seen
                seen += 1
                if seen == at:
                    os.kill(os.getpid(), signal.SIGINT)
                return real(*args, **kwargs)

            return wrapped

        for name in names:
            setattr(os, name, wrap(getattr(os, name)))
        code = fazhi_here(root, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", f"甲{at}",
                          "--file", str(tmp_path / "照片.jpg"))  # fmt: skip
        return code if seen >= at else 50

    known = 0
    ended = []
    for number in range(1, 60):
        (tmp_path / "照片.jpg").write_bytes(os.urandom(300_000))  # the same proof twice would be refused
        code = os.waitstatus_to_exitcode(in_child(lambda at=number: interrupted(at)))  # type: ignore[misc]
        ended.append(code)
        now = len(entries(root))
        assert now - known == (code in {0, 50})  # 130: nothing written; else it was too late
        assert not [name for name in files(root) if ".fazhi-tmp-" in name]
        assert errors(root) == []
        known = now
        if code == 50:
            break
    assert set(ended) == {130, 0, 50}
