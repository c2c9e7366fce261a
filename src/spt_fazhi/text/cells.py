"""Cells of a table and where they stand: what a spreadsheet or a CSV file says, whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Cell(NamedTuple):  # a tuple: one for each cell
    """What stands in a cell and where: `表1!C5`, or `报送.csv:5` for a line. `is_number` tells a number from text."""

    place: str
    text: str
    is_number: bool = False


class Sheet(NamedTuple):
    """A table: its name, and its rows of cells, blank ones left out.

    `merged` has the cells that are covered by a merged one, by place, each with the place of that one. `in_text` says
    that it is a table of a document, where one table is often split into two.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[str, str] = _NONE
    in_text: bool = False


class Workbook(NamedTuple):
    """The tables of a file. `macros` says that it brings programs of its own, which are never run."""

    sheets: tuple[Sheet, ...]
    macros: bool = False


def column_letters(at: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
