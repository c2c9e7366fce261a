"""`fazhi record progress` and `void`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi, fazhi_process
from tests.builders.entries import entries, errors, evidence, only, workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def test_progress_from_an_option_a_file_and_stdin(root: Path, tmp_path: Path) -> None:
    base = ["record", "progress", "4", "--unit", "司法局", "--recorded", "2024-07-03"]
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


def test_problems_are_printed_only_where_the_unit_agrees(root: Path) -> None:
    words = ["record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--done", "开展日常宣传六场"]
    ran = fazhi(*words, "--publish-problems", root=root)
    assert ran.code == 2
    assert "没有填写存在的问题" in ran.err
    assert fazhi(*words, "--problems", "人手不够用", "--publish-problems", root=root).code == 0
    assert only(root)["publish_problems"] == "yes"
    assert errors(root) == []


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
    assert evidence(root, "--recorded", "2024-06-13", document="示司发〔2024〕12号").code == 0
    (name,) = entries(root)
    ran = fazhi("record", "void", name[-4:], "--reason", "录错了", "--recorded", "2024-06-14", root=root)
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


def test_void_of_another_units_record_is_refused(root: Path) -> None:
    assert evidence(root).code == 0
    (name,) = entries(root)
    ran = fazhi("record", "void", name, "--unit", "东镇", "--reason", "x", root=root)
    assert ran.code == 2
    assert "decide return" in ran.err
    assert len(entries(root)) == 1
    assert "没有编号为" in fazhi("record", "void", "sfj/2024-01-01-1.1-zzzz", "--reason", "x", root=root).err
