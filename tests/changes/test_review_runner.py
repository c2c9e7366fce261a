"""All rules together: found by their files, sound thresholds, the base's settings."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from tests.builders.checks import info, register
from tests.builders.reviews import arrival, compare
from tests.builders.strategies import DAYS, registers

from spt_fazhi.changes.review import kind_of
from spt_fazhi.changes.runner import all_rules, run
from spt_fazhi.changes.values import Change, Spot
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import ReviewSettings
from spt_fazhi.model.register import Register


def test_every_rule_names_its_own_ids() -> None:
    ids = [rule_id for rule in all_rules() for rule_id in rule.RULES]
    assert len(ids) == len(set(ids))
    assert len(all_rules()) >= 10


@given(registers(reforms=True), registers(reforms=True), DAYS)
def test_no_pair_of_registers_is_too_much(one: Register, other: Register, day: date) -> None:
    known = {rule_id for rule in all_rules() for rule_id in rule.RULES}
    arrivals = {each.file: arrival(day) for each in (*other.records, *other.decisions)}
    for each in run(compare(one, other, arrivals=arrivals)):
        assert each.rule in known
        assert each.hint
    assert run(compare(one, one, arrivals=arrivals)) == ()


def test_a_branch_cannot_loosen_the_settings_it_is_judged_by() -> None:
    strict, loose = ReviewSettings(late_days=1), ReviewSettings(late_days=0)
    old, new = register(info=info(review=strict)), register(info=info(review=loose))
    assert compare(old, new).settings == strict
    assert compare(replace(old, tasks=()), new).settings == strict
    nothing = register(info=info(title=""), tasks=())  # what stands for a plan that is not there
    assert compare(nothing, new).settings == loose


def test_kind_of_nothing() -> None:
    assert kind_of(Change(subject="task", action="added", key="1", spot=Spot(file="x"))) == ""
