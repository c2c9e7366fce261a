"""`fazhi decide redact`: what must not be here goes, a tombstone stays, and nothing is half done."""

from __future__ import annotations

import errno
import hashlib
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import entries, errors, evidence, fazhi_here, files, workspace
from tests.builders.processes.children import in_child
from tests.builders.processes.doomed import deaths, kill_at, was_killed
from tests.builders.repositories import IDENTITY, commit, git, in_git

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def proved(root: Path, *names: str) -> str:
    """Evidence with attachments; its id."""
    places = [root.parent / name for name in names]
    for place in places:
        place.write_text(f"{place.name}的内容")
    options = [part for place in places for part in ("--file", str(place))]
    ran = evidence(root, *options, "--recorded", "2024-06-13")
    assert ran.code == 0, ran.err
    (name,) = entries(root)
    return name


def redact(root: Path, *words: str, **env: Any) -> Ran:
    return fazhi("decide", "redact", *words, "--reason", "含个人信息", "--recorded", "2024-06-20", root=root, **env)


def leaked(root: Path) -> tuple[str, Path]:
    """A record in git, with a title that should never have been there: its id and its file."""
    record = "sfj/2024-06-12-1.1-zzzz"
    file = root / f"data/records/{record}.yaml"
    text = (
        'kind: evidence\nunit: 区司法局\nobligation: "1.1"\ndate: 2024-06-12\ntitle: 张某来访{}\nrecorded: 2024-06-12\n'
    )
    file.parent.mkdir(parents=True)
    file.write_text(text.format(ID_NUMBER), "utf-8")
    in_git(root)
    return record, file


def tombstone(root: Path) -> dict[str, object]:
    (found,) = (tree for tree in entries(root).values() if tree["kind"] == "redact")
    return found


def test_an_attachment_goes_and_the_record_stands_on_what_it_has(root: Path) -> None:
    record = proved(root, "名单.xlsx", "照片.jpg")
    ran = redact(root, record, "--file", "名单.xlsx")
    assert ran.code == 0, ran.err
    digest = hashlib.sha256("名单.xlsx的内容".encode()).hexdigest()
    assert tombstone(root) == {
        "kind": "redact", "record": record, "files": [{"name": "名单.xlsx", "sha256": digest}],
        "reason": "含个人信息", "recorded": "2024-06-20",
    }  # fmt: skip
    assert f"已从工作区删去 data/records/{record}/名单.xlsx" in ran.out
    assert "不改变任何应办事项的状态" in ran.out
    assert [name for name in files(root) if name.startswith(f"records/{record}/")] == [f"records/{record}/照片.jpg"]
    assert errors(root) == []


