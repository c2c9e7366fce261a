"""The JSON of duties and totals: what is proved, what is said, what was assumed, who is only asked."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from tests.builders.strategies import DAYS, registers
from tests.builders.world import day, evidence, obligation, register, share, units, waive

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.views.json_document import duty_json, head_json, status_json, target_json

CONTRACT = {
    "kind", "task", "obligation", "unit", "invited", "period", "due", "assumed", "state", "late_decision", "target",
    "achieved", "claimed", "through", "records",
}  # fmt: skip


def only(made, when="06-01", **more):
    (found,) = assess(register(made, **more), day(when)).duties
    return duty_json(found)


def test_a_duty_has_the_keys_of_the_contract() -> None:
    found = only(obligation(assumed=(Assumption("due", "x"), Assumption("who", "x"))))
    assert set(found) >= CONTRACT
    assert (found["assumed"], found["invited"], found["through"], found["late_decision"]) == (
        ["due", "who"],
        False,
        None,
        False,
    )


def test_what_is_said_stands_beside_what_is_proved() -> None:
    records = [evidence("05-01"), evidence("05-02", number=1, document=None)]
    found = only(obligation(target=CountTarget(count=3)), records=records)
    assert (found["achieved"], found["claimed"], len(found["records"])) == (1, 2, 2)
    rate = RateTarget(rate=Decimal(1), of="人员")
    found = only(obligation(target=rate), records=[share("05-02", 3, 4, through="04-30", document=None)])
    assert (found["achieved"], found["claimed"]) == ({"reached": 0, "of": 0}, {"reached": 3, "of": 4})
    assert found["through"] == "2024-04-30"


def test_a_waiver_that_came_late_stays_visible() -> None:
    found = only(obligation(due="03-01"), decisions=[waive("05-01")])
    assert (found["state"], found["late_decision"]) == ("waived", True)


def test_a_unit_that_ended_and_the_one_that_carries_on() -> None:
    handed = units(甲局={"until": day("05-31"), "succeeded_by": "乙局"})
    found = only(obligation(), "06-10", units=handed)
    assert (found["unit"], found["former"], found["ended"]) == ("乙局", ["甲局"], False)


def test_targets_have_the_keys_of_the_file() -> None:
    assert target_json(None) is None
    assert target_json(CountTarget(count=2)) == {"count": 2, "unit": "次"}
    assert target_json(CountTarget(count=2, pace="none")) == {"count": 2, "unit": "次", "pace": "none"}
    rate = RateTarget(rate=Decimal("0.925"), of="人员", reached="达标", combine="latest")
    assert target_json(rate) == {
        "rate": "92.5%",
        "of": "人员",
        "settle": "at-due",
        "reached": "达标",
        "combine": "latest",
    }


def test_the_head_says_whether_anything_was_entered() -> None:
    assert head_json(assess(register(obligation()), day("06-01")), None)["in_use"] is False
    used = register(obligation(), records=[evidence("05-01")])
    assert head_json(assess(used, day("06-01")), "c" * 40)["in_use"] is True
    assert head_json(assess(register(obligation(), decisions=[waive()]), day("06-01")), None)["in_use"] is True


@given(registers(), DAYS)
def test_no_total_of_overdue_holds_who_is_only_asked(plan, when) -> None:
    found = assess(plan, when)
    document = status_json(found, found.all_duties, found.tasks, None)
    assert json.loads(json.dumps(document, ensure_ascii=False, default=list))["duties"] == document["duties"]
    for each in document["duties"]:
        assert not (each["invited"] and each["state"] in {"overdue", "backfill", "due-soon", "behind", "pending"})
    judged = [each for each in document["duties"] if not each["invited"]]
    assert sum(document[key]["overdue"] for key in ("totals", "progress", "rectification")) == sum(
        each["state"] == "overdue" for each in judged
    )
    kinds = ("totals", "progress", "rectification", "invited", "invited_progress", "invited_rectification")
    assert sum(sum(document[key].values()) for key in kinds) == len(document["duties"])
