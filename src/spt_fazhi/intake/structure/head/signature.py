"""Who issued a document and when: the lines of a signature, the labels of a web page, the row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from spt_fazhi.intake.structure.document import Paragraph, Table
from spt_fazhi.intake.structure.head.days import day_of, labelled_day, passed_day, signed_day
from spt_fazhi.text.patterns import later

_ISSUER: Final = re.compile(
    r"[\u4e00-\u9fff（）()·]{0,30}(?:人民政府|政府|委员会|办公[室厅]|局|小组|管委会|联席会议|指挥部|专班|法院|检察院|常委会|公署|"
    r"[省市县区旗州盟党工]委|[省市县区旗州盟]?委[\u4e00-\u9fff]{1,8}[办部]|法治[\u4e00-\u9fff]{1,4}办|司法[厅部]|[\u4e00-\u9fff]厅|办|国务院)"
)
_NOT_ISSUER: Final = re.compile(
    r"关于|各[乡县市区部]|[:：。；，,]|^\s*(?:牵头|责任|配合|落实|承办|主办|协办|主责|实施|参与|协助)(?:单位|部门|科室|主体)"
)
_SEALED: Final = later(r"[（(](?:代?章|盖章|公章|印章?|20\d\d年\d{1,2}月)[）)]\s*$")
_LABELLED: Final = later(
    r"(?:发[布文]机[构关]|制发机关|(?:发文|发布|印发)单位|印发机关)[ \u3000]*[:：|]+\s*([^:：|\s]+)"
)
_SOURCE: Final = later(r"(?:(?:信息|文章)?来源|(?:制表|编制|制定|填报)(?:单位|部门))[ \u3000]*[:：|]+\s*([^:：|\s]+)")
_MOST_ISSUERS: Final = 6
_FIRST: Final = 8


class Signature(NamedTuple):
    """Issuer and day, the lines they stand in; `rank`: how sure they are (more is surer)."""

    issuer: str = ""
    issuer_lines: tuple[int, ...] = ()
    issued: date | None = None
    date_line: int = 0
    rank: int = 0


def issuer_of(text: str) -> str:
    """The name of the issuer a line consists of, two joined by 、; "" when it is something else."""
    if len(text.strip()) > 100 or _NOT_ISSUER.search(text):
        return ""
    text = _SEALED.sub("", text)
    parts = [part for part in re.split(r"[\s、]+", text.strip()) if part]
    names = parts if len(parts) > 1 and all(len(part) >= 3 and _ISSUER.fullmatch(part) for part in parts) else []
    whole = "".join(parts)
    return "、".join(names) or (whole if len(whole) > 2 and _ISSUER.fullmatch(whole) else "")


def signatures(lines: Sequence[Paragraph]) -> tuple[Signature, ...]:
    """Every place where a day stands in a line of its own, with the issuers in the lines before it."""
    found = []
    for index, line in enumerate(lines):
        day = day_of(line.text)
        if day is not None:
            names, numbers = _issuers_before(lines, index)
            written = 3 if "年" in line.text else 1
            found.append(Signature("、".join(names), numbers, day, line.number, 6 if names else written))
            continue
        both = signed_day(line.text)
        if both is not None and issuer_of(both[0]):
            found.append(Signature(issuer_of(both[0]), (), both[1], line.number, 5))
    return tuple(found)


def _issuers_before(lines: Sequence[Paragraph], index: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The issuers in the lines right before a day; one line may stand between (a seal's words)."""
    names: list[str] = []
    numbers: list[int] = []
    for before in range(index - 1, max(index - 1 - _MOST_ISSUERS, -1), -1):
        name = issuer_of(lines[before].text)
        if name:
            names.insert(0, name)
            numbers.insert(0, lines[before].number)
        elif names or index - before > 2:
            break
    return tuple(dict.fromkeys(names)), tuple(numbers)


def signature_of(
    preface: Sequence[Paragraph], lines: Sequence[Paragraph], tables: Sequence[Table], found: Sequence[Signature]
) -> Signature:
    """The signature to believe: that of the head, else the last of the document; then labels, then a lone day."""
    head = {line.number for line in preface}
    ranked = [(each.rank, each.date_line in head, index, each) for index, each in enumerate(found)]
    ranked += [(each.rank, False, -index, each) for index, each in enumerate(_labelled(preface, lines, tables))]
    best = max(ranked, key=lambda each: each[:3], default=(0, False, 0, Signature()))[3]
    if best.issuer:
        return best
    first_lines = preface[:_FIRST]
    named = [(name, line.number) for line in first_lines if (name := _head_issuer(line.text))]
    named = named or [(name, line.number) for line in first_lines if (name := _labelled_name(_SOURCE, line.text))][:1]
    if not named:
        return best
    first = [named[0]]
    for name, number in named[1:]:
        if number == first[-1][1] + 1 and name != first[-1][0]:
            first.append((name, number))
    names, numbers = tuple(name for name, _ in first), tuple(number for _, number in first)
    return Signature("、".join(names), numbers, best.issued, best.date_line, best.rank)


def _head_issuer(text: str) -> str:
    """The issuer of a line of the head: its name alone, labelled (发布机构：…), or with 文件 after it."""
    bare = re.sub(r"\s", "", text[:120])
    if _LABELLED.match(text[:120].strip()):
        return _labelled_name(_LABELLED, text)
    notice = re.match(r"(?P<name>[^《》，。：]{4,40}?)关于(?:印发|下发|转发|公布|发布).{2,100}的?通知$", bare)
    if notice:
        return issuer_of(notice["name"])
    return issuer_of(text) or issuer_of(bare.removesuffix("文件") if bare.endswith("文件") else "")


def _labelled_name(pattern: re.Pattern[str], text: str) -> str:
    """The issuer behind a label at the beginning of a line, other labels behind it or not."""
    found = pattern.match(text[:120].strip())
    return issuer_of(found[1]) if found else ""


def _labelled(preface: Sequence[Paragraph], lines: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[Signature]:
    ranks = {"成文": 5, "印发": 4, "签发": 4, "发文": 4, "制发": 4, "印制": 4}
    near = [*preface, *lines[-_FIRST:]]
    for line in near:
        passed = passed_day(line.text)
        if passed is not None:
            yield Signature("", (), passed, line.number, 4)
    texts = [(line.number, line.text) for line in near]
    texts += [(row.number, "|".join(dict.fromkeys(row.cells))) for table in tables for row in table.rows[:12]]
    for number, text in texts:
        found = labelled_day(text)
        if found is not None:
            yield Signature("", (), found[1], number, ranks.get(found[0], 2))
