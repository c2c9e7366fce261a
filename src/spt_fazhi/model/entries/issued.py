"""What was sent out, or said: one file each in `data/issued/`, the files as they were sent in the folder beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, NamedTuple

from spt_fazhi.model import fields as s
from spt_fazhi.model import references as r
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.paths import ISSUED_NAME
from spt_fazhi.model.value import Parsed, PlacedError, value

LETTER_WORDS: Final[Mapping[str, str]] = {
    "remind": "提醒",
    "urge": "催办",
    "supervise": "督办通知",
    "hint": "提示函",
    "request": "商请函",
    "notify": "整改通知",
}
"""Letters to one unit, by the name they are issued under."""
TELLING: Final = "notify"
"""The name of the letter by which a unit is told what was found on the spot, before anybody reminds it of that."""
SPOKEN_WORDS: Final[Mapping[str, str]] = {"call": "电话", "visit": "上门", "meeting": "会议"}
"""How a unit was reminded without a letter."""
FORM: Final = "form"
"""The name a form to fill in is issued under."""
FORM_WORD: Final = "报送表"
FEEDBACK: Final = "feedback"
"""The name of the report that goes back to a unit after an inspection (反馈意见)."""
VISITED: Final = "inspection"
"""The name of the report on one inspection (督察通报), which goes to those it names."""
REPORT_WORDS: Final[Mapping[str, str]] = {FEEDBACK: "反馈意见", VISITED: "督察通报"}
"""Reports by which units are told what was found at them."""
URGING: Final = frozenset(("urge", "supervise", *SPOKEN_WORDS))
"""What counts as 催办, after which 督办 may come: such a letter, or anything said."""
LETTERS: Final = frozenset((*LETTER_WORDS, *SPOKEN_WORDS))
"""What goes to one unit; anything else issued is a report."""
REMINDERS: Final = LETTERS - {TELLING}
"""What counts as having chased a unit: to be told of a finding is no reminder of it."""

LONGEST_ANSWER: Final = 500
"""Characters of an answer, which is printed on one line of a list."""


class PrintedFigure(NamedTuple):  # a tuple: compared and hashed with the value it belongs to
    """A figure of what was issued: its key in the report, and how it was printed."""

    key: str
    text: str


def parse_issued_name(raw: object) -> str:
    """The name of a report or letter, or of a way to speak: lower-case letters, digits and dashes."""
    text = s.parse_text(raw)
    if not re.fullmatch(ISSUED_NAME, text, re.ASCII):
        raise ValueError(f"“{text}”不是文书名称，应写成 quarter、urge、call 的样子（小写字母、数字和短横）")
    return text


def parse_commit(raw: object) -> str:
    """The full id of a commit, 40 or 64 lower-case hexadecimal digits."""
    text = s.parse_text(raw)
    if not re.fullmatch("[0-9a-f]{40}(?:[0-9a-f]{24})?", text, re.ASCII):
        raise ValueError(f"“{text}”不是 git 提交编号，应是 40 位小写十六进制数字")
    return text


def _printed(raw: object) -> tuple[PrintedFigure, ...]:
    if raw == "":
        return ()
    if not isinstance(raw, Mapping):
        raise ValueError("应写成一组“名称: 印出的数”，由 fazhi issue 填写")  # noqa: TRY004 - Pydantic takes ValueError alone
    return tuple(PrintedFigure(s.parse_text(key), s.parse_text(text)) for key, text in raw.items())


def _names(raw: object) -> tuple[str, ...]:
    if raw == "":
        return ()
    if not isinstance(raw, list | tuple):
        raise ValueError("应写成一组名称，如 [各乡镇, 各部门]")  # noqa: TRY004 - Pydantic takes ValueError alone
    return tuple(map(s.parse_text, raw))


_NAME_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": f"^{ISSUED_NAME}$"}
IssuedName = Annotated[str, Parsed(parse_issued_name, _NAME_SCHEMA)]
Commit = Annotated[
    str | None,
    Parsed(s.optional(parse_commit), {"type": ["string", "null"], "pattern": "^[0-9a-f]{40}([0-9a-f]{24})?$"}),
]
Names = Annotated[
    tuple[str, ...], Parsed(_names, {"type": ["array", "null"], "items": {"type": "string", "minLength": 1}})
]
PrintedFigures = Annotated[
    tuple[PrintedFigure, ...],
    Parsed(
        _printed, {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number"], "minLength": 1}}
    ),
]


@value
class IssuedDuty:
    """A duty that what was issued speaks of: an obligation, a task's progress in a period, or a finding.

    `unit` is whom it was said to; for a joint duty too.
    """

    obligation: s.OptionalObligationId = None
    task: s.OptionalTaskId = None
    inspection: r.OptionalInspectionId = None
    finding: r.OptionalFindingNumber = None
    unit: s.OptionalText = None
    period: s.OptionalPeriod = None

    def __post_init__(self) -> None:
        """Refuse none or several of an obligation, a task's progress and a finding."""
        if (self.inspection is None) != (self.finding is None):
            raise ValueError("inspection（督察编号）与 finding（问题编号）要一起写")
        if [self.obligation, self.task, self.inspection].count(None) != 2:
            raise ValueError("obligation（事项）、task（任务，指其进展）、inspection（督察问题）应写且只写一个")
        if self.task is not None and (self.unit is None or self.period is None):
            raise ValueError("说的是任务进展的，要写明 unit（单位）和 period（期间）")


