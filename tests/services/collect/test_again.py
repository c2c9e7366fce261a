"""Forms collected again: nothing twice, only what is new; what changed is told, and replaced where the clerk says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import Filled, forms

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
REPORT = {"日期": date(2024, 2, 20), "做了什么": "报送报告", "文号": "东镇发〔2024〕1号"}


def test_collected_twice_nothing_is_written_and_a_later_copy_adds_what_is_new(
    root: Path, inbox: Path, collect: Any
) -> None:
    form = forms(root)["区司法局"]
    filled = Filled(form).write("1.1", LECTURE)
    filled.save(inbox / "司法局.xlsx")
    assert collect().code == 0
    before = files(root)
    ran = collect(on="2024-06-25")
    assert (ran.code, files(root)) == (0, before)
    assert "1 条早已录入" in ran.out
    filled.write("1.1", {**LECTURE, "做了什么": "又讲一次"}, slot=2).save(inbox / "司法局(1).xlsx")
    ran = collect(on="2024-06-25")
    assert ran.code == 0
    assert sorted(tree["title"] for tree in entries(root).values()) == ["专题讲法", "又讲一次"]
    assert len(files(root)) == 2


def test_a_changed_row_is_told_and_replaced_only_when_the_clerk_says_so(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.save(inbox / "司法局.xlsx")
    assert collect().code == 0
    ((old, _),) = entries(root).items()
    filled.write("1.1", {"文号": "示司〔2024〕9号"}).write("2.1", REPORT).save(inbox / "司法局.xlsx")
    ran = collect(on="2024-06-21")
    assert ran.code == 1
    assert "不同：司法局.xlsx 佐证!" in ran.out
    assert f"与已录入的 {old} 不同（文号）" in ran.out
    assert "--replace" in ran.out
    assert {tree["kind"] for tree in entries(root).values()} == {"evidence"}
    assert len(entries(root)) == 2  # the new row is written all the same
    assert not list(inbox.glob("退回_*"))
    ran = collect("--replace", on="2024-06-22")
    assert ran.code == 0
    found = entries(root)
    assert [tree["record"] for tree in found.values() if tree["kind"] == "void"] == [old]
    assert sorted(tree.get("document", "") for tree in found.values() if tree.get("obligation") == "1.1") == [
        "示司〔2024〕3号",
        "示司〔2024〕9号",
    ]
    assert errors(root) == []
    before = files(root)
    assert (collect("--replace", on="2024-06-23").code, files(root)) == (0, before)
    filled.write("1.1", {"文号": "示司〔2024〕3号"}).save(inbox / "司法局.xlsx")  # the first copy turns up again
    assert (collect(on="2024-06-23").code, files(root)) == (1, before)


def test_what_was_handed_back_is_recorded_anew_once_it_is_put_right(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.save(inbox / "司法局.xlsx")
    assert collect().code == 0
    ((old, _),) = entries(root).items()
    assert (
        fazhi_here(root, "decide", "return", old, "--reason", "没有附签到表，材料不全", "--recorded", "2024-06-21") == 0
    )
    ran = collect(on="2024-06-22")
    assert (ran.code, len(entries(root))) == (0, 2)
    assert f"与 {old} 一样，那一条已经作废或退回，没有再录" in ran.out
    (inbox / "签到.pdf").write_bytes(b"signed")
    filled.write("1.1", {"附件文件名": "签到.pdf"}).save(inbox / "司法局.xlsx")
    ran = collect(on="2024-06-23")
    assert (ran.code, len(entries(root))) == (0, 3)
    assert (collect(on="2024-06-24").code, len(entries(root))) == (0, 3)
    assert errors(root) == []


def test_what_was_recorded_by_hand_is_the_same_thing(root: Path, inbox: Path, collect: Any) -> None:
    form = forms(root)["区司法局"]
    assert fazhi_here(root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "专题讲法",
                      "--document", "示司〔2024〕3号", "--recorded", "2024-06-13") == 0  # fmt: skip
    Filled(form).write("1.1", {**LECTURE, "文号": "别的文号"}).write("2.1", REPORT).save(inbox / "司法局.xlsx")
    ran = collect()
    assert ran.code == 0
    assert "当作同一件事，没有再录" in ran.out
    assert len(entries(root)) == 2


def test_proof_that_comes_later_takes_the_place_of_what_was_unproved(root: Path, inbox: Path, collect: Any) -> None:
    assert fazhi_here(root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "专题讲法",
                      "--recorded", "2024-06-13") == 0  # fmt: skip
    ((old, _),) = entries(root).items()
    filled = Filled(forms(root)["区司法局"])  # the form holds what was reported
    filled.save(inbox / "司法局.xlsx")
    ran = collect("--json")
    assert (ran.code, ran.json["answered"], len(entries(root))) == (0, {}, 1)
    filled.write("1.1", {"文号": "示司〔2024〕3号"}).save(inbox / "司法局.xlsx")
    ran = collect()
    assert (ran.code, len(entries(root))) == (0, 3)
    assert f"给 {old} 补了佐证" in ran.out
    assert (collect().code, len(entries(root))) == (0, 3)
    filled.write("1.1", {"文号": "示司〔2024〕4号"}).save(inbox / "司法局.xlsx")
    assert (collect().code, len(entries(root))) == (1, 3)
    assert errors(root) == []


def test_a_row_that_was_copied_to_hold_one_more(root: Path, inbox: Path, collect: Any) -> None:
    """The guide says how: whoever did three things copies a row."""
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE).write("1.1", {**LECTURE, "做了什么": "二"}, slot=2)
    sheet = filled.book["佐证"]
    at = filled.rows("佐证", "1.1")[0]
    for copy in ("三", "专题讲法"):  # another one, and the very same
        sheet.append([cell.value for cell in sheet[at]])
        sheet.cell(sheet.max_row, filled.columns("佐证")["做了什么"], copy)
    filled.save(inbox / "a.xlsx")
    assert collect().code == 0
    assert sorted(tree["title"] for tree in entries(root).values()) == ["三", "专题讲法", "二"]
    before = files(root)
    assert (collect().code, files(root)) == (0, before)


def test_a_row_that_was_emptied_is_told(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.save(inbox / "a.xlsx")
    assert collect().code == 0
    ((known, _),) = entries(root).items()
    filled.write("1.1", dict.fromkeys(LECTURE)).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert f"{known} 是从这张表录的，现在表里没有了" in ran.out


def test_moved_about_it_is_the_same_form(root: Path, inbox: Path, collect: Any) -> None:
    filled = (
        Filled(forms(root)["区司法局"]).write("1.1", LECTURE).write("2.1", REPORT).write("3", {"做法和成效": "做了"})
    )
    filled.save(inbox / "a.xlsx")
    assert collect().code == 0
    before = files(root)
    sheet = filled.book["佐证"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row in sheet.iter_rows():
        for cell in row:
            cell.value = None
    sheet.title, filled.book["进展"].title = "七月", "总结"
    for at, row in enumerate([["抓紧"], rows[1], *reversed(rows[2:])], 2):
        for column, value in enumerate(reversed(row), 2):
            sheet.cell(at, column).value = value
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (0, before), ran.out
    assert "3 条早已录入" in ran.out


def test_the_attachments_may_be_gone_once_they_are_recorded(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "签到表.pdf").write_bytes(b"signed")
    filled = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "附件文件名": "签到表"})
    filled.save(inbox / "a.xlsx")
    assert collect().code == 0
    (inbox / "签到表.pdf").unlink()
    before = files(root)
    ran = collect()
    assert (ran.code, files(root)) == (0, before), ran.out
    filled.write("1.1", {"数量": 2}).save(inbox / "a.xlsx")
    assert collect("--replace").code == 0
    assert [len(tree["files"]) for tree in entries(root).values() if tree["kind"] == "evidence"] == [1, 1]
    assert errors(root) == []
