"""What the screen says of forms: what is counted twice is not called by one number."""

from __future__ import annotations

import pytest
from tests.builders.world import day, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.forms.asked import Scope, asked
from spt_fazhi.render.terminal.lists.forms import _named


@pytest.mark.parametrize(("who", "owed", "told"), [(("甲局", "庚府"), 18, "等 9 个编号"), (("甲局",), 9, "等 9 项")])
def test_of_several_units_an_item_is_named_once(who: tuple[str, ...], owed: int, told: str) -> None:
    made = register(*(obligation(f"1.{at}", who=who) for at in range(1, 10)), units=units(庚府={}))
    own = asked(assess(made, day("06-20")), Scope(), ())["甲局"].owed
    assert len(own) == owed
    assert _named(own).endswith(f"1.8{told}")
