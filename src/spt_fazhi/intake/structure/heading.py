"""The head of an official document: title, issuer, day of issue; and words that belong to the page, not the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from spt_fazhi.intake.obligations.phrases import parse_number
from spt_fazhi.intake.structure.document import Paragraph
from spt_fazhi.model.frozen import frozen

_TITLE: Final = re.compile(
    r"(?:要点|方案|计划|分工|分解表?|任务|安排|意见|规划|清单|台账|一览表|责任表|通知|办法|细则|措施|目标)(?:[（(].{1,12}[）)])?$"
)
_ISSUER: Final = re.compile(
    r"^[\u4e00-\u9fff（）()·]{2,30}(?:人民政府|政府|委员会|办公室|局|领导小组|小组|管委会|司法局|法治[\u4e00-\u9fff]{1,4}办|办)$"
)
_DAY: Final = re.compile(
    r"^[（(]?(?P<year>20\d\d|二[〇○零0Oo][一二三四五六七八九〇○零]{2})年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日[）)]?(?:印发)?$"
)
_ISSUED_AT: Final = re.compile(
    r"(?:发布|成文|印发|发文|公开|生成)(?:日期|时间)[:：][ \u3000]*(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})"
)
_PAGE: Final = re.compile(
    r"^[（(]?(?:此件|本文|附件|附件下载|附件:|扫一扫|打印|关闭|分享|责任编辑|编辑|来源|作者|上一篇|下一篇|浏览|点击|字体|字号|索引号|文号|发文字号|发布日期|发布机构|"
    r"信息来源|主题词|抄送|主送|公开方式|公开属性|有效性|当前位置|您(?:现在的|的)?位置|首页|返回|网站地图|版权|主办|承办单位|技术支持|备案|ICP|"
    r"相关(?:链接|文章|文件|解读)|政策解读|[第－—-]?\s*\d+\s*[页－—-]?$|[-—－]\s*\d+\s*[-—－]$)"
)
_DIGITS: Final = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "o": "0",
    "0": "0",
}


@frozen
class Heading:
    """What the head (or the end) of a document tells; the lines that told it, by number."""

    title: str = ""
    issuer: str = ""
    issued: date | None = None
    title_lines: tuple[int, ...] = ()
    issuer_line: int = 0
    date_line: int = 0


def is_of_the_page(text: str) -> bool:
    """Whether a line belongs to the web page or the file, not to the document."""
    return _PAGE.match(text.strip()) is not None


def day_of(text: str) -> date | None:
    """The day a line consists of."""
    match = _DAY.match(re.sub(r"\s", "", text))
    if match is None:
        return None
    year = "".join(_DIGITS.get(char, char) for char in match["year"])
    month, day = (int(parse_number(match[name]) or 0) for name in ("month", "day"))
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def heading_of(lines: Sequence[Paragraph], tail: Sequence[Paragraph]) -> Heading:
    """Read the lines before the first section, and those at the end, where a day and an issuer may stand."""
    title, title_lines = _title(lines)
    issuer, issuer_line, issued, date_line = _signature(lines)
    if issued is None:
        found = _signature(tail)
        issued, date_line = found[2], found[3]
        issuer, issuer_line = (issuer, issuer_line) if issuer else found[:2]
    if issued is None:
        issued, date_line = _labelled_day(lines)
    return Heading(
        title=title, issuer=issuer, issued=issued, title_lines=title_lines, issuer_line=issuer_line, date_line=date_line
    )


def _title(lines: Sequence[Paragraph]) -> tuple[str, tuple[int, ...]]:
    """The last line that ends like a title; joined with the one before where that is its first half."""
    best: tuple[str, tuple[int, ...]] = ("", ())
    for index, line in enumerate(lines):
        text = line.text.strip()
        bare = re.sub(r"[\s《》]", "", text)
        if len(bare) > 60 or not _TITLE.search(bare) or re.search("[。；;:：]", bare) or is_of_the_page(text):
            continue
        if text.startswith(("关于印发", "各")) and best[0]:
            continue
        before = lines[index - 1].text.strip() if index else ""
        if len(bare) < 14 and before and _is_half_a_title(before):
            best = (before + text, (lines[index - 1].number, line.number))
        else:
            best = (text, (line.number,))
    return best


def _is_half_a_title(text: str) -> bool:
    half = not re.search("[。；;:：，,]", text) and 4 <= len(text) <= 40
    return half and not _ISSUER.match(text) and day_of(text) is None and not text.startswith(("附件", "各"))


def _signature(lines: Sequence[Paragraph]) -> tuple[str, int, date | None, int]:
    """Issuer and day: the last day that is a line of its own, and the issuer nearest before it."""
    for index in range(len(lines) - 1, -1, -1):
        day = day_of(lines[index].text)
        if day is None:
            continue
        for before in range(index - 1, max(index - 4, -1), -1):
            name = re.sub(r"\s", "", lines[before].text)
            if _ISSUER.match(name):
                return name, lines[before].number, day, lines[index].number
        return "", 0, day, lines[index].number
    for line in lines[:6]:
        name = re.sub(r"\s", "", line.text)
        if _ISSUER.match(name):
            return name, line.number, None, 0
    return "", 0, None, 0


def _labelled_day(lines: Sequence[Paragraph]) -> tuple[date | None, int]:
    for line in lines:
        match = _ISSUED_AT.search(line.text)
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3])), line.number
            except ValueError:
                continue
    return None, 0
