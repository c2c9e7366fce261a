"""`collect --branch`: a commit a form on a branch a unit; the work tree and what is staged stay as they are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import fazhi
from tests.builders.entries import entries, fazhi_here, files
from tests.builders.forms import Filled, forms
from tests.builders.mails import mail
from tests.builders.repositories import IDENTITY, git, in_git, merge

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "附件文件名": "签到.pdf"}
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "一号"}
WHO = ("--branch", "--author", "东镇司法所 <dz@example.cn>")
SFJ, DZ = "collect/2024-06-20/sfj", "collect/2024-06-20/dz"


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.builders.command._KEPT", ("PATH", "HOME", *IDENTITY))
    for name, said in IDENTITY.items():
        monkeypatch.setenv(name, said)


@pytest.fixture
def root(root: Path) -> Path:
    return in_git(root)


@pytest.fixture
def sent(root: Path, inbox: Path) -> Filled:
    """Two forms that came, one with an attachment; that one is given to be changed."""
    made = forms(root)
    (inbox / "签到.pdf").write_bytes(b"signed")
    Filled(made["东镇"]).write("2.1", REPORT).save(inbox / "东镇.xlsx")
    filled = Filled(made["区司法局"]).write("1.1", LECTURE)
    filled.save(inbox / "司法局.xlsx")
    return filled


def branches(root: Path) -> list[str]:
    return git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/collect").split()


def added(root: Path, branch: str, since: str = "main") -> list[str]:
    """The files that a branch has beside `since`, less the chance of their names."""
    listed = git(root, "diff", "--name-only", "-z", f"{since}...{branch}").split("\0")
    return sorted(each.removeprefix("data/records/") for each in listed if each)


def test_a_branch_a_unit_and_nothing_else_changes(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    (root / "笔记.txt").write_text("没有提交", "utf-8")
    git(root, "add", "笔记.txt")
    before, head = git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD")
    ran = collect(*WHO)
    assert (ran.code, ran.err) == (0, "")
    assert (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD"), files(root)) == (before, head, [])
    assert branches(root) == [DZ, SFJ]
    record, attachment = added(root, SFJ)
    assert record.startswith("sfj/2024-06-12-1.1-")
    assert attachment == f"{record.removesuffix('.yaml')}/签到.pdf"
    assert git(root, "show", f"{SFJ}:data/records/{attachment}") == "signed"
    assert git(root, "log", "--format=%an <%ae> %cn %s", f"main..{SFJ}").strip().startswith(
        "东镇司法所 <dz@example.cn> 示例 收表 区司法局（2024-06-20-sfj-"
    )  # fmt: skip
    assert len(added(root, DZ)) == 1
    assert f"已提交到分支 {SFJ}" in ran.out
    for branch, unit in ((DZ, "dz"), (SFJ, "sfj")):
        assert f" --head {branch} --only-unit {unit}\n" in ran.out
        assert f" merge --no-ff {branch}\n" in ran.out
        assert fazhi("review", "--head", branch, "--only-unit", unit, root=root).code == 0


def test_collected_twice_nothing_is_written(root: Path, collect: Any, sent: Filled) -> None:
    assert collect("--branch").code == 0
    tips = git(root, "for-each-ref")
    ran = collect("--branch", on="2024-06-25")
    assert (ran.code, git(root, "for-each-ref")) == (0, tips)
    assert f"1 条早已录入，未合并的在分支 {SFJ}" in ran.out
    assert f"--head {SFJ}" in ran.out


def test_a_later_copy_adds_what_is_new(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    assert collect("--branch").code == 0
    (inbox / "签到.pdf").unlink()  # it is on the branch, the copy need not bring it again
    first = git(root, "rev-parse", SFJ)
    sent.write("2.1", REPORT).save(inbox / "司法局(1).xlsx")
    ran = collect("--branch")
    assert ran.code == 0, ran.out
    assert (git(root, "rev-parse", f"{SFJ}~1"), len(added(root, SFJ))) == (first, 3)
    assert git(root, "rev-list", "--count", f"main..{DZ}").strip() == "1"


def test_what_was_merged_is_not_written_again(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    assert collect("--branch").code == 0
    merge(root, SFJ)
    git(root, "branch", "-D", SFJ)
    merge(root, DZ)
    tips = git(root, "for-each-ref")
    ran = collect("--branch")
    assert (ran.code, git(root, "for-each-ref")) == (0, tips)
    assert "--head" not in ran.out
    sent.write("2.1", REPORT).save(inbox / "司法局.xlsx")
    assert collect("--branch").code == 0
    assert git(root, "rev-parse", f"{SFJ}~1") == git(root, "rev-parse", "main")  # it starts anew
    assert len(added(root, SFJ)) == 1


def test_a_branch_that_was_merged_as_one_commit_starts_anew(
    root: Path, inbox: Path, collect: Any, sent: Filled
) -> None:
    assert collect("--branch").code == 0
    git(root, "merge", "--quiet", "--squash", SFJ)
    git(root, "commit", "--quiet", "-m", "合并")
    sent.write("2.1", REPORT).save(inbox / "司法局.xlsx")
    assert collect("--branch").code == 0
    assert git(root, "rev-parse", f"{SFJ}~1") == git(root, "rev-parse", "main")
    assert len(added(root, SFJ)) == 1


def test_a_branch_goes_on_where_the_remote_one_stands(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    """Another clerk has collected and pushed."""
    assert collect("--branch").code == 0
    git(root, "init", "--quiet", "--bare", str(root.parent / "远.git"))
    git(root, "remote", "add", "upstream", str(root.parent / "远.git"))
    git(root, "push", "--quiet", "upstream", SFJ)
    git(root, "branch", "-D", SFJ)
    ran = collect("--branch")
    assert (ran.code, branches(root)) == (0, [DZ])
    assert f"push upstream {DZ} {SFJ}" in ran.out
    sent.write("2.1", REPORT).save(inbox / "司法局.xlsx")
    assert collect("--branch").code == 0
    assert git(root, "rev-parse", f"{SFJ}~1") == git(root, "rev-parse", f"refs/remotes/upstream/{SFJ}")


def test_rows_are_held_against_the_branch(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    assert collect("--branch").code == 0
    sent.write("1.1", {"文号": "新的一号"}).save(inbox / "司法局.xlsx")
    ran = collect("--branch")
    assert ran.code == 1
    assert "与已录入的 sfj/2024-06-12-1.1-" in ran.out
    assert collect("--branch", "--replace").code == 0
    titles = added(root, SFJ)
    assert sum("-void-" in each or each.count("-1.1-") for each in titles) == 5  # two records, two files, a withdrawal
    tips = git(root, "for-each-ref")
    assert (collect("--branch", "--replace").code, git(root, "for-each-ref")) == (0, tips)


def test_what_is_recorded_here_is_not_written_to_a_branch(root: Path, collect: Any, sent: Filled) -> None:
    assert collect().code == 0
    assert (collect("--branch").code, branches(root)) == (0, [])


def test_a_faulty_form_makes_no_branch(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    sent.write("2.1", {"日期": "2月30日", "做了什么": "x"}).save(inbox / "司法局.xlsx")
    ran = collect("--branch")
    assert (ran.code, branches(root)) == (1, [DZ])
    assert (inbox / "退回_司法局.xlsx").exists()
    assert collect("--branch", "--skip-bad").code == 1
    assert branches(root) == [DZ, SFJ]


def test_only_looking_makes_no_branch(root: Path, collect: Any, sent: Filled) -> None:
    ran = collect("--branch", "--dry-run")
    assert (ran.code, branches(root)) == (0, [])
    assert f"会提交到分支 {SFJ}" in ran.out
    assert "下一步" not in ran.out


def test_json_names_the_branch(root: Path, collect: Any, sent: Filled) -> None:
    told = {each["branch"]: each["committed"] for each in collect("--branch", "--json").json["forms"]}
    assert told == {each: git(root, "rev-parse", each).strip() for each in (DZ, SFJ)}


def test_a_branch_that_is_checked_out_is_left_and_the_others_are_written(
    root: Path, inbox: Path, collect: Any, sent: Filled
) -> None:
    assert collect("--branch").code == 0
    git(root, "switch", "--quiet", SFJ)
    sent.write("2.1", REPORT).save(inbox / "司法局.xlsx")
    Filled(forms(root)["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    before = git(root, "rev-parse", SFJ)
    ran = collect("--branch")
    assert ran.code == 2
    assert f"司法局.xlsx 的记录没有写到分支上：分支 {SFJ} 正检出着" in ran.err
    assert git(root, "rev-parse", SFJ) == before
    assert len(added(root, "collect/2024-06-20/xz", SFJ)) == 1
    assert git(root, "status", "--porcelain") == ""


def test_who_waits_on_a_branch_has_answered(root: Path, inbox: Path, collect: Any) -> None:
    out = root.parent / "发出"
    days = ("--as-of", "2024-06-20", "--recorded", "2024-06-20")
    assert fazhi_here(root, "form", "--group", "各镇", "-o", str(out), "--issue", "--commit", *days) == 0
    for unit in ("东镇", "西镇"):
        (form,) = (path for path in out.iterdir() if unit in path.name)
        Filled(form.read_bytes()).write("2.1", REPORT).save(inbox / "表.xlsx")
        ran = collect("--branch", "--json")
        assert ran.code == 0
        assert ran.json["missing"] == (["西镇"] if unit == "东镇" else [])
    assert len(branches(root)) == 2


def test_a_branch_of_no_common_origin(root: Path, collect: Any, sent: Filled) -> None:
    alone = git(root, "commit-tree", "HEAD^{tree}", "-m", "孤").strip()
    git(root, "update-ref", f"refs/heads/{DZ}", alone)
    ran = collect("--branch")
    assert (ran.code, branches(root)) == (2, [DZ, SFJ])
    assert f"分支 {DZ} 和现在的分支没有共同的来历" in ran.err
    assert "什么也没有填" not in ran.out
    assert git(root, "rev-parse", DZ).strip() == alone


@pytest.mark.parametrize("plan", ["一团糟: [", "register: {format: 1}\n"])
def test_a_branch_that_cannot_be_read(root: Path, inbox: Path, collect: Any, sent: Filled, plan: str) -> None:
    assert collect("--branch").code == 0
    git(root, "switch", "--quiet", SFJ)
    (root / "data" / "tasks.yaml").write_text(plan, "utf-8")
    git(root, "commit", "--quiet", "-am", "弄坏")
    git(root, "switch", "--quiet", "main")
    ran = collect("--branch")
    assert ran.code == 2
    assert ran.err.startswith("错误：")
    assert SFJ in ran.err or "这个版本里的台账" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--branch", "--commit"), "不能一起写"),
        (("--author", "东镇 <a@b.c>"), "--author 只和 --branch 一起写"),
        (("--branch", "--author", "东镇"), "--author 看不懂"),
        (("--branch", "--author", "东镇 <a@b.c>\nX: y"), "--author 看不懂"),
    ],
)
def test_options_that_do_not_fit(root: Path, collect: Any, sent: Filled, options: tuple[str, ...], said: str) -> None:
    ran = collect(*options)
    assert (ran.code, branches(root), files(root)) == (2, [], [])
    assert said in ran.err


def test_where_no_branch_can_be_made(root: Path, inbox: Path, collect: Any, sent: Filled, tmp_path: Path) -> None:
    git(root, "update-ref", "-d", "refs/heads/main")
    ran = collect("--branch")
    assert (ran.code, ran.out) == (2, "")
    assert "还没有提交" in ran.err
    (root / ".git").rename(tmp_path / "git")
    ran = collect("--branch")
    assert (ran.code, ran.out) == (2, "")
    assert "不在 git 仓库里" in ran.err
    assert files(root) == []


def test_a_branch_of_another_name_in_the_way(root: Path, collect: Any, sent: Filled) -> None:
    git(root, "branch", "collect")
    ran = collect("--branch")
    assert ran.code == 2
    assert "东镇.xlsx 的记录没有写到分支上：有一条分支的名字正好是这条的前一段" in ran.err
    assert "东镇.xlsx（东镇" in ran.out
    assert "没有写成" in ran.out
    assert files(root) == []


def test_forms_of_a_period_that_came_by_mail(root: Path, inbox: Path, collect: Any) -> None:
    form = forms(root, period="2024Q2")["东镇"]
    data = Filled(form).write("2.1", {**REPORT, "附件文件名": "签到"}).bytes()
    (inbox / "a.eml").write_bytes(mail(("表.xlsx", data), ("签到.jpg", b"jpg")))
    assert collect("--branch").code == 0
    assert branches(root) == ["collect/2024Q2/dz"]
    assert added(root, "collect/2024Q2/dz")[1].endswith("/签到.jpg")


def test_a_workspace_below_the_top_of_its_repository(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    place = root / "台账" / "区"
    place.mkdir(parents=True)
    for name in ("data", "templates"):
        if (root / name).exists():
            (root / name).rename(place / name)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "搬")
    collect.root = place
    assert collect("--branch").code == 0
    assert added(root, DZ)[0].startswith("台账/区/data/records/dz/")
    tips = git(root, "for-each-ref")
    assert (collect("--branch").code, git(root, "for-each-ref")) == (0, tips)


def test_two_forms_of_one_unit_are_two_commits(root: Path, inbox: Path, collect: Any, sent: Filled) -> None:
    sent.write("2.1", REPORT).save(inbox / "司法局又报.xlsx")
    assert collect("--branch").code == 0
    assert git(root, "rev-list", "--count", f"main..{SFJ}").strip() == "2"
    assert len(added(root, SFJ)) == 3


def test_a_folder_that_cannot_be_made_is_one_line(
    root: Path, collect: Any, sent: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    ran = collect("--branch")
    assert (ran.code, branches(root)) == (2, [])
    assert "临时文件夹" in ran.err


def test_merged_by_the_reviewer_it_is_recorded(root: Path, collect: Any, sent: Filled) -> None:
    assert collect("--branch").code == 0
    for branch in (DZ, SFJ):
        merge(root, branch)
    assert sorted(tree["unit"] for tree in entries(root).values()) == ["东镇", "区司法局"]
    assert fazhi_here(root, "check") == 0
