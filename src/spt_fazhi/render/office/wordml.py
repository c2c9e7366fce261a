"""WordprocessingML of a laid-out document: paragraphs in named styles, tables, sections. Strings in, one string out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from spt_fazhi.render.office.blocks import BREAK, SOFT, Run, Runs, Table, words
from spt_fazhi.render.office.layout import SECOND_LEVEL, Layout, Line, Role, Section
from spt_fazhi.render.office.printed import join_soft
from spt_fazhi.render.office.widths import CELL, LYING, UPRIGHT, fit, height, title_lines
from spt_fazhi.text.columns import columns

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHARACTER: Final = 315
"""Twips of a character of body text: 15.75 points, 28 of them in 156 mm."""
LINE: Final = 579
"""Twips of a line: 28.95 points, 22 of them in 225 mm."""
STYLES: Final[dict[Role, str]] = {
    "title": "Title",
    "number": "DocumentNumber",
    "addressee": "Addressee",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "body": "BodyText",
    "quote": "Quote",
    "signature": "Signature",
    "date": "Date",
    "annex": "Annex",
    "annex_title": "AnnexTitle",
    "note_title": "AnnexTitle",
    "note": "Note",
    "annexes": "Annexes",
    "annexes_more": "AnnexesMore",
}
_NO_ROW: Final = "<w:trPr></w:trPr>"
_LONG_CELL: Final = 160
"""Columns of text from where a row may be parted by the end of a page."""
_FEW_ANNEXES: Final = 3
_CLOSE_LINES: Final = '<w:snapToGrid w:val="0"/><w:spacing w:line="460" w:lineRule="exact"/>'
"""Many names of annexes stand closer, so that they do not push signature and day onto a page of their own."""
_SHORT_TABLE: Final = 12
"""Rows of a table that is kept on one page, if it is no higher than what a page has beside heads."""
_ROOM: Final = {UPRIGHT: 480.0, LYING: 290.0}
_TINY: Final = '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
_UPRIGHT_PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1304" w:gutter="0"/>'
)
_LYING_PAGE: Final = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984" w:header="850" w:footer="794" w:gutter="0"/>'
)


class _Indents(NamedTuple):
    signature: int
    date: int


def body_xml(layout: Layout, first_section: str) -> str:
    """The body of the document. `first_section` refers to header and footer; later sections inherit them."""
    indents = _indents(layout)
    named = sum(
        isinstance(part, Line) and part.role in ("annexes", "annexes_more")
        for section in layout.sections
        for part in section.parts
    )
    writer = _Writer(layout.numbers, indents, many_annexes=named > _FEW_ANNEXES)
    parts: list[str] = []
    for at, section in enumerate(layout.sections):
        properties = _section(section, first_section if at == 0 else "")
        parts.extend(writer.section(section, properties, last=at == len(layout.sections) - 1))
    return f'<w:body xmlns:w="{W}" xmlns:r="{R}">{"".join(parts)}</w:body>'


def _section(section: Section, references: str) -> str:
    page = _LYING_PAGE if section.lies else _UPRIGHT_PAGE
    grid = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'
    return f'<w:sectPr>{references}<w:type w:val="nextPage"/>{page}<w:cols w:space="425"/>{grid}</w:sectPr>'


def _indents(layout: Layout) -> _Indents:
    """Twips right of the signature and of the day, as for a document that will bear a seal: the day four characters
    from the right, the signature centred over it; one too long for that stands two from the right, the day under it.
    """
    sizes = {
        part.role: columns(words(part.runs)) * CHARACTER // 2
        for section in layout.sections
        for part in section.parts
        if isinstance(part, Line) and part.role in ("signature", "date")
    }
    signature, day = sizes.get("signature", 0), sizes.get("date", 0)
    right = 4 * CHARACTER + (day - signature) // 2
    if right >= 2 * CHARACTER:
        return _Indents(right, 4 * CHARACTER)
    right = max(0, min(2 * CHARACTER, int(UPRIGHT * 20) - signature))
    return _Indents(right, max(0, right + (signature - day) // 2))


class _Columns(NamedTuple):
    size: float
    widths: list[int]
    right: tuple[bool, ...]


class _Writer:
    """Writes parts one by one; knows the number of each footnote."""

    def __init__(self, numbers: dict[str, int], indents: _Indents, *, many_annexes: bool) -> None:
        self._numbers = numbers
        self._many_annexes = many_annexes
        self._indents = indents
        self._signed = False

    def section(self, section: Section, properties: str, *, last: bool) -> Iterator[str]:
        """The parts of a section; its properties stand in its last paragraph, those of the last at the end."""
        inside = "" if last else properties
        parts = section.parts
        for at, part in enumerate(parts):
            ends = at == len(parts) - 1
            if isinstance(part, Line):
                following = None if ends else parts[at + 1]
                yield self._line(part, inside if ends else "", following)
            else:
                yield self._table(part, LYING if section.lies else UPRIGHT)
                if ends:
                    yield f"<w:p><w:pPr>{_TINY}{inside}</w:pPr></w:p>"
                elif isinstance(parts[at + 1], Table) or parts[at + 1].role == "body":  # type: ignore[union-attr]
                    yield '<w:p><w:pPr><w:spacing w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
        if not parts:
            yield f"<w:p><w:pPr>{inside}</w:pPr></w:p>"
        if last:
            yield properties

    def _line(self, line: Line, section: str, following: Line | Table | None) -> str:
        extra = "<w:keepNext/>" if _is_ending(following) else ""
        if self._many_annexes and line.role in ("annexes", "annexes_more"):
            extra += _CLOSE_LINES
        runs = line.runs
        if line.role == "signature":
            self._signed = True
            extra += f'<w:ind w:right="{self._indents.signature}"/>'
        elif line.role == "date":
            alone = "" if self._signed else f'<w:spacing w:before="{LINE}"/>'
            extra += f'{alone}<w:ind w:right="{self._indents.date}"/>'
        elif line.role in ("title", "annex_title"):
            runs = _title(runs)
        lead = ""
        if line.role == "body" and runs[0].bold and SECOND_LEVEL.match(runs[0].text):
            lead = _text(runs[0].text, "", '<w:rStyle w:val="SecondLevel"/>')
            runs = runs[1:]
        style = f'<w:pStyle w:val="{STYLES[line.role]}"/>'
        return f"<w:p><w:pPr>{style}{extra}{section}</w:pPr>{lead}{self._runs(join_soft(runs))}</w:p>"

    def _table(self, table: Table, whole: float) -> str:
        fitted = fit(table, whole, self._numbers)
        widths = [int(each * 20) for each in fitted.widths]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        head = (
            f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/></w:tblPr>'
        )
        columns_of = _Columns(fitted.size, widths, table.right)
        is_kept = len(table.rows) <= _SHORT_TABLE and height(table, fitted) <= _ROOM[whole]
        kept = len(table.rows) - 1 if is_kept else 2
        rows = [self._row(row, columns_of, head=at == 0, kept=at < kept) for at, row in enumerate(table.rows)]
        return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, row: tuple[Runs, ...], columns_of: _Columns, *, head: bool, kept: bool) -> str:
        """One row; `kept` on the page of the next."""
        whole = all(columns(words(cell)) <= _LONG_CELL for cell in row)
        properties = f"<w:trPr>{'<w:cantSplit/>' if whole else ''}{'<w:tblHeader/>' if head else ''}</w:trPr>"
        keep = "<w:keepNext/>" if kept else ""
        look = "" if columns_of.size == CELL else f'<w:sz w:val="{columns_of.size * 2:g}"/>'
        cells = []
        for runs, width, to_right in zip(row, columns_of.widths, columns_of.right, strict=True):
            style = "TableHead" if head else "TableNumber" if to_right else "TableText"
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{self._runs(join_soft(runs), look)}</w:p></w:tc>'
            )
        return f"<w:tr>{properties if properties != _NO_ROW else ''}{''.join(cells)}</w:tr>"

    def _runs(self, runs: Runs, look: str = "") -> str:
        return "".join(self._run(run, look) for run in runs)

    def _run(self, run: Run, look: str) -> str:
        if run.note is not None:
            number = self._numbers.get(run.note)
            if number is None:  # no such note: what was typed stays
                return _text(f"[^{run.note}]", look)
            return _text(f"[{number}]", f'{look}<w:vertAlign w:val="superscript"/>')
        if run.text == BREAK:
            return "<w:r><w:br/></w:r>"
        return _text(run.text, f"<w:b/>{look}" if run.bold else look)


def _is_ending(part: Line | Table | None) -> bool:
    """Whether it belongs to what stands together at the end of the text: names of annexes, signature, day."""
    return isinstance(part, Line) and part.role in ("annexes", "annexes_more", "signature", "date")


def _text(text: str, look: str, style: str = "") -> str:
    if not text:
        return ""
    properties = f'<w:rPr>{style}<w:rFonts w:hint="eastAsia"/>{look}</w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _title(runs: Runs) -> Runs:
    """A title on several lines: where its writer broke it, else where it breaks well."""
    if any(run.text in (SOFT, BREAK) for run in runs):
        return tuple(run._replace(text=BREAK) if run.text == SOFT else run for run in runs)
    lines = title_lines(words(runs))
    broken: list[Run] = []
    for at, line in enumerate(lines):
        broken.extend([Run(BREAK)] if at else [])
        broken.append(Run(line))
    return (*broken, *(run for run in runs if run.note is not None))
