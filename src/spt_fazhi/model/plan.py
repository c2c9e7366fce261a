"""The plan: `data/tasks.yaml` as values."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Annotated

from spt_fazhi.model import choices as c
from spt_fazhi.model import fields as s
from spt_fazhi.model.pairs import ObligationAssumed
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.model.value import Parsed, Tagged, value


@value
class ReviewSettings:
    """From where on `fazhi review` asks a reviewer to look (`register: review:`).

    `late_days` are days between an event and its entry, `copied_percent` is the share of equal text in percent,
    `amount_times` a multiple of the median of at least `amount_peers` amounts, `short_text` a number of characters.
    Zero turns a rule off.
    """

    late_days: s.Days = 60
    copied_percent: s.Whole = 90
    amount_times: s.Whole = 10
    amount_peers: s.Whole = 5
    short_text: s.Whole = 6


@value
class ProgressSettings:
    """Reports in words (`register: progress:`): how often, of which tasks, and how many days after the period's end."""

    every: c.ProgressCycleText = "half"
    of: c.ProgressScopeText = "unmeasured"
    grace_days: s.Days = 10


@value
class LetterSettings:
    """When a letter is due (`register: letters:`), in days.

    Days overdue before 催办 and before 督办, and days in which one duty is not written about again.
    """

    urge_after: s.Days = 0
    supervise_after: s.Days = 15
    not_again_within: s.Days = 10


@value
class RegisterInfo:
    """The head of the plan and its settings (`register:`). Windows are in days, sizes in MiB.

    `also` are earlier documents whose words some tasks still have, after a revised one became `source`.
    `office` is the unit that runs the register, `signature` stands under what it sends out; its 文号 are
    written like `number`, and bulletins go to `addressees` (none: the groups that the plan names). `backfill_until` is
    the last day on which what fell due before the day of issue may be entered late.
    """

    format: c.FormatNumber = c.FORMAT
    year: s.Year
    title: s.Text
    issuer: s.Text
    issued: s.Day
    source: s.SourcePath = None
    also: tuple[s.OtherSource, ...] = ()
    office: s.OptionalText = None
    signature: s.OptionalText = None
    due_soon_days: s.Days = 30
    backfill_until: s.OptionalDay = None
    progress: ProgressSettings = field(default_factory=ProgressSettings)
    attachment_limit_mib: s.Whole = 20
    review: ReviewSettings = field(default_factory=ReviewSettings)
    letters: LetterSettings = field(default_factory=LetterSettings)
    number: s.OptionalText = None
    addressees: tuple[s.Text, ...] = ()
    finding_kinds: tuple[s.Text, ...] = ("执法程序", "案卷文书", "公开公示", "制度建设", "其他")

    @property
    def last_backfill_day(self) -> date:
        """The last day of 待补录."""
        return self.backfill_until or self.last_day

    @property
    def first_day(self) -> date:
        """1 January of the plan's year."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December of the plan's year."""
        return date(self.year, 12, 31)

    @property
    def document(self) -> str | None:
        """The file of the official document, relative to the workspace."""
        return f"{DATA_DIR}/{self.source}" if self.source else None

    @property
    def documents(self) -> tuple[str, ...]:
        """The official document and the earlier ones that still count, relative to the workspace."""
        return tuple(f"{DATA_DIR}/{each}" for each in (self.source, *self.also) if each)


@value
class Section:
    """One part of the document (一、二、…)."""

    id: s.Text
    title: s.Text


@value
class CountTarget:
    """So many of something: `{count: 1, unit: 次}`. `pace: none` asks for no even pace over the year."""

    count: s.PositiveNumber
    unit: s.Text = "次"
    pace: c.PaceText = "even"


