"""Task tables in a workbook: their lines and tables as a document, merged cells filled, and a draft made of them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.builders.command import fazhi

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph, Table
from spt_fazhi.intake.structure.tabular.layout import prepared
from spt_fazhi.store.documents.read import document_here
from spt_fazhi.store.documents.tables.packed import is_workbook

HEADS = ["序号", "工作任务", "具体要求", "牵头单位", "责任单位", "完成时限"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def plan() -> Workbook:
    """A plan as offices keep it: a title over all columns, sections over all columns, a task of two rows, two sheets."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "示例区2025年法治政府建设重点任务分解表"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "填表单位：示例区司法局"
    for at, head in enumerate(HEADS, 1):
        sheet.cell(4, at, head)
    sheet["A5"] = "一、强化组织领导"
    sheet.merge_cells("A5:F5")
    for row in (
        [1, "落实年度报告制度", "各乡镇、各部门报告上一年度法治政府建设情况。", "区司法局", "各乡镇、各部门", dt.date(2025, 3, 1)],
        [2, "组织旁听庭审", "各部门至少组织开展1次旁听庭审活动", "区司法局", "各部门", "年底前"],
        ["", "", "各乡镇每季度开展1次宣讲", "", "各乡镇", "每季度"],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A7:A8", "B7:B8", "D7:D8"):
        sheet.merge_cells(cells)
    book.create_sheet("空表")
    later = book.create_sheet("续表")
    later.append(HEADS)
    later.append([3, "开展案卷评查", "行政执法部门案卷评查率达到100%", "区司法局", "各行政执法部门", "10月底前"])
    return book


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return saved(plan())


@pytest.fixture(scope="module")
def document(data: bytes) -> Document:
    return prepared(document_here(data, "要点.xlsx", ".xlsx"))


def test_lines_above_the_heads_are_paragraphs(document: Document) -> None:
    assert [(each.number, each.text) for each in document.blocks if isinstance(each, Paragraph)] == [
        (1, "示例区2025年法治政府建设重点任务分解表"), (2, "填表单位：示例区司法局")
    ]  # fmt: skip


def test_the_rows_below_are_tables_one_a_sheet(document: Document) -> None:
    first, second = (each for each in document.blocks if isinstance(each, Table))
    assert [row.number for row in first.rows] == [4, 5, 6, 7]
    assert [row.number for row in second.rows] == [9, 10]  # go on after the first sheet
    assert set(first.rows[1].cells) == {"一、强化组织领导"}
    assert first.rows[2].cells[5] == "2025年3月1日"
    assert first.rows[3].cells == (
        "2", "组织旁听庭审", "各部门至少组织开展1次旁听庭审活动\n各乡镇每季度开展1次宣讲", "区司法局", "各部门、各乡镇",
        "年底前；每季度",
    )  # fmt: skip


def test_a_sheet_without_heads_is_lines() -> None:
    book = Workbook()
    book.active.append(["说明", "第一行\n第二行"])
    (only,) = document_here(saved(book), "x.xlsx", ".xlsx").blocks
    assert only == Paragraph(text="说明　第一行　第二行", number=1)


def test_nothing_in_it() -> None:
    with pytest.raises(FazhiError, match="里没有文字"):
        document_here(saved(Workbook()), "x.xlsx", ".xlsx")


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (archive(**{"xl__workbook.xml": b""}), True),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), True),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), False),
        (archive(**{"word__document.xml": b""}), False),
        (OLE + "Workbook\0".encode("utf-16-le"), True),
        (OLE + "Book\0".encode("utf-16-le"), True),
        (OLE + "WordDocument\0Workbook\0".encode("utf-16-le"), False),
        (OLE, False),
        (b"PK\x03\x04 cut", False),
        ("序号,工作任务".encode(), False),
    ],
)
def test_what_is_a_workbook(content: bytes, is_one: bool) -> None:
    assert is_workbook(content) is is_one


def test_a_draft_is_made_of_it(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "要点.xlsx").write_bytes(data)
    ran = fazhi("intake", str(tmp_path / "要点.xlsx"), "--out", str(tmp_path / "草稿"))
    assert ran.code == 0
    assert "1 个部分，3 条任务" in ran.out
    assert "重新开始" not in ran.out
    written = (tmp_path / "草稿" / "tasks.yaml").read_text("utf-8")
    assert "title: 落实年度报告制度" in written
    assert "due: 2025-10-31" in written
    assert "各部门至少组织开展1次旁听庭审活动\\n各乡镇每季度开展1次宣讲" in written  # one task, each row its own time
    assert "phrase: 年底前" in written
    assert "every: quarter" in written


def test_a_table_of_unknown_heads_is_named(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["甲类", "乙类", "丙类"], [12, 13, 14], [15, 16, 17]):
        book.active.append(row)
    (tmp_path / "表.xlsx").write_bytes(saved(book))
    ran = fazhi("intake", str(tmp_path / "表.xlsx"))
    assert (ran.code, ran.out) == (2, "")
    assert "有一张表没有读成任务，表头是“甲类”“乙类”“丙类”，不认识" in ran.err
    assert "请把表头改成" in ran.err


def test_a_broken_one_says_what_to_do(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(data[: len(data) // 2])
    ran = fazhi("intake", str(tmp_path / "坏.xlsx"))
    assert (ran.code, ran.out) == (2, "")
    assert "坏.xlsx”损坏了，读不出来" in ran.err
    assert "另存为 .xlsx" in ran.err
