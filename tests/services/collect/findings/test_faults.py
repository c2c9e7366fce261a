"""What is wrong with the rows of the sheet of findings is told at its cell; what was moved or forged is not taken."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.builders.entries import entries, files
from tests.builders.forms import Filled, forms
from tests.builders.worlds.inspected import FIRST

from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.identity import form_id

CASES, LIST = f"{FIRST}.1", f"{FIRST}.9"
WHOLE = {"整改日期": "6月18日", "整改情况": "案卷已补正", "是否已完成整改": "全部完成", "文号": "东政发〔2024〕9号"}
OTHER = {
    "整改日期": "6月17日",
    "整改情况": "权责清单已公布",
    "是否已完成整改": "全部完成",
    "网址": "https://x.gov.cn/9",
}


def made(root: Path, unit: str = "东镇") -> Any:
    return forms(root, date(2024, 6, 20))[unit]


def page(filled: Filled) -> Worksheet:
    found = filled.book["整改"]
    assert isinstance(found, Worksheet)
    return found


def titles(root: Path, before: dict[str, Any]) -> list[str]:
    return sorted(tree["title"] for id_, tree in entries(root).items() if id_ not in before)


@pytest.mark.parametrize(
    ("said", "place", "told"),
    [
        ({"整改日期": "2月30日"}, "整改!H", "“2月30日”这一天不存在"),
        ({"整改日期": ""}, "整改!H", "“整改日期”是空的；请写哪一天做的"),
        ({"整改日期": "6月30日"}, "整改!H", "2024-06-30 在收表的日子（2024-06-20）之后"),
        ({"整改日期": "6月底"}, "整改!H", "没有写是哪一天"),
        ({"整改日期": "5月19日"}, "整改!H", "整改日 2024-05-19 早于督察开始日 2024-05-20"),
        ({"整改情况": ""}, "整改!I", "“整改情况”是空的"),
        ({"是否已完成整改": ""}, "整改!K", "“是否已完成整改”是空的；请选 全部完成 或 阶段性完成"),
        ({"是否已完成整改": "基本完成"}, "整改!K", "“基本完成”看不出整改完了没有，应选 全部完成 或 阶段性完成"),
        ({"附件文件名": "没有.pdf"}, "整改!N", "找不到附件“没有.pdf”"),
        ({"网址": "javascript:x"}, "整改!M", "不是别人能打开的网址"),
        ({"详情": "见11010519491231002X"}, "整改!J", "身份证号"),
    ],
)
def test_every_fault_is_at_its_cell(
    root: Path, inbox: Path, collect: Any, said: dict[str, str], place: str, told: str
) -> None:
    before = files(root)
    filled = Filled(made(root)).write(CASES, {**WHOLE, **said})
    at = filled.rows("整改", CASES)[0]
    filled.save(inbox / "东镇.xlsx")
    ran = collect()
    assert (ran.code, files(root), ran.err) == (1, before, "")
    line = next(each for each in ran.out.splitlines() if told in each)
    assert f"错：东镇.xlsx {place}{at}：" in line
    for word in ("date（", "stage", "recorded", "finding"):
        assert word not in line


@pytest.mark.parametrize(
    "typed", [date(2024, 6, 18), "2024-06-18 00:00:00", "2024.6.18", "６月１８日", "20240618", 45461, "2024年6月18日"]
)
@pytest.mark.parametrize("stage", ["全部完成", " 已完成 ", "是"])
def test_days_and_stages_as_people_type_them(root: Path, inbox: Path, collect: Any, typed: object, stage: str) -> None:
    before = entries(root)
    Filled(made(root)).write(CASES, {**WHOLE, "整改日期": typed, "是否已完成整改": stage}).save(inbox / "a.xlsx")
    assert collect().code == 0
    (new,) = (tree for id_, tree in entries(root).items() if id_ not in before)
    assert (new["date"], "stage" in new) == ("2024-06-18", False)


@pytest.mark.parametrize("stage", ["阶段性", "阶段性整改", "部分完成", "正在整改", "否"])
def test_a_part_as_people_type_it(root: Path, inbox: Path, collect: Any, stage: str) -> None:
    before = entries(root)
    Filled(made(root)).write(CASES, {**WHOLE, "是否已完成整改": stage}).save(inbox / "a.xlsx")
    assert collect().code == 0
    (new,) = (tree for id_, tree in entries(root).items() if id_ not in before)
    assert new["stage"] == "partial"


def test_rows_that_were_moved_copied_and_written_below(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    filled = Filled(made(root)).write(CASES, WHOLE).write(LIST, OTHER)
    sheet = page(filled)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    rows = [*rows, rows[0], [None] * len(rows[0]), rows[1]]
    random.Random(7).shuffle(rows)
    sheet.delete_rows(3, 9)
    for row in rows:
        sheet.append(row)
    filled.save(inbox / "a.xlsx")
    assert (collect().code, titles(root, before)) == (0, ["权责清单已公布", "案卷已补正"])
    assert (collect().code, len(titles(root, before))) == (0, 2)


def test_one_more_report_written_in_a_copied_row(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    filled = Filled(made(root)).write(CASES, {**WHOLE, "整改日期": "6月10日", "是否已完成整改": "阶段性完成"})
    sheet, columns = page(filled), filled.columns("整改")
    at = filled.rows("整改", CASES)[0]
    for key in (True, False):
        sheet.append([cell.value for cell in sheet[at]])
        if not key:
            sheet.cell(sheet.max_row, columns["编号"]).value = None
        for head, value in {**WHOLE, "整改情况": "又补三卷" if key else "全部补齐"}.items():
            sheet.cell(sheet.max_row, columns[head]).value = value
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, titles(root, before)) == (0, ["全部补齐", "又补三卷", "案卷已补正"])
    assert (collect().code, len(titles(root, before))) == (0, 3)


def test_rows_sorted_without_their_keys(root: Path, inbox: Path, collect: Any) -> None:
    before = files(root)
    filled = Filled(made(root)).write(CASES, WHOLE).write(LIST, OTHER)
    sheet, heads = page(filled), filled.columns("整改")
    one, other = filled.rows("整改", CASES)[0], filled.rows("整改", LIST)[0]
    keep = {heads["编号"]}
    for column in range(1, sheet.max_column + 1):
        if column not in keep:
            first, second = sheet.cell(one, column), sheet.cell(other, column)
            first.value, second.value = second.value, first.value
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, before)
    assert "这一行的编号是“k7q2.1 东镇”的，写的却是“k7q2.9”" in ran.out
    for row in (one, other):  # the numbers put right, the problems not
        cell = sheet.cell(row, heads["问题编号"])
        cell.value = "k7q2.1" if cell.value == "k7q2.9" else "k7q2.9"
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, before)
    assert "写的却是“权责清单没有更新" in ran.out
    filled.book.remove(filled.book["fazhi"])
    filled.save(inbox / "a.xlsx")
    assert (collect("--yes").code, files(root)) == (1, before)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (f"{FIRST}.2/dz//1", f"这张表没有问过这一行（{FIRST}.2/dz//1）"),
        (f"{FIRST}.2/xz//1", "这一行是“西镇”的，不能写在“东镇”的表里"),
        (f"{FIRST}.77/dz//1", "这张表没有问过这一行"),
        ("2.2/dz//1", "这一行的编号“2.2/dz//1”被改动过"),
        ("k7q2.1/dz//1", "这一行的编号“k7q2.1/dz//1”被改动过"),
        (f"{FIRST}.1/nix//1", "被改动过"),
        (f"{FIRST}.1/dz/2024Q9/1", "被改动过"),
    ],
)
def test_keys_pasted_edited_or_never_asked(root: Path, inbox: Path, collect: Any, key: str, said: str) -> None:
    before = files(root)
    filled = Filled(made(root)).write(CASES, WHOLE)
    at = filled.rows("整改", CASES)[0]
    page(filled).cell(at, filled.columns("整改")["编号"]).value = key
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, before)
    assert said in ran.out
    filled.book.remove(filled.book["fazhi"])
    filled.save(inbox / "a.xlsx")
    assert (collect("--yes").code, files(root)) == (1, before)


@pytest.mark.parametrize(
    ("finding", "said"),
    [(f"{FIRST}.2", "问题 k7q2.2 是“西镇”的，不是“东镇”的"), (f"{FIRST}.88", "台账里已经没有 k7q2.88 了")],
)
def test_a_forged_form_with_an_id_that_fits(root: Path, inbox: Path, collect: Any, finding: str, said: str) -> None:
    before, form = files(root), made(root)
    other = RowKey(finding, "dz", "", 1)
    known = {"register": form.register, "year": form.year, "code": form.code, "day": form.day, "period": form.period}
    filled = Filled(form).write(CASES, WHOLE)
    at, columns = filled.rows("整改", CASES)[0], filled.columns("整改")
    for row in filled.book["fazhi"].iter_rows():
        if row[0].value == "form":
            row[1].value = form_id(**known, keys=[*form.keys, other])
    filled.book["fazhi"].append(["row", other.text])
    page(filled).cell(at, columns["编号"]).value = other.text
    page(filled).cell(at, columns["问题编号"]).value = other.about
    page(filled).cell(at, columns["问题"]).value = None
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, before)
    assert said in ran.out


def test_a_column_that_is_gone(root: Path, inbox: Path, collect: Any) -> None:
    before = files(root)
    filled = Filled(made(root)).write(CASES, WHOLE)
    page(filled).delete_cols(filled.columns("整改")["是否已完成整改"])
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, before)
    assert "整改!2：缺少“是否已完成整改”这一列" in ran.out


def test_the_hidden_page_and_the_keys_are_gone(root: Path, inbox: Path, collect: Any) -> None:
    before = entries(root)
    filled = Filled(made(root)).write(CASES, WHOLE)
    sheet, columns = page(filled), filled.columns("整改")
    filled.book.remove(filled.book["fazhi"])
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, columns["编号"]).value = None
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, titles(root, before)) == (1, [])
    assert "看起来是“东镇”的" in ran.out
    assert (collect("--yes").code, titles(root, before)) == (0, ["案卷已补正"])
    at = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, columns["问题编号"]).value == "k7q2.1")
    for number, said in (("k7q2.2", "这张表没有向“东镇”问过 k7q2.2"), ("", "请写问题的编号，如 k7q2.1")):
        sheet.cell(at, columns["问题编号"]).value = number
        filled.save(inbox / "a.xlsx")
        assert said in collect("--yes").out


def test_what_was_changed_in_the_grey_cells_is_told_and_not_taken(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(made(root)).write(CASES, WHOLE)
    at, columns = filled.rows("整改", CASES)[0], filled.columns("整改")
    page(filled).cell(at, columns["整改时限"]).value = "2025-12-31"
    below = page(filled).max_row + 2
    page(filled).cell(below, columns["问题"]).value = "另有说明"
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert ran.code == 0
    assert f"灰色的格子改过，没有采用：整改!F{at}" in ran.out
    assert f"旁边的 整改!C{below} 没有读" in ran.out
