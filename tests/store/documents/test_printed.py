"""A Word document read back: its sentences, rows and own account; what cannot be read is refused in words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.builders.pages.office import changed, edited, part

from spt_fazhi.errors import FazhiError
from spt_fazhi.render.office.docx import docx_bytes
from spt_fazhi.reports.figures.printed import Made, PrintedFigure
from spt_fazhi.store.documents import printed, printed_worker
from spt_fazhi.store.documents.printed import CameBack, read_printed
from spt_fazhi.text.marks import mark

MADE = Made(
    name="ranking",
    period="2024Q2",
    unit="示范东镇",
    as_of="2024-07-15",
    commit="a" * 40,
    edition="check",
    program="0.9",
)
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


def with_part(document: bytes, name: str, text: str) -> bytes:
    """The document with one more part."""
    made = io.BytesIO(document)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, text)
    return made.getvalue()


def without(document: bytes, name: str) -> bytes:
    """The document without one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return made.getvalue()


def test_the_main_part_may_have_another_name(tmp_path: Path) -> None:
    other = changed(DOCX, {"_rels/.rels": lambda xml: xml.replace("word/document.xml", "word/document2.xml")})
    text = part(DOCX, "word/document.xml").replace("完成", "已完成")
    rels = part(DOCX, "word/_rels/document.xml.rels")
    moved = with_part(with_part(other, "word/document2.xml", text), "word/_rels/document2.xml.rels", rels)
    assert "已完成3项。" in read(tmp_path, moved).texts


def test_what_a_document_has_beside_its_text(tmp_path: Path) -> None:
    shape = "<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>".format
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>".format
    for inside, count in (
        (shape(""), 1), (shape(box("")), 1), (shape(box("字")), 0), (shape(box("字") + '<v:imagedata xmlns:v="v"/>'), 1),
        ("<w:altChunk/>", 1), ("<w:p><w:r><w:instrText> QUOTE 83 </w:instrText></w:r></w:p>", 1),
        ('<w:p><w:fldSimple w:instr="DOCPROPERTY x"/></w:p>', 1),
        ('<w:p><w:fldSimple w:instr=" HYPERLINK x "/><w:r><w:instrText/></w:r></w:p>', 0),
        ('<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>83</w:t></w:r></w:fldSimple></w:p>', 1),
        ('<w:p><w:pPr><w:framePr w:x="9"/></w:pPr></w:p>', 1),
        ("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent/></w:sdt>", 1), ("<w:p><w:ins><w:r><w:t>添</w:t></w:r></w:ins></w:p>", 0),
    ):  # fmt: skip
        shows = read(tmp_path, edited(DOCX, "<w:body>", f"<w:body>{inside}")).shows
        assert (shows.objects, shows.revisions) == (count, int("<w:ins>" in inside))


def test_fonts_that_a_document_brings_along_must_be_looked_at(tmp_path: Path) -> None:
    assert read(tmp_path, with_part(DOCX, "word/fonts/font1.odttf", "x")).shows.objects == 1


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
        (without(DOCX, "[Content_Types].xml"), "已损坏"),
        (without(DOCX, "_rels/.rels"), "已损坏"),
        (with_part(DOCX, "word/Document.xml", "<x/>"), "重名"),
        (with_part(DOCX, "customXml/item5.xml", part(DOCX, "customXml/item1.xml").replace(">", " >", 1)[:-3]), "改坏了"),
        (changed(DOCX, {"word/document.xml": lambda xml: f"<!--{'x' * 9000}--><!DOCTYPE x>{xml.partition('?>')[2]}"}), "实体声明"),
        (changed(DOCX, {"_rels/.rels": lambda xml: xml.replace("word/document.xml", "word/没有.xml")}), "已损坏"),
        (changed(DOCX, {"customXml/item1.xml": lambda xml: xml.replace('commit="a', 'commit="')}), "改坏了"),
        (changed(DOCX, {"customXml/item1.xml": lambda xml: xml.replace("urn:spt-fazhi:printed:1", "urn:别的")}), "改坏了"),
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


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MAX_BYTES", 1000)
    assert "超过" in refusal(tmp_path, DOCX)


def test_too_much_text_is_refused_before_it_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_worker, "_MOST_TEXT", 10)
    with pytest.raises(FazhiError, match="文字太多"):
        printed_worker.read(DOCX, "通报.docx")
