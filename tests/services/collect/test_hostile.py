"""What comes back is foreign: forged, damaged, another's; each is told apart in one line, and nothing is half-written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from tests.builders.entries import entries, errors, files
from tests.builders.forms import Filled, forms

from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.identity import form_id

LECTURE = {"日期": "6月12日", "做了什么": "专题讲法", "数量": "1次", "文号": "示司〔2024〕3号"}
REPORT = {"日期": "2月20日", "做了什么": "报送报告", "文号": "东镇发〔2024〕1号"}


def said_by(book: Workbook, key: str, value: str) -> None:
    """Change what the hidden sheet says."""
    for row in book["fazhi"].iter_rows():
        if row[0].value == key:
            row[1].value = value
            return
    raise AssertionError(key)


def forged(book: Workbook) -> None:
    """A hidden part that was filled in by somebody who knows how ids are made, less the id."""
    book["fazhi"].append(["row", "3.2/sfj//3"])


def titled(book: Workbook) -> None:
    book["佐证"].insert_rows(1, 3)
    book["佐证"]["B1"].value = "请大家抓紧填"


CHANGES: dict[str, tuple[Callable[[Workbook], object], str]] = {
    "year": (lambda book: said_by(book, "year", "2023"), "隐藏的页被改动过"),
    "version": (lambda book: said_by(book, "version", "9"), "这张表的格式是第 9 版，这个程序只认第 1 版"),
    "id": (lambda book: said_by(book, "form", "2024-06-20-sfj-aaaa"), "隐藏的页被改动过"),
    "row": (forged, "隐藏的页被改动过"),
    "twice": (lambda book: book["fazhi"].append(["code", "dz"]), "隐藏的页被改动过"),
    "emptied": (lambda book: book["fazhi"].delete_rows(1, 99), "隐藏的页被改动过"),
    "heads": (lambda book: book["佐证"].delete_rows(1, 2), "缺少|找不到要填的那几页"),
    "column": (lambda book: book["佐证"].delete_cols(7), "缺少“日期”这一列"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_form_that_was_tampered_with(root: Path, inbox: Path, collect: Any, what: str) -> None:
    change, said = CHANGES[what]
    made = Filled(forms(root)["东镇"]).write("2.1", REPORT).change(change)
    made.save(inbox / "东镇.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert any(each in ran.out for each in said.split("|")), ran.out
    assert "Traceback" not in ran.err


def test_of_another_year_and_of_another_register(root: Path, inbox: Path, collect: Any) -> None:
    tasks = root / "data" / "tasks.yaml"
    text = tasks.read_text()
    Filled(forms(root)["东镇"]).write("2.1", REPORT).save(inbox / "东镇.xlsx")
    tasks.write_text(text.replace("示例区法治政府建设2024年工作要点", "示范区法治政府建设2024年工作要点"))
    assert "这是另一本台账的表（示例区法治政府建设2024年工作要点）" in collect().out
    tasks.write_text(text.replace("year: 2024", "year: 2025").replace("2024-0", "2025-0").replace("2024-1", "2025-1"))
    assert "这是 2024 年的表，现在的台账是 2025 年的" in collect(on="2025-06-20").out
    assert files(root) == []


def test_the_hidden_page_is_gone(root: Path, inbox: Path, collect: Any) -> None:
    form = forms(root)["区司法局"]
    filled = Filled(form).write("1.1", LECTURE).change(lambda book: book.remove(book["fazhi"]))
    sheet, columns = filled.book["佐证"], filled.columns("佐证")
    filled.save(inbox / "有编号.xlsx")
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, columns["编号"]).value = None
    filled.save(inbox / "没编号.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert ran.out.count("隐藏的页不在了，认不出是谁的哪一张表；看起来是“区司法局”的") == 2
    ran = collect("--yes", "--dry-run", what=inbox / "没编号.xlsx")
    assert (ran.code, "会写入 1 条" in ran.out) == (0, True)
    assert collect("--unit", "司法局").code == 0
    ((_, tree),) = entries(root).items()  # both say the same
    assert (tree["title"], tree["form"]) == ("专题讲法", form.id)
    assert errors(root) == []
    Filled(form).write("1.1", LECTURE).save(inbox / "原来的.xlsx")
    assert collect("--yes").code == 0
    assert len(entries(root)) == 1


def test_whose_it_is_is_not_guessed(root: Path, inbox: Path, collect: Any) -> None:
    book = load_workbook(io.BytesIO(Filled(forms(root)["东镇"]).write("2.1", REPORT).bytes()))
    for name in ("fazhi", "说明"):
        book.remove(book[name])
    for row in range(1, book["佐证"].max_row + 1):
        book["佐证"].cell(row, 1).value = None
    book["佐证"]["B1"].value = "填表"
    book.save(inbox / "表.xlsx")
    assert "请一份一份收，并用 --unit 写明是哪个单位的" in collect("--yes").out
    assert collect("--unit", "东镇").code == 0
    Filled(forms(root)["西镇"]).write("2.1", REPORT).save(inbox / "西镇.xlsx")
    assert "这是“西镇”的表，不是“东镇”的" in collect("--unit", "东镇").out


def test_keys_pasted_edited_or_never_asked(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)
    for name, key, said in (
        ("a", "2.1/xz//1", "这一行是“西镇”的，不能写在“东镇”的表里"),
        ("b", "3.2/dz//1", "这张表没有问过这一行（3.2/dz//1）"),
        ("c", "2.1/dz", "这一行的编号“2.1/dz”被改动过"),
        ("d", "2.1/nix//1", "这一行的编号“2.1/nix//1”被改动过"),
        ("f", "2.1/dz/2024Q9/1", "这一行的编号“2.1/dz/2024Q9/1”被改动过"),
        ("e", "=1+1", "“做了什么”"),
    ):
        filled = Filled(made["东镇"]).write("2.1", REPORT)
        sheet = filled.book["佐证"]
        sheet.cell(3, 1).value = key
        if name == "e":  # a formula without a value is a blank: the row is known by its words
            sheet.cell(3, filled.columns("佐证")["做了什么"]).value = "=A1"
        filled.save(inbox / f"{name}.xlsx")
        ran = collect(what=inbox / f"{name}.xlsx")
        assert ran.code == 1
        assert said in ran.out
    assert files(root) == []


def test_a_forged_form_with_an_id_that_fits_speaks_for_nobody_else(root: Path, inbox: Path, collect: Any) -> None:
    form, other = forms(root)["东镇"], RowKey("2.1", "xz", "", 1)
    known = {"register": form.register, "year": form.year, "code": form.code, "day": form.day, "period": form.period}
    filled = Filled(form).write("2.1", REPORT)
    said_by(filled.book, "form", form_id(**known, keys=[*form.keys, other]))  # type: ignore[arg-type]
    filled.book["fazhi"].append(["row", other.text])
    filled.book["佐证"].cell(3, 1).value = other.text
    filled.save(inbox / "东镇.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "这一行是“西镇”的，不能写在“东镇”的表里" in ran.out


def test_a_hidden_column_that_was_not_sorted_along(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["区司法局"]).write("1.1", LECTURE)
    sheet, columns = filled.book["佐证"], filled.columns("佐证")
    one, other = filled.rows("佐证", "1.1")[0], filled.rows("佐证", "3.2")[0]
    sheet.cell(one, columns["编号"]).value, sheet.cell(other, columns["编号"]).value = "3.2/sfj//1", "1.1/sfj//1"
    filled.save(inbox / "a.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "这一行的编号是“3.2 区司法局”的，写的却是“1.1”" in ran.out


def test_told_cells_that_were_changed_are_not_taken_but_noticed(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["东镇"]).write("2.1", REPORT).write("2.1", {"原文": "随便报一下"})
    sheet = filled.book["佐证"]
    sheet.cell(2, sheet.max_column + 1).value = "备注"
    sheet.cell(3, sheet.max_column).value = "请尽快"
    filled.save(inbox / "东镇.xlsx")
    ran = collect("--dry-run")
    assert ran.code == 0
    assert "灰色的格子改过，没有采用：佐证!" in ran.out
    assert "加出来的列没有读：“备注”" in ran.out
    filled.write("2.1", {"日期": "2月30日"}).save(inbox / "东镇.xlsx")
    assert collect().code == 1
    back = Filled((inbox / "退回_东镇.xlsx").read_bytes())
    quote = back.book["佐证"].cell(3, back.columns("佐证")["原文"]).value
    assert quote == "3月1日前，各镇、各部门报告上一年度法治政府建设情况"


def test_merged_cells_are_told_where_something_is_missing(root: Path, inbox: Path, collect: Any) -> None:
    filled = Filled(forms(root)["东镇"]).write("2.1", REPORT).write("2.1", REPORT, slot=2)
    at = filled.columns("佐证")["日期"]
    filled.book["佐证"].merge_cells(start_row=3, end_row=4, start_column=at, end_column=at)
    filled.save(inbox / "东镇.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "“日期”是空的；收到时这一格和 佐证!G3 合并在一起：请每行各写各的" in ran.out


def test_a_folder_of_two_hundred_files_of_which_twenty_are_bad(root: Path, inbox: Path, collect: Any) -> None:
    made = forms(root)
    good = Filled(made["东镇"]).write("2.1", REPORT).bytes()
    for number in range(180):
        (inbox / f"好{number:03}.xlsx").write_bytes(good)
    bad: tuple[bytes, ...] = (
        b"", b"  \n", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "单位,事项\n东镇,2.1\n".encode(), good[:3000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", b"\x00\x01\x02",
        Filled(made["西镇"]).write("2.1", {"日期": "x"}).bytes(),
    )  # fmt: skip
    for number, data in enumerate(bad * 2):
        (inbox / f"坏{number:02}.xlsx").write_bytes(data)
    ran = collect("--json", "-o", str(inbox / "退回"))
    assert ran.code == 1
    faulty = [each for each in ran.json["forms"] if each["faults"]]
    assert len(faulty) == 20
    assert all(each["file"].startswith("坏") for each in faulty)
    assert all(fault["message"] and fault["hint"] for each in faulty if not each["unit"] for fault in each["faults"])
    assert len(entries(root)) == 1
    assert errors(root) == []


def test_a_form_with_macros_is_read_and_they_are_not_run(root: Path, inbox: Path, collect: Any) -> None:
    data = Filled(forms(root)["东镇"]).write("2.1", REPORT).bytes()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"x")
    (inbox / "东镇.xlsm").write_bytes(made.getvalue())
    ran = collect()
    assert ran.code == 0
    assert "带有宏，没有运行" in ran.out


def test_links_are_not_followed(root: Path, inbox: Path, collect: Any, tmp_path: Path) -> None:
    (tmp_path / "外面.pdf").write_bytes(b"secret")
    (inbox / "材料.pdf").symlink_to(tmp_path / "外面.pdf")
    Filled(forms(root)["东镇"]).write("2.1", {**REPORT, "附件文件名": "材料.pdf；../外面.pdf"}).save(
        tmp_path / "东镇.xlsx"
    )
    (inbox / "链接.xlsx").symlink_to(tmp_path / "东镇.xlsx")
    assert "里没有表格文件" in collect().err
    (tmp_path / "东镇.xlsx").rename(inbox / "东镇.xlsx")
    ran = collect()
    assert (ran.code, files(root)) == (1, [])
    assert "找不到附件“材料.pdf”" in ran.out


def test_a_workbook_that_is_an_attachment_is_no_form(root: Path, inbox: Path, collect: Any) -> None:
    book = Workbook()
    book.active.append(["名单"])
    book.save(inbox / "名单.xlsx")
    Filled(forms(root)["东镇"]).write("2.1", {**REPORT, "附件文件名": "名单"}).save(inbox / "东镇.xlsx")
    ran = collect()
    assert ran.code == 0, ran.out
    assert "当作附件，没有当表收：名单.xlsx" in ran.out
    book.save(inbox / "别的.xlsx")
    ran = collect()
    assert ran.code == 1
    assert "别的.xlsx：不是 fazhi form 做的报送表，没有收" in ran.out
    assert "不是 fazhi form 做的报送表；" in collect(what=inbox / "别的.xlsx").out


@pytest.mark.parametrize("name", ["东镇", "b"])
def test_a_form_that_nobody_may_read_keeps_no_other_from_being_read(
    root: Path, inbox: Path, collect: Any, name: str
) -> None:
    (inbox / f"{name}.xlsx").mkdir()
    Filled(forms(root)["东镇"]).write("2.1", REPORT).save(inbox / "a.xlsx")
    assert collect().code == 0
