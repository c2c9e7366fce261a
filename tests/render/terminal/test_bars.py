"""Bars of states: in proportion, and no state lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.engine.states import STATES
from spt_fazhi.render.terminal.bars import bar, legend

COUNTS = st.dictionaries(st.sampled_from(sorted(STATES)), st.integers(0, 500)).map(Counter)
SIGNS = {"done": "█", "overdue": "▲", "due-soon": "◆", "behind": "◇", "backfill": "□", "unproved": "◎", "returned": "←"}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"done": 5, "overdue": 5}, "█████▲▲▲▲▲"), ({"done": 1}, "██████████"), ({"waived": 9}, " " * 10), ({}, " " * 10),
        ({"done": 999, "overdue": 1}, "█████████▲"), ({"due-soon": 1, "behind": 1}, "◆◆◆◆◆◇◇◇◇◇"),
        ({"done": 1, "done-late": 1, "in-progress": 2}, "███▓▓▓▓▓▓▓"[:2] + "███▓▓▓▓▓"), ({"pending": 3, "waived": 50}, "··········"),
        ({"invited": 7}, " " * 10), ({"done": 1, "unproved": 1, "invited": 98}, "█████◎◎◎◎◎"), ({"returned": 1}, "←←←←←←←←←←"),
    ],
)  # fmt: skip
def test_parts_are_in_proportion(counts: dict[str, int], shown: str) -> None:
    assert bar(Counter(counts), 10).plain == shown  # type: ignore[arg-type]


@given(COUNTS, st.integers(12, 60))
def test_it_fills_its_width_and_loses_no_state(counts: Counter[str], width: int) -> None:
    shown = bar(counts, width)  # type: ignore[arg-type]
    assert len(shown.plain) == width
    assert {char for state, char in SIGNS.items() if counts[state]} <= set(shown.plain)


@given(st.lists(COUNTS, max_size=3))
def test_the_legend_explains_what_the_bars_show_and_nothing_else(several: list[Counter[str]]) -> None:
    said = legend(several)  # type: ignore[arg-type]
    said.encode("gbk")
    drawn = {char for counts in several for char in bar(counts, 60).plain} - {" "}  # type: ignore[arg-type]
    assert {part[0] for part in said.split()} == drawn