@value
class Issued:
    """A document as it was sent out on `recorded`, or what was said on that day.

    `name` is the report or letter, or `call`, `visit`, `meeting`; `number` its 文号; `to` the addressees; `period`,
    `inspection` (the first file of a visit) and `as_of` what it was made for, `commit` the register it was made from;
    `figures` are those it prints; `answer` is what was promised, `reply_by` the last day of what it asks for.
    """

    name: IssuedName
    number: s.OptionalText = None
    title: s.OptionalText = None
    to: Names = ()
    period: s.OptionalPeriod = None
    inspection: r.OptionalInspectionId = None
    as_of: s.OptionalDay = None
    commit: Commit = None
    duties: tuple[IssuedDuty, ...] = ()
    answer: s.OptionalText = None
    reply_by: s.OptionalDay = None
    figures: PrintedFigures = ()
    files: tuple[Attachment, ...] = ()
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse a spoken reminder of nobody or nothing, an answer without end, and days in the wrong order."""
        if self.is_spoken and not (self.to and self.duties):
            raise ValueError("口头催办要写明 to（对象）和 duties（所催事项）")
        if self.reply_by is not None and self.reply_by < self.recorded:
            raise PlacedError(
                f"reply_by（答复期限）{self.reply_by} 早于 recorded（发出日）{self.recorded}，请核对", "reply_by"
            )
        if self.answer is not None and len(self.answer) > LONGEST_ANSWER:
            raise PlacedError(f"answer（答复）有 {len(self.answer)} 个字，最多 {LONGEST_ANSWER} 个，请写要点", "answer")
        if self.as_of is not None and self.as_of > self.recorded:
            raise PlacedError(
                f"as_of（数据截至日）{self.as_of} 晚于 recorded（发出日）{self.recorded}，请核对", "as_of"
            )

    @property
    def is_spoken(self) -> bool:
        """Whether it was said, not sent."""
        return self.name in SPOKEN_WORDS

    @property
    def is_letter(self) -> bool:
        """Whether it goes to one unit: a letter, or something said."""
        return self.name in LETTERS

    @property
    def tells(self) -> bool:
        """Whether those it names are told by it of what was found at them: a letter, 反馈意见, 督察通报, a form."""
        return self.is_letter or self.name == FORM or self.name in REPORT_WORDS

    @property
    def is_reminder(self) -> bool:
        """Whether it chases those it goes to: a letter, or something said."""
        return self.name in REMINDERS

    @property
    def is_urging(self) -> bool:
        """Whether it urges those it goes to, which a 提醒 does not."""
        return self.name in URGING
