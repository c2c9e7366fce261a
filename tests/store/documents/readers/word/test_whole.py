"""A document whole: notes, comments, heads and feet of pages beside it; damaged, odd and hostile files in one line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.builders.pages.word import p, r, tbl, tr, word_file

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.documents.read import document_from
from spt_fazhi.store.documents.readers.word.document import read_word


def reference(kind: str, name: str) -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def note(kind: str, name: str, *content: str, type_: str = "") -> str:
    said = f' w:type="{type_}"' if type_ else ""
    return f'<w:{kind} w:id="{name}"{said}><w:p><w:r><w:{kind}Ref/></w:r></w:p>{"".join(content)}</w:{kind}>'


def test_notes_and_comments_stand_beside_the_text() -> None:
    body = p("题") + p("甲", reference("footnote", "2"), reference("comment", "0"), reference("footnote", "9")) + tbl(
        tr("1", f"<w:tc>{p('乙', reference('endnote', '1'))}</w:tc>")
    )  # fmt: skip
    document = read_word(
        word_file(
            body,
            footnotes=note("footnote", "0", p("分隔"), type_="separator")
            + note("footnote", "2", p("指县级。"), p("又指乡级。")),
            endnotes=note("endnote", "1", p("尾注文字")),
            comments=note("comment", "0", p("请核对")) + note("comment", "5", p("没有人看见的")),
        ),
        "a.docx",
    )
    assert document.text == "题\n甲\n1\n乙"
    assert [(each.number, each.reason, each.text) for each in document.asides] == [
        (2, "脚注", "指县级。"), (2, "脚注", "又指乡级。"), (2, "批注", "请核对"), (3, "尾注", "尾注文字")
    ]  # fmt: skip


def test_heads_and_feet_of_pages_once_each_and_no_page_numbers() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="even" r:id="header2"/>' \
        '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference r:id="nowhere"/></w:sectPr>'  # fmt: skip
    beside = {
        "header1": p("示例县文件"),
        "header2": p("示例县文件"),
        "footer1": p("— 3 —") + p("第 3 页 共 9 页") + p("内部资料"),
    }
    document = read_word(word_file(p("题") + section, beside=beside), "a.docx")
    assert document.text == "题"
    assert [(each.number, each.reason, each.text) for each in document.asides] == [
        (0, "页眉", "示例县文件"),
        (0, "页脚", "内部资料"),
    ]


def test_a_document_of_pictures_alone() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    with pytest.raises(FazhiError, match="里只有图片，没有文字"):
        read_word(word_file(p(picture) * 3), "扫描.docx")


def test_strict_documents_and_a_main_part_of_another_name() -> None:
    data = word_file(p("题", r("目")))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace("word/document.xml", "/word/document2.xml")
            text = text.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
            )
            new.writestr(name.replace("document.xml", "document2.xml"), text)
    assert read_word(made.getvalue(), "a.docx").text == "题目"


def edited(change: Callable[[str, bytes], bytes | None]) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(p("题"), styles="", numbering=""))) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


def only(part: str, data: bytes | None) -> bytes:
    return edited(lambda name, old: data if name == part else old)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (only("word/document.xml", b"<w:document"), "已损坏"),
        (only("word/document.xml", b""), "已损坏"),
        (only("word/document.xml", b"\xff\xfe\x00"), "已损坏"),
        (only("word/document.xml", b"<a/>"), "没有正文"),
        (only("word/document.xml", None), "不是 Word 文档"),
        (only("word/styles.xml", b"<w:styles"), "已损坏"),
        (only("word/document.xml", b"<a>&#0;</a>"), "已损坏"),
        (only("word/document.xml", '<!DOCTYPE a><a/>'.encode("utf-16")), "实体声明"),
        (only("_rels/.rels", b"<x"), "已损坏"),
        (b"PK\x03\x04" + b"\0" * 100, "已损坏"),
    ],
)  # fmt: skip
def test_damaged_parts_are_one_line(data: bytes, said: str) -> None:
    with pytest.raises(FazhiError, match=said) as caught:
        read_word(data, "坏.docx")
    assert "“坏.docx”" in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "[Content_Types].xml"]
)
def test_what_is_missing_beside_the_text_costs_nothing(part: str) -> None:
    assert read_word(only(part, None), "a.docx").text == "题"


def test_bytes_damaged_anywhere_are_read_or_refused() -> None:
    data = word_file(p("一、加强学习" * 20), styles="<w:style/>", numbering="<w:num/>")
    for at in range(0, len(data), 3):
        for cut in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            if not cut.startswith(b"PK\x03\x04"):
                continue
            try:
                read_word(cut, "a.docx")
            except FazhiError as error:
                assert error.hint  # noqa: PT017 - either is right


def test_a_document_is_read_in_another_process() -> None:
    document = document_from(word_file(p("题") + tbl(tr("1", "乙"))), "要点.docx", ".docx")
    assert document.text == "题\n1\n乙"
    with pytest.raises(FazhiError, match="已损坏"):
        document_from(only("word/document.xml", b"<w"), "坏.docx", ".docx")