@value
class RateTarget:
    """A share to reach: `{rate: 100%, of: 行政执法人员, reached: 达到60学时, settle: when-reached}`.

    `rate` is a fraction (100% is 1). Several records of one unit add up (cases), or the latest counts (heads).
    """

    rate: s.Rate
    of: s.Text
    reached: s.OptionalText = None
    settle: c.SettleText = "at-due"
    combine: c.CombineText = None

    @property
    def adds(self) -> bool:
        """Whether records add up; otherwise the latest counts."""
        if self.combine is None:
            return self.settle == "at-due"
        return self.combine == "add"


Target = CountTarget | RateTarget
FORMAT = c.FORMAT
TargetField = Annotated[Target | None, Tagged({"rate": RateTarget, "count": CountTarget})]


@value
class AskedFigure:
    """A number asked for besides the evidence: `{name: 旁听人数, unit: 人}`."""

    name: s.Text
    unit: s.Text = ""


def _due_day(raw: object) -> int | None:
    day = s.optional(s.parse_whole)(raw)
    if day is not None and not 1 <= day <= 31:
        raise ValueError("due_day 应是 1 到 31 的整数（当月没有这一天的，按最后一天）")
    return day


DueDay = Annotated[int | None, Parsed(_due_day, {"type": ["integer", "string", "null"], "minimum": 1, "maximum": 31})]


@value
class Obligation:
    """One thing that can be judged, quoting the words it comes from.

    Exactly one of `due` (last day still in time) and `every` (one duty per period) is given; `due_day` (the day of the
    period's last month), `after` (days after the period's end) and `start` (the first period begins then) go with
    `every`. Without `target` it is a milestone, met by one record. Empty `who` means the task's lead and responsible
    units. `assumed` says what the document does not say and why it was set so.
    """

    id: s.ObligationId
    title: s.Text
    quote: s.Text
    who: tuple[s.Text, ...] = ()
    scope: c.ScopeText = "each"
    target: TargetField = None
    due: s.OptionalDay = None
    every: c.EveryText = None
    due_day: DueDay = None
    after: s.OptionalDays = None
    start: s.OptionalDay = None
    phrase: s.OptionalText = None
    proof: s.OptionalText = None
    holder: s.OptionalText = None
    figures: tuple[AskedFigure, ...] = ()
    recurs: c.RecursText = None
    basis: s.OptionalText = None
    assumed: ObligationAssumed = ()

    def __post_init__(self) -> None:
        """Refuse an obligation with both or neither of `due` and `every`, or with a day in periods it has not."""
        if (self.due is None) == (self.every is None):
            raise ValueError("due（到期日）与 every（周期）应写且只写一个")
        if self.every is None and (self.due_day, self.after, self.start) != (None, None, None):
            raise ValueError("due_day、after、start 只与 every（周期）一起写")
        if self.due_day is not None and self.after is not None:
            raise ValueError("due_day（当期几日）与 after（期满后几天）只写一个")
        names = [each.name for each in self.figures]
        if len(set(names)) < len(names):
            raise ValueError("figures（另报的数）的名称不能重复")

    @property
    def task(self) -> int:
        """The number of the task the id names."""
        return int(self.id.split(".")[0])

    @property
    def assumed_fields(self) -> tuple[str, ...]:
        """The fields the document does not state."""
        return tuple(each.field for each in self.assumed)


@value
class Task:
    """One numbered task of the document, in the document's own words; id 0 for what stands outside the numbers.

    `carried_from` is the year whose unfinished obligations it goes on with, in the words of that year's document.
    """

    id: s.TaskId
    section: s.Text
    title: s.Text
    text: s.Text
    lead: tuple[s.Text, ...]
    responsible: tuple[s.Text, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    carried_from: s.OptionalWhole = None

    def __post_init__(self) -> None:
        """Refuse a task nobody leads."""
        if not self.lead:
            raise ValueError("lead（牵头单位）至少写一个单位")

    @property
    def is_numbered(self) -> bool:
        """Whether the document numbers it; what stands outside its numbered tasks (附则) is task 0."""
        return self.id > 0


@value
class TasksFile:
    """The whole of `data/tasks.yaml`."""

    register: RegisterInfo
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
