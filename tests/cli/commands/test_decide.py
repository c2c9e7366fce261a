"""`fazhi decide`: returned, extended, excused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, files, workspace
from tests.builders.repositories import IDENTITY, git, in_git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def evidence(root: Path, about: str = "1.1", unit: str = "sfj") -> str:
    before = set(entries(root))
    ran = fazhi("record", "evidence", about, "--unit", unit, "--date", "2024-06-12", "--title", "甲",
                "--as-of", "2024-06-13", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    (name,) = set(entries(root)) - before
    return name


def decide(root: Path, *words: str, day: str = "2024-06-20", reason: str = "因故") -> Ran:
    return fazhi("decide", *words, "--reason", reason, "--as-of", day, root=root)


def decision(root: Path) -> dict[str, str]:
    (found,) = (tree for name, tree in entries(root).items() if "/" not in name)
    return found


def test_a_returned_record_no_longer_counts(root: Path) -> None:
    name = evidence(root)
    ran = decide(root, "return", name, reason="材料不全")
    assert ran.code == 0, ran.err
    assert "已完成（1/1次） → 未启动" in ran.out
    assert decision(root) == {"kind": "return", "record": name, "reason": "材料不全", "recorded": "2024-06-20"}
    assert errors(root) == []
    again = decide(root, "return", name)
    assert again.code == 2
    assert "已由" in again.err


def test_an_extension_moves_the_due_day(root: Path) -> None:
    words = ["extend", "1.1", "--unit", "司法局", "--due", "2025-01-31", "--approved-by", "示依法办〔2024〕3号"]
    ran = decide(root, *words, day="2024-12-20")
    assert ran.code == 0, ran.err
    assert "临期 → 未启动，到期日 2024-12-31 → 2025-01-31" in ran.out
    assert decision(root) == {
        "kind": "extend", "obligation": "1.1", "unit": "区司法局", "due": "2025-01-31",
        "approved_by": "示依法办〔2024〕3号", "reason": "因故", "recorded": "2024-12-20",
    }  # fmt: skip
    assert errors(root) == []


@pytest.mark.parametrize(
    ("day", "due", "words"),
    [
        ("2025-01-01", "2025-01-31", "不能事后延期"),
        ("2024-06-20", "2024-12-31", "不是延期"),
        ("2024-06-20", "12月", "--due：“12月”没有写哪一天"),
    ],
)
def test_extensions_that_check_would_refuse(root: Path, day: str, due: str, words: str) -> None:
    ran = decide(root, "extend", "1.1", "--unit", "司法局", "--due", due, "--approved-by", "会议", day=day)
    assert ran.code == 2
    assert words in ran.err
    assert files(root) == []


def test_who_approved_an_extension_must_be_said(root: Path) -> None:
    ran = decide(root, "extend", "1.1", "--unit", "司法局", "--due", "2025-01-31")
    assert ran.code == 2
    assert "缺少 --approved-by" in ran.err


def test_a_waiver_excuses_a_unit(root: Path) -> None:
    ran = fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", "--as-of", "2024-06-20", "--json",
                root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    duty = ran.json["duty"]
    assert (duty["unit"], duty["before"]["state"], duty["after"]["state"]) == ("西镇", "backfill", "waived")
    assert ran.json["id"].startswith("2024-06-20-waive-")
    assert errors(root) == []
    again = decide(root, "waive", "2.1", "--unit", "西镇")
    assert again.code == 2
    assert "不必重复" in again.err


def test_a_waiver_over_live_evidence_is_refused_until_it_is_withdrawn(root: Path) -> None:
    name = evidence(root, "2.1", "西镇")
    ran = decide(root, "waive", "2.1", "--unit", "西镇")
    assert ran.code == 2
    assert name in ran.err
    assert "decide return" in ran.err
    assert "record void" in ran.err
    assert decide(root, "return", name).code == 0
    assert decide(root, "waive", "2.1", "--unit", "西镇").code == 0
    assert errors(root) == []


def test_joint_obligations_are_decided_for_all(root: Path) -> None:
    tasks = root / "data/tasks.yaml"
    tasks.write_text(tasks.read_text().replace("        target: {count: 1, unit: 次}\n", "        scope: joint\n", 1))
    ran = decide(root, "waive", "1.1", "--unit", "司法局")
    assert ran.code == 2
    assert "请去掉 --unit" in ran.err
    assert decide(root, "waive", "1.1").code == 0
    assert "unit" not in decision(root)
    assert errors(root) == []


def test_periods_are_asked_of_obligations_that_have_them(root: Path) -> None:
    assert "缺少 --period" in decide(root, "waive", "3.1", "--unit", "司法局").err
    assert "2024H1、2024H2" in decide(root, "waive", "3.1", "--unit", "司法局", "--period", "2024Q1").err
    assert "请去掉 --period" in decide(root, "waive", "2.1", "--unit", "西镇", "--period", "2024H1").err
    assert files(root) == []
    assert decide(root, "waive", "3.1", "--unit", "司法局", "--period", "2024h2").code == 0
    assert decision(root)["period"] == "2024H2"


def test_a_unit_that_does_not_owe_it(root: Path) -> None:
    ran = decide(root, "waive", "1.1", "--unit", "东镇")
    assert ran.code == 2
    assert "不承担" in ran.err


def test_commit_of_a_decision(root: Path) -> None:
    in_git(root)
    ran = fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", "--commit", root=root, **IDENTITY)
    assert ran.code == 0, ran.err
    assert "已提交" in ran.out
    assert git(root, "log", "-1", "--pretty=%s").strip() == "不适用 2.1 西镇：新设"
    assert git(root, "status", "--porcelain") == ""
