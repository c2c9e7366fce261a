"""Accounts of progress as they stand: by whom, on which task, for which period."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.entries.record import Progress
from spt_fazhi.model.register import Entry, entered_order


class AccountKey(NamedTuple):
    """What an account is about; `unit` is the unit's name in the list."""

    task: int
    unit: str
    period: str


def account_key(matching: Matching, account: Progress) -> AccountKey:
    """What an account is about, whichever of the unit's names it is written under."""
    unit = matching.directory.unit(account.unit)
    return AccountKey(account.task, unit.name if unit else account.unit, account.period)


def accounts(matching: Matching) -> dict[AccountKey, list[Entry[Progress]]]:
    """Every account that stands, asked for or not: the first of a list was in time or not, the last is printed."""
    found: dict[AccountKey, list[Entry[Progress]]] = defaultdict(list)
    asked_for = (entry for entries in matching.progress.values() for entry in entries)
    for entry in (*asked_for, *matching.extra_progress):
        found[account_key(matching, entry.value)].append(entry)
    for entries in found.values():
        entries.sort(key=entered_order)
    return dict(found)
