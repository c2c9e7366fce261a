"""Tables from files: every encoding and format, and everything that is none, within memory and time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.builders.pages.spreadsheets import Day, Formula, table, xlsx

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.documents.tables import sheets
from spt_fazhi.store.documents.tables.packed import OLE
from spt_fazhi.store.documents.tables.sheet_worker import MAX_COLUMNS, MAX_ROWS, cell, read
from spt_fazhi.store.documents.tables.sheets import read_sheets, workbook_from
from spt_fazhi.text.cells import Sheet

CSV = '单位,事项,标题\n司法局,6.1,“甲”\n\n,,\n 东镇 ,6.10,"两行\n标题，有,逗号"\n西镇,6.2,x\n'


def written(folder: Path, data: bytes | str, name: str = "报送.csv") -> str:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return str(folder / name)


def texts(sheet: Sheet) -> list[list[str]]:
    return [[each.text for each in row] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_every_encoding_and_with_every_mark(tmp_path: Path, encoding: str, mark: str) -> None:
    text = CSV.replace("有,逗号", "有逗号").replace(",", mark)
    (sheet,) = read_sheets(written(tmp_path, text.encode(encoding)))
    assert sheet.name == "报送.csv"
    assert texts(sheet) == [
        ["单位", "事项", "标题"], ["司法局", "6.1", "“甲”"], ["东镇", "6.10", "两行\n标题，有逗号"], ["西镇", "6.2", "x"]
    ]  # fmt: skip


def test_a_line_is_told_by_its_number_in_the_file(tmp_path: Path) -> None:
    (sheet,) = read_sheets(written(tmp_path, CSV.replace("\n", "\r\n")))
    assert [row[0].place for row in sheet.rows] == ["报送.csv:1", "报送.csv:2", "报送.csv:5", "报送.csv:7"]
    assert not any(each.is_number for row in sheet.rows for each in row)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b" \n\n", "是空的"),
        ('单位,事项\n"甲,乙\n'.encode(), "“报送.csv”第 2 行：引号不成对"),
        ('单位,事项\n甲"乙"丙,"丁"戊\n'.encode(), "“报送.csv”第 2 行：引号不成对"),
        (b"\x00\x01\x02,", "不是文本"),
        (b"\xff\xff\xff\x81", "编码认不出来"),
        ("单位\n" + "甲\n" * (MAX_ROWS + 1), f"最多 {MAX_ROWS} 行"),
        ("单位" + "," * MAX_COLUMNS + "\n", f"{MAX_COLUMNS} 列"),
        (b"PK\x03\x04 no archive", "损坏了，读不出来：不是表格文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted or broken", "读不出来：不是表格文件，或者加了密"),
        (b"PK\x03\x04" + b"0" * (sheets.MAX_BYTES + 1), "超过 16 MiB"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_what_is_no_table(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_sheets(written(tmp_path, data))
    assert said in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有"):
        read_sheets(str(tmp_path / "没有.csv"))


def test_a_spreadsheet_with_its_cells(tmp_path: Path) -> None:
    book = {
        "说明": table(("请填写",), at="C3"),
        "表1": table(
            ("单位", "数量", "日期"),
            ("司法局", 2, Day(45464)),
            (None, 0.5, Formula("A1+1")),
            (6.1, None, 1e15),
            at="B2",
        ),
        "空": {},
    }
    found = read_sheets(written(tmp_path, xlsx(book), "报送.xlsx"))
    assert [sheet.name for sheet in found] == ["说明", "表1", "空"]
    assert [(each.place, each.text) for row in found[0].rows for each in row if each.text] == [("说明!C3", "请填写")]
    assert [(each.place, each.text, each.is_number) for row in found[1].rows for each in row if each.text] == [
        ("表1!B2", "单位", False), ("表1!C2", "数量", False), ("表1!D2", "日期", False),
        ("表1!B3", "司法局", False), ("表1!C3", "2", True), ("表1!D3", "2024-06-21", False),
        ("表1!C4", "0.5", True),
        ("表1!B5", "6.1", True), ("表1!D5", "1000000000000000", True),
    ]  # fmt: skip
    assert found[2].rows == ()


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    data = xlsx({"表": table(("单位",))})
    for name in ("报送.csv", "报送.et", "报送"):
        (sheet,) = read_sheets(written(tmp_path, data, name))
        assert sheet.rows[0][0].place == "表!A1"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system")
@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "XFD1"])
def test_a_cell_far_out_costs_a_message_and_not_the_program(tmp_path: Path, far: str) -> None:
    data = xlsx({"表": {"A1": "单位", far: "x"}})
    with pytest.raises(UsageError, match="太大，读不下来：一张表最多") as caught:
        read_sheets(written(tmp_path, data, "远.xlsx"))
    assert "复制到一张新表" in caught.value.hint


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The archive with parts replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            new.writestr(name, change[name] if name in change else old.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet/>'
HOSTILE = {
    "bomb": (repacked(xlsx({"表": {"A1": "x"}}), {SHEET: b"<x/>" + b" " * (17 << 20)}), "太大，读不下来：解开后有 17 MiB"),
    "entities": (repacked(xlsx({"表": {"A1": "x"}}), {SHEET: ENTITIES}), "里有不该有的实体声明，没有读"),
    "word": (repacked(b"PK\x05\x06" + bytes(18), {"word/document.xml": b"<x/>"}), "不是表格文件，是 Word 文档"),
    "archive": (repacked(b"PK\x05\x06" + bytes(18), {"名单.txt": b"x"}), "不是表格文件，是压缩包"),
    "protected": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "加了打开密码，读不了"),
    "doc": (OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), "不是表格，是 Word 文档"),
    "ods": (repacked(b"PK\x05\x06" + bytes(18), {"content.xml": b"<x/>", "META-INF/manifest.xml": b"<encryption-data/>"}), "加了打开密码"),
    "cut": (xlsx({"表": {"A1": "x"}})[:900], "损坏了，读不出来"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_told_before_anything_reads_it(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it was read"))
    data, said = HOSTILE[what]
    with pytest.raises(UsageError) as caught:
        workbook_from(data, "报送.xlsx")
    assert said in caught.value.message
    assert caught.value.hint


def test_blank_rows_and_columns_at_the_end_need_not_fit() -> None:
    data = xlsx({"表": {"A1": "单位", f"A{MAX_ROWS + 100}": " ", "IV3": "", "B2": "x"}})
    (sheet,) = workbook_from(data, "报送.xlsx").sheets
    assert texts(sheet) == [["单位", ""], ["", "x"]]


def test_merged_cells_know_the_one_that_covers_them() -> None:
    merged = b'<mergeCells count="2"><mergeCell ref="B1:B3"/><mergeCell ref="A9:XFD1048576"/></mergeCells></worksheet>'
    data = xlsx({"表": {"A1": "单位", "B1": "甲", "A3": "x"}})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = archive.read(SHEET).replace(b"</worksheet>", merged)
    (sheet,) = workbook_from(repacked(data, {SHEET: inside}), "报送.xlsx").sheets
    assert dict(sheet.merged) == {"表!B2": "表!B1", "表!B3": "表!B1"}


def test_a_workbook_with_macros_says_so() -> None:
    data = xlsx({"表": {"A1": "单位"}})
    assert not workbook_from(data, "报送.xlsm").macros
    found = workbook_from(repacked(data, {"xl/vbaProject.bin": b"x"}), "报送.xlsm")
    assert found.macros
    assert texts(found.sheets[0]) == [["单位"]]


def test_a_time_that_runs_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(UsageError, match="读不下来"):
        read_sheets(written(tmp_path, xlsx({"表": table(("单位",))}), "慢.xlsx"))


def test_without_the_library_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert read(b"PK\x03\x04") == {"unread": "library"}
    (tmp_path / "python_calamine.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    with pytest.raises(FazhiError) as caught:
        read_sheets(written(tmp_path, xlsx({"表": table(("单位",))}), "报送.xlsx"))
    assert caught.value.message == "读“报送.xlsx”要先安装 python-calamine"
    assert 'pip install "spt-fazhi[office]"' in caught.value.hint


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", ["", ""]), (None, ["", ""]), ("甲", ["t", "甲"]), (2.0, ["n", "2"]), (6.1, ["n", "6.1"]), (-0.25, ["n", "-0.25"]),
        (1e20, ["n", "100000000000000000000"]), (3, ["n", "3"]), (True, ["t", "TRUE"]),
    ],
)  # fmt: skip
def test_values_as_text(value: object, said: list[str]) -> None:
    assert cell(value) == said
