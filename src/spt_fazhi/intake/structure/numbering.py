"""Numbers at the beginning of a paragraph: 一、 (一) 1. (1) ① 第一条, in half- and full-width forms."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.obligations.phrases import parse_number
from spt_fazhi.model.frozen import frozen

_CHINESE: Final = "[一二三四五六七八九十百〇零]{1,5}"
_FORMS: Final = (
    ("part", rf"第({_CHINESE})(?:部分|章|编|篇)[ \u3000、:：.]*"),
    ("article", rf"第({_CHINESE}|\d{{1,3}})(?:条|项)[ \u3000、:：.]*"),
    ("chinese", rf"({_CHINESE})[ \u3000]*[、.．](?!\d)"),
    ("chinese-bracket", rf"[（(〔]({_CHINESE})[）)〕][、.]?"),
    ("digit-bracket", r"[（(](\d{1,3})[）)][、.]?"),
    ("digit", r"(\d{1,3})[ \u3000]*(?:[.．、](?!\d)|[)）])"),
    ("circle", "([\u2460-\u2473])"),
)
_PATTERN: Final = re.compile(r"[ \t\u3000\xa0]*(?:" + "|".join(form for _, form in _FORMS) + r")[ \t\u3000\xa0]*")
_KINDS: Final = tuple(kind for kind, _ in _FORMS)
_INSIDE: Final = re.compile(
    rf"(?<=[）)〕】］。；;])[ \t\u3000]*"
    rf"(?=(?:{_CHINESE}、|[（(]{_CHINESE}[）)]|\d{{1,2}}[.．、](?!\d)|第{_CHINESE}(?:部分|章)))"
)


@frozen
class Number:
    """What a paragraph begins with: the form, the number, how it was written, and how long that is."""

    kind: str
    value: int
    written: str
    length: int


def number_of(text: str) -> Number | None:
    """The number at the beginning of `text`, if any."""
    match = _PATTERN.match(text)
    if match is None:
        return None
    index = next(i for i, group in enumerate(match.groups()) if group)
    written = match.groups()[index] or ""
    if _KINDS[index] == "circle":
        value = ord(written) - 0x245F
    else:
        found = parse_number(written)
        value = int(found) if found is not None else 0
    return Number(kind=_KINDS[index], value=value, written=written, length=match.end())


def split_at_numbers(text: str) -> list[tuple[int, str]]:
    """`text` broken where a number follows a closing bracket or a full stop without a line break; with offsets.

    Only a number that goes on from the one at the beginning, or from the break before, makes a break: a count in a
    sentence does not.
    """
    parts: list[tuple[int, str]] = []
    start = 0
    for match in _INSIDE.finditer(text):
        own, following = number_of(text[start:]), number_of(text[match.end() :])
        closes_bracket = text[match.start() - 1] in "）)〕】］"
        follows = own is not None and following is not None and own.kind == following.kind
        if following is None or not (closes_bracket or (follows and own and following.value == own.value + 1)):
            continue
        if closes_bracket and not _units_before(text[start : match.start()]):
            continue
        parts.append((start, text[start : match.start()]))
        start = match.end()
    parts.append((start, text[start:]))
    return parts


def _units_before(text: str) -> bool:
    """Whether the bracket that closes here names units, so that the task is over."""
    opened = max(text.rfind(char) for char in "（(〔【［")
    return opened >= 0 and re.search("单位|部门|负责|牵头|配合|落实|[局办委院镇乡]", text[opened:]) is not None
