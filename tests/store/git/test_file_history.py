"""Who brought which file, on real histories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, RECORD_PATH, TASKS, TASKS_PATH, WAIVE_PATH
from tests.builders.repositories import commit, git, merge, start, write

from spt_fazhi.model.history import Brought
from spt_fazhi.store.git.file_history import FileHistory, file_history
from spt_fazhi.store.git.old_versions import deleted_entries, task_versions
from spt_fazhi.store.git.trees import open_repository, resolve

OTHER = "data/records/bing/2024-06-20-1.1-bbbb.yaml"


def of(root: Path, tip: str = "HEAD") -> FileHistory:
    repository = open_repository(root)
    return file_history(repository, resolve(repository, tip))


def who(brought: Brought) -> tuple[str, str, str | None]:
    """Author, day, and who merged."""
    return brought.commit.author, brought.commit.date[:10], brought.merged.author if brought.merged else None


@pytest.mark.parametrize("inside", ["", "县区/示范 区"])
def test_direct_commits_and_merged_branches(tmp_path: Path, inside: str) -> None:
    top = start(tmp_path / "仓库", inside)
    root = top / inside
    first = commit(top, "起点", "2024-05-01", who="周科长")
    git(top, "checkout", "-q", "-b", "丙镇")
    write(root, OTHER, EVIDENCE)
    second = commit(top, "佐证 1.1", "2024-05-02", who="李干事")
    git(top, "checkout", "-q", "main")
    merged = merge(top, "丙镇", day="2024-05-04", who="王主任")
    found = of(root)
    assert who(found.files[RECORD_PATH]) == ("周科长", "2024-05-01", None)
    assert who(found.files[OTHER]) == ("李干事", "2024-05-02", "王主任")
    brought = found.files[OTHER]
    assert (brought.commit.id, brought.commit.subject) == (second, "佐证 1.1")
    assert brought.merged is not None
    assert (brought.merged.id, brought.merged.date) == (merged, "2024-05-04T09:00:00+08:00")
    assert set(found.files) == {RECORD_PATH, OTHER, WAIVE_PATH, TASKS_PATH}
    assert [each.brought.commit.id for each in found.plan] == [first]
    assert (found.gone, found.shallow) == ((), False)


def test_a_fast_forward_names_no_merger(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    git(root, "checkout", "-q", "-b", "旁支")
    write(root, OTHER, EVIDENCE)
    commit(root, "旁", "2024-05-02", who="李干事")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--ff-only", "旁支")
    assert who(of(root).files[OTHER]) == ("李干事", "2024-05-02", None)


def test_a_branch_of_a_branch_came_with_the_merge_into_the_main_line(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    git(root, "checkout", "-q", "-b", "外")
    commit(root, "外", "2024-05-02")
    git(root, "checkout", "-q", "-b", "里")
    write(root, OTHER, EVIDENCE)
    commit(root, "里", "2024-05-03", who="李干事")
    git(root, "checkout", "-q", "外")
    merge(root, "里", day="2024-05-04", who="组长")
    git(root, "checkout", "-q", "main")
    merge(root, "外", day="2024-05-05", who="王主任")
    commit(root, "以后", "2024-05-06")
    assert who(of(root).files[OTHER]) == ("李干事", "2024-05-03", "王主任")
    assert who(of(root, "外").files[OTHER]) == ("李干事", "2024-05-03", "组长")


@pytest.mark.slow
def test_forty_branches_each_has_its_own_merge(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    names = [f"data/records/jia/2024-06-{1 + number // 2:02}-1.1-aa{'ab'[number % 2]}b.yaml" for number in range(40)]
    for number, name in enumerate(names):
        git(root, "checkout", "-q", "-b", f"b{number}", "main~0" if number < 20 else "main")
        write(root, name, EVIDENCE)
        commit(root, name, who=f"干事{number}")
        git(root, "checkout", "-q", "main")
        merge(root, f"b{number}", day="2024-05-05", who=f"主任{number}")
    found = of(root)
    assert [(found.files[name].commit.author, who(found.files[name])[2]) for name in names] == [
        (f"干事{number}", f"主任{number}") for number in range(40)
    ]


def test_what_only_the_merge_itself_has(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    git(root, "checkout", "-q", "-b", "旁支")
    commit(root, "旁")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "旁支")
    write(root, OTHER, EVIDENCE)
    write(root, RECORD_PATH, f"{EVIDENCE}detail: 改\n")
    commit(root, "合并时夹带", "2024-05-09", who="王主任")
    found = of(root).files
    assert who(found[OTHER]) == ("王主任", "2024-05-09", None)
    assert [(how, each.subject) for how, each in found[RECORD_PATH].changes] == [("modified", "合并时夹带")]


def test_changed_deleted_and_brought_back(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点", "2024-05-01")
    write(root, RECORD_PATH, f"{EVIDENCE}detail: 改\n")
    (root / WAIVE_PATH).unlink()
    commit(root, "改动", "2024-05-02", who="某人")
    found = of(root)
    assert [(how, each.author) for how, each in found.files[RECORD_PATH].changes] == [("modified", "某人")]
    assert WAIVE_PATH not in found.files
    (gone,) = found.gone
    assert (gone.path, [(how, each.author) for how, each in gone.brought.changes]) == (
        WAIVE_PATH,
        [("deleted", "某人")],
    )
    (entry,) = deleted_entries(open_repository(root).blobs, found.gone)
    assert (entry.id, entry.file, entry.value.reason) == ("2024-06-20-waive-aaaa", WAIVE_PATH, "无此事项")
    git(root, "checkout", "-q", "HEAD~1", "--", WAIVE_PATH)
    commit(root, "找回", "2024-05-03", who="又一人")
    found = of(root)
    assert found.gone == ()
    assert who(found.files[WAIVE_PATH]) == ("又一人", "2024-05-03", None)


def test_a_folder_that_was_renamed_keeps_its_story(tmp_path: Path) -> None:
    top = start(tmp_path / "仓库", "旧名")
    commit(top, "起点", "2024-05-01", who="周科长")
    git(top, "mv", "旧名", "新名")
    commit(top, "改名", "2024-05-02", who="某人")
    found = of(top / "新名")
    assert who(found.files[RECORD_PATH]) == ("周科长", "2024-05-01", None)
    assert found.gone == ()
    (version,) = found.plan
    assert version.old == version.new  # the plan was moved, not changed


def test_another_register_of_the_same_repository_is_left_out(tmp_path: Path) -> None:
    top = start(tmp_path / "仓库", "甲区")
    start(top, "乙区")
    write(top / "乙区", OTHER, EVIDENCE)
    commit(top, "起点")
    (top / "乙区" / WAIVE_PATH).unlink()
    commit(top, "删")
    assert OTHER not in of(top / "甲区").files
    assert of(top / "甲区").gone == ()


def test_hostile_names_and_messages(tmp_path: Path) -> None:
    root = start(tmp_path)
    write(root, "data/records/jia/:100644 换\n行.yaml", "x")
    write(root, "\n:100644 a.yaml", "x")
    commit(root, ":100644 100644 甲 乙 M\n\n正文\n:000000", "2024-05-02", who=":100644 [red]\x1b[31m")
    git(root, "commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "", who="某")
    found = of(root)
    assert found.files[RECORD_PATH].commit.subject == ":100644 100644 甲 乙 M"
    assert found.files[RECORD_PATH].commit.author == "100644 [red]\x1b[31m"  # git drops the colon
    assert "data/records/jia/:100644 换\n行.yaml" in found.files


def test_a_shallow_clone_knows_where_it_is_cut(tmp_path: Path) -> None:
    root = start(tmp_path / "仓库")
    commit(root, "起点", "2024-05-01", who="周科长")
    commit(root, "空", "2024-05-02")
    write(root, OTHER, EVIDENCE)
    commit(root, "新", "2024-05-03", who="李干事")
    git(tmp_path, "clone", "--quiet", "--depth=2", root.as_uri(), "浅")
    found = of(tmp_path / "浅")
    assert found.shallow
    assert (found.files[RECORD_PATH].cut, found.files[OTHER].cut) == (True, False)
    assert who(found.files[OTHER]) == ("李干事", "2024-05-03", None)


def test_one_log_whatever_git_was_told_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that change what `git log` prints change nothing here."""
    root = start(tmp_path / "仓库", "区")
    commit(root, "起点")
    write(root / "区", OTHER, EVIDENCE)
    write(root / "区", RECORD_PATH, f"{EVIDENCE}detail: 改\n")
    commit(root, "改")
    plain = of(root / "区")
    for name, value in {
        "log.showSignature": "true", "log.showRoot": "false", "log.decorate": "full", "log.follow": "true", "log.date": "relative",
        "log.diffMerges": "first-parent", "diff.relative": "true", "diff.renames": "copies", "core.quotePath": "true",
        "color.ui": "always", "i18n.logOutputEncoding": "GBK", "format.pretty": "oneline", "core.abbrev": "4", "log.abbrevCommit": "true",
    }.items():  # fmt: skip
        git(root, "config", name, value)
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    repository, tip = open_repository(root / "区"), git(root, "rev-parse", "HEAD").strip()
    trace.unlink()
    assert file_history(repository, tip) == plain
    ran = [each.split("built-in: ")[1].split()[1] for each in trace.read_text().splitlines() if "built-in: " in each]
    assert ran == ["log", "rev-parse"]


