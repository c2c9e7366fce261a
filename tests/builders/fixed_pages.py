"""Files of fixed layout made by hand: words at places, on pages of 595 by 842 points, as PDF and as OFD."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

Place = tuple[float, float, str]
"""From the left, from the top, the words."""
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


def pdf_of(pages: Iterable[Iterable[Place]], *, lying: bool = False) -> bytes:
    """A PDF; `lying` turns the words of every page by a quarter, as on a page that was set across."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(842, 842) if lying else (595, 842), invariant=True)
    for page in pages:
        canvas.setFont("STSong-Light", SIZE)
        if lying:
            canvas.translate(842, 0)
            canvas.rotate(90)
        for x, y, words in page:
            canvas.drawString(x, 842 - y, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def ofd_of(pages: Iterable[Iterable[Place]], more: dict[str, bytes] | None = None) -> bytes:
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
        objects = "".join(_objects(page))
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
