"""Formulas in a form that came back: those without a result are told with their cell, in whatever column."""

from __future__ import annotations

import pytest
from tests.builders.form_tables import FORM, read, sheet_of, table
from tests.builders.world import day

from spt_fazhi.forms.answers import AnswerReader
from spt_fazhi.forms.columns import COLUMNS

KEY = next(key for key in FORM.keys if "." in key.subject)


def faults(typed: dict[str, str], formula: str, error: str = "") -> list[tuple[str, str]]:
    """The faults of a row in which a formula without a result, or one that gave `error`, stands in a column."""
    rows = table(FORM, "evidence", {KEY: typed})
    sheet = sheet_of("佐证", rows)
    head = next(column.head for column in COLUMNS["evidence"] if column.key == formula)
    at = rows[0].index(head)
    line = next(number for number, row in enumerate(rows) if any(KEY.text == cell for cell in row))
    row = list(sheet.rows[line])
    row[at] = row[at]._replace(text=error, is_formula=not error)
    found = read(sheet._replace(rows=(*sheet.rows[:line], tuple(row), *sheet.rows[line + 1 :])))
    reader = AnswerReader(2024, day("06-20"))
    said = [*found.faults, *(fault for each in found.answers for fault in reader.evidence(each)[1])]
    return [(fault.place, fault.message) for fault in said]


@pytest.mark.parametrize("column", ["date", "what", "document"])
def test_a_formula_that_was_never_computed(column: str) -> None:
    whole = {"date": "6月1日", "what": "讲法", "document": "文1"}
    ((place, message),) = faults(whole, column)
    assert place.startswith("佐证!")
    assert message.endswith("是没有算过的公式，读不出结果")


def test_a_row_with_nothing_but_such_a_formula_is_not_passed_over() -> None:
    assert any("是没有算过的公式" in message for _, message in faults({}, "document"))


def test_a_formula_that_went_wrong() -> None:
    ((_, message),) = faults({"date": "6月1日", "what": "讲法"}, "document", "#REF!")
    assert message.endswith("公式出错（#REF!）")
