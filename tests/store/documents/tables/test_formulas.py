"""Formulas of a spreadsheet without a result, told from those whose result is nothing."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from spt_fazhi.store.documents.tables.formulas import At, uncomputed


def book(cells: str) -> bytes:
    """A workbook whose only row holds these cells, as XML."""
    made, kept = io.BytesIO(), io.BytesIO()
    Workbook().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                row = f'<sheetData><row r="1">{cells}</row></sheetData>'.encode()
                data = re.sub(rb"<sheetData ?/>|<sheetData></sheetData>", row, data)
                assert row in data
            new.writestr(part, data)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ('<c r="A1"><f>B1</f></c>', [At(0, 0)]),
        ('<c r="AA1"><f>B1</f><v></v></c>', [At(0, 26)]),
        ('<c r="A1"><f>B1</f><v>0</v></c>', []),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', []),  # computed: an empty text
        ('<c r="A1"><v>1</v></c><c r="B1"><f t="shared" si="0"/></c>', [At(0, 1)]),
        ('<c r="A1" t="inlineStr"><is><t>f</t></is></c>', []),
    ],
)
def test_cells(cells: str, found: list[At]) -> None:
    assert uncomputed(book(cells)) == {"Sheet": found}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_has_none(data: bytes) -> None:
    assert uncomputed(data) == {}
