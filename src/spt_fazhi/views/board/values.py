"""What the board shows, as values: texts are in words already, render/board/ adds geometry and markup alone."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.board.pieces import Cell, Column, DueItem, DutyRow, EntryRow, Lamp, Link
from spt_fazhi.views.status import StatusView
from spt_fazhi.views.trend import Sample

_SHORT: Final = 12


@frozen
class BoardOptions:
    """Which board it is. `unit` is the one unit it is for, by its canonical name; None for all.

    `public` is the edition for a website. `since` is the id of the bulletin since which changes are marked.
    """

    unit: str | None = None
    public: bool = False
    since: str | None = None

    @property
    def edition(self) -> str:
        """What the edition is called in JSON: `public`, `office`."""
        return "public" if self.public else "office"


@frozen
class ObligationSheet:
    """An obligation: the document's words, what is asked, and every duty. Its anchor is `o6.1`."""

    id: str
    title: str
    quote: str
    asked: str
    when: str
    who: str
    scope: str
    proof: str
    holder: str
    guessed: tuple[str, ...]
    """Why each field was assumed, of those of which the other fields do not tell: `推定的承担方式：…`."""
    lamp: Lamp
    rows: tuple[DutyRow, ...]
    others: tuple[EntryRow, ...]
    """Records that no duty counts (withdrawn, handed back, too late to tell), the earliest first."""
    letters: tuple[EntryRow, ...]
    decisions: tuple[EntryRow, ...]
    inspections: tuple[EntryRow, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"o{self.id}"


@frozen
class FindingRow:
    """A finding of an inspection (问题), of which the public edition has none. Its anchor is `f…`."""

    name: str
    anchor: str
    unit: Link
    kind: str
    problem: str
    demand: str
    due: str
    lamp: Lamp
    days: str
    note: str
    was: str
    task: int | None
    invited: bool
    entries: tuple[EntryRow, ...]
    """What was reported, sent and decided on it, by day."""


@frozen
class TaskSheet:
    """A task: the document's words and its obligations. Its anchor is `t6`.

    `progress` are the reports in words it owes (报送), `accounts` those that came, with letters and decisions on them.
    """

    id: int
    numbered: bool
    section: str
    title: str
    text: str
    lead: tuple[Link, ...]
    responsible: tuple[Link, ...]
    lamp: Lamp
    obligations: tuple[ObligationSheet, ...]
    progress: tuple[DutyRow, ...]
    accounts: tuple[EntryRow, ...]
    findings: tuple[FindingRow, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"t{self.id}"


@frozen
class MatrixRow:
    """A unit with a cell for each column, None where it owes nothing there."""

    unit: str
    code: str
    invited: bool
    cells: tuple[Cell | None, ...]


@frozen
class Matrix:
    """Bodies × obligations; units outside the government stand apart in `invited` (empty in the public edition)."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    invited: tuple[MatrixRow, ...]


@frozen
class UnitItem:
    """What a unit owes of one obligation, on its own page; on a compact board nothing but `id` and `cell`."""

    id: str
    title: str
    cell: Cell
    due: str
    """The earliest due day that is not met yet, else the last one."""
    days: str
    note: str


@frozen
class UnitFigures:
    """法治画像: counts of the unit's obligation duties, joint ones included; of waived ones none.

    `owed` are all of the year, `due` those whose last day is past, of which `on_time` were met in time, `late` met
    late and `overdue` are not met; `share` is on_time ÷ due in words (`85.7%`), "" where nothing was due.
    `returned` are records handed back in the year, `found` findings, of which `closed`; `reports` and `reported` are
    the reports in words owed and given, `letters` how often it was chased. Of a unit outside the government only
    `owed` (asked) and `given`, `reports` and `reported` hold.
    """

    owed: int
    due: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    share: str = ""
    returned: int = 0
    found: int = 0
    closed: int = 0
    reports: int
    reported: int
    letters: int = 0
    given: int = 0


@frozen
class UnitSheet:
    """A body's page (法治画像). Its anchor is `u-` and its code. `phone` is empty in the public edition."""

    name: str
    code: str
    kind: str
    invited: bool
    full_name: str
    phone: str
    through: str
    figures: UnitFigures
    leads: tuple[Link, ...]
    items: tuple[UnitItem, ...]
    progress: tuple[tuple[Link, tuple[Lamp, ...]], ...]
    """By task, the lamps of its reports in words, in order of period."""
    findings: tuple[FindingRow, ...]
    letters: tuple[EntryRow, ...]
    returned: tuple[EntryRow, ...]
    """Records of it that were handed back, with the reason."""

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"u-{self.code}"


@frozen
class OverdueUnit:
    """What is overdue of one unit: how many, the longest by days, how often it was chased, and which."""

    unit: Link
    number: int
    days: int
    chased: str
    items: tuple[Link, ...]


@frozen
class DueDay:
    """A day of the year on which something falls due, judged units alone."""

    day: date
    number: int
    met: int
    overdue: int
    items: tuple[DueItem, ...]


@frozen
class Change:
    """A duty whose state is another than when the bulletin was sent."""

    unit: str
    item: Link
    title: str
    due: str
    before: Lamp
    after: Lamp


@frozen
class Changes:
    """What is otherwise than in the bulletin: which one it was, and the duties newly overdue, newly met, and others."""

    title: str
    number: str
    recorded: date
    as_of: date
    late: tuple[Change, ...]
    met: tuple[Change, ...]
    others: tuple[Change, ...]


@frozen
class BoardView:
    """All the board shows.

    `compact` says that there are so many duties that the pages of units give numbers without titles.
    `left_out` says what the public edition does not show, `remarks` what the picture lacks.
    """

    options: BoardOptions
    title: str
    issuer: str
    day: date
    year: int
    in_use: bool
    year_is_over: bool
    status: StatusView
    owed: int
    met: int
    matrix: Matrix
    overdue: tuple[OverdueUnit, ...]
    days: tuple[DueDay, ...]
    missing: tuple[tuple[Link, int], ...]
    """Who has not given its reports of the round open on the day, and of how many tasks."""
    findings: tuple[FindingRow, ...]
    trend: tuple[Sample, ...]
    changes: Changes | None
    tasks: tuple[TaskSheet, ...]
    units: tuple[UnitSheet, ...]
    compact: bool
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]


@frozen
class BoardMade:
    """Where a board comes from: what `fazhi verify` needs to make it again. `commit` is "" outside git."""

    commit: str
    saved: bool
    as_of: date
    program: str
    options: BoardOptions

    @property
    def short_commit(self) -> str:
        """The first 12 digits of the commit, as the page and messages show it; "" outside git."""
        return self.commit[:_SHORT]
