"""How figures, targets and days are put into words, the same on every screen and in every report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.judging import Tally
from spt_fazhi.engine.states import MET, SETTLED, STATES, State
from spt_fazhi.model.choices import CYCLES
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target
from spt_fazhi.model.references import finding_name
from spt_fazhi.text.numerals import share_text

ASSUMED: Final = "（推定）"
"""Stands beside every value that the office set and the document does not state."""
NO_TIME: Final = "未写时限，按年底计"
NOT_IN_USE: Final = "台账尚未启用，没有任何记录，以下不作评价。"
_WHEN: Final = ("due", "every", "period")
_TARGET: Final = ("target", "settle")

# One sign per state that every Chinese code page has, so that a printout without colour still tells them apart.
SIGNS: Final[dict[State, str]] = {
    "done": "√",
    "done-late": "√",
    "overdue": "▲",
    "returned": "←",
    "unproved": "◎",
    "due-soon": "◆",
    "behind": "◇",
    "submitted": "■",
    "in-progress": "●",
    "pending": "○",
    "scheduled": "·",
    "backfill": "□",
    "invited": "☆",
    "waived": "×",
}


def chinese_date(day: date) -> str:
    """`2024年4月9日`, without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_day(day: date) -> str:
    """`4月9日`."""
    return f"{day.month}月{day.day}日"


def due_text(day: date, phrase: str | None = None) -> str:
    """The last day that is in time, with the document's own words if there are any.

    `3月1日前（2024年3月1日）`, `2024年12月31日前`.
    """
    return f"{phrase}（{chinese_date(day)}）" if phrase else f"{chinese_date(day)}前"


def weekday(day: date) -> str:
    """`周一` … `周日`."""
    return "周" + "一二三四五六日"[day.weekday()]


def period_text(period: str) -> str:
    """A written period in words: `2024Q2` → `2024年第二季度`."""
    year, rest = period[:4], period[4:]
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    if rest.startswith("H"):
        return f"{year}年{'上下'[int(rest[1]) - 1]}半年"
    return f"{year}年{int(rest[1:])}月" if rest else f"{year}年"


def short_period_text(period: str) -> str:
    """A period where its year is known: `2024Q2` → `第二季度`, `2024H1` → `上半年`, `2024` → `全年`."""
    return period_text(period)[len("2024年") :] or "全年"


def by_day_text(day: date, year: int) -> str:
    """By when something is asked for in the plan's year: `9月30日前`, `年底前`; with the year where it is another."""
    if day.year != year:
        return f"{chinese_date(day)}前"
    return "年底前" if (day.month, day.day) == (12, 31) else f"{month_day(day)}前"


def number_text(number: Number) -> str:
    """A count without needless decimals."""
    return f"{number.normalize():f}" if not isinstance(number, int) else str(number)


def rate_text(rate: Decimal) -> str:
    """A rate as the files write it: 1 → `100%`, 0.925 → `92.5%`."""
    return f"{(rate * 100).normalize():f}%"


def target_text(target: Target | None) -> str:
    """What has to be reached: `1次`, `行政执法人员100%达到60学时`, `完成`."""
    if isinstance(target, CountTarget):
        return f"{number_text(target.count)}{target.unit}"
    if isinstance(target, RateTarget):
        return f"{target.of}{rate_text(target.rate)}{target.reached or ''}"
    return "完成"


def mark(assumed: Sequence[str], *fields: str) -> str:
    """`（推定）` when one of `fields` is among the fields that were assumed, else nothing."""
    return ASSUMED if any(field in assumed for field in fields) else ""


def scope_text(obligation: Obligation) -> str:
    """Who answers for it: `各自` or `共同`."""
    return ("共同" if obligation.scope == "joint" else "各自") + mark(obligation.assumed_fields, "scope")


def asked_text(obligation: Obligation) -> str:
    """What has to be reached, marked where it was assumed: `1次（推定）`, `人员100%，达到即算（推定）`."""
    target, assumed = obligation.target, obligation.assumed_fields
    said = target_text(target) + mark(assumed, "target")
    if "settle" in assumed and isinstance(target, RateTarget):
        said += f"，{'达到即算' if target.settle == 'when-reached' else '到期结算'}{ASSUMED}"
    return said


