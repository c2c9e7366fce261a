"""What a spreadsheet shows and its values do not tell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from tests.builders.made_tables import shown_book

from spt_fazhi.store.documents.tables.looks import looks_of
from spt_fazhi.store.documents.tables.sheets import workbook_here


def with_format(number: int, value: float) -> bytes:
    """A workbook whose A1 has a format of that number, which the file does not spell out."""
    data = shown_book(表=[[(value, "0.0000%")]])()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/styles.xml":
                part = part.replace(b'numFmtId="164"', f'numFmtId="{number}"'.encode())
                part = part.replace(f'<numFmt numFmtId="{number}" formatCode="0.0000%"'.encode(), b"<other")
            new.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("number", [31, 57, 58])
def test_a_day_in_a_chinese_format_is_no_number(number: int) -> None:
    cell = workbook_here(with_format(number, 45838), "a.xlsx").sheets[0].rows[0][0]
    assert (cell.text, cell.is_number) == ("2025-06-30", False)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.0%", "percent"),
        ('yyyy"年"m"月"', "month"),
        ('yyyy"年"m"月"d"日"', ""),
        ("mm:ss", ""),
        ("#,##0.00", ""),
        ('0"%左右"', ""),
    ],
)
def test_what_a_format_shows(code: str, shown: str) -> None:
    value = dt.date(2025, 6, 1) if "y" in code else 0.5
    assert looks_of(shown_book(表=[[(value, code)]])())["表"].cells.get((0, 0), "") == shown


def test_what_is_no_such_archive_shows_nothing() -> None:
    assert looks_of(b"PK\x03\x04") == {}
    assert looks_of(b"") == {}
