"""The head of an official document: its title, its issuer, its day of issue, the year it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from spt_fazhi.intake.structure.document import Paragraph, Table
from spt_fazhi.intake.structure.head.days import day_of, passed_day, plain_digits, signed_day
from spt_fazhi.intake.structure.head.page import is_of_the_page
from spt_fazhi.intake.structure.head.signature import Signature, issuer_of, signature_of
from spt_fazhi.model.frozen import frozen

_TITLE: Final = re.compile(
    r"(?:要点|方案|计划|分工|分解表?|任务|安排|意见|规划|清单|台账|一览表|责任表|汇总表|分工表|任务表|任务书|责任书|目录|通知|办法|细则|措施|目标|实事|"
    r"项目|举措|重点|决定|标准|指标|指标体系|台帐|(?<![附列代图])表|纲要|指引|规定|行动|(?:关于|20\d\d年).{2,60}(?:工作|表))》?(?:的(?:通知|意见|决定|函))?(?:[（(][^（(）)]{1,16}[）)])?$"
)
_NOTICE: Final = re.compile(r"关于(?:印发|下发|转发|公布|发布).*通知(?:[（(].{1,12}[）)])?$")
_NUMBER: Final = re.compile(
    r"(?:(?:发文字号|文号|文件编号)[:：|]*)?[（(]?[\u4e00-\u9fff]{1,16}[〔\[［【（(﹝](?P<year>20\d\d)[〕\]］】）)﹞]第?\d{1,5}号"
    r"(?:[，、]?20\d\d年\d{1,2}月\d{1,2}日)?[）)]?"
)
_YEAR: Final = re.compile(r"(?P<year>20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年(?:度)?")
_SPAN: Final = re.compile(r"20\d\d年?度?[ ]*(?:[-－—–~～至到]|——)[ ]*20\d\d年")
_DIGITS: Final = str.maketrans("零一二三四五六七八九〇○", "012345678900")
_LONGEST: Final = 80
_WHOLE: Final = 12
_SHORTEST: Final = 6
_MOST_LINES: Final = 4


@frozen
class Heading:
    """What the head (or the end) of a document tells; the lines that told it, by number.

    `year_of_number` is the year in the document's own number (丁政办发〔2025〕3号).
    """

    title: str = ""
    issuer: str = ""
    issued: date | None = None
    title_lines: tuple[int, ...] = ()
    issuer_lines: tuple[int, ...] = ()
    date_line: int = 0
    year_of_number: int | None = None


def heading_of(
    preface: Sequence[Paragraph],
    lines: Sequence[Paragraph],
    tables: Sequence[Table] = (),
    found: Sequence[Signature] = (),
) -> Heading:
    """Read the lines before the first section, and those anywhere that a day and an issuer stand in (`found`)."""
    title, title_lines = _title(preface)
    if not title and tables:
        title, title_lines = _above_tables(preface)
    later = annexed_title(lines, found)
    if later[0] and (not title or _NOTICE.search(re.sub(r"\s", "", title))):
        title, title_lines = later
    signed = signature_of(preface, lines, tables, found)
    return Heading(
        title=title,
        issuer=signed.issuer,
        issued=signed.issued,
        title_lines=title_lines,
        issuer_lines=tuple(number for number in signed.issuer_lines if number not in title_lines),
        date_line=signed.date_line,
        year_of_number=next(filter(None, map(number_year, preface)), None),
    )


def annexed_title(lines: Sequence[Paragraph], found: Sequence[Signature]) -> tuple[str, tuple[int, ...]]:
    """The title right after the first signature that more of the document follows: the plan a notice brings."""
    places = {line.number: index for index, line in enumerate(lines)}
    for each in found:
        index = places[each.date_line] + 1
        block = lines[index : index + _MOST_LINES + 2]
        title, numbers = _title(block)
        if len(title) >= _WHOLE and (_YEAR.search(title) or title[:2] == lines[0].text.strip()[:2]):
            return title, numbers
    return "", ()


def number_year(line: Paragraph) -> int | None:
    """The year of a line that is nothing but the document's own number."""
    if len(line.text) > 60:
        return None
    match = _NUMBER.fullmatch(re.sub(r"\s", "", plain_digits(line.text)).rstrip("|"))
    return int(match["year"]) if match else None


