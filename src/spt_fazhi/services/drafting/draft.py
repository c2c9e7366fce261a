"""A document read and drafted, with the units that are known."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.draft import DraftPlan, Known, draft_plan
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.store.documents.read import read_document
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource

NOTHING_KNOWN: Known = ((), ())


def read_draft(file: str, known: Known = NOTHING_KNOWN, year: int | None = None) -> DraftPlan:
    """Read `file` (`-`: standard input) and draft it. Raises UsageError and FazhiError for what cannot be read."""
    if year is not None and not 1949 <= year <= 2999:
        raise UsageError(f"--year {year} 不像年份", "例如 --year 2025")
    return draft_plan(read_document(file), known, initials_or_none(), year)


def known_units(place: Path, *, required: bool) -> Known:
    """The units and groups of a units.yaml; none where it is not there, unless it is `required`.

    Raises UsageError for one that cannot be opened, FazhiError for one that cannot be read.
    """
    try:
        data = place.read_bytes()
    except OSError:
        if required:
            raise UsageError(f"读不出 {place}", "请核对 --units 的文件名") from None
        return NOTHING_KNOWN
    loaded = load(MemorySource({UNITS_FILE: data}), use_cache=False)
    if loaded.partial is None or "units" in loaded.lacking:
        raise FazhiError(f"{place} 读不出来", "请先改正它（fazhi check），或去掉 --units")
    return loaded.partial.units, loaded.partial.groups
