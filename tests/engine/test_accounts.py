"""Accounts of progress as they stand: by unit, task and period."""

from __future__ import annotations

from datetime import date

from tests.builders.checks import progress, register, void

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.accounts import AccountKey, account_key, accounts
from spt_fazhi.engine.entries.matching import attach

FIRST = progress()
LATE = progress("2024-07-12-1-aaaa", unit="司法局", done="已办结。", recorded=date(2024, 7, 12))
KEY = AccountKey(1, "区司法局", "2024Q2")


def test_in_the_order_of_entry_whatever_the_name() -> None:
    matching = attach(register(records=(FIRST, LATE)))
    assert {key: [entry.id for entry in found] for key, found in accounts(matching).items()} == {
        KEY: [FIRST.id, LATE.id]
    }
    assert account_key(matching, LATE.value) == KEY  # type: ignore[arg-type]  # the builder gives any record


def test_the_first_that_stands_was_in_time_or_not() -> None:
    def state(*records: object) -> str:
        (duty,) = [
            each
            for each in assess(register(records=records), date(2024, 7, 15)).progress
            if each.duty.period == "2024Q2"
        ]
        return duty.state

    assert state(FIRST, LATE) == "done"
    assert state(FIRST, LATE, void(FIRST.id, "2024-07-13-1-cccc", recorded=date(2024, 7, 13))) == "done-late"


def test_those_of_units_that_were_not_asked() -> None:
    town = progress("2024-07-05-1-bbbb", "dz", unit="东镇")
    assert accounts(attach(register(records=(town,)))) == {AccountKey(1, "东镇", "2024Q2"): [town]}
