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
                "--document", "示司发〔2024〕12号", "--recorded", "2024-06-13", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    (name,) = set(entries(root)) - before
    return name


BY = ("--approved-by", "示依法办〔2024〕3号")


def decide(root: Path, *words: str, day: str = "2024-06-20", reason: str = "因故") -> Ran:
    by = BY if words[0] == "waive" else ()
    return fazhi("decide", *words, *by, "--reason", reason, "--recorded", day, root=root)


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
    words = ["extend", "1.1", "--unit", "司法局", "--due", "2025-01-31", *BY]
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


@pytest.mark.parametrize("words", [["extend", "1.1", "--due", "2025-01-31"], ["waive", "1.1"]], ids=" ".join)
def test_who_approved_it_must_be_said(root: Path, words: list[str]) -> None:
    ran = fazhi("decide", *words, "--unit", "司法局", "--reason", "因故", root=root)
    assert ran.code == 2
    assert "缺少 --approved-by" in ran.err
    assert files(root) == []
    blank = fazhi("decide", *words, "--unit", "司法局", "--reason", "因故", "--approved-by", " ", root=root)
    assert blank.code == 2
    assert "--approved-by" in blank.err
    assert "不能为空" in blank.err
    assert files(root) == []


def test_an_extension_reaches_to_the_end_of_the_year_after(root: Path) -> None:
    ran = decide(root, "extend", "1.1", "--unit", "司法局", "--due", "2026-01-01", *BY)
    assert ran.code == 2
    assert "最多延到 2025-12-31" in ran.err
    assert files(root) == []
    assert decide(root, "extend", "1.1", "--unit", "司法局", "--due", "2025-12-31", *BY).code == 0


def test_a_record_may_be_reported_again_by_a_day(root: Path) -> None:
    name = evidence(root, "2.1", "西镇")
    assert "早于" in decide(root, "return", name, "--again-by", "2024-06-19").err
    assert "--again-by" in decide(root, "return", name, "--again-by", "下周").err
    ran = decide(root, "return", name, "--again-by", "2024-06-30")
    assert ran.code == 0, ran.err
    assert "→ 退回待重报" in ran.out
    assert decision(root)["again_by"] == "2024-06-30"
    assert errors(root) == []


def test_a_task_number_stands_for_its_progress(root: Path) -> None:
    late = decide(root, "extend", "4", "--unit", "司法局", "--period", "2024q2", "--due", "2024-08-10", *BY)
    assert late.code == 0, late.err
    assert "到期日 2024-07-10 → 2024-08-10" in late.out
    assert decision(root) == {
        "kind": "extend", "task": "4", "unit": "区司法局", "period": "2024Q2", "due": "2024-08-10",
        "approved_by": "示依法办〔2024〕3号", "reason": "因故", "recorded": "2024-06-20",
    }  # fmt: skip
    ran = decide(root, "waive", "4", "--unit", "sffj", "--period", "2024Q3")
    assert ran.code == 0, ran.err
    assert "→ 不适用" in ran.out
    assert "不必重复" in decide(root, "waive", "4", "--unit", "sffj", "--period", "2024Q3").err
    assert errors(root) == []


def test_a_decision_on_progress_that_is_not_owed(root: Path) -> None:
    assert "缺少 --unit、--period" in decide(root, "waive", "4").err
    assert "缺少 --period" in decide(root, "waive", "4", "--unit", "司法局").err
    assert "报送单位：区司法局、区示范分局" in decide(root, "waive", "4", "--unit", "东镇", "--period", "2024Q2").err
    assert "2024Q2、2024Q3、2024Q4" in decide(root, "waive", "4", "--unit", "sfj", "--period", "2024H1").err
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("of: all", "of: unmeasured"), "utf-8")
    assert "1.1 主要负责人专题讲法" in decide(root, "waive", "1", "--unit", "司法局").err
    assert decide(root, "waive", "4", "--unit", "sfj", "--period", "2024Q2").code == 0


def test_progress_that_was_reported_is_not_waived(root: Path) -> None:
    ran = fazhi(
        "record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--done", "已经办了宣传活动", root=root
    )
    assert ran.code == 0, ran.err
    ran = decide(root, "waive", "4", "--unit", "sfj", "--period", "2024Q2")
    assert ran.code == 2
    assert "有效的进展" in ran.err


@pytest.mark.parametrize("words", [["return", "x"], ["extend", "1.1"], ["waive", "1.1"]], ids=" ".join)
def test_the_day_of_a_late_entry_has_an_option_of_its_own(root: Path, words: list[str]) -> None:
    ran = fazhi("decide", *words, "--as-of", "2024-06-20", root=root)
    assert ran.code == 2
    assert "--recorded 2024-06-20" in ran.err
    ran = fazhi("decide", *words, "--recorded", "2999-01-01", root=root)
    assert ran.code == 2
    assert "--recorded 2999-01-01 在今天" in ran.err
    assert files(root) == []


def test_a_waiver_excuses_a_unit(root: Path) -> None:
    ran = fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", "--recorded", "2024-06-20", "--json",
                *BY, root=root)  # fmt: skip
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
    ran = fazhi("decide", "waive", "2.1", "--unit", "西镇", "--reason", "新设", *BY, "--commit", root=root, **IDENTITY)
    assert ran.code == 0, ran.err
    assert "已提交" in ran.out
    assert git(root, "log", "-1", "--pretty=%s").strip() == "不适用 2.1 西镇：新设"
    assert git(root, "status", "--porcelain") == ""
