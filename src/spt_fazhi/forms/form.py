"""A form as values: its sheets, their rows, which cells are filled in, which are to be filled, which were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple

from spt_fazhi.forms.columns import AskingName, Column, SheetName
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import parse_period
from spt_fazhi.model.references import finding_name


class RowKey(NamedTuple):  # a tuple: compared and hashed
    """What a row is about: `code` is the unit's, `slot` 1 for its first record, `period` "" where there is none.

    `subject` is an obligation, a task, or a finding in full.
    """

    subject: str
    code: str
    period: str
    slot: int

    @property
    def text(self) -> str:
        """As the hidden column has it: `6.1/sfj//1`, `29/sfj/2024H1/1`, `2024-05-24-k7q2.1/sfj//1`."""
        return f"{self.subject}/{self.code}/{self.period}/{self.slot}"

    @property
    def sheet(self) -> AskingName:
        """The sheet on which such a row stands."""
        if "-" in self.subject:
            return "rectify"
        return "evidence" if "." in self.subject else "progress"

    @property
    def about(self) -> str:
        """The subject as people and the names of records have it: `6.1`, `29`, `k7q2.1`."""
        return finding_name(self.subject) if self.sheet == "rectify" else self.subject


def row_key(text: str) -> RowKey | None:
    """The key that a hidden cell holds; None for what is none."""
    parts = text.strip().split("/")
    if len(parts) != 4 or not (parts[0] and parts[1] and parts[3].isascii() and parts[3].isdigit()):
        return None
    if len(parts[3]) > 3 or not _is_period(parts[2]):
        return None
    key = RowKey(parts[0], parts[1], parts[2], int(parts[3]))
    return None if key.sheet == "rectify" and key.period else key


def _is_period(text: str) -> bool:
    """Whether it is a period as keys have it, or none."""
    try:
        return not text or parse_period(text).text == text
    except ValueError:
        return False


@frozen
class FormRow:
    """A row: what is filled in (`told`), the columns that are `asked`, by key of their column.

    `must` are those among them without which the row says nothing, and of `one_of` one at least; together they are the
    cells to fill. A row that may be left empty has no `must`. `typed` is what is written in them, by the unit where the
    form goes back, else because it was reported before and only proof is missing; `notes` is what is wrong with it.
    """

    key: RowKey | None
    told: Mapping[str, str]
    asked: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        """How many cells are still to be filled: none where the row may be left empty."""
        if not self.must:
            return 0
        return len(self.must - self.typed.keys()) + bool(self.one_of and self.one_of.isdisjoint(self.typed))


@frozen
class FormSheet:
    """A sheet: which it is, its columns from left to right, its rows; `invited` to a unit outside the government."""

    name: SheetName
    columns: tuple[Column, ...]
    rows: tuple[FormRow, ...]
    invited: bool = False


@frozen
class Form:
    """One unit's form. `day` is the one it was made as of; `period` and `answer_by` may be None.

    `register` is the plan's title as it is written in tasks.yaml, `title` stands above the `guide`, the lines of the
    first sheet. `unit` is the desk it goes to; rows may be of a unit that acts through it. `first_day` and `last_day`
    are those between which a day may lie that is written in it. `again` are marks of what was typed in it each time
    that it went back, the first one first.
    """

    id: str
    register: str
    year: int
    unit: str
    code: str
    day: date
    period: str | None
    answer_by: date | None
    title: str
    first_day: date
    last_day: date
    guide: tuple[str, ...]
    sheets: tuple[FormSheet, ...]
    again: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[RowKey, ...]:
        """The key of every row that has one."""
        return tuple(row.key for sheet in self.sheets for row in sheet.rows if row.key is not None)

    @property
    def to_fill(self) -> int:
        """How many cells are to be filled."""
        return sum(row.needed for sheet in self.sheets for row in sheet.rows)

    @property
    def filled(self) -> int:
        """How many cells are filled in already: of what is asked, each duty's once, the hidden ones not counted."""
        rows = [row for sheet in self.sheets for row in sheet.rows if row.key is not None]
        told = sum(bool(said) for row in rows if row.key and row.key.slot == 1 for said in row.told.values())
        return told + sum(len(row.typed) for row in rows)
