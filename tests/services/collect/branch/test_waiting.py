"""A reply that waits on its branch is neither asked for again nor urged, and it is said where it waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import evidence
from tests.builders.forms import Filled
from tests.builders.repositories import IDENTITY, git, in_git, merge

SENT, DAY = "2024-06-20", "2024-07-20"
SFJ = "collect/2024-06-20/sfj"
REVIEW = {"日期": "6月12日", "做了什么": "开展案卷评查", "文号": "一号"}
REVIEWED = "3.1 2024H1"


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.builders.command._KEPT", ("PATH", "HOME", *IDENTITY))
    for name, said in IDENTITY.items():
        monkeypatch.setenv(name, said)


def run(root: Path, *words: str, on: str = DAY) -> Ran:
    return fazhi(*words, "--as-of", on, root=root)


def answer(root: Path, inbox: Path, place: Path) -> None:
    """A unit answers one row of the form it was sent."""
    Filled((place / "区司法局.xlsx").read_bytes()).write("3.1", REVIEW, period="2024H1").save(inbox / "区司法局.xlsx")


@pytest.fixture
def waiting(root: Path, inbox: Path, collect: Any, tmp_path: Path) -> Path:
    """The workspace: a form was sent to a unit, and what came back lies on its branch."""
    in_git(root)
    ran = fazhi("form", "区司法局", "-o", str(tmp_path / "表"), "--issue", "--commit", "--recorded", SENT,
                "--as-of", SENT, root=root)  # fmt: skip
    assert ran.code == 0, ran.err
    answer(root, inbox, tmp_path / "表")
    ran = collect("--branch")
    assert (ran.code, ran.err) == (0, "")
    assert git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/collect").split() == [SFJ]
    return root


def asked(ran: Ran) -> list[str]:
    return [
        f"{each['obligation']} {each['period']}"
        for form in ran.json["forms"]
        if form["unit"] == "区司法局"
        for each in form["duties"]
    ]


def test_the_form_was_answered_and_waits_to_be_merged(waiting: Path) -> None:
    (form,) = run(waiting, "form", "--status", "--json").json["forms"]
    assert (form["answered"], form["branches"], form["late"], form["records"]) == ("merging", [SFJ], 0, [])
    screen = run(waiting, "form", "--status").out
    assert f"已回，待合并 {SFJ}" in screen.replace("\n", "").replace("合并collect", "合并 collect")
    assert "已回 0 份，已回、待合并 1 份，过了期限没有回 0 份。" in screen
    merge(waiting, SFJ)
    (form,) = run(waiting, "form", "--status", "--json").json["forms"]
    assert (form["answered"], form["branches"], len(form["records"])) == ("answered", [], 1)


def test_before_the_day_it_came_it_is_not_known(waiting: Path) -> None:
    found = run(waiting, "form", "--all", "--json", on="2024-06-19")
    assert (REVIEWED in asked(found), found.json["merging"]) == (True, [])


def test_what_was_answered_is_not_asked_again_and_the_rest_is(waiting: Path, tmp_path: Path) -> None:
    found = run(waiting, "form", "--all", "--json")
    assert asked(found) != []
    assert REVIEWED not in asked(found)
    (merging,) = found.json["merging"]
    assert (merging["unit"], merging["branches"]) == ("区司法局", [SFJ])
    assert [each["obligation"] for each in merging["duties"]] == ["3.1"]
    assert "已回，待合并\n  区司法局 1 项（3.1）" in run(waiting, "form", "--all").out
    wrote = run(waiting, "form", "区司法局", "-o", str(tmp_path / "又.xlsx"))
    assert f"区司法局 1 项已回，待合并 {SFJ}，不再问，请先合并；要再问请加 --again。" in wrote.err
    again = run(waiting, "form", "区司法局", "--again", "-o", str(tmp_path / "再.xlsx"))
    assert f"区司法局 1 项已回，待合并 {SFJ}，照 --again 又问了一次。" in again.err
    assert REVIEWED in asked(run(waiting, "form", "--all", "--again", "--json"))
    git(waiting, "branch", "-D", SFJ)
    found = run(waiting, "form", "--all", "--json")
    assert (REVIEWED in asked(found), found.json["merging"]) == (True, [])


def test_a_form_that_was_never_entered_waits_too(root: Path, inbox: Path, collect: Any, tmp_path: Path) -> None:
    in_git(root)
    assert run(root, "form", "区司法局", "-o", f"{tmp_path / '表'}/", on=SENT).code == 0
    answer(root, inbox, tmp_path / "表")
    assert collect("--branch").code == 0
    found = run(root, "form", "--all", "--json")
    assert REVIEWED not in asked(found)
    assert [each["branches"] for each in found.json["merging"]] == [[SFJ]]


def test_nobody_is_urged_about_it(waiting: Path, tmp_path: Path) -> None:
    assert evidence(waiting, "--document", "一号", "--recorded", "2024-06-13", "--commit").code == 0  # it is in use
    found = run(waiting, "notice", "--json").json
    urged = [each["obligation"] for one in found["notices"] if one["unit"] == "区司法局" for each in one["duties"]]
    assert urged != []
    assert "3.1" not in urged
    (merging,) = found["merging"]
    assert (merging["unit"], merging["number"], merging["branches"]) == ("区司法局", 1, [SFJ])
    assert "已回，待合并，这次不写\n  区司法局 1 条（3.1）" in run(waiting, "notice").out
    wrote = run(waiting, "notice", "-o", str(tmp_path / "函"), "--unit", "区司法局", "--format", "md")
    assert f"说明：区司法局 1 条已回，待合并 {SFJ}，没有写进函里；请先合并。" in wrote.err
    merge(waiting, SFJ)
    assert run(waiting, "notice", "--json").json["merging"] == []


def test_the_summary_of_another_run_knows_it(waiting: Path, inbox: Path, collect: Any) -> None:
    sent = waiting.parent / "表二"
    ran = fazhi(
        "form", "东镇", "-o", f"{sent}/", "--issue", "--commit", "--recorded", SENT, "--as-of", SENT, root=waiting
    )
    assert ran.code == 0, ran.err
    (inbox / "区司法局.xlsx").unlink()
    Filled((sent / "东镇.xlsx").read_bytes()).write("2.1", {**REVIEW, "日期": "2月20日"}).save(inbox / "回表.xlsx")
    assert collect("--json", "--dry-run", on="2024-06-20").json["missing"] == []
    git(waiting, "branch", "-D", SFJ)
    assert collect("--json", "--dry-run", on="2024-06-20").json["missing"] == ["区司法局"]


def test_in_a_version_of_the_past_nothing_waits(waiting: Path) -> None:
    found = run(waiting, "form", "--all", "--again", "--json", "--at", "HEAD")
    assert (REVIEWED in asked(found), found.json["merging"]) == (True, [])


@pytest.mark.parametrize("how", ["remote", "unrelated", "squashed"])
def test_branches_elsewhere_without_a_common_past_and_merged_as_one(waiting: Path, how: str) -> None:
    if how == "remote":
        git(waiting, "update-ref", f"refs/remotes/upstream/{SFJ}", SFJ)
        git(waiting, "branch", "-D", SFJ)
    elif how == "unrelated":
        git(waiting, "branch", "-D", SFJ)
        tree = git(waiting, "rev-parse", "HEAD^{tree}").strip()
        git(waiting, "update-ref", f"refs/heads/{SFJ}", git(waiting, "commit-tree", "-m", "x", tree).strip())
    else:
        git(waiting, "merge", "--quiet", "--squash", SFJ)
        git(waiting, "commit", "--quiet", "-m", "合并")
    ran = run(waiting, "form", "--status", "--json")
    assert ran.code == 0, ran.err
    assert [each["answered"] for each in ran.json["forms"]] == [
        {"remote": "merging", "unrelated": "late", "squashed": "answered"}[how]
    ]
