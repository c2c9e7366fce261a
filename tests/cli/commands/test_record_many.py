"""One command for several units or obligations: listed, confirmed, all or nothing, one commit."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, evidence, files, workspace
from tests.builders.processes.terminal import converse
from tests.builders.repositories import IDENTITY, git, in_git

DAY = "2024-06-20"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def many(root: Path, *options: str, about: str = "2.1", units: tuple[str, ...] = ("各镇",), **more: str) -> Ran:
    typed = [part for unit in units for part in ("--unit", unit)]
    given = {"date": "2024-06-12", "title": "报送年度报告", "document": "示法〔2024〕9号", "recorded": DAY} | more
    return fazhi(
        "record", "evidence", about, *typed, *(p for k, v in given.items() for p in (f"--{k}", v)), *options, root=root
    )


def units(root: Path) -> list[str]:
    return sorted(tree["unit"] for tree in entries(root).values())


def test_a_group_gets_a_file_for_each_unit_that_owes_it(root: Path) -> None:
    ran = many(root, "--yes")
    assert ran.code == 0, ran.err
    assert units(root) == ["东镇", "西镇"]
    assert "要写入 2 条：\n  佐证 2.1 东镇：报送年度报告\n  佐证 2.1 西镇：报送年度报告" in ran.err
    assert ran.out.startswith("已写入 2 个文件：\n  data/records/dz/2024-06-12-2.1-")
    assert "东镇 · 2.1 报告上一年度情况：待补录 → 逾期完成" in ran.out
    assert errors(root) == []


def test_without_yes_and_without_a_terminal_nothing_is_written(root: Path) -> None:
    ran = many(root)
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    assert "东镇" in ran.err
    assert "一次写 2 条，要先确认；没有写入" in ran.err
    assert "--yes" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")
def test_on_a_terminal_it_asks(root: Path) -> None:
    words = [
        "record",
        "evidence",
        "2.1",
        "--date",
        "2024-06-12",
        "--title",
        "报告",
        "--unit",
        "各镇",
        "--recorded",
        DAY,
    ]
    no = converse(root, words, [("写入这 2 条吗", "n\n")])
    assert (no.code, files(root)) == (130, [])
    assert "已取消，没有写入任何内容" in no.out
    yes = converse(root, words, [("西镇：报告", ""), ("写入这 2 条吗", "是\n")])
    assert yes.code == 0, yes.out
    assert units(root) == ["东镇", "西镇"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")
def test_the_prompt_for_a_unit_takes_a_group_or_several(root: Path) -> None:
    words = ["record", "evidence", "2.1", "--date", "2024-06-12", "--title", "报告", "--yes", "--recorded", DAY]
    ran = converse(root, words, [("报送单位", "各单位\n"), ("没有", "司法局、各镇\n"), ("佐证材料：", "\n")])
    assert ran.code == 0, ran.out
    assert units(root) == ["东镇", "区司法局", "西镇"]


@pytest.mark.parametrize(
    "typed", [("东镇", "西镇"), ("东镇,西镇",), ("dz、各镇",), ("各镇", "东镇", "东镇"), ("镇，司法局",)], ids=str
)
def test_units_may_be_repeated_and_written_in_one_word(root: Path, typed: tuple[str, ...]) -> None:
    ran = many(root, "--yes", units=typed)
    if "镇，司法局" in typed:
        assert (ran.code, "“镇”可能是好几个单位" in ran.err, files(root)) == (2, True, [])
    else:
        assert ran.code == 0, ran.err
        assert units(root) == ["东镇", "西镇"]


def test_members_that_do_not_owe_it_are_named_and_left_out(root: Path) -> None:
    ran = many(root, "--yes", about="3.2", units=("各行政执法部门",), reached="0", of="0")
    assert ran.code == 0
    assert "不写" not in ran.err
    ran = many(root, "--yes", about="1.1", units=("各部门", "dz"))
    assert (ran.code, "“东镇”不承担事项 1.1" in ran.err) == (2, True)  # typed by itself: an error


def test_a_group_of_which_only_some_owe_it(root: Path) -> None:
    plan = root / "data" / "tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("who: [各镇, 各部门]", "who: [东镇, 各部门]"), "utf-8")
    ran = many(root, "--json", units=("各镇",))
    assert ran.code == 0, ran.err  # one file comes of it: nothing to confirm
    assert "注意：西镇不承担事项 2.1，不写。" in ran.err
    assert units(root) == ["东镇"]
    assert [each["id"] for each in ran.json["files"]] == list(entries(root))
    none = many(root, "--yes", about="3.1", units=("各镇",))
    assert (none.code, "“各镇”里没有承担事项 3.1（案卷评查）的单位" in none.err) == (2, True)
    assert "承担单位：区司法局" in none.err


def test_all_faults_are_said_at_once_with_the_unit_and_nothing_is_written(root: Path) -> None:
    ran = many(root, "--yes", title="接待11010519491231002X来访")
    assert (ran.code, ran.out, files(root)) == (2, "", [])
    assert "东镇 2.1：" in ran.err
    assert "西镇 2.1：" in ran.err
    assert ran.err.count("身份证号") == 2
    assert "要写入" not in ran.err  # refused before anything is asked


def test_one_that_would_be_refused_keeps_all_from_being_written(root: Path) -> None:
    assert evidence(root, "--recorded", DAY, about="2.1", unit="东镇", title="报告").code == 0
    kept = files(root)
    ran = fazhi("decide", "waive", "2.1", "--unit", "各镇", "--reason", "没有这项业务", "--approved-by", "会议", "--recorded", DAY,
                "--yes", root=root)  # fmt: skip
    assert (ran.code, files(root)) == (2, kept)
    assert "没有写入：2.1 东镇：该事项已有有效的佐证" in ran.err


def test_json_and_one_commit_with_the_attachments_of_each(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    in_git(root)
    before = git(root, "rev-list", "--count", "HEAD").strip()
    (tmp_path / "汇总.txt").write_text("汇总表", "utf-8")
    ran = many(root, "--yes", "--json", "--commit", "--file", str(tmp_path / "汇总.txt"))
    assert ran.code == 0, ran.err
    said = json.loads(ran.out)
    assert list(said) == ["files", "paths", "duties", "committed"]
    assert said["committed"] == git(root, "rev-parse", "HEAD").strip()
    assert int(git(root, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--pretty=%s").strip() == "佐证 2.1 东镇：报送年度报告 等 2 条"
    assert [duty["unit"] for duty in said["duties"]] == ["东镇", "西镇"]
    for each in said["files"]:
        assert (root / "data/records" / each["id"] / "汇总.txt").read_text("utf-8") == "汇总表"
    assert errors(root) == []


def test_what_several_do_together_is_recorded_once(root: Path) -> None:
    plan = root / "data" / "tasks.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("who: [各镇, 各部门]", "who: [各镇, 各部门]\n        scope: joint"), "utf-8"
    )
    ran = many(root, "--yes")
    assert (ran.code, files(root)) == (2, [])
    assert "一件事记一次；这里写了 2 家" in ran.err
    assert many(root, units=("东镇",)).code == 0


@pytest.mark.parametrize("typed", ["1.1,2.1", "１．１、2。1", "1.1 2.1 1.1"])
def test_one_document_may_prove_several_obligations(root: Path, tmp_path: Path, typed: str) -> None:
    (tmp_path / "纪要.txt").write_text("会议纪要", "utf-8")
    ran = many(root, "--yes", "--file", str(tmp_path / "纪要.txt"), about=typed, units=("司法局",))
    assert ran.code == 0, ran.err
    trees = list(entries(root).values())
    assert sorted(tree["obligation"] for tree in trees) == ["1.1", "2.1"]
    assert {(tree["title"], tree["files"][0]["sha256"]) for tree in trees} == {
        (trees[0]["title"], trees[0]["files"][0]["sha256"])
    }
    assert errors(root) == []


def test_several_obligations_and_a_group(root: Path) -> None:
    ran = many(root, "--yes", about="1.1,2.1", units=("各部门",))
    assert ran.code == 0, ran.err
    assert sorted((tree["unit"], tree["obligation"]) for tree in entries(root).values()) == [
        ("区司法局", "1.1"), ("区司法局", "2.1"), ("区示范分局", "1.1"), ("区示范分局", "2.1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "unit", "said"),
    [
        ("1.1,9.9", "司法局", "没有“9.9”这个任务或事项"),
        ("1.1,2.1", "东镇", "“东镇”不承担事项 1.1"),
        ("1.1,3.2", "司法局", "缺少 --reached、--of"),
        ("1.1,2", "司法局", "“2”是任务编号，这里要写事项编号"),
        (" , ", "司法局", "没有"),
    ],
)
def test_several_obligations_of_which_one_does_not_fit(root: Path, about: str, unit: str, said: str) -> None:
    ran = many(root, "--yes", about=about, units=(unit,))
    assert (ran.code, files(root)) == (2, [])
    assert said in ran.err


def test_decisions_for_a_group(root: Path) -> None:
    ran = fazhi("decide", "extend", "1.1", "--unit", "各部门", "--due", "2025-1-31", "--approved-by", "示办〔2024〕3号", "--reason",
                "机构改革", "--recorded", DAY, "--yes", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    assert units(root) == ["区司法局", "区示范分局"]
    assert "区示范分局 · 1.1 主要负责人专题讲法：未启动 → 未启动，到期日 2024-12-31 → 2025-01-31" in ran.out
    ran = fazhi("decide", "waive", "1.1", "--unit", "sffj", "--unit", "sfj", "--reason", "没有这项业务", "--approved-by", "会议",
                "--recorded", DAY, "--yes", "--json", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    assert {duty["after"]["state"] for duty in ran.json["duties"]} == {"waived"}
    assert errors(root) == []


def test_an_account_for_all_leads_of_a_group(root: Path) -> None:
    ran = fazhi("record", "progress", "4", "--unit", "各部门", "--unit", "各镇", "--period", "二季度", "--done", "开展宣传多次",
                "--recorded", DAY, "--yes", root=root)  # fmt: skip
    assert (ran.code, "“各镇”里没有牵头任务 4（强化日常宣传）的单位" in ran.err) == (2, True)
    ran = fazhi("record", "progress", "4", "--unit", "各部门", "--unit", "东镇", "--period", "二季度", "--done", "开展宣传多次",
                "--recorded", DAY, "--yes", root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    assert units(root) == ["东镇", "区司法局", "区示范分局"]  # who is named may report, also without leading


def test_one_unit_is_entered_as_before(root: Path) -> None:
    ran = many(root, "--json", units=("东镇",))
    assert ran.code == 0
    assert list(ran.json) == ["file", "id", "paths", "duty", "committed"]
    assert "要写入" not in ran.err
