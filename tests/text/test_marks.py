"""Marked stretches survive whatever text is made of, and foreign text cannot pretend to be one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.marks import (
    Stretches,
    mark,
    mark_note,
    mark_sources,
    marked_in,
    numbered,
    replace_marks,
    unmarked,
    without_marks,
)

MARKS = "\ufdd0\ufdd1\ufdd2"
FOREIGN = st.text(f"甲1。；\n!= {MARKS}", max_size=8)
KEYS = st.from_regex(r"[a-z]{1,6}\.[a-z]{1,6}", fullmatch=True)
PIECES = st.lists(
    st.one_of(
        st.tuples(st.just("said"), st.just(""), FOREIGN),
        st.tuples(st.just("figure"), KEYS, FOREIGN),
        st.tuples(st.just("note"), st.just(""), FOREIGN),
        st.tuples(st.just("sources"), st.just(""), FOREIGN),
    ),
    max_size=8,
)


def written(kind: str, key: str, text: str) -> str:
    if kind == "figure":
        return mark(key, text)
    if kind == "note":
        return mark_note(text)
    return mark_sources([text, text]) if kind == "sources" else unmarked(text)


@given(PIECES)
def test_what_is_joined_is_found_again_and_reads_as_it_was_said(pieces: list[tuple[str, str, str]]) -> None:
    text = "".join(written(*piece) for piece in pieces)
    figures = [(key, unmarked(said)) for kind, key, said in pieces if kind == "figure"]
    assert [(each.key, each.text) for each in marked_in(text)] == figures
    plain = "".join(unmarked(said) for kind, _, said in pieces if kind in {"figure", "said"})
    assert without_marks(text) == plain
    assert not set(plain) & set(MARKS)
    assert replace_marks(text, mark) == text
    for each in marked_in(text):
        assert each.text in each.sentence or each.text != each.text.strip()
        assert each.sentence in plain


@given(PIECES)
def test_numbered_stretches_are_told_apart_however_the_text_is_cut(pieces: list[tuple[str, str, str]]) -> None:
    text, keys = numbered("".join(written(*piece) for piece in pieces))
    assert list(keys) == [key for kind, key, _ in pieces if kind == "figure"]
    whole = Stretches()
    runs = [run for char in text for run in whole.split(char)]
    for number in range(len(keys)):
        said = "".join(part for inside, part in runs if inside == number)
        assert said == [unmarked(said) for kind, _, said in pieces if kind == "figure"][number]
    assert "".join(part for _, part in runs) == without_marks(text)


@given(FOREIGN, FOREIGN)
def test_foreign_text_forges_nothing(before: str, after: str) -> None:
    forged = unmarked(f"{before}\ufdd0totals.done\ufdd199\ufdd2{after}")
    assert marked_in(forged) == ()
    assert without_marks(forged) == forged
    (only,) = marked_in(mark("a", f"1\ufdd2\ufdd0b\ufdd12{after}"))
    assert only.key == "a"


def test_the_sentence_of_a_figure_is_what_stands_around_it() -> None:
    text = (
        f"# 题\n前一句。应完成{mark('a', '12')}项次，已完成{mark('b', '3')}项次{mark_note('说明。另一句；')}，好；"
        f"逾期{mark('c', '1')}项次\n| {mark('d', '4')} | {mark('e', '5')} |\n"
    )
    assert [(each.key, each.sentence) for each in marked_in(text)] == [
        ("a", "应完成12项次，已完成3项次，好"), ("b", "应完成12项次，已完成3项次，好"), ("c", "逾期1项次"),
        ("d", "| 4 | 5 |"), ("e", "| 4 | 5 |"),
    ]  # fmt: skip


def test_a_note_and_the_same_records_twice() -> None:
    assert mark_note("甲") == mark_note("甲")
    assert replace_marks(f"甲{mark_note('乙')}{mark_sources(['a', 'b'])}", lambda key, text: f"<{key}|{text}>") == (
        "甲<!乙|><=a b|>"
    )
