"""Line and column for what a review names, each in the version of the file it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from spt_fazhi.changes.values import Change, Finding, Side, Spot
from spt_fazhi.model.frozen import replace
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.yaml.marks import Marks
from spt_fazhi.store.yaml.reader import MAX_BYTES, YamlFault, decode


class _Places:
    def __init__(self, comparison: Comparison) -> None:
        self._sides = {"old": comparison.old, "new": comparison.new}
        self._marks: dict[tuple[Side, str], Marks | None] = {}

    def spot(self, spot: Spot, *, at_key: bool = False, within: str = "") -> Spot:
        if spot.line:
            return replace(spot, column=max(spot.column, 1))
        if not spot.where and not within:
            return replace(spot, line=1, column=1)
        key = (spot.side, spot.file)
        if key not in self._marks:
            self._marks[key] = self._read(spot.side, spot.file)
        marks = self._marks[key]
        line, column = (1, 1) if marks is None else marks.find(spot.where, at_key=at_key, within=within)
        return replace(spot, line=max(line, 1), column=max(column, 1))

    def _read(self, side: Side, file: str) -> Marks | None:
        data = self._sides[side].read(file)
        if data is None or len(data) > MAX_BYTES:
            return None
        try:
            return Marks(decode(data)[0])
        except YamlFault:
            return None


def placed(
    changes: Iterable[Change], findings: Iterable[Finding], comparison: Comparison
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """The same with every place filled in; findings sorted, what blocks first."""
    places = _Places(comparison)
    shown = tuple(
        replace(
            each,
            spot=places.spot(each.spot),
            fields=tuple(replace(field, spot=places.spot(field.spot)) for field in each.fields),
        )
        for each in changes
    )
    found = (replace(each, spot=places.spot(each.spot, at_key=each.at_key, within=each.within)) for each in findings)
    return shown, tuple(sorted(dict.fromkeys(found), key=lambda each: each.sort_key))
