"""One sentence says how much a plan asks for: every item, those that judged units bear, and of how many units."""

from __future__ import annotations

import pytest
from tests.builders import world

from spt_fazhi.engine.assess import assess
from spt_fazhi.model.register import Register
from spt_fazhi.reports.figures.extent import extent
from spt_fazhi.reports.figures.figure import Figure
from spt_fazhi.reports.request import ReportRequest

ITEMS = (
    world.obligation(who=("甲局", "乙局")),
    world.obligation("1.2", who=("己院",)),
    world.obligation("1.3", who=("戊委", "丙镇")),
)


def of(**more: object) -> Register:
    return world.register(*ITEMS, units=world.units(戊委={}, 己院={}), **more)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (of(), "政府系统3家单位承担2个、应完成3项次"),
        (of(office="戊委"), "政府系统3家单位和我委承担2个、应完成4项次"),
        (of(office="甲局"), "政府系统3家单位承担2个、应完成3项次"),
        (of(decisions=[world.waive("05-01", unit="乙局")]), "政府系统3家单位承担2个、应完成2项次"),
    ],
    ids=["nobody", "the office beside the government", "the office within it", "one is excused"],
)
def test_the_sentence_is_true_of_the_plan(made: Register, said: str) -> None:
    found = extent(ReportRequest(assessment=assess(made, world.day("07-01"))))
    text = "".join(part.printed if isinstance(part, Figure) else part for part in found.parts)
    assert text == f"要点共1条任务，分解为3个具体事项，其中{said}"
