"""What is late and what falls due: chosen and put in order, whoever prints it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.strategies import DAYS, registers

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.query import falling_due, overdue


@given(registers(), DAYS, st.integers(0, 400))
def test_every_late_duty_is_listed_once_and_the_worst_unit_first(plan, day, within) -> None:
    duties = assess(plan, day).all_duties
    late = overdue(duties)
    assert sorted(each.duty.key for each in late) == sorted(each.duty.key for each in duties if each.state == "overdue")
    owners = [each.duty.owners for each in late]
    numbers = [owners.count(each) for each in owners]
    assert numbers == sorted(numbers, reverse=True)
    ahead = falling_due(duties, day, within)
    assert [each.due for each in ahead] == sorted(each.due for each in ahead)
    assert all(day <= each.due <= day + timedelta(days=within) for each in ahead)
    assert {each.state for each in ahead}.isdisjoint({"done", "done-late", "waived", "overdue"})


def test_nothing_is_ahead_beyond_the_calendar() -> None:
    assert falling_due((), date.max, 3660) == []
