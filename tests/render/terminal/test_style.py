"""Lamps, lines of counts and tables."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from spt_fazhi.engine.states import STATES, State
from spt_fazhi.render.terminal.style import SHOWN_ORDER, colour, heading, lamp, print_counts, table
from spt_fazhi.text.columns import columns


def console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, no_color=True)


def printed(made: Console) -> str:
    assert isinstance(made.file, io.StringIO)
    return made.file.getvalue()


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_state_has_a_lamp_a_word_a_colour_and_a_place(state: State) -> None:
    assert lamp(state).plain == f"{lamp(state, word=False).plain} {STATES[state]}"
    assert lamp(state, word=False).plain.encode("gbk")
    assert colour(state)
    assert state in SHOWN_ORDER


def test_states_of_one_colour_differ_in_their_sign() -> None:
    assert len({lamp(state, word=False).plain for state in STATES}) >= 8


@given(st.dictionaries(st.sampled_from(sorted(STATES)), st.integers(1, 9999)), st.integers(30, 120))
def test_counts_break_only_between_states(counts: dict[State, int], width: int) -> None:
    made = console(width)
    print_counts(made, "责任 120 条", counts)
    text = printed(made)
    assert all(columns(line.rstrip()) <= width for line in text.splitlines())
    for state, number in counts.items():
        assert f"{lamp(state).plain} {number}" in text
    assert ("无" in text) == (not counts)


def test_a_heading_and_a_table_show_what_data_says_as_text() -> None:
    made = console()
    heading(made, "标\n题[bold]")
    made.print(table([("甲", "fixed"), ("数", "number"), ("长", "flow")], [("[red]x", 12, "a\nb\x1b[2J")]))
    text = printed(made)
    assert text.startswith("\n标 题[bold]\n")
    assert "[red]x" in text
    assert "\x1b" not in text
    assert "a b" in text
