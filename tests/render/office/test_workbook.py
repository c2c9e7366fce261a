"""Workbooks, read back by openpyxl: cells of their type, no formula ever, ready to filter and to print."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from spt_fazhi.engine.states import STATES
from spt_fazhi.errors import FazhiError
from spt_fazhi.render.office.workbook import LONGEST, workbook_bytes
from spt_fazhi.views.tables.table import Table, TableRow

MADE = date(2024, 6, 20)
COLUMNS = {"编号": 8, "状态": 8, "多少": 6, "哪天": 12}


def table(*rows, **more):
    return Table(name="责任", columns=COLUMNS, rows=rows, **more)


def row(code="2.10", state=None, **cells):
    return TableRow(cells={"编号": code, **cells}, state=state)


def sheet(*tables):
    return load_workbook(io.BytesIO(workbook_bytes("示例区台账", tables, MADE)))[tables[0].name]


def test_cells_keep_their_type():
    made = sheet(
        table(row(状态="逾期", 多少=Decimal("2.5"), 哪天=date(2024, 7, 1)), row("110101199003070000", 多少=10**15))
    )
    assert [each.value for each in made[1]] == list(COLUMNS)
    assert [each.value for each in made[2]] == ["2.10", "逾期", 2.5, datetime.combine(date(2024, 7, 1), time())]
    assert [each.data_type for each in made[2]] == ["s", "s", "n", "d"]
    assert [each.value for each in made[3]] == ["110101199003070000", None, "1000000000000000", None]
    assert made["D2"].number_format == "yyyy-mm-dd"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40))
def test_text_is_text_and_no_formula(text):
    for said in (text, f"={text}", f"+{text}", f"@{text}", f"http://x.cn/{text}", f"{{={text}}}"):
        cell = sheet(table(row(said)))["A2"]
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", said, None)


def test_a_text_that_is_too_long_says_so():
    value = sheet(table(row("长" * (LONGEST + 1))))["A2"].value
    assert value.endswith("（全文 32001 字，见台账）")
    assert len(value) < 32_767


@pytest.mark.parametrize("state", STATES)
def test_the_lamp_colours_its_cell_alone(state):
    made = sheet(table(row(state=state, 状态=STATES[state]), coloured="状态"))
    assert made["B2"].fill.fgColor.rgb != "00000000"
    assert made["A2"].fill.fgColor.rgb == "00000000"
    assert sheet(table(row(state=state, 状态=STATES[state])))["B2"].fill.fgColor.rgb == "00000000"


def test_ready_to_filter_and_to_print():
    made = sheet(table(row(), row(), printed=2))
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:D3"
    assert (made.page_setup.paperSize, made.page_setup.orientation) == (9, "landscape")
    assert (made.sheet_properties.pageSetUpPr.fitToPage, made.page_setup.fitToHeight) == (True, 0)
    assert made.print_title_rows == "$1:$1"
    assert made.print_area == "'责任'!$A$1:$B$3"
    assert "第 &P 页" in made.oddFooter.right.text
    assert made.row_dimensions[2].height > 10


def test_a_row_is_as_high_as_its_longest_cell_needs():
    made = sheet(table(row("短"), row("长" * 40), row("行\n行\n行"), row("长" * 9000)))
    heights = [made.row_dimensions[at].height for at in (2, 3, 4, 5)]
    assert heights[0] < heights[2] < heights[1] < heights[3] <= 409


def test_the_same_bytes_and_nobody_stamped():
    data = workbook_bytes("示例区台账", [table(row())], MADE)
    assert data == workbook_bytes("示例区台账", [table(row())], MADE)
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert "2024-06-20T00:00:00Z" in core
    assert "<dc:creator></dc:creator>" in core
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "vba" in name or "external" in name]


def test_an_empty_table_has_its_heads():
    made = sheet(table())
    assert [each.value for each in made[1]] == list(COLUMNS)
    assert made.max_row == 1


def test_without_the_package_it_says_how_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(FazhiError, match="xlsxwriter") as refused:
        workbook_bytes("示例区台账", [table()], MADE)
    assert "spt-fazhi[office]" in refused.value.hint
