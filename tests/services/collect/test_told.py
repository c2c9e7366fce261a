"""What is told of a form: in its own words, at its cells, with what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
