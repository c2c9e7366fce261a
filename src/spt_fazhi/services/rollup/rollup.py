"""The questions about many registers, answered: `fazhi rollup`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.rollup.hold import Held
from spt_fazhi.views.counted import FEWEST
from spt_fazhi.views.rollup.alike import MOST, AlikeQuotes, Decided, QuoteLine, match_quotes
from spt_fazhi.views.rollup.answers import (
    QUESTIONS,
    Doubt,
    LateAnswer,
    MonthAnswer,
    OnTimeAnswer,
    Rollup,
    SectionAnswer,
    TotalsAnswer,
    WorstAnswer,
)

Asking = Callable[[tuple[Doubt, ...]], Decided]
"""Asks somebody about quotes that are not sure: what was decided, by two keys."""
NOBODY: Final[Decided] = {}


@frozen
class AlikeOptions:
    """How it is settled whether quotes mean one thing: what was decided before, what is likely taken, who is asked."""

    decided: Decided = field(default_factory=dict)
    likely: bool = False
    asking: Asking | None = None


def answered(held: Held, top: int, how: AlikeOptions | None = None) -> Rollup:
    """The answer to every question, districts in the order in which they were taken.

    Raises FazhiError where memory does not suffice.
    """
    matched, same_plans, remarks = _matched(held, how or AlikeOptions())
    order = {each.register: at for at, each in enumerate(held.taken)}
    rows = {name: held.tables.ask(name) for name in QUESTIONS}
    totals = sorted(map(TotalsAnswer._make, rows["totals"]), key=lambda row: order[row.register])
    return Rollup(
        year=held.year,
        day=max(each.as_of for each in held.taken),
        taken=held.taken,
        refused=held.refused,
        totals=tuple(totals),
        sections=tuple(map(SectionAnswer._make, rows["sections"])),
        worst=tuple(map(WorstAnswer._make, rows["worst"])),
        late=_named_in_order(map(LateAnswer._make, rows["late"]), [row.name for row in totals]),
        on_time=_by_share(map(OnTimeAnswer._make, rows["on_time"]), order),
        trend=tuple(map(MonthAnswer._make, rows["trend"])),
        doubts=matched.doubts,
        matched=len(matched.alike),
        top=top,
        fewest=FEWEST,
        same_plans=same_plans,
        remarks=(*held.remarks, *remarks),
    )


def _named_in_order(rows: Iterable[LateAnswer], names: Sequence[str]) -> tuple[LateAnswer, ...]:
    """The same with the districts that are late in the order of all."""
    place = {name: at for at, name in enumerate(names)}
    return tuple(row._replace(late_in=sorted(row.late_in, key=place.__getitem__)) for row in rows)


def _by_share(rows: Iterable[OnTimeAnswer], order: Mapping[str, int]) -> tuple[OnTimeAnswer, ...]:
    """The highest share first; of those that are even whoever was taken first: as listed, or by name."""
    return tuple(sorted(rows, key=lambda row: (-Fraction(row.on_time, row.due), order[row.register])))


def _matched(held: Held, how: AlikeOptions) -> tuple[AlikeQuotes, bool, list[str]]:
    """What is counted together from now on, whether every register has all of it, and what must be known of it."""
    quotes, number = held.tables.quotes(MOST)
    found = match_quotes(quotes, how.decided, likely=how.likely)
    open_ = tuple(each for each in found.doubts if each.same is None)
    if how.asking is not None and open_:
        decided = {**how.decided, **how.asking(open_)}
        found = match_quotes(quotes, decided, likely=how.likely)
    held.tables.match(found.alike)
    many = f"引句共 {number} 种，只比对了最多县区写的 {MOST} 种。"
    same = number <= MOST and _is_same(quotes, found, len(held.taken))
    return found, same, [many] if number > MOST else []


def _is_same(quotes: Iterable[QuoteLine], found: AlikeQuotes, registers: int) -> bool:
    """Whether every register has every obligation."""
    topics = {each.quote_key: each.topic for each in found.alike}
    holders: dict[str, set[str]] = defaultdict(set)
    for each in quotes:
        holders[topics.get(each.key, each.key)] |= each.registers
    return all(len(held_by) == registers for held_by in holders.values())
