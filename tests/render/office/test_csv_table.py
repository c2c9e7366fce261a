"""CSV for Excel: a byte order mark, every cell as it was less what cannot be seen, none of them a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.render.office.csv_table import csv_bytes
from spt_fazhi.text.plain import plain
from spt_fazhi.views.tables.table import Table, TableRow

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def read(*rows):
    columns = {"甲": 8, "乙": 8}
    data = csv_bytes(Table(name="表", columns=columns, rows=tuple(TableRow(cells=each) for each in rows)))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_types():
    assert read({"甲": "2.10", "乙": Decimal("2.50")}, {"甲": date(2024, 6, 30), "乙": 3}, {}) == [
        ["甲", "乙"], ["2.10", "2.50"], ["2024-06-30", "3"], ["", ""]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", " =1", "　=1", "\t=1", "\r=1", "\x1f=1", "\u202e=1"],
)
def test_what_excel_would_calculate_is_text(text):
    assert read({"甲": text})[1][0].startswith("'")


@given(TEXT, TEXT)
def test_all_else_comes_back(first, second):
    found = read({"甲": first, "乙": second})[1]
    assert [each.removeprefix("'") for each in found] == [plain(each).removeprefix("'") for each in (first, second)]
