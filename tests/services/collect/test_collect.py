"""Forms that came back: what was typed is what is recorded, once; every fault at its cell; nothing else is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import entries, errors, fazhi_here, files
from tests.builders.forms import DAY, Filled, forms
from tests.builders.repositories import git, in_git

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
REPORT = {"日期": date(2024, 2, 20), "做了什么": "报送报告", "文号": "东镇发〔2024〕1号"}


def record_of(root: Path, about: str) -> dict[str, Any]:
    (found,) = [tree for tree in entries(root).values() if str(tree.get("obligation") or tree.get("task")) == about]
    return found


def test_what_was_typed_is_what_is_recorded(root: Path, inbox: Path, collect: Any) -> None:
    (inbox / "签到表.JPG").write_bytes(b"photo")
    form = forms(root)["区司法局"]
    Filled(form).write("1.1", {**LECTURE, "附件文件名": "签到表"}).write(
        "3.2",
        {"日期": date(2024, 6, 1), "做了什么": "培训", "达到数": "３５人", "总数": 36, "数据截至": "2024.6.10", "网址": "https://x.gov.cn/1"},
    ).write("3.1", {"日期": "20240615", "做了什么": "评查", "文号": "无", "网址": "https://x.gov.cn/2"}).write(
        "3", {"做法和成效": "做了\n许多", "存在的问题": "人手少", "问题可否公开": "可以", "下一步": "继续"}
    ).save(inbox / "改过名字.xlsx")  # fmt: skip
    ran = collect()
    assert (ran.code, ran.err) == (0, "")
    assert f"改过名字.xlsx（区司法局 {form.id}）：填了 19 格，写入 4 条" in ran.out
    lecture = record_of(root, "1.1")
    assert lecture["files"][0].pop("sha256")
    assert lecture == {
        "kind": "evidence", "unit": "区司法局", "obligation": "1.1", "date": "2024-06-12", "amount": "1", "title": "专题讲法",
        "document": "示司〔2024〕3号", "files": [{"name": "签到表.JPG", "size": "5"}], "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert record_of(root, "3.2") == {
        "kind": "evidence", "unit": "区司法局", "obligation": "3.2", "date": "2024-06-01", "reached": "35", "of": "36",
        "through": "2024-06-10", "title": "培训", "link": "https://x.gov.cn/1", "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert record_of(root, "3.1").get("period") is None
    assert record_of(root, "3") == {
        "kind": "progress", "unit": "区司法局", "task": "3", "period": "2024Q2", "done": "做了\n许多", "problems": "人手少",
        "publish_problems": "yes", "next": "继续", "form": form.id, "recorded": "2024-06-20",
    }  # fmt: skip
    assert errors(root) == []


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
    form = forms(root)["区司法局"]
    assert fazhi_here(root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "专题讲法",
                      "--recorded", "2024-06-13") == 0  # fmt: skip
    Filled(form).write("1.1", LECTURE).save(inbox / "司法局.xlsx")
    assert (collect().code, len(entries(root))) == (1, 1)
    assert (collect("--replace").code, len(entries(root))) == (0, 3)
    assert (collect("--replace").code, len(entries(root))) == (0, 3)


def test_every_fault_of_every_form_and_the_others_are_written(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)
    Filled(made["东镇"]).write("2.1", {"日期": "2月30日", "文号": "x", "附件文件名": "没有.pdf"}).save(
        inbox / "东镇.xlsx"
    )
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    Filled(made["区司法局"]).write("3.2", {"日期": "6月31日", "做了什么": "培训", "达到数": "92%"}).write("1.1", LECTURE).write(
        "3", {"下一步": "继续"}
    ).save(inbox / "司法局.xlsx")  # fmt: skip
    ran = collect()
    assert ran.code == 1
    for said in (
        "东镇.xlsx 佐证!G3：“2月30日”这一天不存在", "东镇.xlsx 佐证!H3：“做了什么”是空的", "东镇.xlsx 佐证!K3：找不到附件“没有.pdf”",
        "“6月31日”这一天不存在", "“92%”是比率，这里要写数量", "“总数”是空的", "司法局.xlsx 进展!", "“做法和成效”是空的；请写做法和成效",
        "有 3 处要改，没有写入",
    ):  # fmt: skip
        assert said in ran.out
    assert [tree["unit"] for tree in entries(root).values()] == ["西镇"]
    assert ran.err == ""


def test_the_good_rows_alone(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("3.2", {"日期": "6月31日", "做了什么": "培训"}).write("1.1", LECTURE).save(
        inbox / "a.xlsx"
    )
    ran = collect("--skip-bad")
    assert ran.code == 1
    assert [tree["obligation"] for tree in entries(root).values()] == ["1.1"]
    assert (collect("--skip-bad").code, len(entries(root))) == (1, 1)


def test_what_check_would_refuse_is_at_its_cell_too(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "做了什么": "接待11010519491231002X来访"}).write(
        "2.1", REPORT
    ).save(inbox / "a.xlsx")  # fmt: skip
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "错：a.xlsx 佐证!" in ran.out
    assert "身份证号" in ran.out
    assert "11010519491231002X" not in ran.out
    assert (collect("--skip-bad").code, len(entries(root))) == (1, 1)


def test_only_looking_writes_nothing(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["区司法局"]).write("1.1", LECTURE).save(inbox / "司法局.xlsx")
    Filled(forms(root)["东镇"]).write("2.1", {"日期": "x"}).save(inbox / "东镇.xlsx")
    ran = collect("--dry-run")
    assert ran.code == 1
    assert "会写入 1 条" in ran.out
    assert files(root) == []
    assert sorted(path.name for path in inbox.iterdir()) == ["东镇.xlsx", "司法局.xlsx"]


def test_a_commit_for_each_form_and_what_was_left_uncommitted_goes_along(root: Path, inbox: Path, collect: Any) -> None:
    in_git(root)
    made = forms(root)
    Filled(made["区司法局"]).write("1.1", LECTURE).save(inbox / "司法局.xlsx")
    assert collect().code == 0  # as if killed before the commit
    Filled(made["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    ran = collect("--commit")
    assert ran.code == 0, ran.err
    assert git(root, "log", "--format=%s", "-2").split("\n")[:2] == [
        f"收表 西镇（{made['西镇'].id}）：佐证 1 条", f"收表 区司法局（{made['区司法局'].id}）：佐证 1 条"
    ]  # fmt: skip
    assert git(root, "status", "--porcelain", "data") == ""
    head = git(root, "rev-parse", "HEAD")
    assert collect("--commit").code == 0
    assert git(root, "rev-parse", "HEAD") == head


def test_json_and_who_has_answered(root: Path, inbox: Path, collect: Any) -> None:
    out = root.parent / "发出"
    assert (
        fazhi_here(
            root,
            "form",
            "--group",
            "各镇",
            "-o",
            str(out),
            "--issue",
            "--as-of",
            "2024-06-20",
            "--recorded",
            "2024-06-20",
        )
        == 0
    )
    east = next(path for path in out.iterdir() if "东镇" in path.name)
    Filled(east.read_bytes()).write("2.1", REPORT).save(inbox / "东镇.xlsx")
    ran = collect("--json")
    assert ran.code == 0, ran.err
    assert ran.json["answered"] == {"东镇": 3}
    assert ran.json["missing"] == ["西镇"]
    (form,) = ran.json["forms"]
    assert (form["unit"], form["cells"], form["same"], form["faults"], len(form["written"])) == ("东镇", 3, 0, [], 1)
    assert "发了表还没有报来的有 1 家：西镇" in collect().out


def test_an_empty_form_says_so_and_is_no_answer(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["东镇"]).save(inbox / "东镇.xlsx")
    ran = collect("--json")
    assert (ran.code, ran.json["answered"], files(root)) == (0, {}, [])
    assert "什么也没有填" in collect().out


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


@pytest.mark.parametrize("options", [("--dry-run", "--commit")])
def test_options_that_exclude_each_other(root: Path, inbox: Path, collect: Any, options: tuple[str, ...]) -> None:
    ran = collect(*options)
    assert (ran.code, ran.out) == (2, "")


def test_nothing_there(root: Path, inbox: Path, collect: Any) -> None:
    assert "里没有表格文件" in collect().err
    assert "没有“" in collect(what=inbox / "没有").err
    Filled(forms(root)["区司法局"]).write("1.1", LECTURE).save(inbox / "a.xlsx")
    ran = collect(str(inbox / "没有.xlsx"))
    assert (ran.code, files(root)) == (2, [])  # what was typed is looked at before anything is written


def test_the_day_of_the_form_is_not_the_day_of_entry(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root, DAY)["区司法局"]).write("1.1", {**LECTURE, "日期": "6月25日"}).save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "2024-06-25 在收表的日子（2024-06-20）之后" in ran.out
    assert collect(on="2024-06-25").code == 0


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
