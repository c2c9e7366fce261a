"""What the office decides: one file each in `data/decisions/`."""

from __future__ import annotations

from typing import Annotated, Literal

from spt_fazhi.model import fields as s
from spt_fazhi.model import references as r
from spt_fazhi.model.choices import words
from spt_fazhi.model.value import PlacedError, value


@value
class Return:
    """A weak record is handed back: it no longer counts (退回).

    Until `again_by`, if it is given, the unit may report again, and what is recorded by then counts as recorded when
    the first one was.
    """

    kind: Annotated[Literal["return"], words({"return": "退回"})] = "return"
    record: s.RecordId
    reason: s.Text
    again_by: s.OptionalDay = None
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse a last day that is past when it is set."""
        if self.again_by is not None and self.again_by < self.recorded:
            raise PlacedError(
                f"again_by（重报期限）{self.again_by} 早于 recorded（决定日）{self.recorded}，请核对", "again_by"
            )


@value
class Extend:
    """A duty gets a later due day, decided on or before the old one (延期).

    It names an obligation, a task with a period (progress), or a finding of an inspection. `unit` is left out for joint
    duties and for findings, which have one unit each.
    """

    kind: Annotated[Literal["extend"], words({"extend": "延期"})] = "extend"
    obligation: s.OptionalObligationId = None
    task: s.OptionalTaskId = None
    inspection: r.OptionalInspectionId = None
    finding: r.OptionalFindingNumber = None
    unit: s.OptionalText = None
    period: s.OptionalPeriod = None
    due: s.Day
    approved_by: s.Text
    reason: s.Text
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse a decision on none or several of an obligation, a task's progress and a finding."""
        _one_subject(self)


@value
class Waive:
    """A duty does not fit the unit and is excused (不适用). Named like in `Extend`."""

    kind: Annotated[Literal["waive"], words({"waive": "不适用"})] = "waive"
    obligation: s.OptionalObligationId = None
    task: s.OptionalTaskId = None
    inspection: r.OptionalInspectionId = None
    finding: r.OptionalFindingNumber = None
    unit: s.OptionalText = None
    period: s.OptionalPeriod = None
    approved_by: s.Text
    reason: s.Text
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse a decision on none or several of an obligation, a task's progress and a finding."""
        _one_subject(self)


def _one_subject(decision: Extend | Waive) -> None:
    if (decision.inspection is None) != (decision.finding is None):
        raise ValueError("inspection（督察编号）与 finding（问题编号）要一起写")
    if [decision.obligation, decision.task, decision.inspection].count(None) != 2:
        raise ValueError("obligation（事项）、task（任务，指其进展）、inspection（督察问题）应写且只写一个")
    if decision.inspection is not None and (decision.unit, decision.period) != (None, None):
        raise ValueError("对督察问题的决定只写 inspection 和 finding，不写 unit（单位）和 period（期间）")
    if decision.task is not None and (decision.unit is None or decision.period is None):
        raise ValueError("对任务进展的决定，要写明 unit（单位）和 period（期间）")


@value
class Close:
    """A finding is put right: whoever checked it on the spot closes it (销号)."""

    kind: Annotated[Literal["close"], words({"close": "销号"})] = "close"
    inspection: r.InspectionId
    finding: r.FindingNumber
    checked_by: s.Text
    reason: s.OptionalText = None
    recorded: s.Day


@value
class RedactedFile:
    """An attachment that was let go, by its name and hash."""

    name: s.FileName
    sha256: s.Sha256


@value
class Redact:
    """Lets go what must not be here (personal data, secrecy): some files of a record, or the record as a whole.

    What remains is this tombstone: the hashes of the files, or with `whole` that of the record's own file.
    """

    kind: Annotated[Literal["redact"], words({"redact": "去除"})] = "redact"
    record: s.RecordId
    files: tuple[RedactedFile, ...] = ()
    whole: s.Yes = False
    sha256: s.OptionalSha256 = None
    reason: s.Text
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse a tombstone that does not say what it stands for."""
        if self.whole == bool(self.files):
            raise ValueError("files（去除的附件）与 whole: yes（整条去除）应写且只写一个")
        if self.whole != (self.sha256 is not None):
            raise ValueError("整条去除的写 sha256（记录文件的校验值）；只去除附件的，校验值写在 files 里")


Decision = Return | Extend | Waive | Close | Redact
DECISION_KINDS: dict[str, type[Return] | type[Extend] | type[Waive] | type[Close] | type[Redact]] = {
    "return": Return,
    "extend": Extend,
    "waive": Waive,
    "close": Close,
    "redact": Redact,
}
DECISION_WORDS = {"return": "退回", "extend": "延期", "waive": "不适用", "close": "销号", "redact": "去除"}
