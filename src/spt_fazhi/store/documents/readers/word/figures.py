"""A number of a list as Word writes it in each of its forms."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_COUNTED: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_LEGAL: Final = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_SPELT: Final = frozenset({"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"})
_SIGNS: Final = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_RANGES: Final = {
    "decimalEnclosedCircle": (0x245F, 20),
    "decimalEnclosedCircleChinese": (0x245F, 20),
    "decimalEnclosedParen": (0x2473, 20),
    "decimalEnclosedFullstop": (0x2487, 20),
    "ideographEnclosedCircle": (0x327F, 10),
}
"""Forms of one character: the one before the first, and how many there are."""
_MOST_LETTERS: Final = 5 * 26
_MOST_ROMAN: Final = 3999
_MOST_COUNTED: Final = 9999


def figure(value: int, form: str) -> str:
    """`value` in the form Word calls `form`; in Arabic digits for a form that is unknown or has no such number."""
    if form == "none":
        return ""
    if form in _RANGES and 1 <= value <= _RANGES[form][1]:
        return chr(_RANGES[form][0] + value)
    return _western(value, form) if value < 0 or value > _MOST_COUNTED else _chinese(value, form)


def _chinese(value: int, form: str) -> str:
    if form in _COUNTED:
        return _counted(value, _DIGITS, "十百千")
    if form in _LEGAL:
        return _counted(value, _FORMAL, "拾佰仟")
    if form in _SPELT:
        return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(value))
    signs = _SIGNS.get(form, "")
    return signs[value - 1] if 1 <= value <= len(signs) else _western(value, form)


def _western(value: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 1 <= value <= _MOST_LETTERS:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 1 <= value <= _MOST_ROMAN:
        written = _roman(value)
        return written if form == "upperRoman" else written.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "numberInDash":
        return f"- {value} -"
    return str(value)


def _counted(value: int, digits: str, units: str) -> str:
    """A number up to 9,999 in words: 十一, 二十, 一百零五; formally 壹拾壹."""
    if value == 0:
        return digits[0]
    said = ""
    written = str(value)
    for place, digit in enumerate(written):
        power = len(written) - place - 1
        if digit != "0":
            said += digits[int(digit)] + (units[power - 1] if power else "")
        elif written[place:].strip("0") and not said.endswith(digits[0]):
            said += digits[0]
    return said[1:] if digits == _DIGITS and 10 <= value < 20 else said


def _roman(value: int) -> str:
    said = ""
    for amount, sign in _ROMAN:
        times, value = divmod(value, amount)
        said += sign * times
    return said
