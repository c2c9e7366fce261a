"""A plan as it was read out of a document: what is sure, what is left out and why, what a person should look at."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from spt_fazhi.intake.obligations.who.inline import InlineUnits
from spt_fazhi.model.frozen import frozen

Role = Literal["title", "issuer", "date", "number", "section", "task-title", "separator", "text", "units", "left-out"]


class Piece(NamedTuple):  # a tuple: sorted by place, one for each stretch of the text
    """A stretch of a line and what became of it. `line` is the number of the input's line; `cell` of a table's cell."""

    line: int
    start: int
    end: int
    role: Role
    cell: int = 0


@frozen
class LeftOut:
    """Words that are in no task, and why."""

    line: int
    text: str
    reason: str


@frozen
class Remark:
    """Something a person should look at: an error in the document or a guess of the reader."""

    line: int
    message: str
    hint: str = ""


@frozen
class ParsedSection:
    """A part of the plan."""

    id: str
    title: str
    line: int


@frozen
class ParsedTask:
    """A task with the words of the document. `deadline` is what its bracket or column says of the time.

    `inline` are the brackets inside its text that name units for single sentences; their names are among the task's.
    """

    id: int
    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: str
    line: int
    inline: tuple[InlineUnits, ...] = ()


@frozen
class ParsedPlan:
    """What a document holds. `pieces` say of every stretch of every line what became of it."""

    title: str
    issuer: str
    issued: date | None
    year: int | None
    sections: tuple[ParsedSection, ...]
    tasks: tuple[ParsedTask, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    pieces: tuple[Piece, ...]
