"""What one new record did, also where a unit that has ended takes back what it had handed on."""

from __future__ import annotations

from tests.builders.world import day, evidence, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.views.effect import effect_json, effect_text, effects


def told(plan, *records, when="06-10"):
    before = assess(plan(()), day(when))
    return effects(before, assess(plan(records), day(when)))


def test_what_is_not_proved_is_said_to_be_so() -> None:
    (found,) = told(lambda records: register(obligation(), records=records), evidence("05-01", document=None))
    assert effect_text(found) == "甲局 · 1.1 事项1.1：未启动 → 待佐证（0份，另有1份待佐证）"
    document = effect_json(found)
    assert document is not None
    assert (document["after"]["achieved"], document["after"]["claimed"]) == (0, 1)


def test_evidence_of_a_unit_before_it_ended_brings_its_duty_back() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    (found,) = told(lambda records: register(obligation(), units=handed, records=records), evidence("05-01"))
    assert effect_text(found) == "甲局 · 1.1 事项1.1：未启动 → 已完成（1份）"
    assert (found.after.duty.unit, found.after.state) == ("甲局", "done")


def test_a_successor_that_owes_the_same_is_said_to_owe_its_own_part_alone() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    both = obligation(who=("甲局", "乙局"), due="06-01")
    own, theirs = told(lambda records: register(both, units=handed, records=records), evidence("05-01"))
    assert effect_text(own) == "甲局 · 1.1 事项1.1：逾期 → 已完成（1份）"
    assert effect_text(theirs) == "乙局 · 1.1 事项1.1：逾期，不再含原由甲局承担的部分"


def test_nothing_that_counts_has_no_effect() -> None:
    assert told(lambda records: register(obligation(), records=records)) == ()
