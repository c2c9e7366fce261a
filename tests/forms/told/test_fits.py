"""What is told in a row and what its key says: a row moved without its key is refused."""

from __future__ import annotations

from collections.abc import Sequence

from tests.builders.form_tables import FORM, Table, read, row_of, sheet_of, table

from spt_fazhi.forms.form import RowKey


def swapped(rows: Table, one: RowKey, other: RowKey, heads: Sequence[str] | None = None) -> Table:
    """The rows of two keys with everything but the key exchanged, as by a sort that left out the hidden column."""
    found = [list(row) for row in rows]
    key = rows[0].index("编号（勿改）")
    first, second = (next(row for row in found if row[key] == each.text) for each in (one, other))
    for at, head in enumerate(rows[0]):
        if at != key and (heads is None or head in heads):
            first[at], second[at] = second[at], first[at]
    return found


def test_a_row_of_another_period_under_a_key() -> None:
    first, second = (RowKey("1.3", "jia", period, 1) for period in ("2024Q1", "2024Q2"))
    typed = {first: {"date": "3月1日", "what": "x"}, second: {"date": "5月1日", "what": "x"}}
    rows = table(FORM, "evidence", typed)
    assert read(sheet_of("佐证", rows)).faults == ()
    told = read(sheet_of("佐证", swapped(rows, first, second)))
    assert [each.column for each in told.faults] == ["title", "title"]
    assert "“1.3 甲局 2024年第一季度”的，写的却是“" in told.faults[0].message
    assert read(sheet_of("佐证", rows), head=None).faults == ()
    assert len(read(sheet_of("佐证", swapped(rows, first, second)), head=None).faults) == 2
    more, last = first._replace(slot=2), second._replace(slot=2)
    rows = table(FORM, "evidence", dict(zip((more, last), typed.values(), strict=True)))
    assert read(sheet_of("佐证", rows)).faults == ()
    told = read(sheet_of("佐证", swapped(rows, more, last)))
    assert [each.column for each in told.faults] == ["title", "title"]


def test_a_row_with_the_words_of_another_obligation_under_a_key() -> None:
    first, second = RowKey("1.1", "jia", "", 1), RowKey("1.2", "jia", "", 1)
    rows = table(FORM, "evidence", {first: {"date": "3月1日", "what": "x"}, second: {"date": "5月1日", "what": "x"}})
    heads = [head for head in rows[0] if head not in {"事项", "责任单位"}]
    told = read(sheet_of("佐证", swapped(rows, first, second, heads)))
    assert [each.column for each in told.faults] == ["title", "title"]
    assert read(sheet_of("佐证", swapped(rows, first, second, ["日期", "做了什么"]))).faults == ()


def test_a_row_without_a_key_whose_title_names_its_period() -> None:
    rows = table(FORM, "evidence", {})
    title = next(row for row in rows if row[rows[0].index("编号（勿改）")] == "1.3/jia/2024Q1/1")[
        rows[0].index("工作任务")
    ]
    late = row_of(rows, 事项="1.3", 工作任务=title, 日期="5月5日", 做了什么="x")
    (answer,) = read(sheet_of("佐证", [*rows, late])).answers
    assert (answer.key.text, answer.periods) == ("1.3/jia/2024Q1/0", ())
