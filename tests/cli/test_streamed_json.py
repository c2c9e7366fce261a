"""A document with a list that is made while it is printed is the text `json.dumps` gives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.cli import output
from spt_fazhi.views.streamed import Streamed

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=3),
    max_leaves=6,
)


@given(
    before=st.dictionaries(st.text(max_size=3), VALUE, max_size=3),
    lists=st.lists(st.lists(VALUE, max_size=7), min_size=1, max_size=3),
    after=st.dictionaries(st.text(min_size=4, max_size=5), VALUE, max_size=3),
)
def test_the_text_is_that_of_the_whole(before, lists, after):
    keys = [f"list {number}" for number in range(len(lists))]
    whole = {**before, **dict(zip(keys, lists, strict=True)), **after}
    streamed = {key: Streamed(value, lambda each: each) if key in keys else value for key, value in whole.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "_AT_ONCE", 3)
        pieces = list(output._pieces(streamed))
    assert "".join(pieces) == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def test_no_more_is_made_than_is_printed_at_once():
    made = []

    def make(number):
        made.append(number)
        return {"number": number}

    pieces = output._pieces({"duties": Streamed(range(10_000), make)})
    next(pieces)
    assert len(made) == output._AT_ONCE
    next(pieces)
    assert len(made) == 2 * output._AT_ONCE


def test_it_is_as_the_list_of_its_items():
    streamed = Streamed([1, 2, 3], lambda number: number * 2)
    assert streamed == [2, 4, 6] == streamed
    assert streamed != [2, 4]
    assert streamed != (2, 4, 6)
    assert len(streamed) == 3
    assert streamed[1] == 4
    assert list(streamed) == [2, 4, 6]