def test_without_other_proof_the_duty_waits_for_some(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    ran = redact(root, record[-4:], "--file", f"data/records/{record}/名单.xlsx", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["removed"] == [f"data/records/{record}/名单.xlsx"]
    assert (ran.json["duty"]["before"]["state"], ran.json["duty"]["after"]["state"]) == ("done", "unproved")
    assert not (root / "data/records" / record).exists()
    assert errors(root) == []


def test_a_whole_record_goes_with_its_folder(root: Path) -> None:
    record = proved(root, "名单.xlsx", "照片.jpg")
    file = root / f"data/records/{record}.yaml"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    ran = redact(root, record, "--whole")
    assert ran.code == 0, ran.err
    assert "已完成（1/1次） → 未启动" in ran.out
    assert tombstone(root) == {
        "kind": "redact", "record": record, "whole": "yes", "sha256": digest, "reason": "含个人信息", "recorded": "2024-06-20",
    }  # fmt: skip
    assert files(root) == [f"decisions/{next(iter(entries(root)))}.yaml"]
    assert errors(root) == []
    again = redact(root, record, "--whole")
    assert again.code == 2
    assert "不必重复操作" in again.err


def test_a_withdrawn_record_may_go_and_what_withdrew_it_stays(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    assert fazhi("record", "void", record, "--reason", "录错", "--recorded", "2024-06-14", root=root).code == 0
    assert redact(root, record, "--whole").code == 0
    assert errors(root) == []
    (void,) = (name for name, tree in entries(root).items() if tree["kind"] == "void")
    assert redact(root, void, "--whole").code == 0  # what it withdrew is gone, nothing comes back
    assert errors(root) == []


def test_a_withdrawal_whose_record_would_count_again_stays_until_there_is_another(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    words = ["record", "void", record, "--reason", "张某的身份信息写错", "--recorded", "2024-06-14"]
    assert fazhi(*words, root=root).code == 0
    (void,) = (name for name, tree in entries(root).items() if tree["kind"] == "void")
    before = files(root)
    ran = redact(root, void, "--whole")
    assert ran.code == 2
    assert "又会计入" in ran.err
    assert files(root) == before
    # nor does a tombstone that was written by hand remove it
    by_hand = root / "data/decisions/2024-06-20-redact-zzzz.yaml"
    by_hand.parent.mkdir(exist_ok=True)
    by_hand.write_text(
        f"kind: redact\nrecord: {void}\nwhole: yes\nsha256: {'0' * 64}\nreason: 含姓名\nrecorded: 2024-06-20\n", "utf-8"
    )
    known = files(root)
    ran = redact(root, void, "--whole")
    assert ran.code == 2
    assert "又会计入" in ran.err
    assert files(root) == known


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--file", "没有.xlsx"], "附件有：名单.xlsx"),
        ([], "缺少 --file 或 --whole"),
        (["--file", "名单.xlsx", "--whole"], "只写一个"),
        (["--file", "名单.xlsx", "--reason", f"含{ID_NUMBER}"], "身份证号"),
        (["--whole", "--reason", " "], "不能为空"),
    ],
)
def test_refusals_leave_everything(root: Path, words: list[str], said: str) -> None:
    record = proved(root, "名单.xlsx")
    before = files(root)
    given = words if "--reason" in words else [*words, "--reason", "含个人信息"]
    ran = fazhi("decide", "redact", record, *given, root=root)
    assert ran.code == 2
    assert said in ran.err
    assert ID_NUMBER not in ran.err
    assert files(root) == before


def test_what_is_no_evidence_has_no_attachments(root: Path) -> None:
    words = ["record", "progress", "4", "--unit", "sfj", "--period", "2024Q2", "--done", "开展日常宣传六场"]
    assert fazhi(*words, root=root).code == 0
    (record,) = entries(root)
    assert "没有附件" in redact(root, record, "--file", "名单.xlsx").err
    assert "没有编号为" in redact(root, "sfj/2024-01-01-1.1-zzzz", "--whole").err
    assert fazhi("decide", "redact", record, "--whole", "--reason", "含个人信息", root=root).code == 0
    assert errors(root) == []


def test_a_name_that_says_too_much_needs_the_whole_record_gone(root: Path) -> None:
    record = proved(root, "名单.txt")
    folder = root / "data/records" / record
    file = root / f"data/records/{record}.yaml"
    (folder / "名单.txt").rename(folder / f"{ID_NUMBER}.txt")
    file.write_text(file.read_text("utf-8").replace("名单.txt", f"{ID_NUMBER}.txt"), "utf-8")
    ran = redact(root, record, "--file", f"{ID_NUMBER}.txt")
    assert ran.code == 2
    assert "--whole" in ran.err
    assert ID_NUMBER not in ran.err
    ran = redact(root, record, "--whole")
    assert ran.code == 0, ran.err
    assert ID_NUMBER not in ran.out
    assert errors(root) == []


def test_one_commit_takes_both_and_the_check_is_green(root: Path) -> None:
    record = proved(root, "名单.xlsx", "照片.jpg")
    in_git(root)
    ran = redact(root, record, "--file", "名单.xlsx", "--commit", **IDENTITY)
    assert ran.code == 0, ran.err
    assert "已提交" in ran.out
    assert "docs/redact.md" in ran.out
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--pretty=%s").strip() == f"去除 {record} 的附件1个"
    changed = git(root, "show", "--name-status", "--pretty=", "HEAD").split()
    assert changed[0::2] == ["A", "D"]
    ran = redact(root, record, "--whole", "--commit", **IDENTITY)
    assert ran.code == 0, ran.err
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--pretty=%s").strip() == f"去除整条记录 {record}"
    assert fazhi("check", root=root).code == 0


def test_what_is_not_committed_is_told_as_commands_that_work(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    in_git(root)
    ran = redact(root, record, "--whole", **IDENTITY)
    lines = [line.strip() for line in ran.out.splitlines() if line.strip().startswith("git -C")]
    assert len(lines) == 3
    for line in lines[:2]:
        git(root, *shlex.split(line)[1:])
    assert git(root, "status", "--porcelain") == ""


def test_a_rerun_commits_what_was_only_removed(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    in_git(root)
    assert redact(root, record, "--whole", **IDENTITY).code == 0
    ran = redact(root, record, "--whole", "--commit", **IDENTITY)
    assert ran.code == 0, ran.err
    assert "早已写好" in ran.out
    assert git(root, "status", "--porcelain") == ""
    assert "不必重复操作" in redact(root, record, "--whole", "--commit", **IDENTITY).err


def test_a_file_that_comes_back_is_an_error_and_goes_again(root: Path) -> None:
    record = proved(root, "名单.xlsx", "照片.jpg")
    assert redact(root, record, "--file", "名单.xlsx").code == 0
    place = root / "data/records" / record / "名单.xlsx"
    place.write_text("名单.xlsx的内容")
    assert {each.rule for each in errors(root)} == {"redacted-present"}
    before = set(entries(root))
    ran = redact(root, record, "--file", "名单.xlsx")
    assert ran.code == 0, ran.err
    assert set(entries(root)) == before
    assert not place.exists()
    assert errors(root) == []


def test_more_may_go_later(root: Path) -> None:
    record = proved(root, "名单.xlsx", "照片.jpg")
    assert redact(root, record, "--file", "名单.xlsx").code == 0
    assert redact(root, record, "--file", "名单.xlsx", "--file", "照片.jpg").code == 0
    trees = [tree for tree in entries(root).values() if tree["kind"] == "redact"]
    assert sorted(each["name"] for tree in trees for each in tree["files"]) == ["名单.xlsx", "照片.jpg"]
    assert errors(root) == []


def test_every_page_shows_the_tombstone(root: Path) -> None:
    record = proved(root, "名单.xlsx")
    in_git(root)
    assert redact(root, record, "--whole", "--commit", **IDENTITY).code == 0
    for words in (["show", "1.1"], ["show", "1"], ["unit", "司法局"], ["log", "1.1"], ["log", "司法局"]):
        ran = fazhi(*words, root=root)
        assert ran.code == 0, ran.err
        assert f"去除 {record}：整条记录，含个人信息" in ran.out, words


def test_the_log_tells_nothing_git_still_knows_of_it(root: Path) -> None:
    record, _ = leaked(root)
    assert fazhi("check", root=root).code == 1
    assert redact(root, record, "--whole", "--commit", **IDENTITY).code == 0
    assert fazhi("check", root=root).code == 0
    for words in (["log", "1.1"], ["log", "1.1", "--json"], ["show", "1.1"]):
        shown = fazhi(*words, root=root).out
        assert "张某来访" not in shown
        assert record in shown


def test_a_file_that_cannot_be_removed_is_told_and_a_rerun_goes_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = proved(root, "名单.xlsx")

    def refuse(place: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "no", str(place))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        ran = redact(root, record, "--file", "名单.xlsx")
    assert ran.code == 2
    assert "没有全部删去：没有权限（名单.xlsx）" in ran.err
    assert "再运行一次同样的命令" in ran.err
    assert tombstone(root)["record"] == record
    assert redact(root, record, "--file", "名单.xlsx").code == 0
    assert errors(root) == []


def test_a_review_of_it_passes_and_tells_nothing_that_stood_there(root: Path) -> None:
    """The dead end there was: deleted by hand it blocks, and says what to do; let go it passes, for a person to see."""
    record, file = leaked(root)
    git(root, "switch", "--quiet", "-c", "手删")
    file.unlink()
    commit(root, "删", "2024-06-20")
    by_hand = fazhi("review", "main", root=root, **IDENTITY)
    assert by_hand.code == 1
    assert "fazhi decide redact" in by_hand.out
    git(root, "switch", "--quiet", "-c", "去除", "main")
    assert redact(root, record, "--whole", "--commit", **IDENTITY).code == 0
    for form in ("text", "markdown", "json"):
        ran = fazhi("review", "main", "--format", form, root=root, **IDENTITY)
        assert ran.code == 0, ran.out
        assert "张某来访" not in ran.out
        assert "去除" in ran.out
        assert record in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_is_removed_through_a_link(root: Path, tmp_path: Path) -> None:
    record = proved(root, "名单.xlsx")
    folder = root / "data/records" / record
    shutil.move(folder, tmp_path / "别处")
    folder.symlink_to(tmp_path / "别处")
    ran = redact(root, record, "--file", "名单.xlsx")
    assert ran.code == 2
    assert "链接" in ran.err
    assert (tmp_path / "别处" / "名单.xlsx").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")
@pytest.mark.parametrize("how", [["--whole"], ["--file", "名单.xlsx", "--file", "照片.jpg"]], ids=["whole", "files"])
def test_killed_at_every_call_that_changes_the_disk(tmp_path: Path, how: list[str]) -> None:
    """No file goes before its tombstone stands, and the same command again finishes."""
    start, root = workspace(tmp_path / "起点"), tmp_path / "台账"
    record = proved(start, "名单.xlsx", "照片.jpg")
    words = ["decide", "redact", record, *how, "--reason", "含个人信息"]

    def stands() -> bool:
        return any(tree["kind"] == "redact" for tree in entries(root).values())

    def doomed(number: int, moment: str) -> bool:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)

        def work() -> int:
            kill_at(number, moment)
            return fazhi_here(root, *words)

        dead = was_killed(in_child(work))
        if not stands():
            assert (root / f"data/records/{record}.yaml").is_file()
            assert {path.name for path in (root / "data/records" / record).iterdir()} == {"名单.xlsx", "照片.jpg"}
        return dead

    died = 0
    for moment in deaths(doomed):
        died += moment == "after"
        assert {each.rule for each in errors(root)} <= {"redacted-present"}
        may_be_done = stands() and not errors(root)
        assert fazhi(*words, root=root).code in ({0, 2} if may_be_done else {0})
        assert errors(root) == []
        assert not list((root / "data/records" / record).glob("*"))
        assert [tree["kind"] for tree in entries(root).values()].count("redact") == 1
        assert not [name for name in files(root) if ".fazhi-tmp-" in name]
    assert errors(root) == []
    assert died >= 10
