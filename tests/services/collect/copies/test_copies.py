"""Several copies of one form lie together: what was put right counts, the faulty one it came from is told as settled."""

from __future__ import annotations

import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, files
from tests.builders.forms import Filled, forms
from tests.builders.mails import mail, zipped
from tests.builders.repositories import IDENTITY, in_git

LECTURE = {"日期": "6月31日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "一号"}


def sent_back(root: Path, inbox: Path, collect: Any, **more: object) -> Filled:
    """A form with a fault, collected; what went back, to be put right."""
    form = forms(root)["区司法局"]
    Filled(form).write("1.1", {**LECTURE, **more}).write("2.1", REPORT).save(inbox / "司法局.xlsx")
    assert collect().code == 1
    return Filled((inbox / "退回_司法局.xlsx").read_bytes())


@pytest.mark.parametrize("option", ["--dry-run", "--skip-bad", "--replace", ""])
def test_the_faulty_one_is_settled_when_it_came_in_put_right(
    root: Path, inbox: Path, collect: Any, option: str
) -> None:
    back = sent_back(root, inbox, collect)
    # another text in a row that was right: the first copy must not stand against it
    back.write("1.1", {"日期": "6月13日"}).write("2.1", {"做了什么": "报送年度报告"}).save(inbox / "退回_司法局.xlsx")
    ran = collect(*filter(None, (option,)))
    assert ran.code == 0, ran.out
    assert "司法局.xlsx（区司法局" in ran.out
    assert "：已改好再报（退回_司法局.xlsx），这一份不再收" in ran.out
    assert sorted(path.name for path in inbox.iterdir()) == ["司法局.xlsx", "退回_司法局.xlsx"]
    if option != "--dry-run":
        titles = sorted(tree["title"] for tree in entries(root).values())
        assert titles == ["专题讲法", "报送年度报告"]
        before = files(root)
        for again in ((), ("--skip-bad", "--replace")):
            ran = collect(*again, "--json")
            assert (ran.code, files(root)) == (0, before)
            assert [each["again"] for each in ran.json["forms"]] == ["退回_司法局.xlsx", None]
        assert errors(root) == []


def test_the_last_of_several_counts(root: Path, inbox: Path, collect: Any) -> None:
    back = sent_back(root, inbox, collect)
    back.write("1.1", {"日期": "6月32日"}).save(inbox / "退回_司法局.xlsx")
    ran = collect()
    assert ran.code == 1
    assert ran.out.count("错：") == 1
    assert "退回_司法局.xlsx 佐证!" in ran.out
    again = Filled((inbox / "退回_司法局-2.xlsx").read_bytes())
    again.write("1.1", {"日期": "6月13日"}).save(inbox / "退回_司法局-2.xlsx")
    ran = collect()
    assert ran.code == 0, ran.out
    assert ran.out.count("已改好再报（退回_司法局-2.xlsx）") == 2
    assert len(list(inbox.iterdir())) == 3


def test_put_right_in_the_form_itself(root: Path, inbox: Path, collect: Any) -> None:
    """Not everybody uses what went back."""
    sent_back(root, inbox, collect)
    filled = Filled(forms(root)["区司法局"]).write("2.1", REPORT)
    path = filled.write("1.1", {**LECTURE, "日期": "6月13日"}).save(inbox / "司法局 改.xlsx")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    ran = collect()
    assert ran.code == 0, ran.out
    assert "已改好再报（司法局 改.xlsx）" in ran.out
    os.utime(path, (1_000_000_000, 1_000_000_000))  # a slip in what corrects it, sent afterwards
    ran = collect()
    assert (ran.code, "已改好再报" in ran.out) == (1, False)


@pytest.mark.parametrize("change", [{"文号": "示司〔2024〕4号"}, {"数量": "2次"}, {"做了什么": "别的事"}])
def test_another_answer_with_a_fault_is_not_settled_by_one_that_says_something_else(
    root: Path, inbox: Path, collect: Any, change: dict[str, str]
) -> None:
    form = forms(root)["区司法局"]
    path = Filled(form).write("1.1", {**LECTURE, "日期": "6月13日"}).save(inbox / "a.xlsx")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    Filled(form).write("1.1", {**LECTURE, **change}).save(inbox / "b.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "错：b.xlsx 佐证!" in ran.out
    assert "已改好再报" not in ran.out


def test_a_form_that_was_sent_back_and_comes_unchanged_is_told_once(root: Path, inbox: Path, collect: Any) -> None:
    sent_back(root, inbox, collect).save(inbox / "退回_司法局.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert ran.out.count("“6月31日”这一天不存在") == 1


def test_on_a_branch(root: Path, inbox: Path, collect: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    back = sent_back(root, inbox, collect)
    back.write("1.1", {"日期": "6月13日"}).save(inbox / "退回_司法局.xlsx")
    monkeypatch.setattr("tests.builders.command._KEPT", ("PATH", "HOME", *IDENTITY))
    for name, said in IDENTITY.items():
        monkeypatch.setenv(name, said)
    in_git(root)
    for _ in range(2):
        ran = collect("--branch")
        assert ran.code == 0, ran.out + ran.err
        assert "已改好再报（退回_司法局.xlsx）" in ran.out


@pytest.mark.parametrize("pack", [zipped, mail])
def test_the_attachments_of_the_first_sending_are_found(root: Path, inbox: Path, collect: Any, pack: Any) -> None:
    form = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "附件文件名": "签到"}).bytes()
    first = inbox / ("来信.eml" if pack is mail else "材料.zip")
    first.write_bytes(pack(("司法局.xlsx", form), ("签到.jpg", b"photo")))
    assert collect("-o", str(inbox / "退")).code == 1
    (path,) = (inbox / "退").iterdir()
    data = path.read_bytes()
    if pack is mail:
        (part,) = message_from_bytes(data, policy=default).iter_attachments()
        data = part.get_payload(decode=True)  # type: ignore[assignment]
    right = Filled(data).write("1.1", {"日期": "6月13日"}).bytes()
    path.unlink()
    again = inbox / ("再来信.eml" if pack is mail else "退回_司法局.xlsx")
    again.write_bytes(mail(("退回_司法局.xlsx", right)) if pack is mail else right)
    ran = collect(what=again)
    assert ran.code == 1
    assert "注意：改好再报的表，附件可能在头一次发来的压缩包或邮件里：请和它一起收" in ran.out
    for path in inbox.glob("退回_*"):
        if path != again:
            path.unlink()
    ran = collect()
    assert ran.code == 0, ran.out
    assert "没有写进表里" not in ran.out
    assert "请和它一起收" not in ran.out
    ((_, tree),) = entries(root).items()
    assert [each["name"] for each in tree["files"]] == ["签到.jpg"]
    assert errors(root) == []
    before = files(root)
    assert (collect().code, files(root)) == (0, before)


def test_the_same_attachment_in_two_archives_is_one_and_two_others_are_not_guessed(
    root: Path, inbox: Path, collect: Any
) -> None:
    form = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "附件文件名": "签到"}).bytes()
    for name in ("a.zip", "b.zip"):
        (inbox / name).write_bytes(zipped((f"{name}.xlsx", form), ("签到.jpg", b"photo")))
    right = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "日期": "6月13日", "附件文件名": "签到"}).bytes()
    (inbox / "改.xlsx").write_bytes(right)
    os.utime(inbox / "改.xlsx", (2_000_000_000, 2_000_000_000))
    assert collect().code == 0


def test_of_two_attachments_that_differ_none_is_guessed(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "附件文件名": "签到"})
    for name in ("a", "b"):
        (inbox / f"{name}.zip").write_bytes(zipped((f"{name}.xlsx", filled.bytes()), ("签到.jpg", name.encode())))
    filled.write("1.1", {"日期": "6月13日"}).save(inbox / "改.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "附件“签到”有 2 个文件都像" in ran.out


def test_another_forms_attachments_are_not_taken(root: Path, inbox: Path, collect: Any) -> None:
    other = Filled(forms(root)["东镇"]).write("2.1", {**REPORT, "附件文件名": "签到"}).bytes()
    (inbox / "东镇.zip").write_bytes(zipped(("东镇.xlsx", other), ("签到.jpg", b"photo")))
    Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "日期": "6月13日", "附件文件名": "签到"}).save(
        inbox / "a.xlsx"
    )
    ran = collect()
    assert ran.code == 1
    assert "找不到附件“签到”" in ran.out
