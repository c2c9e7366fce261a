"""What somebody wrote where nothing is read is named; a form as it was sent out has nothing of that."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from tests.builders.entries import workspace
from tests.builders.forms import Filled, forms

from spt_fazhi.forms.heads import found_sheets
from spt_fazhi.forms.told.unread import unread
from spt_fazhi.store.documents.tables.sheet_worker import read
from spt_fazhi.store.documents.tables.sheets import _sheet


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(forms(workspace(tmp_path / "区"))["区司法局"]).write("1.1", {"做了什么": "讲法"})


def left(filled: Filled, names: Sequence[str] = ()) -> str:
    data = BytesIO()
    filled.book.save(data)
    pages = [_sheet(each) for each in read(data.getvalue())["sheets"]]
    return unread(pages, found_sheets(pages, names))


def test_of_a_form_as_it_was_sent_out_nothing(filled: Filled) -> None:
    assert left(filled) == ""
    filled.book["说明"].title = "填表说明"
    filled.book.create_sheet("空页")
    assert left(filled) == ""


def test_pages_and_cells(filled: Filled) -> None:
    filled.book.create_sheet("补充说明", 0)["B2"] = "另外做了一件事"
    sheet = filled.book["佐证"]
    beside = sheet.cell(3, sheet.max_column + 3, "已报纸质")
    below = sheet.cell(sheet.max_row + 2, 2, "以上属实，盖章")
    filled.book["说明"]["A30"] = "请多关照"
    told = left(filled)
    assert told.startswith("多出来的页“补充说明”、旁边的 ")
    assert set(told.partition("旁边的 ")[2].split("、")) == {
        f"佐证!{beside.coordinate}", f"佐证!{below.coordinate}", "说明!A30"
    }  # fmt: skip


def test_above_the_heads(filled: Filled) -> None:
    filled.book["佐证"].insert_rows(1)
    filled.book["佐证"]["B1"] = "请大家抓紧填"
    assert left(filled) == "旁边的 佐证!B1"


def test_a_row_that_was_copied_and_left_blank_is_none(filled: Filled) -> None:
    sheet = filled.book["佐证"]
    at = filled.rows("佐证", "3.2")[0]
    sheet.append([None, *(cell.value for cell in sheet[at][1:])])
    assert left(filled) == ""


def test_of_many_some(filled: Filled) -> None:
    sheet = filled.book["佐证"]
    for at in range(7):
        sheet.cell(3, sheet.max_column + 2, f"话{at}")
    assert left(filled).endswith("等 7 处")
