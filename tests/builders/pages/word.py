"""Word documents in tests, written as XML: what python-docx cannot make, and what no program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}


def r(text: str, properties: str = "") -> str:
    """A run; `properties` are within its rPr."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", number: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of runs, or of plain text; `number` is the list and level, `mark` the rPr of its mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    inside = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell of paragraphs, tables or plain text."""
    inside = "".join(each if each.startswith("<") else p(each) for each in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells or of plain text."""
    inside = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def control(content: str, *, prompt: bool = False) -> str:
    """A content control; with `prompt` nobody filled it in."""
    said = "<w:showingPlcHdr/>" if prompt else ""
    return f"<w:sdt><w:sdtPr>{said}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def changed(kind: str, content: str) -> str:
    """A tracked change: `ins`, `del`, `moveFrom`, `moveTo`; the text of what is deleted is its own element."""
    if kind == "del":
        content = content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z">{content}</w:{kind}>'


def box(*paragraphs: str) -> str:
    """A run with a text box, in the modern way and once more for old programs."""
    inside = "".join(each if each.startswith("<") else p(each) for each in paragraphs)
    text = f"<w:txbxContent>{inside}</w:txbxContent>"
    modern = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp>"
    modern += "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{text}</v:textbox></v:shape></w:pict>"
    choices = f'<mc:Choice Requires="wps">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"


def lists(definitions: Iterable[str], lists: Iterable[str]) -> str:
    """The content of numbering.xml: definitions 0, 1, … of levels, and lists 1, 2, …: each the number of its definition.

    A list may go on with overrides after its definition: `0<w:lvlOverride …/>`.
    """
    made = [f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(definitions)]
    for at, each in enumerate(lists, 1):
        definition, mark, overrides = each.partition("<")
        made.append(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{definition}"/>{mark}{overrides}</w:num>')
    return "".join(made)


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A level of a list's definition."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def word_file(body: str, *, beside: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A .docx with `body`; `parts` are the contents of styles, numbering, footnotes, endnotes, comments.

    `beside` are headers and footers by id: `{"header1": paragraphs}`, which a sectPr of the body names.
    """
    names = {**parts, **(beside or {})}
    kinds = {name: name.rstrip("0123456789") for name in names}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
        )
        archive.writestr(
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{types}</Types>',
        )
        main = f'<Relationship Id="rId1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'{_HEAD}<Relationships xmlns="{_LINKS}">{main}</Relationships>')
        links = "".join(
            f'<Relationship Id="{name}" Type="{_KINDS}/{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'{_HEAD}<Relationships xmlns="{_LINKS}">{links}</Relationships>'
        )
        archive.writestr("word/document.xml", f"{_HEAD}<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in names.items():
            root = f"w:{_ROOTS.get(kinds[name], kinds[name])}"
            archive.writestr(f"word/{name}.xml", f"{_HEAD}<{root} {_SPACES}>{content}</{root}>")
    return made.getvalue()
