"""The small pieces of the board: a lamp, a link, the rows of its tables, of which there are tens of thousands."""

from __future__ import annotations

from typing import NamedTuple

from spt_fazhi.engine.states import State


class Lamp(NamedTuple):  # a tuple: one for each duty
    """A state as it is shown: never by colour alone, a sign and a word stand with it."""

    state: State
    sign: str
    word: str


class Link(NamedTuple):
    """A name with the anchor of its page on the board; an empty anchor where there is no such page."""

    text: str
    anchor: str


class DutyRow(NamedTuple):  # a tuple: tens of thousands
    """A duty in the table of its obligation (or task).

    `unit` is who owes it in words (`甲等3家共同`, marked where assumed), `codes` are all who owe it, for the filter.
    `due` is marked where assumed; `note` holds what else must be known (催办, 延期, 补录期限). `was` is the state when
    the bulletin was sent where it has changed since, else "". `records` are what it rests on.
    """

    unit: str
    codes: tuple[str, ...]
    period: str
    due: str
    lamp: Lamp
    days: str
    achieved: str
    note: str
    was: str
    joint: bool
    invited: bool
    records: tuple[EntryRow, ...]


class EntryRow(NamedTuple):  # a tuple: one for each record
    """A record, letter, decision or inspection in short; `gone` says why it no longer counts, "" when it does.

    The public edition has none.
    """

    id: str
    day: str
    word: str
    unit: str
    text: str
    files: int
    gone: str


class Cell(NamedTuple):  # a tuple: one for each unit and obligation
    """What one unit owes of one obligation: its worst lamp, the lamp of each period in order, and how many are due."""

    lamp: Lamp
    lamps: tuple[Lamp, ...]
    joint: bool
    invited: bool
    leads: bool
    """Of a joint duty: whether this unit answers for it."""


class Column(NamedTuple):
    """An obligation at the head of the matrix."""

    id: str
    title: str
    section: str


class DueItem(NamedTuple):
    """What falls due on a day: an obligation (or a round of reports), how many duties, how many of them are met."""

    link: Link
    title: str
    number: int
    met: int
    lamp: Lamp
