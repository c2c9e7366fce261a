"""`fazhi review` as a process of its own: formats, exit codes, consoles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, UNITS, UNITS_PATH, WAIVE_PATH, write
from tests.builders.repositories import NEW, TEXT, branch, commit, committed, git

DAY = "2024-07-15"
SOUND = TEXT.replace("另外开展甲事三场", "组织三场甲事，东区一百二十人参加")


def review(root: Path, *args: str, **env: Any) -> Ran:
    return fazhi("review", "--as-of", DAY, *args, root=root, **env)


def rules(ran: Ran, level: str = "block") -> list[tuple[str, str, int]]:
    """Rule, file and line of the findings of a level."""
    return [(each["rule"], each["file"], each["line"]) for each in ran.json["findings"] if each["level"] == level]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = committed(tmp_path / "仓库")
    branch(root, "报送")
    return root


def test_sound_evidence_passes(repo: Path) -> None:
    commit(repo, files={NEW: SOUND.replace("2024-06-20", "2024-06-21").replace("-20", "-21")})
    git(repo, "mv", NEW, NEW.replace("06-20", "06-21"))
    commit(repo)
    ran = review(repo)
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.splitlines()[0] == "新增佐证 1 条；各项责任的状态不变。"
    assert ran.out.splitlines()[-1] == "√ 没有发现问题，可以合并。"
    assert ran.err == ""


def test_the_sentence_counts_both_sides(tmp_path: Path) -> None:
    root = committed(tmp_path / "仓库")
    (root / RECORD_PATH).unlink()
    commit(root)
    branch(root, "报送")
    progress = "kind: progress\nunit: 丙镇\ntask: 2\nperiod: 2024H1\ndone: 第二季度办理甲事三件，培训干部九十人。\nrecorded: 2024-07-05\n"
    proved = SOUND + "document: 示司发〔2024〕9号\n"
    commit(root, files={NEW: proved}, day="2024-06-21")
    commit(root, files={"data/records/bing/2024-07-05-2-cccc.yaml": progress}, day="2024-07-05")
    ran = review(root)
    assert ran.out.splitlines()[0] == "新增佐证 1 条、进展 1 条；完成 0 → 1，报送完成 0 → 1，报送逾期 1 → 0。"
    assert ran.code == 0, ran.out
    as_json = review(root, "--json").json
    assert as_json["summary"] == ran.out.splitlines()[0]
    assert as_json["verdict"] == "pass"
    assert [(each["obligation"], each["unit"], each["before"]["state"], each["after"]["state"]) for each in as_json["duties"]] == [
        ("1.1", "甲局", "pending", "done"), (None, "丙镇", as_json["duties"][1]["before"]["state"], "done"),
    ]  # fmt: skip
    assert as_json["totals"]["after"]["done"] == 1
    assert as_json["revision"] == git(root, "rev-parse", "HEAD").strip()


BLOCKED: list[tuple[str, dict[str, str | bytes | None], tuple[str, str, int]]] = [
    ("record modified", {RECORD_PATH: EVIDENCE.replace("开展甲事", "开展乙事")}, ("record-changed", RECORD_PATH, 5)),
    ("record deleted", {RECORD_PATH: None}, ("record-changed", RECORD_PATH, 1)),
    ("record in GBK", {RECORD_PATH: EVIDENCE.encode("gbk")}, ("record-changed", RECORD_PATH, 1)),
    ("record with CRLF", {RECORD_PATH: EVIDENCE.replace("\n", "\r\n")}, ("record-changed", RECORD_PATH, 1)),
    ("record with a BOM", {RECORD_PATH: b"\xef\xbb\xbf" + EVIDENCE.encode()}, ("record-changed", RECORD_PATH, 1)),
    ("decision modified", {WAIVE_PATH: 'kind: waive\nobligation: "1.1"\nunit: 丙镇\napproved_by: 示依法办〔2024〕3号\nreason: 别的\nrecorded: 2024-06-20\n'},
     ("decision-changed", WAIVE_PATH, 5)),
    ("due later", {TASKS_PATH: TASKS.replace("2024-12-31", "2025-06-30")}, ("obligation-weakened", TASKS_PATH, 17)),
    ("target gone", {TASKS_PATH: TASKS.replace(" target: {count: 1, unit: 次},", "")}, ("obligation-weakened", TASKS_PATH, 17)),
    ("text changed", {TASKS_PATH: TASKS.replace("做乙事。", "做一点乙事。")}, ("task-text", TASKS_PATH, 21)),
    ("task removed", {TASKS_PATH: TASKS[: TASKS.index("  - id: 2")]}, ("task-removed", TASKS_PATH, 18)),
    ("group emptied", {UNITS_PATH: UNITS.replace("{kinds: [township]}", "{kinds: [party]}")}, ("obligation-weakened", UNITS_PATH, 5)),
    ("issued later", {TASKS_PATH: TASKS.replace("2024-04-09", "2024-06-09")}, ("plan-weakened", TASKS_PATH, 6)),
    ("check error", {NEW: TEXT.replace('"1.1"', '"9.9"')}, ("check-error", NEW, 3)),
    ("void of another unit's", {"data/records/bing/2024-06-30-1.1-cccc.yaml":
     "kind: void\nunit: 丙镇\nrecord: jia/2024-06-12-1.1-aaaa\nreason: 不实\nrecorded: 2024-06-30\n"},
     ("check-error", "data/records/bing/2024-06-30-1.1-cccc.yaml", 3)),
    ("deep YAML", {NEW: TEXT + "detail: " + "[" * 5000 + "]" * 5000 + "\n"}, ("check-error", NEW, 7)),
    ("deep block YAML", {NEW: TEXT + "detail:\n" + "".join(" " * n + "a:\n" for n in range(1, 60))}, ("check-error", NEW, 39)),
    ("a file too large", {NEW: "# " + "x" * (17 << 20)}, ("check-error", NEW, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [each[1:] for each in BLOCKED], ids=[each[0] for each in BLOCKED])
def test_what_blocks_and_where(repo: Path, files: dict[str, Any], expected: tuple[str, str, int]) -> None:
    commit(repo, files=files)
    ran = review(repo, "--json")
    assert ran.code == 1, ran.out + ran.err
    assert expected in rules(ran)
    assert ran.json["verdict"] == "block"


def test_a_link_and_a_submodule_block(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD").strip()
    (repo / NEW).symlink_to("/etc/passwd")
    git(repo, "add", "-A")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},data/records/yi")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},{NEW.replace('bbbb', 'dddd')}")
    git(repo, "commit", "-qm", "x")
    found = rules(review(repo, "--json"))
    assert [each[1] for each in found if each[0] == "odd-file"] == [NEW, NEW.replace("bbbb", "dddd"), "data/records/yi"]


def test_templates_attributes_and_comments_are_named(repo: Path) -> None:
    commit(repo, files={"templates/status.md.j2": "x", ".gitattributes": "x\n", "data/.gitattributes": "*.yaml merge=ours\n",
                    TASKS_PATH: TASKS + "# 判断：没有\n"})  # fmt: skip
    ran = review(repo, "--json")
    assert ran.code == 0
    assert {(each[0], each[1]) for each in rules(ran, "ask")} == {
        ("not-the-units", "templates/status.md.j2"), ("not-the-units", ".gitattributes"),
        ("not-the-units", "data/.gitattributes"), ("plan-changed", TASKS_PATH),
    }  # fmt: skip


def test_allow_register(repo: Path) -> None:
    commit(repo, files={TASKS_PATH: TASKS.replace("2024-12-31", "2025-06-30")})
    assert review(repo).code == 1
    ran = review(repo, "--allow-register")
    assert ran.code == 0
    assert "计划改动（与进展分开看）" in ran.out
    assert "obligation-weakened" in ran.out
    commit(repo, files={RECORD_PATH: None})
    assert review(repo, "--allow-register").code == 1


@pytest.mark.parametrize("typed", ["甲局", "甲", "jia"])
def test_only_unit(repo: Path, typed: str) -> None:
    commit(repo, files={NEW: SOUND})
    assert review(repo, "--only-unit", typed).code == 0
    other = NEW.replace("/jia/", "/bing/")
    commit(repo, files={other: SOUND.replace("甲局", "丙镇")})
    ran = review(repo, "--only-unit", typed, "--json")
    assert ran.code == 1
    assert ("other-unit", other, 2) in rules(ran)
    assert "other-unit" not in {each[0] for each in rules(review(repo, "--json"))}


def test_only_unit_is_the_unit_the_base_knows(repo: Path) -> None:
    swapped = UNITS.replace("jia", "xxx").replace("bing", "jia").replace("xxx", "bing")
    commit(repo, files={UNITS_PATH: swapped, "data/records/bing/2024-06-20-1.1-bbbb.yaml": SOUND})
    ran = review(repo, "--only-unit", "甲局", "--json")
    assert "other-unit" in {each[0] for each in rules(ran)}
    unknown = review(repo, "--only-unit", "无名局")
    assert (unknown.code, unknown.out) == (2, "")
    assert "没有“无名局”这个单位" in unknown.err


def test_worktree(repo: Path) -> None:
    write(repo, NEW, SOUND)
    (repo / RECORD_PATH).unlink()
    assert review(repo).code == 0
    ran = review(repo, "--worktree", "--json")
    assert ran.code == 1
    assert ran.json["head"] == {"name": "工作区", "commit": None}
    assert ran.json["revision"] is None
    assert rules(ran) == [("record-changed", RECORD_PATH, 1)]
    assert "新增佐证 1 条，删除佐证 1 条" in ran.json["summary"]


def test_usage(repo: Path, tmp_path: Path) -> None:
    for args, said in (
        (("没有这个",), "没有“没有这个”这个版本"), (("--format", "xml"), "没有“xml”这种格式"),
        (("--worktree", "--head", "main"), "不能再写 --head"), (("--as-of", "上周"), "--as-of"),
    ):  # fmt: skip
        ran = fazhi("review", *args, root=repo)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert "Traceback" not in ran.err
    nowhere = tmp_path / "没有仓库"
    nowhere.mkdir()
    ran = review(nowhere, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert ran.code == 2
    assert "不在 git 仓库里" in ran.err
    ran = review(repo, PATH=str(nowhere))
    assert ran.code == 2
    assert "没有找到 git" in ran.err


def test_a_plan_broken_on_one_side(repo: Path) -> None:
    commit(repo, files={TASKS_PATH: TASKS.replace("tasks:", "tasks: [")})
    ran = review(repo, "--json")
    assert ran.code == 1
    assert {each[0] for each in rules(ran)} == {"check-error"}
    back = review(repo, "报送", "--head", "报送~1", "--json")
    assert back.code == 0  # nothing of its own: the base is its descendant
    assert back.json["files"] == 0
    git(repo, "switch", "-qc", "改好")
    commit(repo, files={TASKS_PATH: TASKS})
    mended = review(repo, "报送", "--json")
    assert mended.code == 0, mended.out
    assert [each["action"] for each in mended.json["plan_changes"] if each["subject"] == "register"] == ["added"]


def test_the_first_commit_adds_the_register(tmp_path: Path) -> None:
    """With its past: what was recorded elsewhere before is older than any commit."""
    root = tmp_path / "仓库"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, files={"README.md": "空的\n"})
    branch(root, "起步")
    past = {TASKS_PATH: TASKS, UNITS_PATH: UNITS, RECORD_PATH: SOUND.replace("06-20", "06-12")}
    commit(root, files=past, day="2024-07-14")
    ran = review(root, "--json")
    assert "recorded-early" not in {each[0] for each in rules(ran, "ask")}
    assert ran.code == 0, ran.out
    assert "计划改动" in ran.json["summary"]
    assert review(root).out.splitlines()[0].startswith("新增佐证 1 条，计划改动")