def test_versions_of_the_plan(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    for text in (TASKS.replace("due: 2024-12-31", "due: 2024-10-31"), "坏了", TASKS.replace("甲事", "丙事"), TASKS):
        write(root, TASKS_PATH, text)
        commit(root, "改")
    found = of(root)
    assert len(found.plan) == 5
    assert [each.old for each in found.plan[1:]] == [each.new for each in found.plan[:-1]]
    blobs = open_repository(root).blobs
    versions = task_versions(blobs, (oid for each in found.plan for oid in (each.old, each.new)), 1)
    assert blobs.contents == 4  # the first and the last are the same content
    shown = [versions.get(each.new or "") for each in found.plan]
    assert [each and str(each.obligations[0].due) for each in shown] == [
        "2024-12-31",
        "2024-10-31",
        None,
        "2024-12-31",
        "2024-12-31",
    ]
    assert found.plan[2].new not in versions
    assert task_versions(blobs, [found.plan[0].new], 9) == {found.plan[0].new: None}


def test_the_plan_taken_away(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, "起点")
    shutil.rmtree(root / "data")
    commit(root, "删光")
    found = of(root)
    assert found.plan[-1].new is None
    assert [each.path for each in found.gone if each.path.startswith("data/rec")] == [RECORD_PATH]
