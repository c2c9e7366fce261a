"""What units report: one file each below `data/records/<unit code>/`."""

from __future__ import annotations

from typing import Annotated, Literal

from spt_fazhi.model import fields as s
from spt_fazhi.model.fields import _words
from spt_fazhi.model.value import value


@value
class Attachment:
    """A file beside the record, named by its hash; `size` in bytes."""

    name: s.FileName
    sha256: s.Sha256
    size: s.Whole


@value
class Evidence:
    """Proof that (part of) an obligation was met on `date`; entered on `recorded`."""

    kind: Annotated[Literal["evidence"], _words({"evidence": "佐证"})] = "evidence"
    unit: s.Text
    obligation: s.ObligationId
    date: s.Day
    amount: s.OptionalNumber = None
    reached: s.OptionalWhole = None
    of: s.OptionalWhole = None
    period: s.OptionalPeriod = None
    title: s.Text
    detail: s.OptionalText = None
    document: s.OptionalText = None
    link: s.OptionalText = None
    files: tuple[Attachment, ...] = ()
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse half a rate, more reached than there are, and an entry before the event."""
        if (self.reached is None) != (self.of is None):
            raise ValueError("reached（达到数）与 of（总数）要一起写")
        if self.reached is not None and self.of is not None and self.reached > self.of:
            raise ValueError(f"reached（达到数）{self.reached} 不能大于 of（总数）{self.of}")
        if self.recorded < self.date:
            raise ValueError(f"recorded（录入日）{self.recorded} 早于 date（发生日）{self.date}，请核对")


@value
class Progress:
    """A unit's account of one task in one period."""

    kind: Annotated[Literal["progress"], _words({"progress": "进展"})] = "progress"
    unit: s.Text
    task: s.TaskId
    period: s.PeriodText
    done: s.Text
    problems: s.OptionalText = None
    next: s.OptionalText = None
    recorded: s.Day


@value
class Void:
    """Withdraws one of the same unit's own records."""

    kind: Annotated[Literal["void"], _words({"void": "作废"})] = "void"
    unit: s.Text
    record: s.RecordId
    reason: s.Text
    recorded: s.Day


Record = Evidence | Progress | Void
RECORD_KINDS: dict[str, type[Evidence] | type[Progress] | type[Void]] = {
    "evidence": Evidence,
    "progress": Progress,
    "void": Void,
}
RECORD_WORDS = {"evidence": "佐证", "progress": "进展", "void": "作废"}
