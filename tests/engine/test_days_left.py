"""How many days a duty has left, and how long it is overdue."""

from tests.builders.world import day, obligation, register

from spt_fazhi.engine.assess import assess


def test_what_was_due_before_the_plan_was_issued_is_late_from_the_last_day_for_entering_it() -> None:
    made = register(obligation(due="03-01"), issued="04-09", backfill_until=day("06-30"))
    (before,) = assess(made, day("05-01")).duties
    (after,) = assess(made, day("07-20")).duties
    assert (before.state, before.days_left(day("05-01"))) == ("backfill", -61)
    assert (after.state, after.days_left(day("07-20"))) == ("overdue", -20)
