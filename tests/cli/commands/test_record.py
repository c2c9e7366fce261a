"""`fazhi record`: what is written, what it says, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi, fazhi_process
from tests.builders.entries import entries, errors, fazhi_here, files, workspace
from tests.builders.repositories import IDENTITY, git, in_git

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.store.write.new_workspace import create_workspace

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.fixture
def repo(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return in_git(root)


def evidence(root: Path, *options: str, **given: str) -> Ran:
    whole = {"unit": "司法局", "date": "2024-06-12", "title": "专题讲法"} | given
    about = whole.pop("about", "1.1")
    typed = [part for key, value in whole.items() for part in (f"--{key}", value) if value]
    return fazhi("record", "evidence", about, *typed, *options, root=root)


def only(root: Path) -> dict[str, Any]:
    """The one entry on disk."""
    found = entries(root)
    assert len(found) == 1
    return next(iter(found.values()))


def test_evidence_is_written_as_documented(root: Path, tmp_path: Path) -> None:
    (tmp_path / "签到 表.txt").write_text("到会 35 人")
    ran = evidence(
        root, "--as-of", "2024-06-13", detail="第一段：好\n第二段", document="示司发〔2024〕12号",
        link="https://example.invalid/1", amount="2", file=str(tmp_path / "签到 表.txt"),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (name,) = entries(root)
    assert name.startswith("sfj/2024-06-12-1.1-")
    digest = hashlib.sha256("到会 35 人".encode()).hexdigest()
    assert only(root) == {
        "kind": "evidence", "unit": "区司法局", "obligation": "1.1", "date": "2024-06-12", "amount": "2",
        "title": "专题讲法", "detail": "第一段：好\n第二段", "document": "示司发〔2024〕12号",
        "link": "https://example.invalid/1", "recorded": "2024-06-13",
        "files": [{"name": "签到 表.txt", "sha256": digest, "size": "13"}],
    }  # fmt: skip
    assert (
        (root / f"data/records/{name}.yaml").read_text().startswith("# yaml-language-server: $schema=../../../schema/")
    )
    assert files(root) == [f"records/{name}.yaml", f"records/{name}/签到 表.txt"]
    assert errors(root) == []
    assert f"已写入 data/records/{name}.yaml" in ran.out
    assert "区司法局 · 1.1 主要负责人专题讲法：未启动 → 已完成（2/1次）" in ran.out


def test_today_is_the_day_of_recording(root: Path) -> None:
    assert evidence(root).code == 0
    recorded = date.fromisoformat(only(root)["recorded"])
    assert date.today() - recorded in {timedelta(0), timedelta(1)}  # noqa: DTZ011 - a test may run over midnight
    ran = fazhi("record", "evidence", "1.1", "--as-of", "2999-01-01", root=root)
    assert ran.code == 2
    assert "不能预先录入" in ran.err


def test_rates_are_told_as_reached_and_of(root: Path) -> None:
    ran = evidence(root, about="3.2", reached="35", of="36", title="培训")
    assert ran.code == 0, ran.err
    assert "→ 逾期（35/36(97.2%)）" in ran.out
    assert (only(root)["reached"], only(root)["of"]) == ("35", "36")
    assert evidence(root, "--as-of", "2024-06-30", about="3.2", reached="1", of="0").code == 2
    ran = evidence(root, about="3.2", title="培训", amount="1")
    assert ran.code == 2
    assert "--reached" in ran.err


def test_periods_are_for_obligations_that_have_them(root: Path) -> None:
    assert evidence(root, "--as-of", "2024-07-20", about="3.1", date="2024-07-02", period="2024H1").code == 0
    assert only(root)["period"] == "2024H1"
    assert "--period" in evidence(root, period="2024Q1").err
    wrong = evidence(root, "--as-of", "2024-07-20", about="3.1", date="2024-07-02", period="2024Q3")
    assert wrong.code == 2
    assert "2024H1、2024H2" in wrong.err


def test_json_tells_the_duty_before_and_after(repo: Path) -> None:
    ran = evidence(repo, "--json", "--as-of", "2024-06-13")
    assert ran.code == 0, ran.err
    said = ran.json
    assert (repo / said["file"]).is_file()
    assert said["file"] == f"data/records/{said['id']}.yaml"
    assert said["committed"] is None
    duty = said["duty"]
    assert (duty["obligation"], duty["unit"]) == ("1.1", "区司法局")
    assert duty["before"]["state"] == "pending"
    assert duty["after"] == {"state": "done", "due": "2024-12-31", "achieved": 1, "records": [said["id"]]}


def test_the_lamp_moves_from_behind(tmp_path: Path) -> None:
    root = tmp_path / "示范"
    create_workspace(root, make_workspace(DemoRequest()))
    behind = [each for each in fazhi("duties", "--json", "--as-of", "2024-06-20", root=root).json["duties"]
              if each["state"] == "behind" and (each["target"] or {}).get("count", 0) > 1]  # fmt: skip
    duty = behind[0]
    unit = duty["unit"] or duty["owners"][0]
    ran = evidence(root, "--as-of", "2024-06-20", about=duty["obligation"], unit=unit, amount="12")
    assert ran.code == 0, ran.err
    assert "滞后" in ran.out
    assert "→ 已完成（" in ran.out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"about": "9.9"}, "9.9"),
        ({"about": "1"}, "1.1 主要负责人专题讲法"),
        ({"unit": "镇"}, "东镇"),
        ({"unit": "没有这家"}, "没有"),
        ({"unit": "东镇"}, "不承担事项 1.1"),
        ({"date": "2024-02-30"}, "不存在"),
        ({"date": "6月12日"}, "应写成 2024-06-30 的样子"),
        ({"date": "2024-06-14"}, "早于"),
        ({"title": " \t "}, "不能为空"),
        ({"amount": "两次"}, "不是数字"),
        ({"amount": "0"}, "大于 0"),
        ({"title": f"身份证 {ID_NUMBER}"}, "身份证号"),
        ({"detail": "秘密★1年"}, "密级标志"),
        ({"file": "没有这个文件.jpg"}, "找不到附件"),
    ],
    ids=str,
)
def test_refusals_write_nothing(root: Path, given: dict[str, str], words: str) -> None:
    ran = evidence(root, "--as-of", "2024-06-13", **given)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""
    assert ID_NUMBER not in ran.err
    assert files(root) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("名单.txt", f"张某 {ID_NUMBER}"), (f"{ID_NUMBER}.txt", "x"), ("函.txt", "机密★长期\n正文")],
    ids=str,
)
def test_attachments_are_scanned_before_they_are_kept(root: Path, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    ran = evidence(root, file=str(tmp_path / name))
    assert ran.code == 2, ran.out
    assert ID_NUMBER not in ran.err
    assert files(root) == []


def test_warnings_do_not_stop_the_clerk(root: Path) -> None:
    ran = evidence(root, detail="联系人 13812345678")
    assert ran.code == 0, ran.err
    assert "手机号" in ran.err
    assert "13812345678" not in ran.err


def test_the_size_limit_is_the_registers(root: Path, tmp_path: Path) -> None:
    tasks = root / "data/tasks.yaml"
    tasks.write_text(
        tasks.read_text().replace("  progress: quarter\n", "  progress: quarter\n  attachment_limit_mib: 1\n")
    )
    (tmp_path / "大.bin").write_bytes(b"x" * ((1 << 20) + 1))
    ran = evidence(root, file=str(tmp_path / "大.bin"))
    assert ran.code == 2
    assert "超过 1 MiB" in ran.err
    assert files(root) == []


def test_a_unit_that_is_excused_cannot_report(root: Path) -> None:
    assert fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", root=root).code == 0
    ran = evidence(root, about="2.1", unit="西镇")
    assert ran.code == 2
    assert "不适用" in ran.err


def test_faults_elsewhere_do_not_stop_a_record(root: Path) -> None:
    (root / "data/records/dz").mkdir(parents=True)
    (root / "data/records/dz/2024-05-20-2.1-aaab.yaml").write_text("kind：坏\n")
    ran = evidence(root)
    assert ran.code == 0, ran.err
    assert "1 处" in ran.err


def test_what_is_typed_twice_is_remarked_upon(root: Path) -> None:
    assert "重复" not in evidence(root).err
    assert "重复" in evidence(root).err
    assert len(entries(root)) == 2


def test_missing_options_are_all_named_at_once(root: Path) -> None:
    ran = fazhi("record", "evidence", "3.2", root=root)
    assert ran.code == 2
    assert "--unit、--date、--title、--reached、--of" in ran.err
    for words in (
        ["record", "progress"],
        ["record", "void"],
        ["decide", "extend"],
        ["decide", "waive"],
        ["decide", "return"],
    ):
        ran = fazhi(*words, root=root)
        assert ran.code == 2
        assert "缺少" in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "text", ["no", "2.10", "- 甲: 乙 # 丙", "'\"", "\u202e反", "a\tb\r\nc", "😀", "{{ 7*7 }}", "[red]甲"]
)
def test_awkward_titles_survive(root: Path, text: str) -> None:
    ran = evidence(root, title=text, detail=f"  {text}\n{text}  ")
    assert ran.code == 0, ran.err
    cleaned = " ".join(text.replace("\u202e", "").split())
    assert only(root)["title"] == cleaned
    assert errors(root) == []


def test_progress_from_an_option_a_file_and_stdin(root: Path, tmp_path: Path) -> None:
    base = ["record", "progress", "4", "--unit", "司法局", "--as-of", "2024-07-03"]
    ran = fazhi(*base, "--period", "2024q2", "--done", "做了宣传", "--problems", "人手少", "--next", "增人", root=root)
    assert ran.code == 0, ran.err
    assert "4 强化日常宣传 2024Q2：临期 → 已完成" in ran.out
    assert only(root) == {
        "kind": "progress", "unit": "区司法局", "task": "4", "period": "2024Q2", "done": "做了宣传", "problems": "人手少",
        "next": "增人", "recorded": "2024-07-03",
    }  # fmt: skip
    (tmp_path / "进展.txt").write_bytes("第一段\r\n第二段\r\n".encode("gb18030"))
    ran = fazhi(*base, "--period", "2024Q3", "--done-file", str(tmp_path / "进展.txt"), root=root)
    assert ran.code == 0, ran.err
    assert "GBK" in ran.err
    assert "第一段\n第二段" in {each["done"] for each in entries(root).values()}
    ran = fazhi(*base, "--period", "2024Q3", "--done", "x", "--done-file", "y", root=root)
    assert ran.code == 2
    assert fazhi(*base, "--period", "2025Q1", "--done", "x", root=root).code == 2
    assert "不能为空" in fazhi(*base, "--period", "2024Q4", "--done", "-", root=root).err  # stdin is empty


def test_progress_through_a_pipe(root: Path) -> None:
    words = ["record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--done", "-"]
    ran = fazhi_process(*words, root=root, stdin="从管道来的\n进展\n".encode())
    assert ran.code == 0, ran.err
    assert only(root)["done"] == "从管道来的\n进展"


def test_progress_of_a_unit_that_does_not_lead(root: Path) -> None:
    ran = fazhi("record", "progress", "4", "--unit", "东镇", "--period", "2024Q2", "--done", "配合宣传", root=root)
    assert ran.code == 0, ran.err
    assert "不改变任何应办事项的状态" in ran.out
    ran = fazhi("record", "progress", "4", "--unit", "依法治区办", "--period", "2024Q2", "--done", "x", root=root)
    assert ran.code == 2
    assert "不是任务 4" in ran.err


def test_void_takes_a_record_back(root: Path) -> None:
    assert evidence(root, "--as-of", "2024-06-13").code == 0
    (name,) = entries(root)
    ran = fazhi("record", "void", name[-4:], "--reason", "录错了", "--as-of", "2024-06-14", root=root)
    assert ran.code == 0, ran.err
    assert "已完成（1/1次） → 未启动" in ran.out
    void = next(each for each in entries(root).values() if each["kind"] == "void")
    assert void == {"kind": "void", "unit": "区司法局", "record": name, "reason": "录错了", "recorded": "2024-06-14"}
    assert errors(root) == []
    again = fazhi("record", "void", f"data/records/{name}.yaml", "--reason", "再", root=root)
    assert again.code == 2
    assert "已由" in again.err
    (own,) = (each for each in entries(root) if each != name)
    assert "本身是一条作废记录" in fazhi("record", "void", own, "--reason", "x", root=root).err


def test_void_of_another_bodys_record_is_refused(root: Path) -> None:
    assert evidence(root).code == 0
    (name,) = entries(root)
    ran = fazhi("record", "void", name, "--unit", "东镇", "--reason", "x", root=root)
    assert ran.code == 2
    assert "decide return" in ran.err
    assert len(entries(root)) == 1
    assert "没有编号为" in fazhi("record", "void", "sfj/2024-01-01-1.1-zzzz", "--reason", "x", root=root).err


def test_the_suggested_commands_work(repo: Path) -> None:
    ran = evidence(repo, title='引号 " 与 $HOME `x`')
    lines = [line.strip() for line in ran.out.splitlines() if line.strip().startswith("git ")]
    assert [shlex.split(line)[0] for line in lines] == ["git"] * 3
    for line in lines[:2]:
        subprocess.run(["sh", "-c", line], check=True, capture_output=True, env={**os.environ, **IDENTITY})
    assert git(repo, "status", "--porcelain") == ""
    assert git(repo, "log", "-1", "--pretty=%s").strip() == '佐证 1.1 区司法局：引号 " 与 $HOME `x`'


def test_commit_takes_only_the_record(repo: Path, tmp_path: Path) -> None:
    (repo / "别的.txt").write_text("x")
    git(repo, "add", "别的.txt")
    (tmp_path / "附.txt").write_text("x")
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--file", str(tmp_path / "附.txt"), "--commit") == 0  # fmt: skip
    assert git(repo, "-c", "core.quotePath=false", "status", "--porcelain").splitlines() == ["A  别的.txt"]


def test_commit_in_json_names_the_commit(repo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--commit", "--json") == 0  # fmt: skip
    assert json.loads(capfd.readouterr().out)["committed"] == git(repo, "rev-parse", "HEAD").strip()


def test_commit_outside_a_repository_writes_nothing(root: Path) -> None:
    ran = evidence(root, "--commit", GIT="")
    assert ran.code == 2
    assert "git" in ran.err
    assert files(root) == []


def test_a_commit_that_fails_says_that_the_file_stays(repo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hook = repo / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 不许 >&2\nexit 1\n")
    hook.chmod(0o755)
    assert fazhi_here(repo, "record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲",
                      "--commit") == 2  # fmt: skip
    said = capfd.readouterr()
    assert "文件已写好" in said.err
    assert "不许" in said.err
    assert len(entries(repo)) == 1


def test_gbk_console(root: Path) -> None:
    ran = fazhi_process("record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "甲😀", root=root,
                encoding="gbk")  # fmt: skip
    assert ran.code == 0
    assert "→ 已完成" in ran.out


@pytest.mark.parametrize("words", [["record"], ["record", "evidence"], ["record", "progress"], ["record", "void"],
                                   ["decide"], ["decide", "return"], ["decide", "extend"], ["decide", "waive"]])  # fmt: skip
def test_help_is_chinese(words: list[str]) -> None:
    ran = fazhi(*words, "--help")
    assert ran.code == 0
    assert "用法" in ran.out
    assert "Usage" not in ran.out
