"""The tables in what a person hands in: sheets, CSV, tables of Word with merged cells; and what is neither."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.documents.any_tables import read_tables
from spt_fazhi.store.documents.read import is_document

ROWS = [["责任单位", "问题", "整改时限"], ["东镇", "甲", "6月底"], ["东镇", "乙", "6月底"]]


def test_the_tables_of_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("问题清单")
    for rows in (ROWS, [["填表人", ""], ["", ""]]):
        table = document.add_table(len(rows), len(rows[0]))
        for line, row in enumerate(rows):
            for at, text in enumerate(row):
                table.cell(line, at).text = text
    first = document.tables[0]
    first.cell(2, 0).text = ""
    first.cell(1, 0).merge(first.cell(2, 0))
    path = tmp_path / "清单.docx"
    document.save(str(path))
    found = read_tables(str(path))
    assert [sheet.name for sheet in found] == ["第1张表", "第2张表"]
    assert [[cell.text for cell in row] for row in found[0].rows] == ROWS
    assert found[0].rows[2][1].place == "第1张表!B3"
    assert len(found[1].rows) == 1  # the blank one is left out


def test_the_sheets_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    for row in ROWS:
        sheet.append(row)
    sheet["A3"] = None
    sheet.merge_cells("A2:A3")
    path = tmp_path / "台账.xlsx"
    book.save(path)
    (found,) = read_tables(str(path))
    assert [cell.text for cell in found.rows[1]] == ROWS[1]
    assert found.merged == {"台账!A3": "台账!A2"}


def test_formulas_that_were_never_computed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*ROWS[:2], ["=A2", "=CONCATENATE(B2)", None], ["", "", "=C2"]):
        sheet.append(row)
    sheet["H3"] = "=A2"  # nothing is written in that column
    path = tmp_path / "公式.xlsx"
    book.save(path)
    (found,) = read_tables(str(path))
    formulas = [cell.place for row in found.rows for cell in row if cell.is_formula]
    assert formulas == ["Sheet!A3", "Sheet!B3", "Sheet!C4"]
    assert not any(cell.text for row in found.rows[2:] for cell in row)


@pytest.mark.parametrize("name", ["问题.csv", "问题.xlsx", "问题.docx"])
def test_an_empty_file_says_what_a_table_of_findings_holds(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b" \n")
    with pytest.raises(UsageError, match="是空的") as caught:
        read_tables(str(tmp_path / name))
    assert caught.value.hint == "第一行写列名，要有“问题”“责任单位”和“整改时限”，下面一行一个问题"


def test_lines_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "问题.csv"
    path.write_bytes("\n".join(",".join(row) for row in ROWS).encode("gb18030"))
    (found,) = read_tables(str(path))
    assert [[cell.text for cell in row] for row in found.rows] == ROWS
    assert found.rows[1][0].place == "问题.csv:2"


def test_a_document_without_tables_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("没有表")
    path = tmp_path / "通报.docx"
    document.save(str(path))
    with pytest.raises(UsageError, match=r"“通报\.docx”里没有表格"):
        read_tables(str(path))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04broken")
    with pytest.raises(FazhiError, match="坏"):
        read_tables(str(path))
    with pytest.raises(UsageError, match=r"没有“不在\.xlsx”这个文件"):
        read_tables("不在.xlsx")


def test_a_web_page_is_a_document_and_a_line_of_text_is_not() -> None:
    assert is_document(b"<html><table></table></html>", "")
    assert not is_document("责任单位,问题\n".encode(), ".csv")
    assert not is_document(b"\x00\x01", "")
