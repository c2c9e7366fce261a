"""Further attempts at making a red duty vanish: the plan, and what others filed; as in test_attacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.world import evidence, obligation, progress, units, void
from tests.builders.worlds.attacks import (
    ASK,
    BLOCK,
    PAPER,
    Branch,
    adding,
    one,
    plan,
    reviewed,
    said,
)

from spt_fazhi.model.plan import Obligation
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Unit

MADE_UP = Unit(name="丑中心", code="xin", kind="institution")


def unmeasured(*owed: Obligation, **given: Any) -> Register:
    """Reports in words are asked for of a task without obligations alone."""
    return plan(of="unmeasured", task={"obligations": owed}, **({"records": ()} | given))


JULY = plan(one("1.1", due=date(2024, 7, 10)), issued="07-01")
MEASURED = obligation("1.9", who=("戊委",))
REPORTED = tuple(progress("07-05", name) for name in ("甲局", "乙局"))
LED = plan(one("1.2", who=("甲局", "丙镇")))
FILED, OWN = (evidence("06-14", "丙镇", "1.2", 3, by=by, **PAPER) for by in ("甲局", None))
HELD, KEPT = (adding(each, before=LED).after for each in (FILED, OWN))

CASES: dict[str, tuple[str, str, Branch, Branch]] = {
    "joint by a unit made up for it": (
        BLOCK, "obligation-weakened", Branch(plan(one("1.4", who=("甲局", "乙局", "丑中心")), units=(*units(戊委={}), MADE_UP))),
        Branch(plan(units=(*units(戊委={}), MADE_UP))),
    ),
    "a day turned into periods": (
        BLOCK, "plan-eases", Branch(plan(one("1.1", due=None, every="quarter", due_day=20), issued="07-01"), before=JULY),
        Branch(plan(one("1.1", due=None, every="month"))),
    ),
    "an obligation that ends overdue reports": (
        BLOCK, "plan-eases", Branch(unmeasured(MEASURED), before=unmeasured()),
        Branch(unmeasured(MEASURED, records=REPORTED), before=unmeasured(records=REPORTED)),
    ),
    # what others filed
    "a void of what a lead filed about it": (ASK, "void-of-filed", adding(said(void(FILED.id, "07-15", "丙镇")), before=HELD), adding(said(void(OWN.id, "07-15", "丙镇")), before=KEPT)),
    "due_soon_days 400": (BLOCK, "plan-eases", Branch(plan(due_soon_days=400)), Branch(plan(due_soon_days=60))),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_attack_gets_its_verdict(name: str) -> None:
    level, rule, attack, _ = CASES[name]
    found = reviewed(attack)
    assert (level, rule) in {(each.level, each.rule) for each in found.findings}
    assert bool(found.blocks) == (level == BLOCK)


@pytest.mark.parametrize("name", CASES)
def test_its_harmless_twin_passes(name: str) -> None:
    _, rule, _, twin = CASES[name]
    found = reviewed(twin)
    assert rule not in {each.rule for each in found.findings}
    assert [each.message for each in found.blocks] == []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[0] == BLOCK])
def test_with_the_register_allowed_it_is_only_asked(name: str) -> None:
    found = reviewed(CASES[name][2], allow_register=True)
    assert found.blocks == ()
    assert CASES[name][1] in {each.rule for each in found.asks}
