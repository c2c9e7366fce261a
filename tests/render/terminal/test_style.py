"""Lamps, lines of counts and tables."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.builders.world import day, evidence, obligation, register, units

from spt_fazhi.cli.streams import _plainer
from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.states import STATES, State
from spt_fazhi.render.terminal.style import (
    SHOWN_ORDER,
    colour,
    heading,
    lamp,
    lamp_of,
    print_asked,
    print_counts,
    table,
)
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
    by_look: dict[tuple[str, str], list[State]] = {}
    for state in STATES:
        by_look.setdefault((lamp(state, word=False).plain, colour(state)), []).append(state)
    assert [states for states in by_look.values() if len(states) > 1] == [["done", "done-late"]]
    assert len({lamp(state, word=False).plain for state in STATES}) == len(STATES) - 1


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_console_without_the_sign_shows_another_one(state: State) -> None:
    codecs.register_error("plainer", _plainer)
    shown = lamp(state, word=False).plain.encode("ascii", "plainer")
    assert shown
    assert b"?" not in shown


def test_what_was_asked_for_is_counted_as_given_whether_or_not_it_is_late_or_proved() -> None:
    made = console()
    counts = dict.fromkeys(STATES, 0) | {"done": 2, "done-late": 1, "unproved": 1, "invited": 4, "scheduled": 5}
    print_asked(made, "商请 13 条", counts)
    text = printed(made)
    assert "已提供 4（其中待佐证 1）" in text
    assert "☆ 商请 4" in text
    assert "逾期" not in text
    nothing = console()
    print_asked(nothing, "商请 0 条", dict.fromkeys(STATES, 0))
    assert printed(nothing) == "商请 0 条  无\n"


def test_an_asked_unit_that_gave_late_is_not_said_to_be_late() -> None:
    made = register(obligation(who=("己院",), due="03-01"), units=units(己院={}), records=[evidence("05-01", "己院")])
    (each,) = assess(made, day("06-01")).duties
    assert each.state == "done-late"
    assert lamp_of(each).plain == "√ 已提供"


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
    made.print(table([("甲", "fixed"), ("数", "number"), ("长", "flow")], [("[red]x", 12, "a\nb\x1b[2J")], 80))
    text = printed(made)
    assert text.startswith("\n标 题[bold]\n")
    assert "[red]x" in text
    assert "\x1b" not in text
    assert "a b" in text
