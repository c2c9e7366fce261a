"""Where a kind of trouble concentrates, and where it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import world

from spt_fazhi.engine.assess import assess
from spt_fazhi.reports.figures.concentration import places

UNITS = ("甲局", "乙局", "丙镇", "丁镇")


def found(sizes: list[int], most: int) -> tuple[list[int], bool]:
    """How many each named obligation has, of obligations with so many duties."""
    made = world.register(
        *(
            world.obligation(f"1.{at}", every="month", who=("甲局",)) if size > 4 else
            world.obligation(f"1.{at}", who=UNITS[:size])
            for at, size in enumerate(sizes, 1)
        )
    )  # fmt: skip
    duties: list[Any] = []
    for at, size in enumerate(sizes, 1):
        own = [each for each in assess(made, world.day("12-31")).duties if each.duty.key.obligation == f"1.{at}"]
        duties += own[:size]
    named, whole = places(duties, most)
    return [len(own) for _, own in named], whole


@pytest.mark.parametrize(
    ("sizes", "most", "named"),
    [
        ([3, 2], 2, ([3, 2], True)),
        ([2, 1, 1, 1], 2, ([], False)),  # two of five are no concentration
        ([2, 2, 1, 1], 2, ([2, 2], False)),
        ([7, 7, 7, 2], 2, ([7, 7, 7], False)),  # the third is as large as the second
        ([7, 7, 7, 7], 2, ([], False)),  # none more than the others
        ([9, 3, 2, 1], 2, ([9, 3], False)),
        ([9, 3, 3, 3, 3, 3], 2, ([9], False)),
        ([1, 1, 1, 1], 3, ([], False)),
    ],
)
def test_places(sizes: list[int], most: int, named: tuple[list[int], bool]) -> None:
    assert found(sizes, most) == named
