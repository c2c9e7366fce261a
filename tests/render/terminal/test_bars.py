"""Bars of states: in proportion, and no state lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.engine.states import STATES
from spt_fazhi.render.terminal.bars import LEGEND, bar

COUNTS = st.dictionaries(st.sampled_from(sorted(STATES)), st.integers(0, 500)).map(Counter)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"done": 5, "overdue": 5}, "█████▲▲▲▲▲"), ({"done": 1}, "██████████"), ({"waived": 9}, " " * 10), ({}, " " * 10),
        ({"done": 999, "overdue": 1}, "█████████▲"), ({"due-soon": 1, "behind": 1}, "◆◆◆◆◆◇◇◇◇◇"),
        ({"done": 1, "done-late": 1, "in-progress": 2}, "███▓▓▓▓▓▓▓"[:2] + "███▓▓▓▓▓"), ({"pending": 3, "waived": 50}, "··········"),
    ],
)  # fmt: skip
def test_parts_are_in_proportion(counts: dict[str, int], shown: str) -> None:
    assert bar(Counter(counts), 10).plain == shown  # type: ignore[arg-type]


@given(COUNTS, st.integers(9, 60))
def test_it_fills_its_width_and_loses_no_state(counts: Counter[str], width: int) -> None:
    shown = bar(counts, width)  # type: ignore[arg-type]
    assert len(shown.plain) == width
    present = {char for state, char in zip(("done", "overdue", "due-soon", "behind", "backfill"), "█▲◆◇□", strict=True)
               if counts[state]}  # fmt: skip
    assert present <= set(shown.plain)


def test_every_character_of_the_legend_exists_in_gbk() -> None:
    assert LEGEND.encode("gbk")
    assert all(char in LEGEND for char in bar(Counter(dict.fromkeys(STATES, 1)), 20).plain)
