"""Finding and masking numbers and marks in text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders.worlds.numbers import CARD, ID, MOBILE, card, id_number

from spt_fazhi.text.sensitive import conceal, find, is_bank_card, is_id_number, masked, passes_luhn

WIDE = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))


def rules(text: str) -> list[str]:
    return [each.kind.rule for each in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        ID, f"身份证号{ID}。", f"张某{ID}李某", f"ID{ID}",
        f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"{ID[:6]}-{ID[6:14]}-{ID[14:]}",
        " ".join(ID), ID.translate(WIDE), "\u3000".join((ID[:6], ID[6:])), "\u200b".join(ID), f"编号12 {ID}",
        f"2024-06-12 {ID}", f"https://x.cn/?id={ID}", id_number("64999919000101001").lower(),
    ],
)  # fmt: skip
def test_id_numbers(text: str) -> None:
    assert rules(text) == ["id-number"]


@pytest.mark.parametrize(
    "text",
    [
        ID[:-1] + str((int(ID[-1]) + 1) % 10), id_number("64999919001301000"), id_number("64999919000231000"),
        id_number("09999919000101000"), "1" + ID, ID + "1", ID[:17], "a1b2c3" + ID + "d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8",
    ],
)  # fmt: skip
def test_no_id_numbers(text: str) -> None:
    assert "id-number" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        CARD, card("622999000000000000"), card("400000000000000"), f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}",
        f"{CARD[:4]}-{CARD[4:8]}-{CARD[8:12]}-{CARD[12:]}", f"卡号：{CARD.translate(WIDE)}",
    ],
)  # fmt: skip
def test_bank_cards(text: str) -> None:
    assert rules(text) == ["bank-card"]


@pytest.mark.parametrize(
    "text",
    [
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10), card("202406120000000"), "0" * 16, f"https://x.cn/a/{CARD}.html",
        f"{CARD[:3]} {CARD[3:]}", CARD + "00000",
    ],
)  # fmt: skip
def test_no_bank_cards(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        MOBILE, f"电话{MOBILE}", f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}",
        f"+86{MOBILE}", f"+86 {MOBILE}", f"0086{MOBILE}", MOBILE.translate(WIDE), f"2024-06-12 {MOBILE}",
        f"tel{MOBILE}", f"0955-7000000 {MOBILE}",
    ],
)  # fmt: skip
def test_mobile_numbers(text: str) -> None:
    assert rules(text) == ["mobile-number"]


@pytest.mark.parametrize(
    "text",
    [
        "0955-7000000", "09557000000", "0955 700 0000", "12345", "12800001234", f"{MOBILE}0", f"9{MOBILE}",
        f"https://x.cn/art/{MOBILE}.html?t={MOBILE}", f"{MOBILE}abcdef", f"ab{MOBILE}cd" + "ef01" * 12,
        "示府发〔2024〕13号",
        "2024-06-12至2024-06-13", "1 3 8 0 0 0 0 1 2 3 4", "(2024)示0000行初138号",
    ],
)  # fmt: skip
def test_no_mobile_numbers(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "绝密★", "机密★", "秘密★", "秘密★10年", "秘密 ★ 1年", "秘 密★", "机\u3000密★长期", "秘密☆", "密级：机密",
        "密级:秘密", "机密", "标题\n秘密\n正文", "【绝密】", "\uff08机密\uff09", "机密级",
    ],
)  # fmt: skip
def test_secrecy_marks(text: str) -> None:
    assert rules(text) == ["secrecy-mark"]


@pytest.mark.parametrize("text", ["内部资料", "注意：内部资料，请勿外传", "属于工作秘密", "依法不予公开"])
def test_internal_marks(text: str) -> None:
    assert rules(text) == ["internal-mark"]


@pytest.mark.parametrize(
    "text",
    [
        "保守国家秘密",
        "保护商业秘密。",
        "国家秘密、商业秘密和个人隐私",
        "落实保密责任",
        "学习\n保守国家秘密\n法",
        "★★★",
        "**商业秘密**",
    ],
)
def test_no_marks(text: str) -> None:
    assert rules(text) == []


def test_places_are_those_of_the_text_as_written() -> None:
    text = f"张某 {ID.translate(WIDE)}，卡 {CARD}"
    first, second = find(text)
    assert text[first.start : first.end] == ID.translate(WIDE)
    assert text[second.start : second.end] == CARD


def test_several_in_one_line() -> None:
    assert rules(f"{ID} {MOBILE},{CARD};{MOBILE}") == ["id-number", "mobile-number", "bank-card", "mobile-number"]


ids = st.builds(
    lambda region, day, order: id_number(f"{region}{day:%Y%m%d}{order:03}"),
    st.sampled_from(["110000", "649999", "829999"]), st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 999),
)  # fmt: skip
cards = st.from_regex("62[0-9]{13,16}", fullmatch=True).map(card)
mobiles = st.from_regex("1[3-9][0-9]{9}", fullmatch=True)
around = st.text("张某号码：，。 a\n", max_size=6)


@given(ids)
def test_a_wrong_check_digit_or_one_wrong_digit_is_noticed(number: str) -> None:
    assert is_id_number(number)
    for place in (0, 5, 16):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert not is_id_number(wrong)


@given(cards, st.integers(0, 14))
def test_luhn_notices_one_wrong_digit_and_neighbours_changed_about(number: str, place: int) -> None:
    assert is_bank_card(number)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not passes_luhn(wrong)
    one, two = number[place], number[place + 1]
    if one != two and {one, two} != {"0", "9"}:
        assert not passes_luhn(number[:place] + two + one + number[place + 2 :])


def digits_of(text: str) -> str:
    narrow = {0xFF10 + digit: str(digit) for digit in range(10)}
    return re.sub("[^0-9Xx]", "", text.translate(narrow))


@given(st.one_of(ids, cards, mobiles), st.sampled_from(["", " ", "-", "\u3000"]), st.booleans(), around, around)
def test_no_full_number_is_ever_shown(number: str, separator: str, wide: bool, before: str, after: str) -> None:
    sizes = {11: (3, 7), 18: (6, 14)}.get(len(number), (4, 8, 12, 16))
    if len(number) == 18 and not is_id_number(number):
        sizes = (4, 8, 12, 16)
    cuts = [0, *(size for size in sizes if size < len(number)), len(number)]
    written = separator.join(number[a:b] for a, b in pairwise(cuts))
    text = before + (written.translate(WIDE) if wide else written) + after
    assume(not (after.startswith("a") or before.endswith("a")))
    found = find(text)
    assert found
    for shown in (*(each.shown for each in found), conceal(text)):
        assert number not in digits_of(shown)
        assert len(digits_of(shown)) <= 5
        assert "*" in shown


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for each in find(text):
        assert 0 <= each.start < each.end <= len(text)
    if not any(char.isdigit() for char in text):
        assert conceal(text) == text


def test_masks_keep_three_and_two() -> None:
    assert masked(MOBILE) == "138******34"
    assert conceal(f"https://x.cn/{MOBILE}/{ID}") == f"https://x.cn/138******34/{masked(ID)}"


@pytest.mark.slow
def test_a_long_hostile_text_takes_no_time() -> None:
    for piece in ("1 ", f"a{MOBILE}", f"{MOBILE} ", "6229", "https://x", "1-"):
        find(piece * 4_000)
        conceal(piece * 4_000)
