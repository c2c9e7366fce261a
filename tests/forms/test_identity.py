"""The id of a form and the keys of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.forms.form import RowKey, row_key
from spt_fazhi.forms.identity import form_id, letters
from spt_fazhi.model.fields import parse_form_id

KEYS = [RowKey("6.1", "sfj", "", 1), RowKey("29", "sfj", "2024H1", 1)]


def made(
    period: str | None = "2024Q2", year: int = 2024, keys: Sequence[RowKey] = KEYS, day: date = date(2024, 6, 20)
) -> str:
    """The id of a form."""
    title = "示例区法治政府建设2024年工作要点"
    return form_id(register=title, year=year, code="sfj", day=day, period=period, keys=keys)


@given(
    subject=st.sampled_from(["6.1", "29", "10.12"]),
    code=st.sampled_from(["sfj", "a-1"]),
    period=st.sampled_from(["", "2024Q2", "2024-06", "2024H1"]),
    slot=st.integers(1, 99),
)
def test_a_key_reads_back(subject, code, period, slot):
    key = RowKey(subject, code, period, slot)
    assert row_key(key.text) == key
    assert row_key(f" {key.text} ") == key


@pytest.mark.parametrize("text", ["", "6.1", "6.1/sfj/", "6.1/sfj//", "6.1/sfj//x", "/sfj//1", "6.1///1", "6.1/sfj//１", "6.1/sfj//9999"])  # fmt: skip
def test_what_is_no_key(text):
    assert row_key(text) is None


@pytest.mark.parametrize("period", ["2024Q2", "2024H1", "2024", "2024-06", None])
def test_an_id_is_an_id(period):
    found = made(period)
    assert found.startswith(f"{period or '2024-06-20'}-sfj-")
    assert parse_form_id(found) == found


def test_the_same_form_has_the_same_id_and_another_another():
    assert made() == made()
    assert made(keys=KEYS[:1]) != made()
    assert made(year=2025) != made()
    assert made(day=date(2024, 6, 21)) != made()
    assert made(None).rpartition("-")[2] != made().rpartition("-")[2]


def test_four_letters_of_a_text_are_spread():
    assert len({letters(str(number)) for number in range(1000)}) > 990
