"""A unit's second account of a period whose first still stands."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.engine.entries.accounts import account_key, accounts
from spt_fazhi.model.entries.record import Progress

RULES = {"progress-again": "同一单位、任务和期间的进展又报一条"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """What the branch adds beside one that was there, and every one after the first of several that it adds."""
    matching = context.after.matching
    known = accounts(matching)
    fresh = {change.key for change, _ in context.added("record", Progress)}
    for change, progress in context.added("record", Progress):
        ids = [entry.id for entry in known.get(account_key(matching, progress), ())]
        if change.key not in ids:
            continue  # withdrawn, or of no use
        others = [each for each in ids if each not in fresh] or ids[: ids.index(change.key)]
        if others:
            yield finding(
                "ask",
                "progress-again",
                f"本期已有进展 {others[-1]}，又报一条；报表只印最后一条，是否按时看最先一条",
                "更正的，应先作废前一条；请核对为什么报了两次",
                at(change, "period"),
            )
