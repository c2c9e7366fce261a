"""Spreadsheets (.xlsx) written by hand, so that a test decides on every cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Formula = type("Formula", (str,), {})
"""A formula that was never calculated."""
Day = type("Day", (int,), {})
"""The number of a day, shown as a day: 45464 is 2024-06-21."""


def xlsx(sheets: Mapping[str, Mapping[str, object]]) -> bytes:
    """A workbook: sheet name → cell (`B2`) → text, number, `Day` or `Formula`."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
        + f'<Relationship Id="rId999" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }  # fmt: skip
    for n, cells in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{_rows(cells)}</sheetData></worksheet>'
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def _rows(cells: Mapping[str, object]) -> str:
    rows: dict[int, list[str]] = {}
    for place, value in cells.items():
        rows.setdefault(int(re.sub("[A-Z]", "", place)), []).append(_cell(place, value))
    return "".join(f'<row r="{number}">{"".join(inside)}</row>' for number, inside in sorted(rows.items()))


def _cell(place: str, value: object) -> str:
    if isinstance(value, Formula):
        return f'<c r="{place}"><f>{escape(str(value))}</f></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    style = ' s="1"' if isinstance(value, Day) else ""
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def table(*rows: tuple[object, ...], at: str = "A1") -> dict[str, object]:
    """Rows of values as cells, from the cell `at` on; None leaves one out."""
    column, row = ord(at[0]), int(at[1:])
    return {
        f"{chr(column + x)}{row + y}": value
        for y, values in enumerate(rows)
        for x, value in enumerate(values)
        if value is not None
    }
