"""A document read and drafted, with the units that are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.draft import DraftPlan, Known, draft_plan
from spt_fazhi.model.paths import UNITS_FILE
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.read import read_document
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.yaml.reader import MAX_BYTES

NOTHING_KNOWN: Known = ((), ())


def read_draft(
    file: str, known: Known = NOTHING_KNOWN, year: int | None = None, *, codes: bool = True, issued: date | None = None
) -> DraftPlan:
    """Read `file` (`-`: standard input) and draft it. Raises UsageError and FazhiError for what cannot be read.

    Without `codes` new units get u01, u02 …: quicker, where no code is shown.
    """
    if year is not None:
        checked_year(year)
    return draft_plan(read_document(file), known, initials_or_none() if codes else None, year, issued)


def draft_for(drafted: DraftPlan, year: int) -> DraftPlan:
    """The same document, drafted for a year it does not tell. Raises UsageError for one no plan is written for."""
    issued = drafted.draft.issued
    return draft_plan(drafted.document, NOTHING_KNOWN, initials_or_none(), checked_year(year), issued)


def dated(drafted: DraftPlan) -> DraftPlan:
    """The draft itself. Raises UsageError where its year is not known: then no file of it can be written."""
    if not drafted.year:
        raise UsageError("没有读出年度，没有写文件", "请加 --year，例如 --year 2025")
    return drafted


def checked_year(year: int) -> int:
    """The year of `--year`. Raises UsageError for one no plan is written for."""
    if not 1949 <= year <= 2999:
        raise UsageError(f"--year {year} 不像年份", "例如 --year 2025")
    return year


def known_units(root: Path) -> Known:
    """The units and groups of a workspace; none where it has none. Raises FazhiError for what cannot be read."""
    data = WorkTree(root).read(UNITS_FILE)
    return NOTHING_KNOWN if data is None else _units_of(data, UNITS_FILE)


def typed_units(typed: str) -> Known:
    """Those of the file named with `--units`. Raises UsageError and FazhiError for what cannot be read."""
    return _units_of(read_typed(typed, "--units", MAX_BYTES), typed)


def _units_of(data: bytes, place: str) -> Known:
    loaded = load(MemorySource({UNITS_FILE: data}), use_cache=False)
    if loaded.partial is None or "units" in loaded.lacking:
        raise FazhiError(f"{place} 读不出来", "请先改正它（fazhi check），或去掉 --units")
    return loaded.partial.units, loaded.partial.groups
