"""Files of fixed layout made by hand: words at places, on pages of 595 by 842 points, as PDF and as OFD."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

Place = tuple[float, float, str]
"""From the left, from the top, the words."""
Line = tuple[float, float, float, float]
"""From one point to another."""
SIZE = 12
WIDE = 37
"""Characters that fit into a line between the margins."""


def column(text: str, left: float = 75, top: float = 80, wide: int = WIDE, *, indent: bool = True) -> list[Place]:
    """Paragraphs as lines of one column, each paragraph indented by two characters as official documents have it."""
    places: list[Place] = []
    for paragraph in text.split("\n"):
        rest, first = paragraph, indent
        while rest:
            room = wide - 2 if first else wide
            places.append((left + (2 * SIZE if first else 0), top, rest[:room]))
            rest, first = rest[room:], False
            top += 1.6 * SIZE
    return places


def ruled(rows: Sequence[Sequence[str]], wide: Sequence[int], top: float = 80) -> tuple[list[Place], list[Line]]:
    """A table with all its lines, `wide` characters in the lines of each column; an empty cell belongs to the one above."""
    places: list[Place] = []
    lines: list[Line] = []
    edges = [60.0]
    for each in wide:
        edges.append(edges[-1] + (each + 1) * SIZE)
    for number, row in enumerate(rows):
        lines += [(edges[at], top, edges[at + 1], top) for at, cell in enumerate(row) if cell or not number]
        deepest = 1
        for at, cell in enumerate(row):
            parts = [line for text in cell.split("\n") for line in wrapped(text, wide[at])]
            places += [(edges[at] + 4, top + SIZE * (1.4 * down + 1.2), part) for down, part in enumerate(parts)]
            deepest = max(deepest, len(parts))
        bottom = top + SIZE * (1.4 * deepest + 0.6)
        lines += [(edge, top, edge, bottom) for edge in edges]
        top = bottom
    return places, [*lines, (edges[0], top, edges[-1], top)]


def wrapped(text: str, wide: int) -> list[str]:
    """A text as lines of so many characters."""
    return [text[at : at + wide] for at in range(0, max(len(text), 1), wide)]


def pdf_of(
    pages: Iterable[Iterable[Place]], lines: Sequence[Sequence[Line]] = (), *, lying: bool = False, filled: bool = False
) -> bytes:
    """A PDF; `lying` turns every page by a quarter, as one that was set across.

    `lines` are drawn page by page; `filled` draws them as thin rectangles, as some programs do.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(842, 842) if lying else (595, 842), invariant=True)
    for number, page in enumerate(pages):
        canvas.setFont("STSong-Light", SIZE)
        if lying:
            canvas.translate(842, 0)
            canvas.rotate(90)
        for x, y, words in page:
            canvas.drawString(x, 842 - y, words)
        for x0, y0, x1, y1 in lines[number] if number < len(lines) else ():
            if filled:
                canvas.rect(x0, 842 - y1, max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)
            else:
                canvas.line(x0, 842 - y0, x1, 842 - y1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def ofd_of(
    pages: Iterable[Iterable[Place]], lines: Sequence[Sequence[Line]] = (), more: dict[str, bytes] | None = None
) -> bytes:
    """An OFD file with the same words at the same places, in millimetres; `more` replaces parts or adds some."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = list(pages)
    parts = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(listed))
        )
        + "</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(listed):
        objects = "".join([*_objects(page), *_paths(lines[number] if number < len(lines) else ())])
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**{name: part.encode() for name, part in parts.items()}, **(more or {})}.items():
            archive.writestr(name, part)
    return made.getvalue()


def _objects(page: Iterable[Place]) -> Iterator[str]:
    unit = 25.4 / 72
    for x, y, words in page:
        size = SIZE * unit
        yield (
            f'<ofd:TextObject Boundary="{x * unit:.3f} {y * unit:.3f} {len(words) * size:.3f} {size:.3f}" Size="{size:.3f}">'
            f'<ofd:TextCode X="0" Y="{size:.3f}" DeltaX="g {len(words)} {size:.3f}">{escape(words)}</ofd:TextCode></ofd:TextObject>'
        )


def _paths(lines: Iterable[Line]) -> Iterator[str]:
    unit = 25.4 / 72
    for line in lines:
        x0, y0, x1, y1 = (each * unit for each in line)
        yield (
            f'<ofd:PathObject Boundary="{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )
