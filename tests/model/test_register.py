"""What a register says of itself: whether anything has been entered."""

from typing import Any

from tests.builders.world import day, evidence, obligation, register, waive

from spt_fazhi.model.plan import RegisterInfo


def test_a_register_is_in_use_from_its_first_record_or_decision_on():
    assert not register(obligation()).in_use
    assert register(obligation(), records=[evidence("05-01")]).in_use
    assert register(obligation(), decisions=[waive()]).in_use


def test_backfill_ends_with_the_year_unless_a_day_is_set():
    info: dict[str, Any] = {"year": 2024, "title": "x", "issuer": "x", "issued": day("04-09")}
    assert RegisterInfo(**info).last_backfill_day == day("12-31")
    assert RegisterInfo(**info, backfill_until=day("06-30")).last_backfill_day == day("06-30")
