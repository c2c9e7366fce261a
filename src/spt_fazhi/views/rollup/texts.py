"""Texts as they are handed over: nothing in them that shows nothing, no longer than their column takes."""

from __future__ import annotations

from spt_fazhi.text.plain import one_line, plain
from spt_fazhi.views.rollup.schema import TABLES, TableColumn


def line(text: str, longest: int = TableColumn._field_defaults["longest"]) -> str:
    """A text on one line."""
    return one_line(text, longest)


def cut(text: str, longest: int) -> str:
    """A text of several lines."""
    clear = plain(text).strip()
    return clear if len(clear) <= longest else f"{clear[: longest - 1]}…"


def longest_of(table: str, name: str) -> int:
    """How long a column's text may be, in characters."""
    return next(column.longest for column in TABLES[table].columns if column.name == name)