def when_text(obligation: Obligation) -> str:
    """The day or cycle, in the document's own words or marked: `年底前（2024年12月31日）`, `每季度（推定）`."""
    if obligation.due is not None:
        return due_words(obligation, obligation.due)
    cycle = cycle_text(obligation)
    said = f"{obligation.phrase}（{cycle}）" if obligation.phrase not in {None, cycle} else cycle
    return said + mark(obligation.assumed_fields, *_WHEN)


def due_words(obligation: Obligation, due: date, *, extended: bool = False) -> str:
    """The last day in time of a duty, with the document's words, or with what was assumed for want of them."""
    if extended:
        return f"{due_text(due)}（已延期）"
    if not any(field in obligation.assumed_fields for field in _WHEN):
        return due_text(due, None if obligation.every else obligation.phrase)
    if is_unwritten(obligation, due):
        return f"{due_text(due)}（{NO_TIME}）"
    return due_text(due, None if obligation.every else obligation.phrase) + ASSUMED


def is_unwritten(obligation: Obligation, due: date) -> bool:
    """Whether an assumed day is the year's end, taken where the document has no time."""
    return obligation.every is None and (due.month, due.day) == (12, 31)


def cycle_text(obligation: Obligation) -> str:
    """`每月25日前`, `每季度末月20日前`, `每季度结束后10日内`, `每月，7月1日起`."""
    cycle = CYCLES[obligation.every or "quarter"]
    if obligation.due_day is not None:
        cycle += f"{'' if obligation.every == 'month' else '末月'}{obligation.due_day}日前"
    elif obligation.after:
        cycle += f"结束后{obligation.after}日内"
    return f"{cycle}，{month_day(obligation.start)}起" if obligation.start else cycle


def achieved_text(each: Assessed) -> str:
    """What is in so far: `1/2次`, `35/36，97.2%`, `0/1次，另有1次待佐证`, `无发生`, `已报`, `—`."""
    if each.duty.kind == "progress":
        return "已报" if each.records else "—"
    if not each.claimed.records:
        return "—"
    if each.duty.kind == "rectification":
        if each.invited:
            return "已提供情况" if each.claimed.amount else "已提供部分情况"
        return "已报整改" if each.claimed.amount else "阶段性整改"
    unproved = _unproved_text(each)
    if each.nothing_to_do:
        return f"无发生{unproved}"
    return f"{_sum_text(each.target, each.tally)}{unproved}"


def target_note(each: Assessed) -> str:
    """`要求2次（推定）`: beside what was reported, where what it is held against was assumed; else empty."""
    obligation, said = each.duty.obligation, each.claimed.records
    return f"要求{asked_text(obligation)}" if obligation and said and mark(each.assumed, *_TARGET) else ""


def _sum_text(target: Target | None, sum_: Tally) -> str:
    if isinstance(target, RateTarget):
        if not sum_.of:
            return "无发生" if sum_.records else "0/0"
        from fractions import Fraction  # see text/numerals.py

        return f"{sum_.reached}/{sum_.of}，{share_text(Fraction(sum_.reached, sum_.of), target.rate)}"
    if isinstance(target, CountTarget):
        return f"{number_text(sum_.amount)}/{number_text(target.count)}{target.unit}"
    return f"{sum_.records}份"


def _unproved_text(each: Assessed) -> str:
    """`，另有1次待佐证`: what is said and not proved; empty when all is proved."""
    proved, said, target = each.tally, each.claimed, each.target
    if said.records == proved.records:
        return ""
    if each.nothing_to_do:
        return "，待佐证" if not proved.records else ""
    if isinstance(target, CountTarget):
        return f"，另有{number_text(said.amount - proved.amount)}{target.unit}待佐证"
    if not isinstance(target, RateTarget):
        return f"，另有{said.records - proved.records}份待佐证"
    if target.adds:
        return f"，另有{said.reached - proved.reached}/{said.of - proved.of}待佐证"
    return f"，另报{said.reached}/{said.of}待佐证"


def remarks(each: Assessed) -> tuple[str, ...]:
    """What must be known of a duty beside its state: `逾期后定为不适用`, `数据只到6月30日`, `原由甲局承担`."""
    decided = "不再承担" if each.ended else "逾期后定为不适用" if each.late_decision else ""
    figures = f"数据只到{month_day(each.figures_end)}" if each.figures_end is not None else ""
    former = former_text(each) if each.former else ""  # asked of each of a million duties, and few have any
    return tuple(filter(None, (decided, former, figures)))


