"""A form that goes back: what was typed is in it, what is wrong stands at its cell, and it can be collected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.builders.entries import entries, errors, files
from tests.builders.forms import Filled, forms

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
TRAINING = {"日期": "6月31日", "做了什么": "培训", "达到数": "92%", "总数": 36}


def comments(filled: Filled, sheet: str = "佐证") -> dict[str, str]:
    heads = {at: head for head, at in filled.columns(sheet).items()}
    found = [cell for row in filled.book[sheet].iter_rows() for cell in row if cell.comment]
    return {f"{heads[cell.column]}{cell.row}": cell.comment.text for cell in found}


def cell(filled: Filled, about: str, head: str) -> Any:
    return filled.book["佐证"].cell(filled.rows("佐证", about)[0], filled.columns("佐证")[head]).value


def test_it_goes_back_and_comes_again(root: Path, inbox: Path, collect: Any) -> None:
    form = forms(root)["区司法局"]
    Filled(form).write("1.1", LECTURE).write("3.2", TRAINING).write("3", {"做法和成效": "做了"}).save(
        inbox / "司法局.xlsx"
    )
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    path = inbox / "退回_司法局.xlsx"
    assert f"可以发回去改的表：{path}" in ran.out
    back = Filled(path.read_bytes())
    at = back.rows("佐证", "3.2")[0]
    said = comments(back)
    assert set(said) == {f"日期{at}", f"达到数{at}"}
    assert "“6月31日”这一天不存在" in said[f"日期{at}"]
    assert [cell(back, "1.1", head) for head in LECTURE] == list(LECTURE.values())
    assert [cell(back, "3.2", head) for head in TRAINING] == ["6月31日", "培训", "92%", "36"]
    assert cell(back, "3.2", "原文") == "行政执法人员接受不少于60学时的培训"
    assert str(back.book["说明"]["A2"].value).startswith("1. 退回：有 2 处要改")
    assert back.book["fazhi"].sheet_state == "veryHidden"
    path.unlink()
    back.write("3.2", {"日期": "6月30日", "达到数": 35}).save(inbox / "司法局（改）.xlsx")
    (inbox / "司法局.xlsx").unlink()
    ran = collect(on="2024-07-01")
    assert ran.code == 0, ran.out
    assert [tree["form"] for tree in entries(root).values()] == [form.id] * 3
    assert not list(inbox.glob("退回_*"))
    assert errors(root) == []


def test_it_never_takes_the_place_of_another_and_is_not_collected_itself(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["东镇"]).write("2.1", {"日期": "2月30日"})
    filled.save(inbox / "东镇.xlsx")
    assert collect().code == collect().code == 1
    assert [path.name for path in inbox.glob("退回_*")] == ["退回_东镇.xlsx"]  # the same again is the same file
    first = (inbox / "退回_东镇.xlsx").read_bytes()
    filled.write("2.1", {"日期": "2月31日"}).save(inbox / "东镇.xlsx")
    assert collect().code == 1
    assert (inbox / "退回_东镇.xlsx").read_bytes() == first
    assert "2月31日" in comments(Filled((inbox / "退回_东镇-2.xlsx").read_bytes()))["日期3"]


def test_put_right_it_is_collected_under_the_name_it_went_back_with(root: Path, inbox: Path, collect: Any) -> None:
    """The unit sends it back as it is called, and the clerk saves it over the one that was written."""
    Filled(forms(root)["东镇"]).write("2.1", {"日期": "2月30日", "做了什么": "报送", "文号": "一号"}).save(
        inbox / "东镇.xlsx"
    )
    assert collect().code == 1
    (inbox / "东镇.xlsx").unlink()
    path = inbox / "退回_东镇.xlsx"
    Filled(path.read_bytes()).write("2.1", {"日期": "2月31日"}).save(path)
    assert collect().code == 1
    assert sorted(each.name for each in inbox.iterdir()) == ["退回_东镇-2.xlsx", "退回_东镇.xlsx"]
    Filled(path.read_bytes()).write("2.1", {"日期": "2月20日"}).save(path)
    ran = collect()
    assert (ran.code, [tree["date"] for tree in entries(root).values()]) == (0, ["2024-02-20"])
    assert "共收到 1 份" in ran.out  # the second one that was written is none


def test_into_a_folder(root: Path, inbox: Path, collect: Any, tmp_path: Path) -> None:
    Filled(forms(root)["东镇"]).write("2.1", {"日期": "x"}).save(inbox / "东镇.xlsx")
    assert collect("-o", str(tmp_path / "退回")).code == 1
    assert [path.name for path in (tmp_path / "退回").iterdir()] == ["退回_东镇.xlsx"]
    ran = collect("-o", str(root / "data" / "退回"))
    assert ran.code == 1
    assert "台账的 data/ 里，没有写" in ran.err


def test_rows_that_were_written_in_deleted_or_are_anothers_go_back_too(root: Path, inbox: Path, collect: Any) -> None:
    form = forms(root)["区司法局"]
    filled = Filled(form).write("1.1", LECTURE).write("3.2", {"数量": 3, **TRAINING})
    sheet, columns = filled.book["佐证"], filled.columns("佐证")
    sheet.delete_rows(filled.rows("佐证", "2.1")[0])
    for key, number in (("2.1/dz//1", "2.1"), (None, "1.1")):
        sheet.append([None] * len(columns))
        at = sheet.max_row
        for head, value in {"编号": key, "事项": number, "日期": "6月1日", "做了什么": f"加的{number}"}.items():
            sheet.cell(at, columns[head]).value = value
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert "这一行是“东镇”的，不能写在“区司法局”的表里" in ran.out
    back = Filled((inbox / "退回_a.xlsx").read_bytes())
    keys = [row[0].value for row in back.book["佐证"].iter_rows(min_row=3) if row[0].value]
    assert [key for key in keys if key] == [each.text for each in form.keys if "." in each.subject]
    said = comments(back)
    assert any("按比率考核，不写数量" in text for text in said.values())
    assert any("这一行是“东镇”的" in text for text in said.values())
    whole = [str(value) for row in back.book["佐证"].iter_rows(values_only=True) for value in row if value]
    assert {"加的2.1", "加的1.1"} <= set(whole)


def test_what_was_written_where_nothing_is_read_is_told_on_the_screen_and_in_what_goes_back(
    root: Path, inbox: Path, collect: Any
) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.book.create_sheet("补充说明", 0)["A1"] = "另外做了一件事"
    sheet = filled.book["佐证"]
    place = f"佐证!{sheet.cell(3, sheet.max_column + 2, '已报纸质').coordinate}"
    filled.save(inbox / "a.xlsx")
    ran = collect("--dry-run")
    assert ran.code == 0
    assert f"注意：多出来的页“补充说明”、旁边的 {place} 没有读：要报的请写进表里的格子" in ran.out
    filled.write("1.1", {"日期": "6月31日"}).save(inbox / "a.xlsx")
    assert collect().code == 1
    back = Filled((inbox / "退回_a.xlsx").read_bytes())
    lines = [str(row[0].value) for row in back.book["说明"].iter_rows()]
    assert "报送表" in lines[0]
    assert any(f"多出来的页“补充说明”、旁边的 {place} 没有读，本表里也没有" in line for line in lines)
    back.write("1.1", {"日期": "6月13日"}).save(inbox / "退回_a.xlsx")
    assert "没有读" not in collect().out.partition("退回_a.xlsx（区司法局")[2]


def test_the_unit_is_told_no_command_of_the_offices(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", {**LECTURE, "做了什么": "培训 11010519491231002X"})
    sheet, columns = filled.book["佐证"], filled.columns("佐证")
    sheet.append([None] * len(columns))
    for head, value in {"事项": "9.9", "日期": "6月1日", "做了什么": "加的"}.items():
        sheet.cell(sheet.max_row, columns[head]).value = value
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert "用 fazhi record 录入" in ran.out
    said = comments(Filled((inbox / "退回_a.xlsx").read_bytes()))
    assert any("表里没有的，请另附说明" in text for text in said.values())
    assert any("姓氏加职务" in text for text in said.values())
    assert not any("fazhi" in text or "docs/" in text for text in said.values())
