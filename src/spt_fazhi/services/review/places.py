"""Line and column for what a review names, each in the version of the file it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spt_fazhi.changes.values import Change, Finding, Side, Spot
from spt_fazhi.model.frozen import replace
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.workspace.places import Places


def placed(
    changes: Iterable[Change], findings: Iterable[Finding], comparison: Comparison
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """The same with every place filled in; findings sorted, what blocks first."""
    sides: dict[Side, Places] = {"old": Places(comparison.old), "new": Places(comparison.new)}
    shown = tuple(
        replace(
            each,
            spot=_spot(sides, each.spot),
            fields=tuple(replace(field, spot=_spot(sides, field.spot)) for field in each.fields),
        )
        for each in changes
    )
    found = (replace(each, spot=_spot(sides, each.spot, each.at_key, each.within)) for each in findings)
    return shown, tuple(sorted(dict.fromkeys(found), key=lambda each: each.sort_key))


def _spot(sides: Mapping[Side, Places], spot: Spot, at_key: bool = False, within: str = "") -> Spot:
    if spot.line:
        return replace(spot, column=max(spot.column, 1))
    known = spot.where or within
    place = sides[spot.side].find(spot.file, spot.where, at_key=at_key, within=within) if known else None
    line, column = place or (1, 1)
    return replace(spot, line=max(line, 1), column=max(column, 1))
