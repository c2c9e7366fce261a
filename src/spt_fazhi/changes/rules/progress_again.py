"""A unit's second account of a period whose first still stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.engine.entries.accounts import account_key, accounts
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.register import Entry

RULES = {"progress-again": "同一单位、任务和期间的进展又报一条"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """What the branch adds beside one that was there, and every one after the first of several that it adds."""
    matching = context.after.matching
    known = accounts(matching)
    fresh = {change.key for change, _ in context.added("record", Progress)}
    keys = dict.fromkeys(account_key(matching, progress) for _, progress in context.added("record", Progress))
    before = {new: other for key in keys for new, other in _before(known.get(key, ()), fresh)}
    for change, _ in context.added("record", Progress):
        other = before.get(change.key)
        if other is not None:
            yield finding(
                "ask",
                "progress-again",
                f"本期已有进展 {other}，又报一条；报表只印最后一条，是否按时看最先一条",
                "更正的，应先作废前一条；请核对为什么报了两次",
                at(change, "period"),
            )


def _before(account: Sequence[Entry[Progress]], fresh: Collection[str]) -> Iterator[tuple[str, str]]:
    """The new reports of one account that are not its first, each with the last that was there, or the one before it.

    What was withdrawn or is of no use is not among them.
    """
    ids = [entry.id for entry in account]
    there = [each for each in ids if each not in fresh][-1:]
    for earlier, each in pairwise((*there, *ids) if there else ids):
        if each in fresh:
            yield each, there[0] if there else earlier
