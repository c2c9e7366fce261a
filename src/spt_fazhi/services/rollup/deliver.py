"""From places to staged exports: exports are copied, workspaces and repositories exported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.rollup.sources import SourceFolder
from spt_fazhi.services.rollup.staging import StagingTask, stage_all
from spt_fazhi.store.parquet.exports import exports_in, stage
from spt_fazhi.views.rollup.answers import Refused

_ANEW: Final = "请让这个县区重新导出"


@frozen
class ReadAs:
    """As of which day registers are judged that are not exports: as typed, else as the revision says, else today."""

    today: date
    day: date | None = None
    at: str | None = None


@frozen
class Delivery:
    """A staged export by its number: where it came from, which register its folders or its plan say it is of."""

    source: int
    origin: SourceFolder
    year: int
    register: str
    digest: str


class Delivered:
    """What was staged, what could not be read, and what lay beside it."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.deliveries: list[Delivery] = []
        self.refused: list[Refused] = []
        self.remarks: list[str] = []

    def refuse(self, origin: SourceFolder, name: str, error: FazhiError) -> None:
        """Say that something at a place cannot be read."""
        self.refused.append(Refused(place=origin.shown, name=name, why=error.message, hint=error.hint))

    def take(self, source: int, origin: SourceFolder, year: int, register: str, digest: str) -> None:
        """Keep what was staged."""
        self.deliveries.append(Delivery(source=source, origin=origin, year=year, register=register, digest=digest))


def deliver(origins: Sequence[SourceFolder], when: ReadAs, staged: Path) -> Delivered:
    """Stage every register in the folder `staged`."""
    found = Delivered()
    numbers = count()
    exported: dict[int, SourceFolder] = {}
    for origin in origins:
        if origin.kind == "export":
            _copy(origin, staged, numbers, found)
        else:
            exported[next(numbers)] = origin
    for done in stage_all([_task(source, origin, when, staged) for source, origin in exported.items()]):
        origin = exported[done.source]
        if done.fault:
            found.refuse(origin, _listed_name(origin), FazhiError(done.fault, done.hint))
        else:
            found.take(done.source, origin, done.year, done.register, done.digest)
    found.deliveries.sort(key=lambda each: each.source)
    return found


def _listed_name(origin: SourceFolder) -> str:
    return origin.listed.name if origin.listed else ""


def _copy(origin: SourceFolder, staged: Path, numbers: count[int], into: Delivered) -> None:
    """Stage the exports that lie in a folder."""
    name = _listed_name(origin)
    try:
        found, odd = exports_in(origin.path)
    except FazhiError as error:
        into.refuse(origin, name, error)
        return
    if not found:
        into.refuse(origin, name, FazhiError("里面没有导出", _ANEW))
    into.remarks += (f"{origin.shown} 里的 {said}，没有读。" for said in odd)
    for each in found:
        source = next(numbers)
        try:
            digest = stage(origin.path, each, staged, source)
        except FazhiError as error:
            into.refuse(origin, f"{name or each.whose.register}（{each.whose.year}年）", error)
        else:
            into.take(source, origin, each.whose.year, each.whose.register, digest)


def _task(source: int, origin: SourceFolder, when: ReadAs, staged: Path) -> StagingTask:
    listed = origin.listed
    revision = (listed.at if listed else None) or when.at or ("HEAD" if origin.kind == "bare" else None)
    return StagingTask(
        source=source,
        path=str(origin.path),
        at=revision,
        day=when.day.isoformat() if when.day else "",
        today=when.today.isoformat(),
        register=listed.register if listed else None,
        name=listed.name if listed else None,
        staged=str(staged),
    )
