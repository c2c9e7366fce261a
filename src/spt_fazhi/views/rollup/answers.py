"""What is said of many registers together, as values: the answer to each question, a row a tuple.

The fields stand in the order of the columns of the question's file in `sql/`, and are called like them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeVar

from spt_fazhi.engine.states import STATES
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.numerals import share_text

APART: Final = 7
"""Days that may lie between the data of districts that are compared."""
T = TypeVar("T", bound=tuple[Any, ...])


class TotalsAnswer(NamedTuple):
    """A register: its duties by state. `owed` are without waived ones; `asked` those others are invited to.

    `early` were due before the plan was issued: they are in no share of what was due, late or not.
    """

    register: str
    name: str
    in_use: bool
    unusable: int
    as_of: date
    owed: int
    done: int
    done_late: int
    overdue: int
    returned: int
    unproved: int
    due_soon: int
    behind: int
    submitted: int
    in_progress: int
    pending: int
    scheduled: int
    backfill: int
    waived: int
    asked: int
    given: int
    early: int
    early_overdue: int
    reports: int
    reported: int
    found: int
    closed: int

    @property
    def unfit(self) -> str:
        """Why it is not judged, in words; empty where it is: it is in use, and all of it could be read."""
        return "尚未启用" if not self.in_use else "数据不全，暂不评价" if self.unusable else ""

    @property
    def judged(self) -> bool:
        """Whether its states say anything."""
        return not self.unfit

    @property
    def met(self) -> int:
        """Duties that are met, late ones too."""
        return self.done + self.done_late


class SectionAnswer(NamedTuple):
    """A part of the plans, of all registers that have one of that title."""

    section_title: str
    registers: int
    owed: int
    met: int
    overdue: int
    due: int
    on_time: int


class WorstAnswer(NamedTuple):
    """A judged unit of a district, by how little of what was due it met in time."""

    register: str
    name: str
    unit: str
    unit_name: str
    owed: int
    due: int
    on_time: int
    late: int
    overdue: int
    chased: int
    returned: int


class LateAnswer(NamedTuple):
    """An obligation that several districts have in like words and are late with; `likeness` from 0 to 1.

    `late_in` are the names of those that are late.
    """

    topic: str
    title: str
    quote: str
    likeness: float
    registers: int
    late_registers: int
    late_in: Sequence[str]
    owed: int
    overdue: int
    due: int
    on_time: int

    @property
    def everywhere(self) -> bool:
        """Whether every district that has it is late with it."""
        return self.late_registers == self.registers


class OnTimeAnswer(NamedTuple):
    """A register by the share of what was due that was met in time: 到期 = 按时完成 + 逾期完成 + 未完成.

    `unproved` are those of what is missing that wait for proof alone.
    """

    register: str
    name: str
    due: int
    on_time: int
    late: int
    missing: int
    assumed: int
    unproved: int


class MonthAnswer(NamedTuple):
    """All registers together at the end of a month (`202406`), or on its last day that is known."""

    in_month: int
    registers: int
    owed: int
    met: int
    overdue: int
    due: int
    on_time: int


QUESTIONS: Final[dict[str, str]] = {
    "totals": "各县区各状态",
    "on_time": "各县区按时完成率",
    "sections": "各部分",
    "worst": "按时完成率最低的单位",
    "late": "多个县区逾期的事项",
    "trend": "走势",
}
"""The questions in the order in which they are answered."""


@frozen
class Taken:
    """A register whose figures are counted: what it is, where it was read, and until which day it goes."""

    register: str
    name: str
    title: str
    place: str
    as_of: date
    in_use: bool
    unusable: int
    incomplete: int
    duties: int
    revision: str | None


@frozen
class Refused:
    """What was not counted: where it lies, what it calls itself ("" where nobody knows), and why."""

    place: str
    name: str
    why: str
    hint: str = ""


@frozen
class Doubt:
    """Two quotes that may mean one obligation and may not: how alike they are, and what was decided, if anything."""

    one: str
    other: str
    one_key: str
    other_key: str
    one_name: str
    other_name: str
    likeness: float
    same: bool | None


@frozen
class Rollup:
    """What is said of many registers of a year together.

    `fewest` is how many duties of a unit must have been due for it to be compared. `doubts` are pairs of quotes that
    somebody must look at. `same_plans` is whether every register has every obligation. `remarks` say what the
    figures do not show.
    """

    year: int
    day: date
    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]
    totals: tuple[TotalsAnswer, ...]
    sections: tuple[SectionAnswer, ...]
    worst: tuple[WorstAnswer, ...]
    late: tuple[LateAnswer, ...]
    on_time: tuple[OnTimeAnswer, ...]
    trend: tuple[MonthAnswer, ...]
    doubts: tuple[Doubt, ...]
    matched: int
    top: int
    fewest: int
    same_plans: bool
    remarks: tuple[str, ...]

    @property
    def year_is_over(self) -> bool:
        """Whether the year was over on the last day that is known."""
        return self.day.year > self.year

    @property
    def whole(self) -> OnTimeAnswer:
        """All registers together (合计)."""
        numbers = (sum(column) for column in list(zip(*self.on_time, strict=True))[2:])
        return OnTimeAnswer("", "合计", *numbers) if self.on_time else OnTimeAnswer("", "合计", 0, 0, 0, 0, 0, 0)

    @property
    def first_day(self) -> date:
        """The earliest day to which the data of a register go; `day` is the latest."""
        return min(each.as_of for each in self.taken)

    @property
    def comparable(self) -> bool:
        """Whether the days of the data are so near one another that shares of districts may be compared."""
        return (self.day - self.first_day).days <= APART

    @property
    def open_doubts(self) -> int:
        """How many pairs of quotes nobody has decided about."""
        return sum(each.same is None for each in self.doubts)

    @property
    def slow(self) -> tuple[WorstAnswer, ...]:
        """Those of the units asked about that are slower than the whole, where districts may be compared."""
        if not self.comparable:
            return ()
        whole = self.whole
        return tuple(row for row in self.worst if share_of(row) < share_of(whole))

    @property
    def sums(self) -> TotalsAnswer:
        """The totals of all registers together."""
        return _summed(self.totals, self.day)

    @property
    def judged_sums(self) -> TotalsAnswer:
        """The totals of the registers that are judged: what is met, of what is owed."""
        return _summed([row for row in self.totals if row.judged], self.day)


def _summed(rows: Sequence[TotalsAnswer], day: date) -> TotalsAnswer:
    numbers = [sum(column) for column in list(zip(*rows, strict=True))[5:]] if rows else [0] * _NUMBERS
    return TotalsAnswer("", "合计", any(row.judged for row in rows), 0, day, *numbers)


_NUMBERS: Final = len(TotalsAnswer._fields) - 5
STATE_FIELDS: Final = {state: state.replace("-", "_") for state in STATES if state != "invited"}
"""The field of `TotalsAnswer` for each state of judged duties."""


def share_of(row: OnTimeAnswer | SectionAnswer | WorstAnswer) -> Fraction:
    """按时完成率 of what has something due."""
    return Fraction(row.on_time, row.due)


def rate_of(on_time: int, due: int) -> str:
    """按时完成率 in words: `85.7%`, `50.0%`; — where nothing was due."""
    if not due:
        return "—"
    shown = share_text(Fraction(on_time, due), 1, 1)
    return shown if "." in shown or not shown[0].isdigit() else f"{shown[:-1]}.0%"
