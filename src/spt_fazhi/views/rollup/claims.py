"""Which of several exports that say they are the same register is counted: never two, none by its own word alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spt_fazhi.text.alike.lookalike import skeleton
from spt_fazhi.text.plain import one_line

_WHICH: Final = "请核对是谁送来的，再用名单（.yaml）写明哪个是哪个"


class ExportClaim(NamedTuple):
    """A sound export: what it says it is, where it lies, and whether a list vouches for it.

    `folders` are the names of the folders it was delivered in, which the one who collects has given; `digest` tells
    its content.
    """

    source: int
    year: int
    register: str
    name: str
    title: str
    shown: str
    folders: tuple[str, ...]
    digest: str
    listed: bool


class Denied(NamedTuple):
    """A claim that is not counted, and why."""

    source: int
    why: str
    hint: str


def settle(claims: Sequence[ExportClaim]) -> list[Denied]:
    """The claims that are not counted.

    Of several with the same content one is. Else a list decides, else the folder that bears the register's name or
    mark; where neither does, nobody knows who is who, and none is counted.
    """
    denied: dict[int, Denied] = {}
    for same in _groups(claims):
        left = [each for each in same if each.source not in denied]
        denied.update((twin.source, twin) for twin in _twins(left))
        left = [each for each in left if each.source not in denied]
        if len(left) > 1:
            rightful = _rightful(left)
            losing = [each for each in left if each is not rightful]
            denied.update((each.source, _denied(each, left, rightful)) for each in losing)
    return sorted(denied.values())


def _groups(claims: Sequence[ExportClaim]) -> Iterator[list[ExportClaim]]:
    """Those with one mark in one year; and those with one name that came from different folders, or with one title."""
    by_mark: dict[tuple[int, str], list[ExportClaim]] = {}
    by_name: dict[tuple[int, str], list[ExportClaim]] = {}
    for each in claims:
        by_mark.setdefault((each.year, each.register), []).append(each)
        by_name.setdefault((each.year, skeleton(each.name)), []).append(each)
    yield from (same for same in by_mark.values() if len(same) > 1)
    for same in by_name.values():
        places = {each.shown for each in same}
        titles = {skeleton(each.title) for each in same}
        if len(same) > 1 and (len(places) > 1 or len(titles) < len(same)):
            yield same


def _twins(claims: Sequence[ExportClaim]) -> Iterator[Denied]:
    known: dict[str, ExportClaim] = {}
    for each in sorted(claims, key=lambda each: (not each.listed, not _bears(each))):  # the rightful one is counted
        first = known.setdefault(each.digest, each)
        if first is not each:
            yield Denied(each.source, f"与 {one_line(first.shown, 80)} 里的完全一样，只计一次", "")


def _rightful(claims: Sequence[ExportClaim]) -> ExportClaim | None:
    """The one that somebody else than itself vouches for; None where there is none, or several."""
    listed = [each for each in claims if each.listed]
    if listed:
        return listed[0] if len(listed) == 1 else None
    named = [each for each in claims if _bears(each)]
    return named[0] if len(named) == 1 else None


def _bears(each: ExportClaim) -> bool:
    """Whether a folder it was delivered in bears its name or mark."""
    return not {skeleton(each.name), skeleton(each.register)}.isdisjoint(map(skeleton, each.folders))


def _denied(each: ExportClaim, claims: Sequence[ExportClaim], rightful: ExportClaim | None) -> Denied:
    name = one_line(each.name, 60)
    if rightful is not None:
        return Denied(each.source, f"冒用了“{name}”：{one_line(rightful.shown, 80)} 才是", _WHICH)
    others = "、".join(one_line(other.shown, 80) for other in claims if other is not each)
    return Denied(each.source, f"与 {others} 都说自己是“{name}”，认不出哪个是，都没有计入", _WHICH)
