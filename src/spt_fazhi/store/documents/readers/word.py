"""Word documents (.docx): paragraphs with their automatic numbers, tables with merged cells repeated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Document, Paragraph, Table, TableRow

_MAX_UNPACKED: Final = 64 * 1024 * 1024
_MAX_RATIO: Final = 200
_MAX_PARTS: Final = 5000
_MAIN: Final = re.compile(r"word/document\d{0,3}\.xml")
"""Word on the web calls the main part document2.xml."""
_ODD: Final = "请确认来源；用 Word 或 WPS 打开后另存为 .docx 再试"


def read_word(data: bytes, name: str) -> Document:
    """Read a .docx. Raises FazhiError for archives that are no Word document, are damaged, or are bombs."""
    guard_word(data, name)
    try:
        import docx
    except ImportError:
        from spt_fazhi.store.documents.readers.extra import missing_extra

        raise missing_extra(" .docx 文件", "python-docx") from None
    try:
        document = docx.Document(io.BytesIO(data))
        return Document(blocks=tuple(_blocks(document)))
    except (FazhiError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library raises on a damaged file
        raise FazhiError(
            f"“{name}”读不懂（{type(error).__name__}）", "请用 Word 或 WPS 打开后另存为 .docx 再试"
        ) from None


def guard_word(data: bytes, name: str) -> None:
    """Refuse what is no Word document, and archives that unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if not any(_MAIN.fullmatch(each) for each in names):
                what = (
                    "表格（.xlsx）"
                    if "xl/workbook.xml" in names
                    else "压缩包"
                    if "[Content_Types].xml" not in names
                    else " Office 文件"
                )
                raise FazhiError(f"“{name}”不是 Word 文档，是{what}", "请把正文另存为 .docx 再试")
            if len({each.lower() for each in names}) < len(parts):
                raise FazhiError(f"“{name}”里有重名的部分，没有读", _ODD)
            size = sum(part.file_size for part in parts)
            if len(parts) > _MAX_PARTS or size > _MAX_UNPACKED or size > _MAX_RATIO * max(len(data), 1):
                raise FazhiError(f"“{name}”解开后大得不正常，没有读", "请确认来源；去掉图片后另存为 .docx 再试")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    guard_xml(archive.read(part), name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, NotImplementedError):
        raise FazhiError(f"“{name}”已损坏或加了密码", "请用 Word 或 WPS 打开，去掉密码后另存为 .docx 再试") from None


def guard_xml(data: bytes, name: str) -> None:
    """Raise FazhiError for a part that declares entities, which may stand for far more than they are."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"<\0!\0D\0O\0C" in data:
        raise FazhiError(f"“{name}”里有不该有的实体声明，没有读", _ODD)


def _blocks(document: Any) -> Iterator[Paragraph | Table]:
    from docx.table import Table as WordTable

    counters: dict[tuple[int, int], int] = {}
    number = 0
    for item in document.iter_inner_content():
        if isinstance(item, WordTable):
            rows = []
            for row in item.rows:
                number += 1
                rows.append(TableRow(cells=tuple(_cells(row)), number=number))
            yield Table(rows=tuple(rows))
            continue
        number += 1
        text = _number(item, document, counters) + _text(item)
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(text=line, number=number)


def _cells(row: Any) -> Iterator[str]:
    """The texts of a row; a merged cell comes once for each column it covers."""
    for cell in row.cells:
        yield "\n".join(text for text in (_text(paragraph) for paragraph in cell.paragraphs) if text.strip())


def _text(paragraph: Any) -> str:
    """A paragraph's text: also what is inside links and accepted insertions, and nothing deleted."""
    parts = []
    for node in paragraph._p.iter():  # noqa: SLF001 - the library's text leaves insertions out
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if tag == "t":
            parts.append(node.text or "")
        elif tag == "tab":
            if node.getparent() is not None and node.getparent().tag.endswith("}r"):
                parts.append("\t")
        elif tag in {"br", "cr"}:
            parts.append("\n")
        elif tag == "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _number(paragraph: Any, document: Any, counters: dict[tuple[int, int], int]) -> str:
    """The automatic number of a paragraph, in the form Word shows; "" without one."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to numbering
    found = properties.numPr if properties is not None else None
    if found is None or found.numId is None:
        style = paragraph.style
        element = getattr(getattr(style, "element", None), "pPr", None)
        found = element.numPr if element is not None else None
    if found is None or found.numId is None or found.numId.val == 0:
        return ""
    level = found.ilvl.val if found.ilvl is not None else 0
    form, text, start = _format(document, found.numId.val, level)
    key = (found.numId.val, level)
    counters[key] = counters.get(key, start - 1) + 1
    for other in [each for each in counters if each[0] == key[0] and each[1] > level]:
        del counters[other]
    if form == "bullet":
        return ""
    shown = text
    for depth in range(level + 1):
        value = counters.get((key[0], depth), 1)
        shown = shown.replace(f"%{depth + 1}", _figure(value, form if depth == level else "decimal"))
    return shown


def _format(document: Any, number_id: int, level: int) -> tuple[str, str, int]:
    """Number format, text (`%1.`) and start of a level of a list."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return "decimal", f"%{level + 1}.", 1
    abstract = next(
        (
            each.find(f"{space}abstractNumId").get(f"{space}val")
            for each in root.findall(f"{space}num")
            if each.get(f"{space}numId") == str(number_id)
        ),
        None,
    )
    for each in root.findall(f"{space}abstractNum"):
        if each.get(f"{space}abstractNumId") != abstract:
            continue
        for found in each.findall(f"{space}lvl"):
            if found.get(f"{space}ilvl") == str(level):
                values = {child.tag.rpartition("}")[2]: child.get(f"{space}val") for child in found}
                return values.get("numFmt") or "decimal", values.get("lvlText") or "", int(values.get("start") or 1)
    return "decimal", f"%{level + 1}.", 1


def _figure(value: int, form: str) -> str:
    if form in {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
    }:
        digits = "零一二三四五六七八九"
        tens, ones = divmod(value, 10)
        if value < 10:
            return digits[value]
        return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= value <= 20:
        return chr(0x245F + value)
    return str(value)
