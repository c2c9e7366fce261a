"""A document read and drafted, with the units the workspace knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spt_fazhi.cli.session import find_root
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.draft import draft_plan
from spt_fazhi.model.register import UNITS_FILE
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.store.documents.read import read_document
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spt_fazhi.intake.draft import DraftPlan
    from spt_fazhi.model.unit import Group, Unit


def read_draft(file: str, root: str | None, units: str | None, year: int | None) -> DraftPlan:
    """Read `file` and draft it. Raises UsageError and FazhiError for what cannot be read."""
    _check_year(year)
    document = read_document(file)
    return draft_plan(document, _known(root, units), initials_or_none(), year)


def read_draft_alone(file: str, year: int | None) -> DraftPlan:
    """Read `file` and draft it without any known units."""
    _check_year(year)
    return draft_plan(read_document(file), initials=initials_or_none(), year=year)


def _check_year(year: int | None) -> None:
    if year is not None and not 1949 <= year <= 2999:
        raise UsageError(f"--year {year} 不像年份", "例如 --year 2025")


def _known(root: str | None, units: str | None) -> tuple[Sequence[Unit], Sequence[Group]]:
    """The units of `--units`, else of the workspace, else none."""
    if units is None:
        try:
            place = find_root(root) / UNITS_FILE
        except UsageError:
            if root is not None:
                raise
            return (), ()
    else:
        place = Path(units).expanduser()
    try:
        data = place.read_bytes()
    except OSError:
        if units is not None:
            raise UsageError(f"读不出 {units}", "请核对 --units 的文件名") from None
        return (), ()
    loaded = load(MemorySource({UNITS_FILE: data}), use_cache=False)
    if loaded.partial is None or "units" in loaded.lacking:
        raise FazhiError(f"{place} 读不出来", "请先改正它（fazhi check），或去掉 --units")
    return loaded.partial.units, loaded.partial.groups
