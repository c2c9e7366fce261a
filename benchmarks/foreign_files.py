"""Files of every foreign format whose own patterns are repeated: for `python benchmarks/doubling.py --files`.

A size is that of the text inside (XML, HTML, the page descriptions), which a packed file may hold in a hundredth of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OFD: Final = "http://www.ofdspec.org/2016"


class Repeated(NamedTuple):
    """What is repeated in a file of one format, between what stands before and after it all; `close` ends each."""

    suffix: str
    pattern: str
    before: str = ""
    after: str = ""
    close: str = ""


def made(each: Repeated, size: int) -> bytes:
    """The file in which the pattern fills `size` bytes."""
    times = max(1, size // len((each.pattern + each.close).encode()))
    return _MAKERS[each.suffix](each.before + each.pattern * times + each.close * times + each.after)


def _packed(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _links(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{_KINDS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_LINKS}">{link}</Relationships>'


def _types(part: str, kind: str) -> str:
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{_OFFICE}.{kind}.main+xml"/></Types>'
    )


def _docx(body: str) -> bytes:
    part = "word/document.xml"
    return _packed(
        {
            "[Content_Types].xml": _types(part, "wordprocessingml.document"),
            "_rels/.rels": _links("officeDocument", part),
            part: f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def _xlsx(body: str) -> bytes:
    book, sheet = "xl/workbook.xml", "worksheets/sheet1.xml"
    return _packed(
        {
            "[Content_Types].xml": _types(book, "spreadsheetml.sheet").replace(
                "</Types>",
                f'<Override PartName="/xl/{sheet}" ContentType="{_OFFICE}.spreadsheetml.worksheet+xml"/></Types>',
            ),
            "_rels/.rels": _links("officeDocument", book),
            book: f'<workbook xmlns="{_SHEET}" xmlns:r="{_KINDS}">{_TAB}</workbook>',
            "xl/_rels/workbook.xml.rels": _links("worksheet", sheet),
            f"xl/{sheet}": f'<worksheet xmlns="{_SHEET}">{body}</worksheet>',
        }
    )


def _html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><h1>示例县2025年工作要点</h1>{body}</body></html>".encode()


def _pdf(body: str) -> bytes:
    """One page for each form feed, its description as it is; Helvetica alone."""
    pages = [each for each in body.split("\f") if each]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(page)}>>stream\n{page}\nendstream")
    file, places = "%PDF-1.4\n", []
    parts = [file]
    at = len(file)
    for number, each in enumerate(objects, 1):
        places.append(at)
        parts.append(f"{number} 0 obj{each}endobj\n")
        at += len(parts[-1])
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}")
    parts.append(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF")
    return "".join(parts).encode("latin-1")


def _ofd(body: str) -> bytes:
    pages = [each for each in body.split("\f") if each]
    root = "<o:DocBody><o:DocRoot>D/Document.xml</o:DocRoot></o:DocBody>"
    listed = "".join(f'<o:Page ID="{number}" BaseLoc="P{number}.xml"/>' for number in range(len(pages)))
    parts = {
        "OFD.xml": f'<o:OFD xmlns:o="{_OFD}" Version="1.0" DocType="OFD">{root}</o:OFD>',
        "D/Document.xml": f'<o:Document xmlns:o="{_OFD}"><o:Pages>{listed}</o:Pages></o:Document>',
    }
    for number, each in enumerate(pages):
        layer = f"<o:Content><o:Layer>{each}</o:Layer></o:Content>"
        parts[f"D/P{number}.xml"] = f'<o:Page xmlns:o="{_OFD}">{layer}</o:Page>'
    return _packed(parts)


_MAKERS: Final[dict[str, Callable[[str], bytes]]] = {
    ".docx": _docx, ".xlsx": _xlsx, ".html": _html, ".pdf": _pdf, ".ofd": _ofd,
}  # fmt: skip
_RUN: Final = "<w:r><w:t>公布清单</w:t></w:r>"
_P: Final = f"<w:p>{_RUN}</w:p>"
_TC: Final = f"<w:tc>{_P}</w:tc>"
_IN: Final = '<c t="inlineStr"><is><t>公布清单</t></is></c>'
_TAB: Final = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
_OFD_WORDS: Final = (
    '<o:TextObject Boundary="20 20 100 5" Size="4"><o:TextCode X="0" Y="4">公布清单</o:TextCode></o:TextObject>'
)
_LINE: Final = "BT /F 12 Tf 72 {} Td (1. Publish the list by June.) Tj ET\n"


def _word(pattern: str, before: str = "", after: str = "", close: str = "") -> Repeated:
    return Repeated(".docx", pattern, before, after, close)


def _web(pattern: str, before: str = "", after: str = "") -> Repeated:
    return Repeated(".html", pattern, before, after)


def _sheet(pattern: str, before: str = "<sheetData>", after: str = "</sheetData>") -> Repeated:
    return Repeated(".xlsx", pattern, before, after)


FILES: Final[dict[str, Repeated]] = {
    "Word 段": _word(_P),
    "Word 字串": _word(_RUN, "<w:p>", "</w:p>"),
    "Word 制表换行": _word("<w:r><w:tab/><w:br/></w:r>", "<w:p>", "</w:p>"),
    "Word 列表项": _word(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{_RUN}</w:p>'),
    "Word 行": _word(f"<w:tr>{_TC}{_TC}</w:tr>", "<w:tbl>", "</w:tbl>"),
    "Word 格": _word(_TC, "<w:tbl><w:tr>", "</w:tr></w:tbl>"),
    "Word 横跨": _word(
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{_P}</w:tc></w:tr>', "<w:tbl>", "</w:tbl>"
    ),
    "Word 竖跨": _word(f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_P}</w:tc>{_TC}</w:tr>", "<w:tbl>", "</w:tbl>"),
    "Word 表": _word(f"<w:tbl><w:tr>{_TC}</w:tr></w:tbl>"),
    "Word 修订": _word(f"<w:ins>{_RUN}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "<w:p>", "</w:p>"),
    "Word 控件": _word(f"<w:sdt><w:sdtContent>{_P}</w:sdtContent></w:sdt>"),
    "Word 套控件": _word("<w:sdt><w:sdtContent>", close="</w:sdtContent></w:sdt>"),
    "Word 表套表": _word("<w:tbl><w:tr><w:tc>", close="<w:p/></w:tc></w:tr></w:tbl>"),
    "Word 域": _word('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:p>", "</w:p>"),
    "网页 段": _web("<p>公布清单</p>"),
    "网页 开标签": _web("<p>"),
    "网页 嵌套": _web("<div>"),
    "网页 闭标签": _web("</div>"),
    "网页 行": _web("<tr><td>1<td>公布清单<td>县司法局", "<table>"),
    "网页 格": _web("<td>甲</td>", "<table><tr>"),
    "网页 跨格": _web("<td rowspan=65000 colspan=1000>甲</td>", "<table><tr>"),
    "网页 跨行": _web("<tr><td rowspan=9>甲<td>乙", "<table>"),
    "网页 表套表": _web("<table><tr><td>甲"),
    "网页 表": _web("<table><tr><td>甲</table>"),
    "网页 列表项": _web("<li>公布清单", "<ol>"),
    "网页 套列表": _web("<ol><li>甲"),
    "网页 字串": _web("<span>甲</span>"),
    "网页 换行": _web("<br>"),
    "网页 实体": _web("&nbsp;&#20013;"),
    "网页 小于号": _web("<"),
    "网页 和号": _web("&"),
    "网页 注释": _web("<!--"),
    "网页 CDATA": _web("<![CDATA["),
    "网页 属性": _web(" a='b", "<p"),
    "网页 脚本": _web("<script>甲</script>"),
    "表格 行": _sheet(f"<row>{_IN}{_IN}</row>"),
    "表格 格": _sheet(_IN, "<sheetData><row>", "</row></sheetData>"),
    "表格 远格": _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "表格 合并": _sheet(
        '<mergeCell ref="A1:XFD1048576"/>', f"<sheetData><row>{_IN}</row></sheetData><mergeCells>", "</mergeCells>"
    ),
    "表格 字串": _sheet("<r><t>甲</t></r>", '<sheetData><row><c t="inlineStr"><is>', "</is></c></row></sheetData>"),
    "PDF 页": Repeated(".pdf", _LINE.format(700) + "\f"),
    "PDF 行": Repeated(".pdf", "(1. Publish the list.) Tj 0 -14 Td\n", "BT /F 12 Tf 72 700 Td\n", "ET"),
    "PDF 同处": Repeated(".pdf", _LINE.format(700)),
    "PDF 字": Repeated(".pdf", "a", "BT /F 12 Tf 72 700 Td (", ") Tj ET"),
    "PDF 线": Repeated(".pdf", "72 700 m 500 700 l S\n", _LINE.format(690)),
    "PDF 框": Repeated(".pdf", "72 700 100 20 re S\n", _LINE.format(690)),
    "PDF 存图": Repeated(".pdf", "q\n", _LINE.format(690)),
    "OFD 页": Repeated(
        ".ofd",
        f"{_OFD_WORDS}\f",
    ),
    "OFD 字": Repeated(
        ".ofd",
        _OFD_WORDS,
    ),
}
"""By name, what is repeated."""
