"""Personal data and secrecy marks in text: found by shape and check digit, shown only masked.

A scan like this finds slips; it proves nothing. Numbers are looked for as written (half- or full-width digits,
with or without spaces and hyphens between groups), never inside a longer number, a hash or similar code; bank cards
and mobile numbers not inside a web address, where long article numbers are usual.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

_SEPARATORS: Final = "\u00a0\u2000-\u200a\u202f\u3000\t"
_HYPHENS: Final = "\u2010-\u2015\u2212\uff0d\ufe63\ufe58"
_ZERO_WIDTH: Final = "\u200b-\u200d\u2060\ufeff\u00ad"


def _table() -> dict[int, str]:
    """Every odd form of a digit, space or hyphen → the plain one; one character to one, so places stay."""
    table = {0xFF10 + digit: str(digit) for digit in range(10)}
    table |= {0xFF38: "X", 0xFF58: "x", 0xFF0E: ".", 0xFF0B: "+"}
    for ranges, plain in ((_SEPARATORS + _ZERO_WIDTH, " "), (_HYPHENS, "-")):
        for match in re.finditer("(.)(?:-(.))?", ranges):
            for code in range(ord(match[1]), ord(match[2] or match[1]) + 1):
                table[code] = plain
    return table


_PLAIN: Final = _table()
_ODD: Final = re.compile("[" + "".join(map(chr, sorted(_PLAIN))) + "]")
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_DIGITS: Final = "10X98765432"
_PROVINCES: Final = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in codes
) | {"71", "81", "82", "83", "91"}
_CHAIN: Final = re.compile(
    "(?<![0-9])(?=[0-9][0-9Xx -]{10})[0-9]+[Xx]?(?:[ -]{1,3}(?:[0-9]+[Xx]?|[Xx](?![0-9A-Za-z])))*"
)
_GROUP: Final = re.compile("[0-9]*[Xx]?")
_MOBILE: Final = re.compile("(?:0086|86)?(1[3-9][0-9]{9})")
_CARD: Final = re.compile("62[0-9]{14,17}|(?:60|9558)[0-9]{12,17}|(?:4[0-9]|5[1-5]|35)[0-9]{14}")
_MOBILE_GROUPS: Final = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4)})
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[\x21-\x7e]+", re.IGNORECASE)
_HEX: Final = re.compile("[0-9A-Fa-f]+")
_LONG_CODE: Final = 30

_MARKS: Final = re.compile(
    "(?P<mark>(?:绝 ?密|机 ?密|秘 ?密) *[★☆](?: *[0-9]+ *年| *长期)?|密 ?级 *[:\uff1a] *(?:绝 ?密|机 ?密|秘 ?密)"
    "|^[ \u3010\u3014\\[(\uff08]*(?:绝 ?密|机 ?密|秘 ?密)(?:级|)[ \u3011\u3015\\])\uff09]*$)"
    "|(?P<inner>内部资料|工作秘密|不予公开)",
    re.MULTILINE,
)
# what may hold anything at all: most texts are let go after this one search
_SUSPECT: Final = re.compile(
    "[0-9\uff10-\uff19](?:[ \\-" + _SEPARATORS + _ZERO_WIDTH + _HYPHENS + "]{0,3}[0-9\uff10-\uff19]){10}"
    "|密[ \u3000]*[★☆级]|密级?[ \u3000\u3011\u3015\\])\uff09]*$|内部资料|工作秘密|不予公开",
    re.MULTILINE,
)
_MANY_DIGITS: Final = re.compile(
    "[0-9\uff10-\uff19](?:[ \\-" + _SEPARATORS + _ZERO_WIDTH + _HYPHENS + "]{0,3}[0-9\uff10-\uff19]){10}"
)


class Kind(NamedTuple):
    """One kind of thing looked for."""

    rule: str
    severity: Literal["error", "warning"]
    word: str


ID_NUMBER: Final = Kind("id-number", "error", "身份证号")
BANK_CARD: Final = Kind("bank-card", "error", "银行卡号")
MOBILE: Final = Kind("mobile-number", "warning", "手机号")
SECRECY_MARK: Final = Kind("secrecy-mark", "error", "密级标志")
INTERNAL_MARK: Final = Kind("internal-mark", "warning", "不宜公开的字样")
KINDS: Final = (ID_NUMBER, BANK_CARD, MOBILE, SECRECY_MARK, INTERNAL_MARK)


class SensitiveMatch(NamedTuple):
    """One thing found: its place in the text and what may be shown of it."""

    kind: Kind
    start: int
    end: int
    shown: str


def is_id_number(digits: str) -> bool:
    """Whether 18 characters are a resident identity number: province, a day of birth, the check digit."""
    if len(digits) != 18 or not digits[:17].isascii() or not digits[:17].isdigit() or digits[:2] not in _PROVINCES:
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    if not "1850" <= digits[6:10] <= "2099":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _ID_WEIGHTS, strict=True))
    return _ID_DIGITS[total % 11] == digits[17].upper()


def passes_luhn(digits: str) -> bool:
    """Whether a string of digits ends in its Luhn check digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        worth = int(digit) * (1 + place % 2)
        total += worth - 9 * (worth > 9)
    return total % 10 == 0


