"""Printed figures found again in a text that a person has edited."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.reports.figures import readback
from spt_fazhi.reports.figures.printed import PrintedFigure, row_sentence, sentences
from spt_fazhi.reports.figures.readback import Reworded, folded, holds_numbers, moved, read_back, reworded

SENTENCE = "政府系统应完成105项次，已完成38项次，完成率37.3%。"
ROW = row_sentence(["示范东镇", "12", "4", "33.3%"])
OTHER = "各乡镇报送矛盾纠纷排查化解情况12份。"


def figures(sentence: str, *printed: str) -> list[PrintedFigure]:
    """The figures of a sentence in their order, keys a, b, c …"""
    found, at = [], 0
    for key, each in zip("abcdef", printed, strict=False):
        at = sentence.index(each, at)
        found.append(PrintedFigure(f"{sentence[:2]}.{key}", each, sentence, at))
        at += len(each)
    return found


ALL = [*figures(SENTENCE, "105", "38", "37.3%"), *figures(ROW, "12", "4", "33.3%"), *figures(OTHER, "12")]


def changes(now: Sequence[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """What was changed (key, then, now) and the keys of what is gone."""
    found = read_back(ALL, now)
    assert sorted(map(id, [*found.kept, *(each.figure for each in found.changed), *found.deleted])) == sorted(
        map(id, ALL)
    )
    return [(each.figure.key, each.figure.printed, each.now) for each in found.changed], [
        each.key for each in found.deleted
    ]


def test_an_untouched_text_and_one_that_differs_in_space_and_width_alone() -> None:
    assert changes([SENTENCE, ROW, OTHER]) == ([], [])
    assert changes(["开头。", SENTENCE.replace("，", ", ").replace("105", "１０５"), f" {ROW} ", OTHER]) == ([], [])


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (SENTENCE.replace("38", "39"), [("政府.b", "38", "39")]),
        (SENTENCE.replace("38", "138"), [("政府.b", "38", "138")]),
        (SENTENCE.replace("105", "15"), [("政府.a", "105", "15")]),
        (SENTENCE.replace("37.3%", "37.35%"), [("政府.c", "37.3%", "37.35%")]),
        (SENTENCE.replace("37.3%", "四成"), [("政府.c", "37.3%", "四成")]),
        (
            SENTENCE.replace("已完成38项次，", "").replace("105", "106"),
            [("政府.a", "105", "106"), ("政府.b", "38", "")],
        ),
        (f"截至6月底，全区{SENTENCE.replace('38', '40')}", [("政府.b", "38", "40")]),
        (SENTENCE.replace("政府系统", "全区各单位"), []),
        (f"{SENTENCE[:-1]}，{OTHER}", []),
    ],
)
def test_an_edited_sentence(now: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes([now, ROW, OTHER]) == (expected, [])


def test_rows_of_a_table() -> None:
    assert changes([SENTENCE, ROW.replace("4", "5"), OTHER]) == ([("示范.b", "4", "5")], [])
    assert changes([SENTENCE, OTHER]) == ([], ["示范.a", "示范.b", "示范.c"])


def test_sentences_that_are_gone_or_quite_different() -> None:
    assert changes([]) == ([], [each.key for each in ALL])
    assert changes([ROW, OTHER, "明天开会研究别的工作。"]) == ([], ["政府.a", "政府.b", "政府.c"])


def test_the_same_sentence_twice_must_be_there_twice() -> None:
    twice = [*figures(OTHER, "12"), *figures(OTHER, "12")]
    assert read_back(twice, [OTHER, OTHER]).kept == tuple(twice)
    assert len(read_back(twice, [OTHER, "别的。"]).kept) == 1


@given(st.lists(st.text(max_size=40), max_size=20))
def test_any_text_is_answered(now: list[str]) -> None:
    changes(now)


@given(st.text(max_size=80))
def test_sentences_keep_their_places(text: str) -> None:
    for start, sentence in sentences(text):
        assert text[start : start + len(sentence)] == sentence
    kept = "".join(sentence for _, sentence in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("now", ["3⁸", "3 8", "一百38", "约38余万", "③8"])
def test_a_digit_is_a_digit_and_nothing_else(now: str) -> None:
    sentence = SENTENCE.replace("38", now)
    assert folded(sentence) != folded(SENTENCE)
    assert reworded([SENTENCE, OTHER], [sentence, OTHER], ()) == (Reworded(SENTENCE, sentence),)


def test_what_was_added_doubled_or_taken_out() -> None:
    assert reworded([ROW], [ROW, ROW], ()) == (Reworded("", ROW),)
    assert reworded([ROW, OTHER], [ROW, "会议照常召开。"]) == (Reworded("", "会议照常召开。"), Reworded(OTHER, ""))
    assert reworded([ROW], [f" {ROW} ", "另有十二件。"]) == (Reworded("", "另有十二件。"),)
    assert [holds_numbers(each) for each in ("另有十二件。", "3⁸项", "各项工作", "请各单位看。")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_stands_elsewhere() -> None:
    assert moved([ROW, OTHER, SENTENCE], [ROW, "添的。", f" {OTHER}", SENTENCE]) == ""
    assert moved([ROW, OTHER, SENTENCE], [ROW, SENTENCE, OTHER]) == SENTENCE
    assert moved([ROW, ROW, OTHER], [OTHER, ROW]) == ""
    assert moved([ROW, OTHER, SENTENCE], ["添的。", SENTENCE, OTHER]) == SENTENCE


def test_what_takes_too_long_to_compare_counts_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readback, "_BUDGET", 100)
    changed, gone = changes([SENTENCE.replace("38", "39"), ROW, OTHER])
    assert (changed, gone) == ([], ["政府.a", "政府.b", "政府.c"])
    assert reworded([ROW], [OTHER], (ROW, OTHER)) == ()
