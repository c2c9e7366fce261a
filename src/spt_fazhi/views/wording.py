"""How figures, targets and days are put into words, the same on every screen and in every report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.states import MET, State
from spt_fazhi.model.fields import CYCLES, Number
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target
from spt_fazhi.views.json_document import percent

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


def target_text(target: Target | None) -> str:
    """What has to be reached: `1次`, `行政执法人员100%达到60学时`, `完成`."""
    if isinstance(target, CountTarget):
        return f"{number_text(target.count)}{target.unit}"
    if isinstance(target, RateTarget):
        return f"{target.of}{percent(target.rate)}{target.reached or ''}"
    return "完成"


def scope_text(obligation: Obligation) -> str:
    """Who answers for it: `各自` or `共同`."""
    return "共同" if obligation.scope == "joint" else "各自"


def when_text(obligation: Obligation) -> str:
    """The day or cycle, with the document's own words: `2024-12-31(年底前)`."""
    said = CYCLES[obligation.every or "quarter"] if obligation.due is None else obligation.due.isoformat()
    return f"{said}（{obligation.phrase}）" if obligation.phrase else said


def achieved_text(each: Assessed) -> str:
    """What is in so far: `1/2次`, `35/36(97.2%)`, `无发生`, `已报`, `—`."""
    if each.duty.kind == "progress":
        return "已报" if each.records else "—"
    if not each.tally.records:
        return "—"
    if each.nothing_to_do:
        return "无发生"
    target = each.target
    if isinstance(target, RateTarget):
        return f"{each.tally.reached}/{each.tally.of}({each.tally.reached / each.tally.of:.1%})"
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
    """The unit, or `甲等3家(共同)` for a joint duty."""
    return each.duty.unit or joint_text(each.duty.owners)


def joint_text(owners: Sequence[str]) -> str:
    """Several units together, in short."""
    if len(owners) == 1:
        return owners[0]
    return f"{owners[0]}等{len(owners)}家共同"


def some(names: Sequence[str], limit: int = 6) -> str:
    """`甲、乙、丙 等 9 家`."""
    shown = "、".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} 等 {len(names)} 家"
