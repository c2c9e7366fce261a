"""What units report: one file each below `data/records/<unit code>/`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from spt_fazhi.model import fields as s
from spt_fazhi.model import references as r
from spt_fazhi.model.choices import optional_words, words
from spt_fazhi.model.pairs import Figures
from spt_fazhi.model.value import PlacedError, value

STAGES: Final = {"partial": "阶段性整改"}
StageText = Annotated[Literal["partial"] | None, optional_words(STAGES)]


@value
class Attachment:
    """A file beside the record, named by its hash; `size` in bytes."""

    name: s.FileName
    sha256: s.Sha256
    size: s.Whole


@value
class Evidence:
    """Proof that (part of) an obligation was met on `date`; entered on `recorded`.

    `through` is the day to which the figures of a rate run. `by` is the unit that filed it for another, `form` the
    form it was collected from. Without a document, a link or a file it proves nothing yet.
    """

    kind: Annotated[Literal["evidence"], words({"evidence": "佐证"})] = "evidence"
    unit: s.UnitName
    obligation: s.ObligationId
    date: s.Day
    amount: s.OptionalNumber = None
    reached: s.OptionalWhole = None
    of: s.OptionalWhole = None
    through: s.OptionalDay = None
    period: s.OptionalPeriod = None
    title: s.Text
    detail: s.OptionalText = None
    figures: Figures = ()
    document: s.OptionalText = None
    link: s.OptionalText = None
    files: tuple[Attachment, ...] = ()
    by: s.OptionalText = None
    form: s.OptionalFormId = None
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse half a rate, more reached than there are, and an entry before the event."""
        if (self.reached is None) != (self.of is None):
            raise ValueError("reached（达到数）与 of（总数）要一起写")
        if self.reached is not None and self.of is not None and self.reached > self.of:
            raise PlacedError(f"reached（达到数）{self.reached} 不能大于 of（总数）{self.of}", "reached")
        if self.recorded < self.date:
            raise PlacedError(f"recorded（录入日）{self.recorded} 早于 date（发生日）{self.date}，请核对", "recorded")
        if self.through is not None and self.of is None:
            raise ValueError("through（数据截至）只与 reached（达到数）、of（总数）一起写")
        if self.through is not None and self.recorded < self.through:
            raise PlacedError(
                f"recorded（录入日）{self.recorded} 早于 through（数据截至）{self.through}，请核对", "recorded"
            )

    @property
    def counts_on(self) -> dt.date:
        """The day it counts on: for a rate the day its figures run to, otherwise the day it happened."""
        return self.through or self.date

    @property
    def proves(self) -> bool:
        """Whether a document, a link or a file stands behind it."""
        return bool(self.document or self.link or self.files)


@value
class Progress:
    """A unit's account of one task in one period; its problems may be printed only with `publish_problems`."""

    kind: Annotated[Literal["progress"], words({"progress": "进展"})] = "progress"
    unit: s.UnitName
    task: s.TaskId
    period: s.PeriodText
    done: s.Text
    problems: s.OptionalText = None
    publish_problems: s.Yes = False
    next: s.OptionalText = None
    form: s.OptionalFormId = None
    recorded: s.Day


@value
class Rectify:
    """What a unit has done about a finding by `date`.

    With `stage: partial` it is a part (阶段性整改) and the finding stays open; without it the unit asks for closing.
    """

    kind: Annotated[Literal["rectify"], words({"rectify": "整改"})] = "rectify"
    unit: s.UnitName
    inspection: r.InspectionId
    finding: r.FindingNumber
    date: s.Day
    title: s.Text
    detail: s.OptionalText = None
    stage: StageText = None
    document: s.OptionalText = None
    link: s.OptionalText = None
    files: tuple[Attachment, ...] = ()
    form: s.OptionalFormId = None
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse an entry before the event."""
        if self.recorded < self.date:
            raise PlacedError(f"recorded（录入日）{self.recorded} 早于 date（整改日）{self.date}，请核对", "recorded")

    @property
    def counts_on(self) -> dt.date:
        """The day it counts on."""
        return self.date

    @property
    def is_whole(self) -> bool:
        """Whether it asks for closing."""
        return self.stage is None

    @property
    def proves(self) -> bool:
        """Whether a document, a link or a file stands behind it."""
        return bool(self.document or self.link or self.files)


@value
class Void:
    """Withdraws one of the same unit's own records."""

    kind: Annotated[Literal["void"], words({"void": "作废"})] = "void"
    unit: s.UnitName
    record: s.RecordId
    reason: s.Text
    recorded: s.Day


Record = Evidence | Progress | Rectify | Void
RECORD_KINDS: dict[str, type[Evidence] | type[Progress] | type[Rectify] | type[Void]] = {
    "evidence": Evidence,
    "progress": Progress,
    "rectify": Rectify,
    "void": Void,
}
RECORD_WORDS = {"evidence": "佐证", "progress": "进展", "rectify": "整改", "void": "作废"}
