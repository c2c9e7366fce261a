"""What is told of a form: in its own words, at its cells, with what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import files
from tests.builders.forms import Filled, forms

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}


def test_a_fault_is_told_in_the_words_of_the_form_at_its_cell(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write(
        "1.1", {**LECTURE, "数量": 0, "做了什么": "联系人 11010519491231002X"}
    )
    filled.write("3.2", {"日期": "6月1日", "做了什么": "培训", "达到数": 5, "总数": 3, "文号": "一号"})
    filled.write("2.1", {"日期": 1e300, "做了什么": "报送", "文号": "二号"}).save(inbox / "a.xlsx")
    faults = collect("--json").json["forms"][0]["faults"]
    columns, rows = filled.columns("佐证"), {key: filled.rows("佐证", key)[0] for key in ("1.1", "3.2", "2.1")}
    sheet = filled.book["佐证"]
    told = {each["place"]: each["message"] for each in faults}
    assert told[f"a.xlsx 佐证!{sheet.cell(rows['1.1'], columns['数量']).coordinate}"] == "数量应大于 0"
    assert told[f"a.xlsx 佐证!{sheet.cell(rows['3.2'], columns['达到数']).coordinate}"] == "达到数 5 不能大于总数 3"
    assert "“…”" not in told[f"a.xlsx 佐证!{sheet.cell(rows['2.1'], columns['日期']).coordinate}"]
    filled.write("1.1", {"数量": 1}).write("3.2", {"总数": 6}).write("2.1", {"日期": "2月20日"}).save(inbox / "a.xlsx")
    (fault,) = collect("--json").json["forms"][0]["faults"]
    assert fault["place"] == f"a.xlsx 佐证!{sheet.cell(rows['1.1'], columns['做了什么']).coordinate}"
    assert fault["message"].startswith("“做了什么”中疑似有身份证号")


def test_a_column_that_is_missing_is_told_at_the_heads(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.book["佐证"].delete_cols(filled.columns("佐证")["日期"])
    filled.save(inbox / "a.xlsx")
    assert "a.xlsx 佐证!2：缺少“日期”这一列" in collect().out


def test_every_grey_cell_that_was_changed_is_told(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    filled.save(inbox / "a.xlsx")
    assert "灰色的格子改过" not in collect("--dry-run").out
    changed = {"工作任务": "别的名字", "原文": "随便写", "时限": "12月底", "状态": "已完成"}
    filled.write("1.1", changed).save(inbox / "a.xlsx")
    at, columns = filled.rows("佐证", "1.1")[0], filled.columns("佐证")
    places = "、".join(f"佐证!{filled.book['佐证'].cell(at, columns[head]).coordinate}" for head in changed)
    assert f"灰色的格子改过，没有采用：{places}\n" in collect("--dry-run").out


def test_in_a_form_that_is_older_what_the_plan_says_is_compared(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE).change(lambda book: book["fazhi"].delete_cols(3))
    filled.save(inbox / "a.xlsx")
    assert "灰色的格子改过" not in collect("--dry-run").out
    filled.write("1.1", {"原文": "随便写"}).save(inbox / "a.xlsx")
    assert "灰色的格子改过，没有采用：佐证!" in collect("--dry-run").out


@pytest.mark.parametrize(("said", "code", "told"), [
    ("无", 0, "只写了“无”，照录了：算不算报送，请核对"), ("暂无", 0, "只写了“暂无”"), ("-", 1, "“-”不是做法和成效；请写做法和成效"),
    ("x", 1, "“x”不是做法和成效"), ("没有开展", 0, "写入 1 条"),
])  # fmt: skip
def test_an_account_that_says_nothing(root: Path, inbox: Path, collect: Any, said: str, code: int, told: str) -> None:
    Filled(forms(root)["区司法局"]).write("3", {"做法和成效": said}).save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, len(files(root))) == (code, 1 - code)
    assert told in ran.out
    assert ("照录了" in ran.out) == (said in {"无", "暂无"})
    assert "照录了" not in collect().out  # it was told


@pytest.mark.parametrize(("heads", "hint"), [(True, "--unit"), (False, "请报送单位发原来的报送表")])
def test_text_with_the_name_of_a_workbook_is_told_as_what_it_is(
    root: Path, inbox: Path, collect: Any, heads: bool, hint: str
) -> None:
    rows = "单位,事项,日期,做了什么\n东镇,2.1,2月20日,报送\n" if heads else "甲,乙\n1,2\n"
    (inbox / "东镇.xlsx").write_text(rows, "utf-8")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "错：东镇.xlsx：不是表格文件，是改了扩展名的文本（CSV）" in ran.out
    assert hint in ran.out
    (inbox / "东镇.xlsx").rename(inbox / "东镇.csv")
    assert "不是表格文件，是文本（CSV）" in collect(what=inbox / "东镇.csv").out


def test_places_are_told_without_two_dots(root: Path, inbox: Path, collect: Any) -> None:
    Filled(forms(root)["东镇"]).write("2.1", {"日期": "x"}).save(inbox / "东镇.xlsx")
    ran = collect(what=root / ".." / inbox.name)
    assert f"可以发回去改的表：{inbox / '退回_东镇.xlsx'}" in ran.out