def year_of(title: str, head: Heading) -> tuple[int | None, str]:
    """The plan's year and what told it: its title, the day of issue, its own number; (None, "") when nothing does.

    Of a title with several years the last counts; a span (2021-2025年) tells no single year.
    """
    title = plain_digits(title)
    years = [] if _SPAN.search(title) else [match["year"] for match in _YEAR.finditer(title)]
    if years:
        return int(years[-1].translate(_DIGITS)), "标题"
    if head.issued is not None:
        return head.issued.year, "印发日期"
    return (head.year_of_number, "文号") if head.year_of_number else (None, "")


def years_of(title: str) -> str:
    """The span of years a title is for, as written (2024—2026年); "" when it names none."""
    span = _SPAN.search(title)
    return span[0] if span else ""


def _title(lines: Sequence[Paragraph]) -> tuple[str, tuple[int, ...]]:
    """The last line that ends like a title, with the lines it goes on from and what follows it in brackets."""
    best: tuple[str, tuple[int, ...]] = ("", ())
    told = False  # whether a sentence of the text stood before: then only a whole title is one
    for index, line in enumerate(lines):
        text = line.text.strip()
        bare = re.sub(r"\s", "", plain_digits(text[: 2 * _LONGEST]))
        told = told or bare.endswith(("。", "；"))
        if not _can_be_title(text, bare) or not _TITLE.search(bare):
            continue
        first = _begin(lines, index)
        joined = "".join(each.text.strip() for each in lines[first : index + 1])
        whole = len(re.sub(r"\s", "", joined)) >= _WHOLE or "关于" in joined or _YEAR.search(plain_digits(joined))
        if best[0] and (not whole or bare.startswith("各") or (first == index and _NOTICE.search(bare))):
            continue
        if told and not whole:
            continue
        last = index + 1
        if last < len(lines) and _is_addition(lines[last].text):
            joined += lines[last].text.strip()
            last += 1
        best = (joined, tuple(each.number for each in lines[first:last]))
    return best


def _above_tables(lines: Sequence[Paragraph]) -> tuple[str, tuple[int, ...]]:
    """The first short line with a year above tables, where none ends like a title (普法月历)."""
    for line in lines:
        bare = re.sub(r"\s", "", line.text[: 2 * _LONGEST])
        year = _YEAR.search(bare)
        if year and len(bare) - len(year[0]) >= _SHORTEST and _can_be_title(line.text.strip(), bare):
            return line.text.strip(), (line.number,)
    return "", ()


def _can_be_title(text: str, bare: str) -> bool:
    bare = re.sub("[（(]单位[:：][^（）()]{1,12}[）)]$", "", bare)
    return 2 < len(bare) <= _LONGEST and not re.search("[。；;:：|>＞]", bare) and not is_of_the_page(text)


def _begin(lines: Sequence[Paragraph], index: int) -> int:
    """The index of the line the title that ends at `index` begins with."""
    first = index
    while first and index - first < _MOST_LINES - 1 and _goes_on(lines[first - 1].text, lines, first, index):
        first -= 1
    return first


def _goes_on(before: str, lines: Sequence[Paragraph], first: int, index: int) -> bool:
    """Whether the title goes on from the line `before`."""
    text = re.sub(r"\s", "", plain_digits(before[: 2 * _LONGEST]))
    if not 2 <= len(text) <= 50 or re.search("[。；;:：|>＞]", text) or is_of_the_page(before):
        return False
    if day_of(before) or passed_day(before) or signed_day(before) or text.startswith("各") or _NUMBER.fullmatch(text):
        return False
    after = "".join(re.sub(r"\s", "", each.text[:_LONGEST]) for each in lines[first : index + 1])
    opened = after.count("》") > after.count("《") or text.count("《") > text.count("》")
    if opened or after[0] in "和与及的、》）" or after[0] == ")":
        return True
    if issuer_of(before) or _TITLE.search(text) or text.endswith("文件") or text[:2] == after[:2]:
        return False
    if "关于" in text or _YEAR.search(text):
        return "关于" not in after
    return len(after) < 14 or (len(text) >= 14 and "关于" not in after)


def _is_addition(text: str) -> bool:
    """Whether a line is a bracket that belongs to the title before it: （试行）, （2021—2025年）."""
    bare = re.sub(r"\s", "", text[:_LONGEST])
    return day_of(text) is None and re.fullmatch(r"[（(][^（(）)]{0,14}(?:试行|修订|稿|年|版)[）)]", bare) is not None
