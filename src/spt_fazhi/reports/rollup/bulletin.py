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
    SectionAnswer,
    Taken,
    TotalsAnswer,
    rate_of,
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
    lines = _lines(rollup)
    first = min(each.as_of for each in rollup.taken)
    comparable = rollup.comparable
    items, units, held = _items(rollup), _units(rollup), _held_states(rollup)
    doubts = sum(each.same is None for each in rollup.doubts)
    ranked = [line for line in lines if line.rate != "—"] if comparable else []
    return RollupValues(
        title=f"{rollup.year}年各县区法治政府建设工作要点落实情况的通报",
        number=number,
        year=rollup.year,
        year_is_over=rollup.year_is_over,
        day=rollup.day,
        first_day=first,
        comparable=comparable,
        same_plans=rollup.same_plans,
        districts=len(rollup.taken),
        judged=sum(each.judged for each in rollup.taken),
        idle=tuple(each.name for each in rollup.taken if not each.in_use),
        spoilt=tuple(each.name for each in rollup.taken if each.in_use and each.unusable),
        incomplete=tuple(each.name for each in rollup.taken if each.incomplete and each.judged),
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
        above=tuple(line.name for line in ranked if _is_above(line, whole)),
        below=tuple(sorted((line for line in ranked if line.below), key=_share)),
        states=tuple(STATES[state] for state, field in STATE_FIELDS.items() if field in held),
        sections=_sections(rollup) if comparable else (),
        items=items,
        all_items=len(rollup.late),
        units=units,
        all_units=len(rollup.slow),
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


def _share(row: DistrictLine | SectionAnswer | OnTimeAnswer) -> Fraction:
    return Fraction(row.on_time, row.due)


def _is_above(line: DistrictLine, whole: OnTimeAnswer) -> bool:
    return _share(line) > _share(whole)


def _lines(rollup: Rollup) -> tuple[DistrictLine, ...]:
    """Those with a share by their share, then those with too little due for one, then those that are not judged."""
    shares = {row.register: row for row in rollup.on_time}
    place = {row.register: at for at, row in enumerate(rollup.on_time) if row.due >= rollup.fewest}
    totals = {row.register: row for row in rollup.totals}
    whole, states = rollup.whole, _held_states(rollup)
    lines = {
        each.register: _line(each, totals[each.register], shares.get(each.register), whole, rollup.fewest, states)
        for each in rollup.taken
    }
    compared = rollup.comparable
    order = sorted(
        lines, key=lambda register: (bool(lines[register].unfit), place.get(register, len(shares)) if compared else 0)
    )
    return tuple(lines[register] for register in order)


def _line(  # noqa: PLR0913, PLR0917 - what is known of a district, and of all
    known: Taken,
    row: TotalsAnswer,
    share: OnTimeAnswer | None,
    whole: OnTimeAnswer,
    fewest: int,
    states: Sequence[str],
) -> DistrictLine:
    share = share or OnTimeAnswer(known.register, known.name, 0, 0, 0, 0, 0, 0)
    enough = share.due >= fewest
    return DistrictLine(
        name=row.name,
        unfit="" if known.judged else "数据不全，暂不评价" if known.in_use else "尚未启用",
        day=known.as_of,
        owed=row.owed,
        met=row.met,
        overdue=row.overdue,
        due=share.due,
        on_time=share.on_time,
        late=share.late,
        missing=share.missing,
        rate=rate_of(share.on_time, share.due) if enough else "—",
        below=enough and _share(share) < _share(whole),
        states=tuple(getattr(row, field) for field in states),
    )


def _held_states(rollup: Rollup) -> list[str]:
    """The fields of the states in which there is anything."""
    return [field for field in STATE_FIELDS.values() if getattr(rollup.judged_sums, field)]


def _sections(rollup: Rollup) -> tuple[SlowSection, ...]:
    """The parts of several districts that are slower than the whole, the slowest first."""
    slow = [
        row
        for row in rollup.sections
        if row.due >= rollup.fewest and row.registers >= _SEVERAL and _share(row) < _share(rollup.whole)
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
        for row in sorted(slow, key=_share)[:_NAMED]
    )


def _items(rollup: Rollup) -> tuple[LateItem, ...]:
    return tuple(
        LateItem(
            title=row.title,
            quote=row.quote,
            districts=row.registers,
            late=row.late_registers,
            everywhere=row.everywhere,
            overdue=row.overdue,
            likeness=likeness_text(row.likeness),
            worded_otherwise=row.likeness < 1,
        )
        for row in _cut(rollup.late, lambda row: row.overdue)
    )


def _units(rollup: Rollup) -> tuple[SlowUnit, ...]:
    """Those of the units asked about that are slower than the whole."""
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
        for row in _cut(rollup.slow, lambda row: Fraction(row.on_time, row.due))
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
