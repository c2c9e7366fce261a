"""`record rectify`: what is written, said and refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, errors, files
from tests.builders.processes.terminal import converse
from tests.builders.worlds.one_visit import close, record_of, rectify, visited, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return visited(tmp_path)


def test_a_report_is_written_as_documented(root: Path, tmp_path: Path) -> None:
    (tmp_path / "补正 清单.txt").write_text("案卷5件")
    ran = rectify(root, "--file", str(tmp_path / "补正 清单.txt"), "--detail", "另查23件", about="2024-05-24-K7Q2．1")
    assert ran.code == 0, ran.err
    name = record_of(root)
    assert name.startswith("dz/2024-06-20-k7q2.1-")
    tree = written(root, "rectify")
    assert tree.pop("files")[0]["name"] == "补正 清单.txt"
    assert tree == {
        "kind": "rectify", "unit": "东镇", "inspection": "2024-05-24-k7q2", "finding": "1", "date": "2024-06-20",
        "title": "补正5件案卷", "detail": "另查23件", "document": "东政发〔2024〕8号", "recorded": "2024-06-21",
    }  # fmt: skip
    assert errors(root) == []
    assert "东镇 · 整改k7q2.1 处罚案卷未附法制审核意见：临期 → 待销号" in ran.out
    assert "fazhi decide close k7q2.1 --checked-by 复核组" in ran.out
    assert f"records/{name}/补正 清单.txt" in files(root)


def test_the_effect_in_json(root: Path) -> None:
    duty = rectify(root, "--json").json["duty"]
    assert {key: duty[key] for key in ("kind", "task", "unit", "inspection", "finding", "problem")} == {
        "kind": "rectification", "task": None, "unit": "东镇", "inspection": "2024-05-24-k7q2", "finding": 1,
        "problem": "处罚案卷未附法制审核意见",
    }  # fmt: skip
    assert (duty["before"]["state"], duty["after"]["state"]) == ("due-soon", "submitted")


def test_a_part_leaves_it_open_and_says_so(root: Path) -> None:
    ran = rectify(root, "--stage", "阶段性整改", day="2024-05-28", on="2024-05-28")
    assert ran.code == 0, ran.err
    assert written(root, "rectify")["stage"] == "partial"
    assert "：未启动 → 推进中" in ran.out
    assert "整改完成后再报一次" in ran.out
    refused = close(root)
    assert refused.code == 2
    assert "只报了阶段性整改" in refused.err
    assert "请先由“东镇”报整改完成：fazhi record rectify k7q2.1" in refused.err


def test_without_proof_it_is_said_what_is_lacking(root: Path) -> None:
    ran = fazhi("record", "rectify", "k7q2.1", "--date", "2024-06-20", "--title", "补正", "--recorded", "2024-06-21",
                root=root)  # fmt: skip
    assert ran.code == 0
    assert "复核时无据可查" in ran.err


@pytest.mark.parametrize(
    ("options", "about", "words"),
    [
        ((), "k7q2.7", "没有编号为 7 的问题"),
        ((), "zzzz.1", "没有编号为“zzzz”的督察"),
        ((), "k7q2", "是督察编号，这里要写问题编号"),
        (("--unit", "西镇"), "k7q2.1", "是“东镇”的，不是“西镇”的"),
        (("--date", "2024-05-19"), "k7q2.1", "早于督察开始日"),
        (("--date", "2024-06-22"), "k7q2.1", "早于 date（整改日）"),
        (("--stage", "全部"), "k7q2.1", "--stage：只写 partial"),
        (("--title", " "), "k7q2.1", "--title"),
        (("--title", "联系13812345678"), "k7q2.1", ""),
        (("--title", "当事人11010519491231002X"), "k7q2.1", "身份证号"),
        (("--file", "没有.txt"), "k7q2.1", "没有.txt"),
    ],
)
def test_what_is_refused(root: Path, options: tuple[str, ...], about: str, words: str) -> None:
    ran = rectify(root, *options, about=about)
    if not words:
        assert ran.code == 0
        assert "手机号" in ran.err
        return
    assert ran.code == 2, ran.out
    assert words in ran.err
    assert files(root) == []


def test_what_is_missing_is_named_at_once(root: Path) -> None:
    ran = fazhi("record", "rectify", root=root)
    assert ran.code == 2
    assert "缺少 问题编号、--date、--title" in ran.err
    ran = fazhi("decide", "close", root=root)
    assert ran.code == 2
    assert "缺少 问题编号、--checked-by" in ran.err


def test_the_same_report_twice_is_refused(root: Path) -> None:
    assert rectify(root).code == 0
    again = rectify(root)
    assert again.code == 2
    assert "同一问题、同一天、同样的标题" in again.err


def test_a_report_is_withdrawn_by_its_unit(root: Path) -> None:
    assert rectify(root).code == 0
    ran = fazhi("record", "void", record_of(root), "--reason", "录错了单位", "--recorded", "2024-06-22", root=root)
    assert ran.code == 0, ran.err
    assert "待销号 → 临期" in ran.out
    (name,) = (name for name, tree in entries(root).items() if tree.get("kind") == "void")
    assert name.startswith("dz/2024-06-22-k7q2.1-")
    assert errors(root) == []


terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")


@terminal
def test_what_was_found_is_shown_and_the_rest_asked(root: Path) -> None:
    ran = converse(
        root, ["record", "rectify", "--recorded", "2024-06-21"],
        [("问题编号", "k7q2.1\n"), ("整改要求：补正并自查同类案卷", ""), ("整改时限：2024年6月30日", ""),
         ("整改日期", "6月20日\n"), ("做了什么", "补正案卷\n"), ("完成 或 阶段性", "说不清\n"), ("请写 完成 或 阶段性", "\n"),
         ("佐证材料：", "\n")],
    )  # fmt: skip
    assert ran.code == 0, ran.out
    assert written(root, "rectify")["title"] == "补正案卷"
    assert "stage" not in written(root, "rectify")
    ran = converse(
        root,
        ["decide", "close", "--recorded", "2024-07-10"],
        [("要销号的问题编号", "k7q2.1\n"), ("谁核实的", "复核组\n")],
    )
    assert ran.code == 0, ran.out
    assert written(root, "close")["checked_by"] == "复核组"
