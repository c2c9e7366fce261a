"""A Word document by GB/T 9704-2012 from a report's Markdown. Same input, same bytes.

python-docx keeps the package; its American template's styles, settings and fonts give way to ours (styles.py). The
archive is written anew with fixed times and in a fixed order.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.render.office.blocks import OFFICE_HINT, Table, Text, read_blocks
from spt_fazhi.render.office.layout import Layout, lay_out
from spt_fazhi.render.office.printed import figures_of, item_properties, item_xml, printed_of
from spt_fazhi.render.office.styles import fonts_xml, settings_xml, styles_xml
from spt_fazhi.render.office.wordml import W, body_xml
from spt_fazhi.reports.figures.printed import Made, PrintedFigure
from spt_fazhi.reports.figures.written import written

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FOREIGN: Final = ("/stylesWithEffects", "/webSettings", "/theme", "/numbering", "/customXml", "/thumbnail")
_EXTENDED: Final = "/extended-properties"
_COLUMNS: Final = 63
_ROWS: Final = 32_767
"""What a table of Word holds at most."""


def _said(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


_NUMBER: Final = f'{_said("— ")}<w:fldSimple w:instr=" PAGE ">{_said("1")}</w:fldSimple>{_said(" —")}'


def docx_bytes(markdown: str, *, day: date | None = None, header: str = "", made: Made | None = None) -> bytes:
    """The document of a Markdown text, marked (text/marks.py) or not.

    `day` is what its properties call the day it was made, `header` a word at the head of every page (核对版), `made`
    says what the figures in it come from: then they are kept in a part of their own for `fazhi verify`. Raises
    FazhiError when a package of the extra `office` is not installed, UsageError for a text that cannot be set.
    """
    return text_docx(read_blocks(markdown), day=day, header=header, made=made)


def text_docx(text: Text, *, day: date | None = None, header: str = "", made: Made | None = None) -> bytes:
    """The same of a text that has been read."""
    _require_fits(text)
    layout = lay_out(text)
    document = _empty()
    _dress(document, layout, day)
    _fill(document, layout, header)
    if made is not None:
        _carry(document, text, made)
    package = io.BytesIO()
    document.save(package)
    return _repacked(package)


def _require_fits(text: Text) -> None:
    """Raise UsageError for a table that Word cannot open, with the line it begins on."""
    for block in text.blocks:
        if isinstance(block, Table):
            for count, most, unit in ((len(block.right), _COLUMNS, "栏"), (len(block.rows), _ROWS, "行")):
                if count > most:
                    raise UsageError(
                        f"正文第 {block.line} 行起的表格有 {count} {unit}，Word 的表格最多 {most} {unit}",
                        "请拆成几张表，或排成网页（-o 文件名.html）",
                    )


def texts_in_print(markdown: str) -> tuple[str, ...]:
    """The sentences and rows of tables that the document of a Markdown text shows. Raises as `docx_bytes` does."""
    layout = lay_out(read_blocks(markdown))
    return tuple(written(ET.fromstring(body_xml(layout, ""))))  # noqa: S314 - written here


def figures_in_print(markdown: str) -> tuple[PrintedFigure, ...]:
    """The figures of a marked text, each in the sentence or row in which its document shows it."""
    return tuple(figures_of(read_blocks(markdown)))


def _empty() -> Document:
    try:
        import docx
    except ImportError:
        raise FazhiError("写 .docx 要先安装 python-docx", OFFICE_HINT) from None
    document = docx.Document()
    for part in (document.part, document.part.package):
        for key, relation in tuple(part.rels.items()):
            if relation.reltype.endswith((*_FOREIGN, _EXTENDED)):
                del part.rels[key]
    return document


def _dress(document: Document, layout: Layout, day: date | None) -> None:
    """Our styles, settings, fonts and properties in place of the template's."""
    _replace(document.styles.element, styles_xml())
    _replace(document.settings.element, settings_xml())
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = fonts_xml().encode()  # noqa: SLF001 - python-docx knows no fonts
    properties: Any = document.core_properties
    for child in tuple(properties._element):  # noqa: SLF001 - the template's author and comment
        properties._element.remove(child)  # noqa: SLF001
    properties.title = layout.title[:250]
    properties.language = "zh-CN"
    if day is not None:
        moment = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, as Word writes it
        properties.created = properties.modified = moment


def _replace(element: Any, xml: str) -> None:
    """The children of an element, from another of the same name."""
    for child in tuple(element):
        element.remove(child)
    for child in tuple(_parsed(xml)):
        element.append(child)


def _parsed(xml: str) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(xml)


def _fill(document: Document, layout: Layout, header: str) -> None:
    """The body, and in the first section what stands at head and foot of the pages: odd and even ones."""
    section: Any = document.sections[0]
    _furnish(section.footer, '<w:ind w:right="280"/><w:jc w:val="right"/>', "Footer", _NUMBER)
    _furnish(section.even_page_footer, '<w:ind w:left="280"/>', "Footer", _NUMBER)
    if header:
        for each in (section.header, section.even_page_header):
            _furnish(each, "", "Header", _said(header))
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{reference.rId}"/>'
        for kind in ("header", "footer")
        for which in ("even", "default")
        for reference in section._sectPr.xpath(f"./w:{kind}Reference[@w:type='{which}']")  # noqa: SLF001
    )
    root: Any = document.element
    root.replace(root.body, _parsed(body_xml(layout, references)))


def _furnish(place: Any, properties: str, style: str, runs: str) -> None:
    place.is_linked_to_previous = False
    element = place._element  # noqa: SLF001 - python-docx builds no fields
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
    _replace(element, f'<w:ftr xmlns:w="{W}">{paragraph}</w:ftr>')


def _carry(document: Document, text: Text, made: Made) -> None:
    """The part with the figures, as Word and LibreOffice keep it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    printed = printed_of(text, made, written(document.element.body))
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", item_xml(printed).encode(), package)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI("/customXml/itemProps1.xml"), kind, item_properties().encode(), package)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _repacked(package: io.BytesIO) -> bytes:
    """The archive with the same times whenever it is written, its list of contents first, the rest by name."""
    found = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(info, old.read(name))
    return found.getvalue()
