"""A register of format 1, or of one the program does not know: one clear error everywhere, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.files import files_below
from tests.builders.places import BASE
from tests.builders.repositories import IDENTITY, commit, git, in_git

FIRST = "  progress: {every: quarter, of: all}\n"
AS_ONCE = "  progress: quarter\n  progress_grace_days: 10\n"
SAID = "register 里没有 format：这是第 1 版格式的台账，本程序只读第 2 版"
HINT = "docs/data.md 的“从第 1 版改写”"


def as_once(root: Path) -> None:
    """Write the plan and a decision as format 1 had them."""
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  format: 2\n", "").replace(FIRST, AS_ONCE), "utf-8")
    (waive,) = (root / "data/decisions").glob("*-waive-*.yaml")
    waive.write_text(waive.read_text("utf-8").replace("approved_by: 示依法办〔2024〕3号\n", ""), "utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A repository with a register of format 1 and a branch `pr`."""
    root = Path(shutil.copytree(BASE, tmp_path / "台账"))
    as_once(root)
    in_git(root)
    git(root, "switch", "--quiet", "-c", "pr")
    (root / "说明.md").write_text("改了\n", "utf-8")
    commit(root, "改动")
    return root


COMMANDS = [
    ["status"],
    ["status", "--json"],
    ["overdue"],
    ["due"],
    ["duties"],
    ["list"],
    ["list", "--units"],
    ["show", "1"],
    ["unit", "司法局"],
    ["trend"],
    ["log", "1"],
    ["report", "quarter", "--period", "2024Q2"],
    ["codeowners", "--default", "司法局"],
    ["record", "evidence", "1.1", "--unit", "sfj", "--date", "2024-06-12", "--title", "讲法"],
    ["record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--done", "做了"],
    ["record", "void", "sfj/2024-06-12-1.1-aaaa", "--reason", "录错"],
    ["decide", "return", "sfj/2024-06-12-1.1-aaaa", "--reason", "不全"],
    ["decide", "waive", "1.1", "--unit", "sfj", "--approved-by", "会议", "--reason", "无此事项"],
    ["decide", "redact", "sfj/2024-06-12-1.1-aaaa", "--whole", "--reason", "个人信息"],
    ["rollover", "2025", "--from", "下一年.txt"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_it_in_one_error(old: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old)
    before = files_below(old / "data")
    ran = fazhi(*words, root=old, **IDENTITY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("错误") == 1
    assert SAID in ran.err
    assert HINT in ran.err
    assert "approved_by" not in ran.err  # what else would be wrong in it is another format, no fault
    assert files_below(old / "data") == before


def test_check_finds_that_one_problem(old: Path) -> None:
    ran = fazhi("check", "--json", root=old)
    assert ran.code == 1
    (problem,) = ran.json["problems"]
    assert (problem["rule"], problem["severity"], problem["file"], problem["line"]) == (
        "format",
        "error",
        "data/tasks.yaml",
        3,
    )
    assert (problem["message"], HINT in problem["hint"]) == (SAID, True)


def test_a_sound_plan_that_does_not_say_its_format_is_no_better(old: Path) -> None:
    plan = old / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace(AS_ONCE, FIRST), "utf-8")
    for _ in range(2):  # cold and warm
        ran = fazhi("status", root=old, FAZHI_CACHE=str(old.parent / "缓存"))
        assert ran.code == 2
        assert SAID in ran.err


@pytest.mark.parametrize(
    ("written", "words"),
    [("1", "这是第 1 版格式的台账"), ("3", "它是更新的程序写的"), ("二", "format 写的是“二”，本程序只读第 2 版")],
)
def test_a_format_that_is_another(old: Path, written: str, words: str) -> None:
    plan = old / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  year: 2024", f"  format: {written}\n  year: 2024", 1), "utf-8")
    ran = fazhi("status", root=old)
    assert ran.code == 2
    assert words in ran.err
    (problem,) = fazhi("check", "--json", root=old).json["problems"]
    assert (problem["rule"], problem["line"], problem["column"]) == ("format", 3, 11)


def test_a_branch_on_such_a_base_is_not_reviewed(old: Path) -> None:
    both = fazhi("review", root=old, **IDENTITY)
    assert (both.code, both.out) == (2, "")
    assert "main 的台账读不了" in both.err
    assert SAID in both.err
    shutil.copytree(BASE / "data", old / "data", dirs_exist_ok=True)
    commit(old, "改写成第 2 版")
    new = fazhi("review", root=old, **IDENTITY)
    assert (new.code, new.out) == (2, "")
    assert "main 的台账读不了" in new.err
    full = fazhi("review", "--full", "--allow-register", root=old, **IDENTITY)
    assert (full.code, full.out) == (2, "")


def test_a_branch_that_falls_back_is_not_reviewed(tmp_path: Path) -> None:
    root = in_git(Path(shutil.copytree(BASE, tmp_path / "台账")))
    git(root, "switch", "--quiet", "-c", "pr")
    as_once(root)
    commit(root, "改回去")
    ran = fazhi("review", root=root, **IDENTITY)
    assert (ran.code, ran.out) == (2, "")
    assert "的台账读不了" in ran.err
    assert SAID in ran.err


@pytest.fixture
def converted(old: Path) -> Path:
    """The same, its main branch converted on 10 June, with a history before."""
    git(old, "switch", "--quiet", "main")
    shutil.copytree(BASE / "data", old / "data", dirs_exist_ok=True)
    commit(old, "改写成第 2 版", "2024-06-10")
    return old


def test_an_old_revision_is_told_as_such(converted: Path) -> None:
    assert fazhi("status", "--as-of", "2024-06-20", root=converted).code == 0
    assert fazhi("status", "--as-of", "2024-06-20", "--at", "HEAD", root=converted).code == 0
    for words in (["status"], ["show", "1"], ["report", "quarter", "--period", "2024Q2"], ["log", "1"]):
        ran = fazhi(*words, "--at", "HEAD~1", root=converted)
        assert (ran.code, ran.out) == (2, "")
        assert f"这个版本里的台账读不了：{SAID}" in ran.err
        assert "只有改写成现在的格式以后的版本才读得了" in ran.err


def test_a_trend_begins_where_the_format_does(converted: Path) -> None:
    ran = fazhi("trend", "--by", "month", "--as-of", "2024-07-20", "--json", root=converted)
    assert ran.code == 0, ran.err
    assert [each["day"] for each in ran.json["samples"]] == ["2024-06-30", "2024-07-20"]
    assert "有 1 个时点的台账是另一版格式" in ran.err
    assert "2024-05-31" in ran.err
    none = fazhi("trend", "--until", "2024-06-01", "--as-of", "2024-07-20", root=converted)
    assert none.code == 2
    assert "没有台账" in none.err


def test_the_history_of_a_task_reaches_back_as_far_as_it_can_be_read(converted: Path) -> None:
    ran = fazhi("log", "1", "--as-of", "2024-07-20", root=converted)
    assert ran.code == 0, ran.err
    assert "专题讲法" in ran.out
