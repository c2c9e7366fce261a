"""Line and column for what a review names, each in the version of the file it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spt_fazhi.changes.values import Change, Finding, Side, Spot
from spt_fazhi.model.frozen import replace
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.workspace.places import Places


def placed(
    changes: Sequence[Change], findings: Sequence[Finding], comparison: Comparison
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """The same with every place filled in; findings sorted, what blocks first."""
    sides: dict[Side, Places] = {"old": Places(comparison.old), "new": Places(comparison.new)}
    sought = [
        *(each.spot for each in changes if _is_sought(each.spot)),
        *(field.spot for each in changes for field in each.fields if _is_sought(field.spot)),
        *(each.spot for each in findings if _is_sought(each.spot, each.within)),
    ]
    for side, places in sides.items():
        places.expect(spot.file for spot in sought if spot.side == side)
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


def _is_sought(spot: Spot, within: str = "") -> bool:
    """Whether the file has to be looked into to tell the place."""
    return not spot.line and bool(spot.where or within)


def _spot(sides: Mapping[Side, Places], spot: Spot, at_key: bool = False, within: str = "") -> Spot:
    if spot.line:
        return replace(spot, column=max(spot.column, 1))
    sought = _is_sought(spot, within)
    place = sides[spot.side].find(spot.file, spot.where, at_key=at_key, within=within) if sought else None
    line, column = place or (1, 1)
    return replace(spot, line=max(line, 1), column=max(column, 1))
