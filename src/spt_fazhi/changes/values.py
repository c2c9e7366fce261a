"""What a branch changes, as values: down to the field, with both values and the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from spt_fazhi.engine.assessed import Assessed, StateTotals
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Where

Subject = Literal[
    "register", "section", "task", "obligation", "unit", "group", "record", "decision", "inspection", "issued"
]
Action = Literal["added", "modified", "deleted", "voided", "returned", "redacted"]
Side = Literal["old", "new"]
Level = Literal["block", "ask"]

SUBJECT_WORDS: Final[Mapping[Subject, str]] = {
    "register": "台账设置",
    "section": "部分",
    "task": "任务",
    "obligation": "事项",
    "unit": "单位",
    "group": "单位组",
    "record": "记录",
    "decision": "决定",
    "inspection": "督察",
    "issued": "发出登记",
}
ACTION_WORDS: Final[Mapping[Action, str]] = {
    "added": "新增",
    "modified": "修改",
    "deleted": "删除",
    "voided": "作废",
    "returned": "退回",
    "redacted": "去除",
}
ENTRY_SUBJECTS: Final = frozenset({"record", "decision", "inspection", "issued"})
PLAN_SUBJECTS: Final = frozenset({"register", "section", "task", "obligation", "unit", "group"})


@frozen
class Spot:
    """A place in a file of one side: the keys and indexes that lead there, and line and column once known (else 0)."""

    file: str
    where: Where = ()
    side: Side = "new"
    line: int = 0
    column: int = 0


@frozen
class FieldChange:
    """One field with its two values (None: not there) and where it stands."""

    name: str
    old: Any
    new: Any
    spot: Spot


@frozen
class Change:
    """One thing added, modified or deleted; a record `voided`, `returned` or `redacted` names by what (`by`).

    `key` is the entry's id, the task's number, the obligation's id, or the name; a unit is the same
    unit as long as it has the same code, and is called by its name after the change.
    """

    subject: Subject
    action: Action
    key: str
    spot: Spot
    old: Any = None
    new: Any = None
    fields: tuple[FieldChange, ...] = ()
    by: str = ""


@frozen
class DutyChange:
    """A duty before and after; None where it does not exist on that side.

    `handed_to` is the unit that owes it now, together with what it owed itself.
    """

    key: DutyKey
    before: Assessed | None
    after: Assessed | None
    handed_to: str = ""

    @property
    def present(self) -> Assessed:
        """The later of the two that exists."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a duty on neither side")
        return found


@frozen
class Totals:
    """Every duty by state and kind, before and after."""

    before: StateTotals
    after: StateTotals


@frozen
class Finding:
    """Something that must not pass (`block`) or that a reviewer should look at (`ask`)."""

    level: Level
    rule: str
    message: str
    hint: str
    spot: Spot
    at_key: bool = False
    within: str = ""

    @property
    def sort_key(self) -> tuple[bool, str, int, int, str, str]:
        """Order of a review: what blocks first, then by file and place."""
        return (self.level != "block", self.spot.file, self.spot.line, self.spot.column, self.rule, self.message)
