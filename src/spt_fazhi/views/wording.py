"""How figures, targets and days are put into words, the same on every screen and in every report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.choices import CYCLES
from spt_fazhi.model.fields import Number
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target

_MOST_DECIMALS: Final = 4
"""Of a percentage: a written rate has no more."""

WEEKDAYS = "一二三四五六日"

# One sign per state that every Chinese code page has, so that a printout without colour still tells them apart.
SIGNS: dict[State, str] = {
    "done": "√",
    "done-late": "√",
    "overdue": "▲",
    "due-soon": "◆",
    "behind": "◇",
    "in-progress": "●",
    "pending": "○",
    "scheduled": "·",
    "backfill": "□",
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
    return "周" + WEEKDAYS[day.weekday()]


def period_text(period: str) -> str:
    """A written period in words: `2024Q2` → `2024年第二季度`."""
    year, rest = period[:4], period[4:]
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    if rest.startswith("H"):
        return f"{year}年{'上下'[int(rest[1]) - 1]}半年"
    return f"{year}年{int(rest[1:])}月" if rest else f"{year}年"


def number_text(number: Number) -> str:
    """A count without needless decimals."""
    return f"{number.normalize():f}" if not isinstance(number, int) else str(number)


def rate_text(rate: Decimal) -> str:
    """A rate as the files write it: 1 → `100%`, 0.925 → `92.5%`."""
    return f"{(rate * 100).normalize():f}%"


def share_text(share: Fraction | Decimal | float, target: Decimal | float = 1, digits: int = 1) -> str:
    """A share in per cent, rounded, on the side of `target` where it really is.

    It has `digits` decimals, and as many more as it takes to be told from the target, four at most: of 1999/2000 and
    a target of 1 this is `99.95%`. What is still closer below the target is `不足100%`. Zeros at the end are dropped.
    """
    value, wanted = _exactly(share) * 100, _exactly(target) * 100
    for places in range(min(max(digits, 0), _MOST_DECIMALS), _MOST_DECIMALS + 1):
        unit = 10**places
        shown = Fraction((2 * value.numerator * unit + value.denominator) // (2 * value.denominator), unit)
        if (shown < wanted) == (value < wanted):
            return _percent(shown)
    return f"不足{_percent(wanted)}" if value < wanted else _percent(wanted)


def _exactly(number: Fraction | Decimal | float) -> Fraction:
    """A number as it is written: 0.8 is four fifths, whatever the nearest binary fraction is."""
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def _percent(value: Fraction) -> str:
    """Per cent with the decimals it has."""
    return f"{(Decimal(value.numerator) / value.denominator).normalize():f}%"


def target_text(target: Target | None) -> str:
    """What has to be reached: `1次`, `行政执法人员100%达到60学时`, `完成`."""
    if isinstance(target, CountTarget):
        return f"{number_text(target.count)}{target.unit}"
    if isinstance(target, RateTarget):
        return f"{target.of}{rate_text(target.rate)}{target.reached or ''}"
    return "完成"


def scope_text(obligation: Obligation) -> str:
    """Who answers for it: `各自` or `共同`."""
    return "共同" if obligation.scope == "joint" else "各自"


def when_text(obligation: Obligation) -> str:
    """The day or cycle, with the document's own words: `年底前（2024年12月31日）`, `每季度`."""
    if obligation.due is not None:
        return due_text(obligation.due, obligation.phrase)
    cycle = CYCLES[obligation.every or "quarter"]
    return f"{obligation.phrase}（{cycle}）" if obligation.phrase else cycle


def achieved_text(each: Assessed) -> str:
    """What is in so far: `1/2次`, `35/36，97.2%`, `无发生`, `已报`, `—`."""
    if each.duty.kind == "progress":
        return "已报" if each.records else "—"
    if not each.tally.records:
        return "—"
    if each.nothing_to_do:
        return "无发生"
    target = each.target
    if isinstance(target, RateTarget):
        share = share_text(Fraction(each.tally.reached, each.tally.of), target.rate)
        return f"{each.tally.reached}/{each.tally.of}，{share}"
    if isinstance(target, CountTarget):
        return f"{number_text(each.tally.amount)}/{number_text(target.count)}{target.unit}"
    return f"{each.tally.records}份"


def days_text(each: Assessed, day: date) -> str:
    """How far the due day is: `逾期12天`, `今天到期`, `还有3天`; empty for what is met or waived."""
    if each.state in MET or each.state == "waived":
        return ""
    left = each.days_left(day)
    if left < 0:
        return f"已过{-left}天" if each.state == "backfill" else f"逾期{-left}天"
    return "今天到期" if left == 0 else f"还有{left}天"


def unit_text(each: Assessed) -> str:
    """The unit, or `甲等3家共同` for a joint duty."""
    return each.duty.unit or joint_text(each.duty.owners)


def joint_text(owners: Sequence[str]) -> str:
    """Several units together, in short."""
    if len(owners) == 1:
        return owners[0]
    return f"{owners[0]}等{len(owners)}家共同"


def names_text(names: Sequence[str], most: int = 6, counter: str = "家", mark: str = "、") -> str:
    """`甲、乙、丙等 9 家`: the first `most` (0: all) and how many there are."""
    if not 0 < most < len(names):
        return mark.join(names)
    return f"{mark.join(names[:most])}等 {len(names)} {counter}"
