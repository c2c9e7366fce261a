"""Numbers at the beginning of a paragraph: 一、 (一) 1. 1.1 (1) ① 第一条 任务一：, in half- and full-width forms."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from spt_fazhi.intake.obligations.phrases import parse_number
from spt_fazhi.text.normalise import normalise

_CHINESE: Final = "[一二三四五六七八九十百〇零]{1,5}"
_MEASURES: Final = "万亿千百个名件次场人家项年月日号天倍元吨亩公米平分时小度点至到约%％‰℃"
_FESTIVAL: Final = r"\d{1,2}[.．]\d{1,2}[^ \u3000。，,、]{0,12}[节日]"  # 12.4国家宪法日
_NO_FIGURE: Final = (
    rf"(?:(?!\d)|(?=20\d\d年|\d{{1,2}}月|{_FESTIVAL}))"  # 1.6月底前 is a number and a day, 1.6万 is none
)
_APART: Final = r"(?:[ \u3000]*[:：、.．]|[ \u3000]{1,4}(?=\S))"
_THING: Final = "(?:重点|主要|反馈|整改)?(?:任务|事项|项目|举措|措施|问题)"
_FORMS: Final = (
    ("part", rf"第({_CHINESE}|\d{{1,2}})(?:部分|章|编|篇)[ \u3000、:：.]*"),
    ("article", rf"第({_CHINESE}|\d{{1,3}})(?:条|项)[ \u3000、:：.]*"),
    (
        "named",
        rf"{_THING}[（(]?({_CHINESE}|\d{{1,2}})[）)]?{_APART}",
    ),
    ("boxed", rf"[【〔［\[]{_THING}[ \u3000]?({_CHINESE}|\d{{1,2}})[】〕］\]][:：、.．]?"),
    ("chinese", rf"({_CHINESE})[ \u3000]*(?:、{_NO_FIGURE}|[.．](?!\d))"),
    ("chinese-bracket", rf"[（(〔]({_CHINESE})[）)〕][、.]?"),
    ("digit-bracket", r"[（(](\d{1,3})[）)][、.]?"),
    ("dotted-3", rf"(?!\d{{1,2}}[.．]{_FESTIVAL})(\d{{1,2}}(?:[.．]\d{{1,2}}){{2}})[.．、]?(?![\d{_MEASURES}.．])"),
    ("dotted-2", rf"(?!{_FESTIVAL})(\d{{1,2}}[.．]\d{{1,2}})[.．、]?(?![\d{_MEASURES}.．])"),
    ("digit", rf"(\d{{1,3}})[ \u3000]*(?:[.．、]{_NO_FIGURE}|[)）])"),
    ("roman", "([\u2160-\u216b])[ \u3000]*[.．、]?"),
    ("circle", "([\u2460-\u2473\u2776-\u277f])"),
    ("ring", "([\u2474-\u2487])"),
    ("dot", "([\u2488-\u249b])"),
    ("chinese-ring", "([\u3220-\u3229])"),
    ("loose", rf"(\d{{1,2}})(?:[ \u3000]{{1,4}}|[,，])(?=[\u4e00-\u9fff“《])(?![{_MEASURES}])"),
    ("chinese-loose", rf"({_CHINESE})[ \u3000]{{1,4}}(?=[\u4e00-\u9fff“《])"),
    ("spoken", rf"({_CHINESE})(?:是(?!否)|要(?=[\u4e00-\u9fff]{{4}}))[，,：:]?"),
    ("ordinal", rf"第({_CHINESE})[，,]"),
    ("marked", r"([★☆●■◆▲※►◎◇➢])(?![ \u3000]*(?:注|备注|说明|附)[:：])(?=[ \u3000]*[\u4e00-\u9fff“《])"),
)
FREE: Final = frozenset({"spoken", "ordinal", "marked"})
"""The forms that are numbers only where a document has none that are written as such: 一是…, ★…."""
LOOSE: Final = FREE | {"loose", "chinese-loose"}
"""The forms that are numbers only where they go on from one another: 1 完善…, 2 开展…."""
_FIRST_OF: Final = {
    "\u2160": 0x215F,
    "\u2460": 0x245F,
    "\u2776": 0x2775,
    "\u2474": 0x2473,
    "\u2488": 0x2487,
    "\u3220": 0x321F,
}
_PATTERN: Final = re.compile(
    r"[ \t\u3000\xa0★☆*●■◆▲]{0,20}(?:" + "|".join(form for _, form in _FORMS) + r")[ \t\u3000\xa0]*"
)
_KINDS: Final = tuple(kind for kind, _ in _FORMS)
_INSIDE: Final = re.compile(
    rf"(?<=[）)〕】］。；;])[ \t\u3000]{{0,20}}"
    rf"(?=(?:{_CHINESE}、|[（(]{_CHINESE}[）)]|\d{{1,2}}[.．、]{_NO_FIGURE}|第{_CHINESE}(?:部分|章)))"
)
_OPENERS: Final = re.compile("[（(〔【［]")
_NAMING: Final = re.compile("单位|部门|负责|牵头|配合|落实|[局办委院镇乡]")


class Number(NamedTuple):  # a tuple: one for each paragraph
    """What a paragraph begins with: the form, the number, how it was written, and how long that is."""

    kind: str
    value: int
    written: str
    length: int


def number_of(text: str, start: int = 0) -> Number | None:
    """The number at the beginning of `text` (of its stretch from `start` on), if any."""
    match = _PATTERN.match(text, start)
    if match is None:
        return None
    index = match.lastindex or 1
    written = match[index]
    kind = _KINDS[index - 1]
    if kind == "marked":
        value = 0
    elif len(written) == 1 and "\u2160" <= written < "\u4e00" and written != "〇":
        first = max(char for char in _FIRST_OF if char <= written)
        value = ord(written) - _FIRST_OF[first]
    else:
        found = parse_number(normalise(re.split("[.．]", written)[-1]).text)
        value = int(found) if found is not None else 0
    return Number(kind=kind, value=value, written=written, length=match.end() - start)


def split_at_numbers(text: str) -> list[tuple[int, str]]:
    """`text` broken where a number follows a closing bracket or a full stop without a line break; with offsets.

    Only a number that goes on from the one at the beginning, or from the break before, makes a break: a count in a
    sentence does not.
    """
    parts: list[tuple[int, str]] = []
    start = 0
    own = number_of(text)
    opened = -1  # the last opening bracket before the place looked at
    seen = 0
    for match in _INSIDE.finditer(text):
        for bracket in _OPENERS.finditer(text, seen, match.start()):
            opened = bracket.start()
        seen = match.start()
        following = number_of(text, match.end())
        closes_bracket = text[match.start() - 1] in "）)〕】］"
        follows = own is not None and following is not None and own.kind == following.kind
        if following is None or not (closes_bracket or (follows and own and following.value == own.value + 1)):
            continue
        if closes_bracket and not (opened >= start and _NAMING.search(text, opened, min(match.start(), opened + 500))):
            continue
        parts.append((start, text[start : match.start()]))
        start, own = match.end(), following
    parts.append((start, text[start:]))
    return parts
