"""汇总通报: how the districts of a city stand, in two pages; who is compared is who views/counted.py compares.

Only what can be compared is: districts and parts with so many duties due that a share says something, days not far
apart, registers that could be read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeVar

from spt_fazhi.engine.states import STATES
from spt_fazhi.reports.gaps import Gap
from spt_fazhi.reports.rollup.values import (
    DistrictLine,
    LateItem,
    RegisterSource,
    RollupValues,
    SlowSection,
    SlowUnit,
)
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import (
    STATE_FIELDS,
    OnTimeAnswer,
    Rollup,
    WorstAnswer,
    rate_of,
    share_of,
)
from spt_fazhi.views.rollup.tables import likeness_text

T = TypeVar("T")
NAME: Final = "rollup"
TITLE: Final = "汇总通报"
DESCRIPTION: Final = "许多县区一起：总体情况、各县区、多个县区逾期的事项、慢的部分和单位；写 fazhi report rollup 来源"
TEMPLATE: Final = "rollup.md.j2"
_UNSETTLED: Final = "先确认{}对写法相近的事项是不是一件事，再重新生成本通报"
_NAMED: Final = 5
"""Parts that the text may name."""
_LISTED: Final = 20
"""Obligations and units of the annexes; of those that are even with the last all are listed."""
_SEVERAL: Final = 2
"""Districts that must have a part for it to be a matter of the city."""


VALUES = RollupValues


def build(rollup: Rollup, *, number: str = "", check: bool = False) -> RollupValues:
    """The values of the bulletin."""
    whole, sums = rollup.whole, rollup.judged_sums
    held = {field: STATES[state] for state, field in STATE_FIELDS.items() if getattr(sums, field)}
    lines = _lines(rollup, whole, tuple(held))
    comparable = rollup.comparable
    items, slow = _items(rollup), rollup.slow
    units, doubts = _units(slow), rollup.open_doubts
    judged = {row.register for row in rollup.totals if row.judged}
    ranked = [line for line in lines if line.rate != "—"] if comparable else []
    return RollupValues(
        title=f"{rollup.year}年各县区法治政府建设工作要点落实情况的通报",
        number=number,
        year=rollup.year,
        year_is_over=rollup.year_is_over,
        day=rollup.day,
        first_day=rollup.first_day,
        comparable=comparable,
        same_plans=rollup.same_plans,
        districts=len(rollup.taken),
        judged=len(judged),
        idle=tuple(each.name for each in rollup.taken if not each.in_use),
        spoilt=tuple(each.name for each in rollup.taken if each.in_use and each.unusable),
        incomplete=tuple(each.name for each in rollup.taken if each.incomplete and each.register in judged),
        owed=sums.owed,
        waived=sums.waived,
        met=sums.met,
        done_late=sums.done_late,
        met_rate=rate_of(sums.met, sums.owed),
        overdue=sums.overdue,
        due=whole.due,
        on_time=whole.on_time,
        late=whole.late,
        missing=whole.missing,
        unproved=whole.unproved,
        rate=rate_of(whole.on_time, whole.due),
        assumed=whole.assumed,
        early=sums.early,
        early_overdue=sums.early_overdue,
        returned=sums.returned,
        asked=sums.asked,
        given=sums.given,
        lines=lines,
        above=tuple(line.name for line in ranked if _share(line) > share_of(whole)),
        below=tuple(sorted((line for line in ranked if line.below), key=_share)),
        states=tuple(held.values()),
        sections=_sections(rollup, whole) if comparable else (),
        items=items,
        all_items=len(rollup.late),
        units=units,
        all_units=len(slow),
        followed_up=any(each.chased or each.returned for each in units),
        fewest=rollup.fewest,
        doubts=doubts,
        unsettled=Gap(text=_UNSETTLED.format(doubts)) if doubts and items else None,
        refused=tuple(f"{one_line(each.name or each.place, 80)}：{one_line(each.why, 120)}" for each in rollup.refused),
        unread=tuple(dict.fromkeys(one_line(each.name, 80) for each in rollup.refused if each.name)),
        remarks=rollup.remarks,
        check=check,
        sources=_sources(rollup),
        reply_by=Gap(text="答复日期"),
        reply_to=Gap(text="收件单位"),
        signature=Gap(text="落款"),
    )


def _share(line: DistrictLine) -> Fraction:
    return Fraction(line.on_time, line.due)


def _lines(rollup: Rollup, whole: OnTimeAnswer, fields: Sequence[str]) -> tuple[DistrictLine, ...]:
    """Those with a share by their share, then those with too little due for one, then those that are not judged.

    `fields` are the states whose numbers a line tells.
    """
    totals = {row.register: row for row in rollup.totals}
    shares = {row.register: row for row in rollup.on_time}
    place = {row.register: at for at, row in enumerate(rollup.on_time) if row.due >= rollup.fewest}
    compared, last = rollup.comparable, len(shares)
    order = sorted(
        rollup.taken,
        key=lambda each: (bool(totals[each.register].unfit), place.get(each.register, last) if compared else 0),
    )
    lines = []
    for each in order:
        row = totals[each.register]
        share = shares.get(each.register) or OnTimeAnswer(each.register, each.name, 0, 0, 0, 0, 0, 0)
        enough = share.due >= rollup.fewest
        lines.append(
            DistrictLine(
                name=row.name,
                unfit=row.unfit,
                day=each.as_of,
                owed=row.owed,
                met=row.met,
                overdue=row.overdue,
                due=share.due,
                on_time=share.on_time,
                late=share.late,
                missing=share.missing,
                rate=rate_of(share.on_time, share.due) if enough else "—",
                below=enough and share_of(share) < share_of(whole),
                states=tuple(getattr(row, field) for field in fields),
            )
        )
    return tuple(lines)


def _sections(rollup: Rollup, whole: OnTimeAnswer) -> tuple[SlowSection, ...]:
    """The parts of several districts that are slower than the whole, the slowest first."""
    slow = [
        row
        for row in rollup.sections
        if row.due >= rollup.fewest and row.registers >= _SEVERAL and share_of(row) < share_of(whole)
    ]
    return tuple(
        SlowSection(
            title=row.section_title,
            districts=row.registers,
            overdue=row.overdue,
            due=row.due,
            on_time=row.on_time,
            rate=rate_of(row.on_time, row.due),
        )
        for row in sorted(slow, key=share_of)[:_NAMED]
    )


def _items(rollup: Rollup) -> tuple[LateItem, ...]:
    return tuple(
        LateItem(
            title=row.title,
            quote=row.quote,
            districts=row.registers,
            late=row.late_registers,
            late_in=tuple(row.late_in),
            everywhere=row.everywhere,
            overdue=row.overdue,
            likeness=likeness_text(row.likeness),
            worded_otherwise=row.likeness < 1,
        )
        for row in _cut(rollup.late, lambda row: row.overdue)
    )


def _units(slow: Sequence[WorstAnswer]) -> tuple[SlowUnit, ...]:
    return tuple(
        SlowUnit(
            district=row.name,
            unit=row.unit_name,
            called=row.unit_name if row.name in row.unit_name else f"{row.name}{row.unit_name}",
            due=row.due,
            on_time=row.on_time,
            late=row.late,
            missing=row.due - row.on_time - row.late,
            overdue=row.overdue,
            rate=rate_of(row.on_time, row.due),
            chased=row.chased,
            returned=row.returned,
        )
        for row in _cut(slow, share_of)
    )


def _cut(rows: Sequence[T], key: Callable[[T], Any]) -> Sequence[T]:
    """The first rows, and those that are even with the last of them."""
    if len(rows) <= _LISTED:
        return rows
    last = key(rows[_LISTED - 1])
    return [row for at, row in enumerate(rows) if at < _LISTED or key(row) == last]


def _sources(rollup: Rollup) -> tuple[RegisterSource, ...]:
    return tuple(
        RegisterSource(
            name=each.name,
            title=each.title,
            as_of=each.as_of,
            revision=(each.revision or "")[:12],
            place=one_line(each.place),
        )
        for each in rollup.taken
    )
