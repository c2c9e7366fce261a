"""The turn of the year in a branch: what went to the archive as it was, and what goes on of the inspections."""

from __future__ import annotations

from collections.abc import Collection

from spt_fazhi.changes.context import FileDifference, ReviewContext
from spt_fazhi.changes.values import Change
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.paths import SUFFIX


def went_on(context: ReviewContext) -> frozenset[str]:
    """The files of the old year that may differ: their content lies in its archive, byte for byte.

    They are gone, or hold an inspection with some of its findings as `rollover` writes it.
    """
    if not context.archived:
        return frozenset()
    changed = {change.spot.file: change for change in context.changes if change.subject == "inspection"}
    added_to = frozenset(entry.value.adds_to for entry in context.after.register.inspections)
    return frozenset(
        each.path
        for each in context.files
        if each.path in context.archived
        and (each.action == "deleted" or _is_carried(each, changed.get(each.path), added_to))
    )


def _is_carried(each: FileDifference, change: Change | None, added_to: Collection[str | None]) -> bool:
    """Whether an inspection is as `rollover` writes it; without findings only where something is added to it."""
    if each.kind != "inspection" or each.form != "file" or change is None:
        return False
    old, new = change.old, change.new
    if not isinstance(old, Inspection) or not isinstance(new, Inspection):
        return False
    there = bool(new.findings) or each.path.removesuffix(SUFFIX).rpartition("/")[2] in added_to
    return there and new == old.carried([finding.id for finding in new.findings])