def remarks_now(each: Assessed) -> tuple[str, ...]:
    """The same where a duty is looked up, first until when what was handed back may come again."""
    return (again_text(each), *remarks(each)) if each.again_by is not None else remarks(each)


def again_text(each: Assessed) -> str:
    """Until when what was handed back may come again: `6月27日前重报`; "" where nothing is awaited."""
    return f"{month_day(each.again_by)}前重报" if each.again_by is not None else ""


def former_text(*duties: Assessed) -> str:
    """Who owed duties before their unit: `原由甲局承担`; where it owes some of that itself, `含原由甲局承担的部分`."""
    names = tuple(dict.fromkeys(name for each in duties for name in each.former))
    said = f"原由{names_text(names)}承担" if names else ""
    all_theirs = all(each.former and (each.duty.inherits or each.duty.finding is not None) for each in duties)
    return f"含{said}的部分" if said and not all_theirs else said


def neutral_text(each: Assessed) -> str:
    """How a state is put for a unit outside the government, which is asked and never scored."""
    kept = each.state in {"waived", "scheduled", "unproved"}
    if each.duty.finding is not None and each.state in MET:
        return "已办结"
    return "已提供" if each.state in MET or each.state == "submitted" else STATES[each.state if kept else "invited"]


def state_text(each: Assessed) -> str:
    """A state in words; neutral for a duty that is only asked for."""
    return neutral_text(each) if each.invited else STATES[each.state]


def due_cell(each: Assessed) -> str:
    """`2024-12-31（推定）`: the due day in a table."""
    return each.due.isoformat() + due_mark(each)


def due_mark(each: Assessed) -> str:
    """`（推定）` where the due day was assumed; an extended one was decided."""
    return "" if each.extended_by else mark(each.assumed, *_WHEN)


def days_text(each: Assessed, day: date) -> str:
    """How far the due day is: `逾期12天` (of what is overdue alone), `已过12天`, `今天到期`, `还有3天`.

    Empty for what is met, waived or waits for closing; of units outside the government no past day is counted.
    """
    left = each.days_left(day)
    if each.state in SETTLED or each.state == "submitted" or (each.invited and left < 0):
        return ""
    past = f"{'逾期' if each.state == 'overdue' else '已过'}{-left}天"
    return past if left < 0 else "今天到期" if left == 0 else f"还有{left}天"


def backfill_note(each: Assessed) -> str:
    """`早于印发日，补录期限2024年12月31日`: why an overdue duty is counted late from another day than its due day."""
    if each.state != "overdue" or each.backfill_day is None:
        return ""
    return f"早于印发日，补录期限{chinese_date(each.backfill_day)}"


def unit_text(each: Assessed) -> str:
    """The unit, or `甲等3家共同` for those who answer for a joint duty; marked where it was assumed who owes it."""
    owners = each.duty.in_front
    return (each.duty.unit or owners[0] + (f"等{len(owners)}家共同" if owners[1:] else "")) + who_mark(each)


def who_mark(each: Assessed) -> str:
    """`（推定）` where it was assumed who owes it."""
    return mark(each.assumed, "who")


def scope_note(obligation: Obligation | None) -> str:
    """`各单位分别完成（推定）`, `共同完成（推定）`: where it was assumed who answers for it; else empty."""
    if obligation is None or "scope" not in obligation.assumed_fields:
        return ""
    return ("共同完成" if obligation.scope == "joint" else "各单位分别完成") + ASSUMED


def item_text(each: Assessed) -> str:
    """The obligation's id, `报送6` for progress, `整改k7q2.1` for a finding."""
    key = each.duty.key
    return key.obligation or (f"整改{finding_name(key.finding)}" if key.finding else f"报送{key.task}")


def names_text(
    names: Sequence[str], most: int = 6, counter: str = "家", mark: str = "、", number: int | None = None
) -> str:
    """`甲、乙、丙等 9 家`: the first `most` (0: all) and how many there are (`number`, where `names` are not all)."""
    number = len(names) if number is None else number
    if not 0 < most < number:
        return mark.join(names)
    return f"{mark.join(names[:most])}等 {number} {counter}"
