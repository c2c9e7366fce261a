"""What a unit will owe in periods that have not begun: one line an obligation, not one a period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.frozen import frozen
from spt_fazhi.views.wording import period_text, when_text, who_mark


@frozen
class AheadLine:
    """一个按期办的事项还没有开始的各期。"""

    obligation: Annotated[str, "事项编号"]
    title: Annotated[str, "事项名称"]
    mark: Annotated[str, "由谁承担原文没有写时是（推定），否则为空"]
    when: Annotated[str, "周期和时限，如 每月28日前"]
    periods: Annotated[tuple[str, ...], "各期，中文，先到期的在前"]


def is_ahead(each: Assessed) -> bool:
    """Whether nothing is asked of a duty yet: its period has not begun, and nothing was decided about it."""
    return each.state == "scheduled" and each.extended_by is None and each.duty.period is not None


def ahead(duties: Iterable[Assessed]) -> tuple[AheadLine, ...]:
    """The duties of later periods by obligation, the one that falls due first in front."""
    by_obligation: dict[str, list[Assessed]] = {}
    for each in sorted(duties, key=lambda each: (each.due, each.duty.key)):
        if is_ahead(each):
            by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    return tuple(_line(known) for known in by_obligation.values())


def _line(known: list[Assessed]) -> AheadLine:
    first = known[0]
    assert first.duty.obligation is not None, "progress has a table of its own"  # noqa: S101 - a defect, not bad data
    return AheadLine(
        obligation=first.duty.key.obligation,
        title=first.duty.title,
        mark=who_mark(first),
        when=when_text(first.duty.obligation),
        periods=tuple(period_text(each.duty.key.period) for each in known),
    )
