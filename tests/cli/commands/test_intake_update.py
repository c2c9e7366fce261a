"""`fazhi intake --update` as the clerk types it: shown first, asked one by one, or chosen by options."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import fazhi_here
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed
from tests.builders.trees import settled, tree
from tests.services.revised.test_update import OLD, Office

from spt_fazhi.cli.entry import update_entry
from spt_fazhi.model.paths import MARKER_FILE

CHANGED = (
    ("建立学法清单制度。", "按照要求，建立学法清单制度。"),
    ("6月底前", "9月底前"),
    ("责任单位：县财政局", "责任单位：县水务局"),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_without_a_terminal_it_is_shown_and_nothing_is_written(office: Office) -> None:
    file = office.document(*CHANGED)
    before = tree(office.root)
    ran = fazhi("intake", file, "--update", root=office.root)
    assert ran.code == 0
    assert "任务：没有变 1，改写 2，单位变了 1" in ran.out
    assert "[3-units] 任务 3 案卷评查：单位变了" in ran.out
    assert "稳妥的 2 处" in ran.err
    assert tree(office.root) == before


def test_yes_applies_what_is_safe_and_lists_what_was_left(office: Office) -> None:
    file = office.document(*CHANGED)
    ran = fazhi("intake", file, "--update", "--yes", root=office.root)
    assert ran.code == 0, ran.err
    assert "已采用（2）" in ran.out
    assert "没有采用（1）" in ran.out
    assert "已写入" in ran.err
    assert fazhi("check", root=office.root).code == 0
    ran = fazhi("intake", file, "--update", "--only", "2", "--json", root=office.root)
    assert [(each["id"], each["applied"]) for each in ran.json["changes"]] == [("2", True)]
    assert ran.json["written"] == ["data/tasks.yaml"]
    ran = fazhi("intake", file, "--update", "--yes", root=office.root)
    assert (ran.code, "没有要改的" in ran.err) == (0, True)
    assert fazhi("check", root=office.root).code == 0


def test_what_was_declined_is_never_called_the_same(office: Office) -> None:
    changed = (("建立学法清单制度。", "按照要求，建立学法清单制度。"), ("责任单位：县财政局", "责任单位：县水务局"))
    file = office.document(*changed)
    assert fazhi("intake", file, "--update", "--only", "1", root=office.root).code == 0
    ran = fazhi("intake", file, "--update", root=office.root)
    assert (
        "任务 3：单位照台账的；照文件要增加责任单位：县水务局，去掉责任单位：县财政局，采用的请改 tasks.yaml" in ran.out
    )
    assert "一致" not in ran.err
    assert "没有别的要改的" in ran.err


def test_on_a_terminal_each_change_is_asked_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answered(label: str) -> str:
        asked.append(label)
        return {1: "也许", 2: "是", 3: "", 4: "否"}[len(asked)]

    monkeypatch.setattr(update_entry, "on_terminal", lambda: True)
    monkeypatch.setattr(update_entry, "answer", answered)
    ran = fazhi("intake", office.document(*CHANGED), "--update", root=office.root)
    assert ran.code == 0, ran.err
    assert [each.partition("]")[0] for each in asked] == ["[1", "[1", "[2", "[3-units"]
    assert "请写 是、否 或 退出" in ran.err
    assert "加上文字：“按照要求，”" in ran.err.partition("[2]")[0]
    assert "已采用（1）" in ran.out
    assert "按照要求，建立学法清单制度" in office.plan()
    assert "6月底前公布权责清单" in office.plan()


@pytest.mark.parametrize("stop", ["退出", "q", "Quit"])
def test_who_leaves_amid_the_questions_has_changed_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    typed = iter(["是", stop])
    monkeypatch.setattr(update_entry, "on_terminal", lambda: True)
    monkeypatch.setattr(update_entry, "answer", lambda _: next(typed))
    file = office.document(*CHANGED)
    before = tree(office.root)
    ran = fazhi("intake", file, "--update", root=office.root)
    assert ran.code == 2
    assert "一处也没有采用" in ran.err
    assert tree(office.root) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--update", "--out", "x"], "不与 --out"),
        (["--update", "--diff"], "不与 --out"),
        (["--yes"], "要与 --update 同用"),
        (["--only", "3"], "要与 --update 同用"),
        (["--update", "--only", "9"], "没有编号为“9”的改动"),
        (["--update", "--only", "，"], "没有写编号"),
        (["--update", "--year", "2025"], "换年度用 fazhi rollover"),
    ],
)
def test_what_cannot_be_changes_nothing(office: Office, args: list[str], said: str) -> None:
    file = office.document(*CHANGED)
    before = tree(office.root)
    ran = fazhi("intake", file, *args, root=office.root)
    assert ran.code == 2
    assert said in ran.err
    assert tree(office.root) == before


def test_a_plan_written_in_a_way_that_cannot_be_spliced_is_left(office: Office) -> None:
    import json

    from spt_fazhi.store.yaml.reader import read_tree

    plan = json.dumps(read_tree(office.plan()), ensure_ascii=False)
    (office.root / "data/tasks.yaml").write_text(plan + "\n", "utf-8")
    text = OLD.replace("\n4.编", "\n4.新事。建立新的制度。（牵头单位：县财政局）\n5.编")
    file = office.folder / "新.txt"
    file.write_text(text, "utf-8")
    before = tree(office.root)
    ran = fazhi("intake", str(file), "--update", "--yes", root=office.root)
    assert (ran.code, tree(office.root)) == (2, before)
    assert "写法特别" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")
@pytest.mark.slow
def test_killed_at_every_call_all_files_are_old_or_new(office: Office) -> None:
    import shutil

    file = office.document(*CHANGED)
    old = tree(office.root)
    pristine = office.folder / "原样"
    shutil.copytree(office.root, pristine)
    assert fazhi_here(office.root, "intake", file, "--update", "--yes") == 0
    new = tree(office.root)
    assert {path for path in new if new[path] != old.get(path)} == {
        "data/source/示例县2024年法治政府建设工作要点（修订）.txt",
        "data/tasks.yaml",
        "data/units.yaml",
    }

    def doomed(number: int, moment: str) -> bool:
        shutil.rmtree(office.root)
        shutil.copytree(pristine, office.root)

        def work() -> int:
            kill_at(number, moment)
            return fazhi_here(office.root, "intake", file, "--update", "--yes")

        return was_killed(in_child(work))

    seen = set()
    died = 0
    for moment in deaths(doomed):
        died += moment == "after"
        marked = (office.root / MARKER_FILE).exists()
        ran = fazhi("status", root=office.root)
        assert ("上次更新台账中断在半路，已接着做完。" in ran.err) == marked
        now = settled(tree(office.root))
        assert now in (old, new)
        seen.add((marked, now == new))
    assert {(False, False), (True, True)} <= seen
    assert died >= 20


def test_a_marker_that_git_brings_is_not_followed(office: Office) -> None:
    from tests.builders.files import write
    from tests.builders.repositories import in_git

    write(office.root, MARKER_FILE, '{"staging": ".fazhi-new-0123abcd", "old_year": 2024, "new_year": 0}')
    write(office.root, ".fazhi-new-0123abcd/data/tasks.yaml", "x")
    in_git(office.root)
    before = office.plan()
    ran = fazhi("status", root=office.root)
    assert "不照它做" in ran.err
    assert office.plan() == before
