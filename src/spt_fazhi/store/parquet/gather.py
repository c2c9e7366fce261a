"""Exports of many registers put together: each round in a process of its own, so that one that kills it is found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.documents.apart.process import BrokenError, StoppedError, read_apart
from spt_fazhi.store.documents.apart.settings import Limits, reading_limits
from spt_fazhi.store.parquet.database import Means

_WORKER: Final = "spt_fazhi.store.parquet.gather_worker"
_ROUND: Final = 250
"""Registers that are looked at in one process."""
_SECONDS_EACH: Final = 0.5
_ROOM: Final = 4
"""How many times its memory limit a process with DuckDB in it may claim: threads and the reader need addresses."""
_ADVICE: Final = "请让这个县区重新导出"


class GatherPlace(NamedTuple):
    """A source by its number, what its folders say it is, and the mark its rows get."""

    source: int
    year: int
    register: str
    given: str


@frozen
class GatheredExports:
    """The folders in which the rows of sound exports lie together, and why each of the others is not among them."""

    folders: tuple[Path, ...]
    refused: dict[int, str]


def gather(staged: Path, places: Sequence[GatherPlace], out: Path, means: Means) -> GatheredExports:
    """Look at all that was staged. Raises FazhiError where DuckDB is not installed."""
    folders: list[Path] = []
    refused: dict[int, str] = {}
    waiting = [places[at : at + _ROUND] for at in range(0, len(places), _ROUND)]
    while waiting:
        these = waiting.pop(0)
        folder = out / str(len(folders))
        folder.mkdir(parents=True)
        folders.append(folder)
        found = _looked_at(staged, these, folder, means)
        if found is not None:
            refused |= found
        elif len(these) == 1:
            refused[these[0].source] = "读的时候出错或者太大，读不下来"
        else:
            half = len(these) // 2
            waiting = [these[:half], these[half:], *waiting]
    return GatheredExports(folders=tuple(folders), refused=refused)


def _looked_at(staged: Path, places: Sequence[GatherPlace], out: Path, means: Means) -> dict[int, str] | None:
    """Why some are refused; None where the process did not come to its end, and its folder is empty then."""
    told = {
        "staged": str(staged),
        "out": str(out),
        "memory": means.memory,
        "threads": means.threads,
        "places": [list(place) for place in places],
    }
    usual = reading_limits()
    limits = Limits(
        memory=max(usual.memory, _ROOM * means.memory), seconds=usual.seconds + int(_SECONDS_EACH * len(places))
    )
    try:
        said = read_apart(_WORKER, (), json.dumps(told).encode(), "导出", _ADVICE, limits=limits)
    except (StoppedError, BrokenError):
        for left in out.iterdir():
            left.unlink()
        return None
    return {int(source): str(why) for source, why in said["refused"].items()}