def is_bank_card(digits: str) -> bool:
    """Whether 16 to 19 digits begin like a bank card and pass Luhn."""
    return len(digits) <= 19 and _CARD.fullmatch(digits) is not None and passes_luhn(digits)


def masked(digits: str) -> str:
    """A number of which only the first three and last two characters are left."""
    return f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}"


def find(text: str) -> list[SensitiveMatch]:
    """Everything suspicious in `text`, in order."""
    if _SUSPECT.search(text) is None:
        return []
    plain = _plain(text)
    numbers = _numbers(plain) if _MANY_DIGITS.search(text) else ()
    return sorted((*numbers, *_marks(plain)), key=lambda each: each.start)


def conceal(text: str) -> str:
    """`text` with every number that `find` would report masked; marks stay."""
    if _MANY_DIGITS.search(text) is None:
        return text
    parts, done = [], 0
    for each in _numbers(_plain(text), in_addresses=True):
        parts += [text[done : each.start], each.shown]
        done = each.end
    return "".join([*parts, text[done:]])


def _plain(text: str) -> str:
    """`text` with plain digits, spaces and hyphens, as long as before."""
    return text.translate(_PLAIN) if _ODD.search(text) else text


def _marks(plain: str) -> Iterator[SensitiveMatch]:
    for match in _MARKS.finditer(plain):
        kind = SECRECY_MARK if match["mark"] else INTERNAL_MARK
        yield SensitiveMatch(kind, match.start(), match.end(), match[0].strip())


def _numbers(plain: str, *, in_addresses: bool = False) -> Iterator[SensitiveMatch]:
    addresses: list[tuple[int, int]] | None = [] if in_addresses else None
    for chain in _CHAIN.finditer(plain):
        groups = [match.span() for match in _GROUP.finditer(plain, *chain.span()) if match[0]]
        first = 0
        while first < len(groups):
            found = _number_at(plain, groups, first)
            if found is None:
                first += 1
                continue
            finding, first = found
            if addresses is None:
                addresses = [match.span() for match in _ADDRESS.finditer(plain)]
            inside = finding.kind is not ID_NUMBER and _covers(addresses, finding.start)
            if not inside and not _in_code(plain, finding):
                yield finding


def _covers(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of the spans, which are in order and apart."""
    nearest = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return nearest >= 0 and place < spans[nearest][1]


def _number_at(plain: str, groups: list[tuple[int, int]], first: int) -> tuple[SensitiveMatch, int] | None:
    """The longest number made of whole groups from `first` on, and the group after it."""
    digits = ""
    lengths: list[int] = []
    best: tuple[SensitiveMatch, int] | None = None
    for index in range(first, len(groups)):
        start, end = groups[index]
        if digits.upper().endswith("X"):
            break
        digits += plain[start:end]
        lengths.append(end - start)
        if len(digits) > 19:
            break
        kind = _kind_of(digits, tuple(lengths), plain, groups[first][0])
        if kind is not None and (best is None or best[0].kind is not ID_NUMBER):
            best = SensitiveMatch(kind, groups[first][0], end, masked(digits)), index + 1
    return best


def _kind_of(digits: str, lengths: tuple[int, ...], plain: str, start: int) -> Kind | None:
    size = len(digits)
    if size == 18 and is_id_number(digits):
        return ID_NUMBER
    in_fours = len(lengths) > 3 and all(length == 4 for length in lengths[:-1]) and lengths[-1] <= 4
    if 16 <= size <= 19 and (len(lengths) == 1 or in_fours) and is_bank_card(digits):
        return BANK_CARD
    mobile = _MOBILE.fullmatch(digits)
    if mobile is None:
        return None
    if size == 11:
        return MOBILE if lengths in _MOBILE_GROUPS else None
    country = size == 15 or plain[max(start - 1, 0) : start] == "+"  # 86 alone may begin any long number
    return MOBILE if len(lengths) == 1 and country else None


def _in_code(plain: str, finding: SensitiveMatch) -> bool:
    """Whether a number is only a stretch of a hash, a token or the like: letters stand right beside it."""
    before = plain[max(finding.start - 1, 0) : finding.start]
    after = plain[finding.end : finding.end + 1]
    if not any(char.isascii() and char.isalpha() for char in (before, after)):
        return False
    start, end = finding.start, finding.end
    while start > 0 and finding.start - start < _LONG_CODE and _is_code_letter(plain[start - 1]):
        start -= 1
    while end < len(plain) and end - finding.end < _LONG_CODE and _is_code_letter(plain[end]):
        end += 1
    return _HEX.fullmatch(plain, start, end) is not None or end - start >= _LONG_CODE


def _is_code_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()
