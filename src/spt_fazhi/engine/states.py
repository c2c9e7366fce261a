"""The states of a duty: their names, their order, their lamps (docs/states.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

State = Literal[
    "done",
    "done-late",
    "overdue",
    "returned",
    "unproved",
    "due-soon",
    "behind",
    "submitted",
    "in-progress",
    "pending",
    "scheduled",
    "backfill",
    "invited",
    "waived",
]

STATES: Final[dict[State, str]] = {
    "done": "已完成",
    "done-late": "逾期完成",
    "overdue": "逾期",
    "returned": "退回待重报",
    "unproved": "待佐证",
    "due-soon": "临期",
    "behind": "滞后",
    "submitted": "待销号",
    "in-progress": "推进中",
    "pending": "未启动",
    "scheduled": "未到期",
    "backfill": "待补录",
    "invited": "商请",
    "waived": "不适用",
}
WORST_FIRST: Final[tuple[State, ...]] = (
    "overdue",
    "backfill",
    "returned",
    "unproved",
    "behind",
    "due-soon",
    "submitted",
    "in-progress",
    "pending",
    "invited",
    "scheduled",
    "done-late",
    "done",
    "waived",
)
"""`submitted` belongs to rectification alone and never meets the others in a task."""
LAMPS: Final[dict[State, str]] = {
    "done": "green",
    "done-late": "green",
    "overdue": "red",
    "returned": "yellow",
    "unproved": "yellow",
    "due-soon": "yellow",
    "behind": "yellow",
    "submitted": "blue",
    "in-progress": "blue",
    "pending": "grey",
    "scheduled": "grey",
    "backfill": "violet",
    "invited": "dim blue",
    "waived": "dim",
}
MET: Final[frozenset[State]] = frozenset({"done", "done-late"})
SETTLED: Final[frozenset[State]] = MET | {"waived"}
"""Met or excused: nobody has anything left to do."""
OPEN: Final[frozenset[State]] = frozenset(
    {"overdue", "returned", "unproved", "due-soon", "behind", "submitted", "in-progress", "pending", "backfill"}
)
"""Neither met nor excused, and begun: what somebody in the government still has to do."""


def worst(states: Iterable[State]) -> State | None:
    """The worst state in the order of docs/states.md; None when there is none."""
    present = set(states)
    return next((state for state in WORST_FIRST if state in present), None)
