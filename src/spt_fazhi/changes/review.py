"""A review as one value: what a branch changes, what that does to the plan, and what to make of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from spt_fazhi.changes.values import PLAN_SUBJECTS, Change, DutyChange, Finding, Totals
from spt_fazhi.model.entries.decision import DECISION_KINDS
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import RECORD_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Register


@frozen
class Review:
    """The answer of `fazhi review`.

    `base` and `head` name what was compared (`head_commit` is None for the work tree). `totals` counts all duties,
    and is None where only what the branch touches was read; `touched` counts the duties that changed.
    `files` is the number of changed files of the workspace.
    """

    register: Register
    day: date
    base: str
    base_commit: str
    head: str
    head_commit: str | None
    files: int
    changes: tuple[Change, ...]
    effects: tuple[DutyChange, ...]
    totals: Totals | None
    touched: Totals
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What must not pass."""
        return tuple(each for each in self.findings if each.level == "block")

    @property
    def asks(self) -> tuple[Finding, ...]:
        """What a reviewer should look at."""
        return tuple(each for each in self.findings if each.level == "ask")

    @property
    def plan_changes(self) -> tuple[Change, ...]:
        """Changes of the plan and the units: the rules, never mixed with progress."""
        return tuple(each for each in self.changes if each.subject in PLAN_SUBJECTS)

    @property
    def entry_changes(self) -> tuple[Change, ...]:
        """Changes of records, decisions, inspections and what was issued, withdrawals included."""
        return tuple(each for each in self.changes if each.subject not in PLAN_SUBJECTS)

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How many entries were added, modified or deleted, by action and kind (`added`, `evidence`)."""
        return Counter((each.action, kind_of(each)) for each in self.entry_changes if each.action in _ACTIONS)

    @property
    def tasks(self) -> dict[int, Task]:
        """The tasks by number, as they are after the branch (before, where it removes them)."""
        return {task.id: task for task in self.register.tasks}


_OTHERS = {"inspection": Inspection, "issued": Issued}
_ACTIONS = frozenset({"added", "modified", "deleted"})


def kind_of(change: Change) -> str:
    """The kind of a record or a decision, as its file says it; `inspection` or `issued`."""
    value = change.new if change.new is not None else change.old
    kinds = {cls: kind for table in (RECORD_KINDS, DECISION_KINDS, _OTHERS) for kind, cls in table.items()}
    return kinds.get(type(value), "")
