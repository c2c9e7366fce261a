"""Reforms: joint duties, heads that move over, who is only asked, who may report, and a mere change of name."""

from decimal import Decimal

from hypothesis import settings
from tests.builders.world import (
    MORE_UNITS,
    day,
    evidence,
    obligation,
    register,
    share,
    units,
)  # fmt: skip

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.entries.matching import attach
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget, RateTarget

MERGED = units(乙局={"until": day("06-30"), "succeeded_by": "甲局"})
BOTH = ("甲局", "乙局")
HEADS = RateTarget(rate=Decimal(1), of="人员", settle="when-reached")
WIDER = settings(max_examples=settings.default.max_examples * 2)


def standing(plan, when):
    """(unit, period) → state and who owed it before."""
    return {
        (each.duty.key.unit, each.duty.key.period): (each.state, each.former)
        for each in assess(plan, day(when)).all_duties
    }


def only(plan, when):
    (duty,) = assess(plan, day(when)).all_duties
    return duty


def test_a_joint_duty_goes_on_with_the_successor_and_ends_with_its_last_unit():
    owed = obligation(scope="joint", due="05-31", who=("乙局", "丙镇"), target=CountTarget(count=2))
    records = [evidence("05-10", unit="乙局"), evidence("07-10", unit="甲局", number=1)]
    plan = register(owed, units=MERGED, records=records)
    assert [(only(plan, when).state, only(plan, when).duty.owners) for when in ("06-30", "07-01", "07-10")] == [
        ("overdue", ("乙局", "丙镇")),
        ("overdue", ("甲局", "丙镇")),
        ("done-late", ("甲局", "丙镇")),
    ]
    gone = units(乙局={"until": day("06-30")}, 丙镇={"until": day("09-30")})
    ending = register(owed, units=gone)
    assert [(only(ending, when).state, only(ending, when).ended) for when in ("07-01", "09-30", "10-01")] == [
        ("overdue", False),
        ("overdue", False),
        ("waived", True),
    ]


def test_a_joint_duty_that_was_met_stays_with_those_who_met_it():
    owed = obligation(scope="joint", due="05-31", who=("乙局", "丙镇"))
    plan = register(owed, units=MERGED, records=[evidence("05-10", unit="乙局")])
    assert (only(plan, "07-01").state, only(plan, "07-01").duty.owners) == ("done", ("乙局", "丙镇"))


def test_whether_it_is_only_asked_goes_by_who_bears_it():
    reform = units(戊委={"until": day("06-30"), "succeeded_by": "甲局"})
    for scope in ("each", "joint"):
        plan = register(obligation(due="05-31", scope=scope, who=("戊委",)), units=reform)
        assert [only(plan, when).state for when in ("06-30", "07-01")] == ["invited", "overdue"]
        assert [only(plan, when).invited for when in ("06-30", "07-01")] == [True, False]
    away = units(乙局={"until": day("06-30"), "succeeded_by": "戊委"}, 戊委={})
    assert only(register(obligation(due="05-31", who=("乙局",)), units=away), "07-01").state == "invited"


def test_heads_the_successor_reports_replace_those_its_predecessor_reported():
    """Until then both count; the people went over, and are not to be counted twice."""
    owed = obligation(who=BOTH, target=HEADS)
    records = [
        share("05-10", 5, 10, unit="乙局"), share("05-20", 20, 20, number=1), share("09-30", 30, 30, number=2),
    ]  # fmt: skip
    plan = register(owed, units=MERGED, records=records)
    before, after = only(plan, "07-01"), only(plan, "09-30")
    assert (before.duty.unit, before.tally.reached, before.tally.of) == ("甲局", 25, 30)
    assert (after.state, after.tally.reached, after.tally.of) == ("done", 30, 30)
    alone = register(
        obligation(who=("乙局",), target=HEADS), units=MERGED, records=[records[0], share("07-10", 10, 10, number=3)]
    )
    assert (only(alone, "07-10").state, only(alone, "07-10").tally.of) == ("done", 10)


def test_nobody_reports_what_was_not_its_own_on_the_day():
    ended, began = units(乙局={"until": day("06-30"), "succeeded_by": "甲局"}), units(辛局={"from_": day("07-01")})
    cases = [
        (register(obligation(who=("乙局",)), units=ended, records=[evidence("06-30", unit="乙局")]), []),
        (
            register(obligation(who=("乙局",)), units=ended, records=[evidence("07-01", unit="乙局")]),
            ["record-unit-ended"],
        ),
        (register(obligation(who=("乙局",)), units=ended, records=[evidence("07-01", unit="甲局")]), []),
        (
            register(obligation(who=("乙局",)), units=ended, records=[evidence("06-30", unit="甲局")]),
            ["record-not-owed"],
        ),
        (register(obligation(who=("辛局",)), units=began, records=[evidence("07-01", unit="辛局")]), []),
        (
            register(obligation(who=("辛局",)), units=began, records=[evidence("06-30", unit="辛局")]),
            ["record-unit-ended"],
        ),
    ]
    for plan, rules in cases:
        assert [fault.rule for fault in attach(plan).faults] == rules
    rated = register(
        obligation(who=("乙局",), target=HEADS),
        units=ended,
        records=[share("06-20", 1, 1, unit="乙局", through="07-10")],
    )
    assert [fault.rule for fault in attach(rated).faults] == ["record-unit-ended"]


def test_a_new_name_with_the_same_code_is_no_end():
    renamed = units(乙局={"name": "新乙局", "aliases": ("乙局",)})
    records = [evidence("05-10", unit="乙局")]
    plan = register(
        obligation(who=("新乙局",), target=CountTarget(count=2)),
        units=renamed,
        records=[*records, replace_unit(records[0], "新乙局")],
    )
    assert (only(plan, "07-01").state, len(only(plan, "07-01").records)) == ("done", 2)


def replace_unit(entry, name):
    """The same record a day later, under another name of its unit."""
    later = evidence("05-11", unit="乙局", number=1)
    return replace(later, value=replace(later.value, unit=name))


def test_the_units_of_these_tests_are_what_they_are_taken_for():
    assert [unit.kind for unit in MORE_UNITS] == ["party", "judicial", "government", "government"]
