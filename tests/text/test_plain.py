"""Text from data, made safe to show."""

import json
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.worlds.numbers import CARD, ID, MOBILE

from spt_fazhi.text.plain import _unsafe, clean, clean_line, contrasted, escaped, one_line, plain


def test_what_a_terminal_would_act_on_is_taken_out():
    assert plain("甲\x1b[31m乙\u202e丙\u200b丁\x9b\ufeff") == "甲[31m乙丙丁"
    assert plain("一行\n二\t行") == "一行\n二\t行"


def test_what_marks_are_made_of_is_taken_out_of_what_is_shown_and_of_what_is_kept() -> None:
    forged = "已完成\ufdd0totals.done\ufdd183\ufdd2项\ufdef\ufffe\uffff"
    assert plain(forged) == "已完成totals.done83项"
    assert one_line(forged) == clean(forged) == clean_line(forged) == plain(forged)


def test_one_line_folds_white_space_and_cuts():
    assert one_line(" 一\n 二\t\u3000三 ") == "一 二 三"
    assert one_line("一二三四", 3) == "一二…"
    assert one_line("一二三", 3) == "一二三"


@given(st.text())
def test_nothing_that_steers_is_left_and_nothing_else_is_lost(text):
    shown = plain(text)
    assert plain(shown) == shown
    assert not [each for each in shown if unicodedata.category(each) == "Cc" and each not in "\n\t"]
    assert not any(
        unicodedata.bidirectional(each) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "PDI"} for each in shown
    )
    letters = [each for each in text if unicodedata.category(each) in {"Lo", "Ll", "Lu", "Nd", "Po"}]
    assert [each for each in shown if unicodedata.category(each) in {"Lo", "Ll", "Lu", "Nd", "Po"}] == letters


@given(
    st.integers(0, 40),
    st.integers(2, 60),
    st.sampled_from([ID, MOBILE, CARD, f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}"]),
)
def test_a_long_number_is_never_cut_in_two(before: int, limit: int, number: str) -> None:
    text = "甲" * before + number + "乙" * 30
    cut = one_line(text, limit)
    assert len(cut) <= limit
    digits = [each for each in cut if each.isdigit()]
    assert not digits or number in cut


def test_short_numbers_are_cut_as_anything_else() -> None:
    assert one_line("2024年12月31日以前", 7) == "2024年1…"
    assert one_line("1234567890甲", 6) == "12345…"


def test_two_long_texts_are_cut_where_they_differ() -> None:
    long = "同" * 500
    assert contrasted("甲", "乙", 10) == ("甲", "乙")
    one, other = contrasted(f"{long}甲{long}", f"{long}乙{long}", 40)
    assert (len(one), len(other), one[:11], other[:11]) == (40, 40, f"…{'同' * 10}", f"…{'同' * 10}")
    assert ("甲" in one, "乙" in other) == (True, True)
    assert contrasted(long, "", 40) == (f"{'同' * 39}…", "")
    assert contrasted(f"{long}尾", long, 40) == (f"…{'同' * 10}尾", f"…{'同' * 10}")


def test_a_text_of_printable_characters_needs_no_search() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert _unsafe().search(printable) is None


def test_more_digits_than_any_number_of_a_person_has_are_shown_cut() -> None:
    assert one_line("1" * 300, 40) == f"{'1' * 39}…"
    assert one_line("622202 1234567890123", 10) == "…"


def test_what_is_escaped_in_json_is_the_same_data() -> None:
    odd = "a\x00\x1b\u202e\U000e0041\u2028b\n\t中文—"
    text = escaped(json.dumps({"k": odd}, ensure_ascii=False, indent=2))
    assert json.loads(text) == {"k": odd}
    assert plain(text) == text
    assert "中文—" in text
