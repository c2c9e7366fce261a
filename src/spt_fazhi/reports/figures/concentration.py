"""Where a kind of trouble concentrates: the one rule for bulletins, summaries and annual reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spt_fazhi.engine.assessed import Assessed

_FEW: Final = 2
"""So few are no concentration where they are not half of the whole."""
_SHARE: Final = 5
"""What has less than a fifth of a kind of trouble is no place where it concentrates."""


def places(duties: Iterable[Assessed], most: int) -> tuple[list[tuple[str, list[Assessed]]], bool]:
    """The obligations that duties in trouble belong to, and whether those are all.

    Where there are more than `most`, only those in which it concentrates, the largest first, one more where it is as
    large as the last; none where more are alike than are named.
    """
    by_obligation: dict[str, list[Assessed]] = {}
    for each in duties:
        by_obligation.setdefault(each.duty.key.obligation, []).append(each)
    ordered = sorted(by_obligation.items(), key=lambda item: -len(item[1]))
    if len(ordered) <= most:
        return ordered, True
    whole = sum(len(own) for _, own in ordered)
    large = [each for each in ordered if len(each[1]) > 1 and len(each[1]) * _SHARE >= whole]
    named = [each for each in large if sum(len(other[1]) >= len(each[1]) for other in large) <= most + 1][: most + 1]
    if len(named) > most and len(named[most][1]) < len(named[most - 1][1]):
        named = named[:most]
    sizes = [len(own) for _, own in named]
    return (named if 2 * sum(sizes) >= whole or min(sizes, default=0) > _FEW else []), False
