"""A Word document read back: its sentences, rows and own account; what cannot be read is refused in words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.builders.pages.office import changed, edited

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.office.docx import docx_bytes
from spt_fazhi.reports.figures.printed import Made, PrintedFigure
from spt_fazhi.store.documents import printed, printed_worker
from spt_fazhi.store.documents.printed import CameBack, read_printed
from spt_fazhi.text.marks import mark

MADE = Made(name="ranking", period="2024Q2", unit="示范东镇", as_of="2024-07-15", commit="abc", edition="check")
TEXT = (
    f"# 题\n\n共{mark('a.“b”<&', '12')}项[^r1]；完成{mark('c', '3')}项。\n\n| 单位 | 数 |\n| - | - |\n"
    f"| 东镇 | {mark('d', '12')} |\n\n[^r1]: 注。\n"
)
DOCX = docx_bytes(TEXT, made=MADE)


def read(tmp_path: Path, data: bytes) -> CameBack:
    file = tmp_path / "通报.docx"
    file.write_bytes(data)
    return read_printed(str(file))


def refusal(tmp_path: Path, data: bytes) -> str:
    with pytest.raises(FazhiError) as caught:
        read(tmp_path, data)
    assert caught.value.hint
    return caught.value.message


def test_what_was_printed_comes_back(tmp_path: Path) -> None:
    came = read(tmp_path, DOCX)
    assert came.printed.made == MADE
    assert came.printed.figures == (
        PrintedFigure("a.“b”<&", "12", "共12项；", 1),
        PrintedFigure("c", "3", "完成3项。", 2),
        PrintedFigure("d", "12", "东镇 ｜ 12", 5),
    )
    assert came.texts == ("题", "共12项；", "完成3项。", "单位 ｜ 数", "东镇 ｜ 12", "核对注", "1. 注。")


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ("完成", "已完成", "已完成3项。"),
        ("</w:body>", "<w:p><w:r><w:t>又</w:t><w:tab/><w:t>一</w:t><w:noBreakHyphen/><w:br/></w:r></w:p></w:body>", "又 一-"),
        ("</w:body>", "<w:p><w:ins><w:r><w:t>添的</w:t></w:r></w:ins></w:p></w:body>", "添的"),
        ("</w:body>", "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body>", "控件里"),
        ("</w:body>", "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p></w:body>", "留"),
    ],
)  # fmt: skip
def test_what_a_person_s_program_writes(tmp_path: Path, then: str, now: str, found: str) -> None:
    assert found in read(tmp_path, edited(DOCX, then, now)).texts


def test_other_parts_beside_ours_are_left_alone(tmp_path: Path) -> None:
    made = io.BytesIO(DOCX)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("customXml/item2.xml", "<b:Sources xmlns:b='urn:other'/>")
        archive.writestr("customXml/item3.xml", "<不完整")
    assert read(tmp_path, made.getvalue()).printed.made == MADE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是 .docx"),
        ("# 不是".encode(), "不是 .docx"),
        (DOCX[:-400], "已损坏或加了密码"),
        (docx_bytes("# 没有数字的"), "没有生成时留下的数字"),
        (changed(DOCX, {"word/document.xml": lambda xml: xml[:-9]}), "已损坏"),
        (changed(DOCX, {"word/document.xml": lambda xml: f"<!DOCTYPE x>{xml.partition('?>')[2]}"}), "实体声明"),
        (changed(DOCX, {"customXml/item1.xml": lambda xml: xml.replace('at="1"', 'at="一"')}), "改坏了"),
        (changed(DOCX, {"customXml/item1.xml": lambda xml: xml.replace(' as_of="2024-07-15"', "")}), "改坏了"),
        (changed(DOCX, {"word/styles.xml": lambda xml: xml + " " * 70_000_000}), "大得不正常"),
        (edited(DOCX, "</w:body>", "<w:p><w:r><w:t>" + "长" * 2_000_001 + "</w:t></w:r></w:p></w:body>"), "大得不正常"),
        (edited(DOCX, "</w:body>", "<w:sdt>" * 3000 + "</w:sdt>" * 3000 + "</w:body>"), "已损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    assert message in refusal(tmp_path, data)


def test_a_file_too_large_or_that_stops_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "SECONDS", 0)
    assert "读不下来" in refusal(tmp_path, DOCX)
    monkeypatch.setattr(printed, "MAX_BYTES", 1000)
    assert "超过" in refusal(tmp_path, DOCX)


def test_too_much_text_is_refused_before_it_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_worker, "_MOST_TEXT", 10)
    assert "文字太多" in printed_worker.read(DOCX, "通报.docx")["fault"]
