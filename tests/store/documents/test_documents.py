"""The same plan as Word, PDF, web page and text, made with the real libraries; and files that are no documents."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.intake.corpus import BOTH, HEAD, IN_TABLE, ROWS, SAMPLES, SECTION

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Table
from spt_fazhi.intake.structure.parse import parse
from spt_fazhi.store.documents.read import document_here, read_document

docx = pytest.importorskip("docx")
TEXT = SAMPLES[0].text


def seen(draft):
    return [(t.id, t.section, t.title, t.text, t.lead, t.responsible, t.cooperating, t.deadline) for t in draft.tasks]


def check(draft, tasks=BOTH) -> None:
    assert draft.title == HEAD.strip()
    assert [(each.id, each.title) for each in draft.sections] == SECTION or tasks is IN_TABLE
    assert seen(draft) == tasks


def word(paragraphs=(), rows=()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_word_paragraphs(sample) -> None:
    draft = parse(document_here(word(sample.text.splitlines()), "a.docx", ".docx"))
    assert ([(each.id, each.title) for each in draft.sections], seen(draft)) == (sample.sections, sample.tasks)


def test_a_word_table_and_merged_cells() -> None:
    check(parse(document_here(word([HEAD.strip()], ROWS), "a.docx", "")), IN_TABLE)
    document = docx.Document(io.BytesIO(word([HEAD.strip()], [ROWS[0], [""] * 6, *ROWS[1:]])))
    row = document.tables[0].rows[1].cells
    row[0].merge(row[5]).text = "一、加强领导"
    out = io.BytesIO()
    document.save(out)
    draft = parse(document_here(out.getvalue(), "a.docx", ""))
    assert [(each.id, each.title) for each in draft.sections] == SECTION
    assert seen(draft) == IN_TABLE


def test_words_automatic_numbers_are_read() -> None:
    document = docx.Document()
    document.add_paragraph(HEAD.strip())
    document.add_paragraph("一、加强领导")
    for line in TEXT.splitlines()[2:]:
        document.add_paragraph(line[2:], style="List Number")
    out = io.BytesIO()
    document.save(out)
    check(parse(document_here(out.getvalue(), "a.docx", "")))


def test_deleted_words_are_not_read_and_inserted_ones_are() -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("年底前")
    for tag, inner in (("del", "<w:delText>两</w:delText>"), ("ins", "<w:t>举办一次讲座</w:t>")):
        paragraph._p.append(parse_xml(f'<w:{tag} {space} w:id="1" w:author="a"><w:r>{inner}</w:r></w:{tag}>'))
    out = io.BytesIO()
    document.save(out)
    assert document_here(out.getvalue(), "a.docx", "").text == "年底前举办一次讲座"


def pdf(lines, width=500) -> bytes:
    canvas_of = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas_of.Canvas(out)
    page.setFont("STSong-Light", 12)
    place = 800
    for line in lines:
        for start in range(0, max(len(line), 1), width // 12):
            page.drawString(40, place, line[start : start + width // 12])
            place -= 20
            if place < 60:
                page.showPage()
                page.setFont("STSong-Light", 12)
                place = 800
    page.save()
    return out.getvalue()


def test_a_pdf_with_text_whose_lines_are_broken() -> None:
    pytest.importorskip("pypdf")
    data = pdf(TEXT.splitlines())
    check(parse(document_here(data, "a.pdf", ".pdf")))
    check(parse(document_here(data, "a.docx", ".docx")))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_form_as_pdf(sample) -> None:
    pytest.importorskip("pypdf")
    draft = parse(document_here(pdf(sample.text.splitlines(), width=900), "a.pdf", ".pdf"))
    assert ([(each.id, each.title) for each in draft.sections], seen(draft)) == (sample.sections, sample.tasks)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_form_as_a_web_page(sample) -> None:
    body = "".join(f"<p>{line}</p>" for line in sample.text.splitlines())
    draft = parse(document_here(PAGE.format(charset="utf-8", body=body).encode(), "a.html", ".html"))
    assert ([(each.id, each.title) for each in draft.sections], seen(draft)) == (sample.sections, sample.tasks)


def test_a_scanned_a_protected_and_a_broken_pdf() -> None:
    pypdf = pytest.importorskip("pypdf")
    blank = pypdf.PdfWriter()
    for _ in range(3):
        blank.add_blank_page(200, 200)
    out = io.BytesIO()
    blank.write(out)
    with pytest.raises(FazhiError, match="是扫描件"):
        document_here(out.getvalue(), "a.pdf", ".pdf")
    blank.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    blank.write(out)
    with pytest.raises(FazhiError, match="有密码"):
        document_here(out.getvalue(), "a.pdf", ".pdf")
    with pytest.raises(FazhiError, match=r"读不懂|是扫描件"):
        document_here(b"%PDF-1.7\n" + b"x" * 100, "a.pdf", ".pdf")


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>公开</title><style>p {{}}</style></head><body>
<nav>首页 &gt; 公开</nav><script>var a = "<p>1.假的</p>";</script><div>{body}</div></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
def test_a_saved_web_page(encoding: str) -> None:
    body = "".join(f"<p>&nbsp;&nbsp;<span>{line[:3]}</span>{line[3:]}</p>\n" for line in TEXT.splitlines())
    data = PAGE.format(charset=encoding, body=body).encode(encoding)
    check(parse(document_here(data, "a.html", ".html")))
    check(parse(document_here(data, "a", "")))


def test_a_table_of_a_web_page_with_spans() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in [*ROWS[1:]])
    head = f"<tr>{''.join(f'<th>{cell}</th>' for cell in ['类别', *ROWS[0][1:]])}</tr>"
    rows = rows.replace("<tr>", '<tr><td rowspan="2">加强领导</td>', 1)
    page = PAGE.format(charset="utf-8", body=f"<h1>{HEAD}</h1><table>{head}{rows}</table>").encode()
    draft = parse(document_here(page, "a.html", ".html"))
    assert [(each.id, each.title) for each in draft.sections] == SECTION
    assert seen(draft) == IN_TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    check(parse(read_document(str(file))))


def bomb(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (b"", ".txt", "是空的"),
        (b"PK\x03\x04broken", ".docx", "已损坏"),
        (bomb("word/document.xml", 80_000_000), ".docx", "大得不正常"),
        (bomb("xl/workbook.xml", 10), ".xlsx", "是表格"),
        (bomb("a.txt", 10), ".zip", "不是 Word 文档"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ".png", "不是能读的文件类型"),
        (b"\xff\xfe\xfa\x80\x80" * 3 + b"\x80", ".txt", ""),
        (b"<html><body></body></html>", ".html", "没有读出文字"),
    ],
)
def test_what_is_no_document_is_one_clear_line(data: bytes, suffix: str, said: str) -> None:
    if not said:
        document_here(data, "a", suffix)  # odd, but text
        return
    with pytest.raises(FazhiError, match=said) as caught:
        document_here(data, "a", suffix)
    assert caught.value.hint


def test_entities_in_a_word_file_are_refused() -> None:
    good = word(["x"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            new.writestr(item, data)
    with pytest.raises(FazhiError, match="实体声明"):
        document_here(out.getvalue(), "a.docx", ".docx")


def test_a_format_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = word(["一、加强领导"])
    for module in ("docx", "lxml", "pypdf"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(FazhiError, match="要先安装 pypdf") as caught:
        document_here(b"%PDF-1.7\n", "a", "")
    assert "pip install pypdf" in caught.value.hint
    assert document_here(made, "a.docx", "").text == "一、加强领导"  # Word documents need none


def test_missing_folder_and_old_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FazhiError, match="没有"):
        read_document(str(tmp_path / "没有.docx"))
    with pytest.raises(FazhiError, match="是文件夹"):
        read_document(str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FazhiError, match=r"旧的 Word 或 WPS 格式") as caught:
        document_here(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", ".doc")
    assert ".docx" in caught.value.hint


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_an_old_word_file_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(TEXT.splitlines()))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "doc", "--outdir",
               str(tmp_path), str(tmp_path / "a.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    check(parse(read_document(str(tmp_path / "a.doc"))))


def test_a_long_table_is_read_whole() -> None:
    rows = [ROWS[0], *([str(i), f"任务{i}", f"年底前完成第{i}件。", "区司法局", "各部门", ""] for i in range(1, 201))]
    document = document_here(word([HEAD.strip()], rows), "a.docx", "")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert len(table.rows) == 201
    assert [task.id for task in parse(document).tasks] == list(range(1, 201))
