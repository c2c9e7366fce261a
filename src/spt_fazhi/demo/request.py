"""How large an invented workspace is to be, and the days it is told around."""

from __future__ import annotations

from datetime import date
from typing import Final

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen

MIN_TASKS: Final = 8
MAX_TASKS: Final = 500
MIN_UNITS: Final = 10
MAX_UNITS: Final = 1000
MIN_RECORDS: Final = 50
MAX_RECORDS: Final = 200_000


@frozen
class DemoRequest:
    """Numbers of tasks, units and records, and the seed; the same request gives the same bytes.

    The lower bounds are what the hand-written story needs to show every state. Raises UsageError beyond the bounds.
    """

    tasks: int = 12
    units: int = 14
    records: int = 73
    seed: int = 1
    year: int = 2024

    def __post_init__(self) -> None:
        """Refuse a size the story does not fit in or a disk should be spared."""
        for option, given, low, high in (
            ("--tasks", self.tasks, MIN_TASKS, MAX_TASKS),
            ("--units", self.units, MIN_UNITS, MAX_UNITS),
            ("--records", self.records, MIN_RECORDS, MAX_RECORDS),
        ):
            if not low <= given <= high:
                raise UsageError(f"{option} {given} 超出范围", f"可写 {low} 到 {high}；太少就放不下各种状态的例子")

    @property
    def day(self) -> date:
        """The day on which every state occurs; nothing is dated later."""
        return date(self.year, 6, 20)

    @property
    def issued(self) -> date:
        """The day the invented document was issued: after two of its own deadlines, as happens."""
        return date(self.year, 3, 28)
