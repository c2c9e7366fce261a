"""One clause read: its days, its figures, its subject, and the words that are left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Final

from spt_fazhi.intake.obligations.clauses import Clause, readable
from spt_fazhi.intake.obligations.parts import owed_and_parts, owing
from spt_fazhi.intake.obligations.phrases import Phrase
from spt_fazhi.intake.obligations.who.names import Names
from spt_fazhi.intake.obligations.who.owners import Owner, read_owner
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.text.normalise import Normal

_start = attrgetter("start")
_CONNECTORS: Final = re.compile(
    r"(?:[一二三四五六七八九十]是|\(?[一二三四五六七八九十\d]{1,2}[)、.](?!\d)|[①-⑳]|并且|并|且|而且|同时|其中|此外|另外)*"
)
_LEAD_IN: Final = re.compile("(?:要|再|由|原则上|每年|务必|须|应|需|认真|扎实)*")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_AFTER: Final = re.compile(r"^(?:要|须|应|应当)?\([^()]*\)$|\((?:全年|长期)?\)$")
_WITH: Final = re.compile("(?:会同|联合)(?!有关|相关|各有关|会|体)")
_FAR: Final = 20  # subjects: as far back as a clause without one is held against those before
_LEADING: Final = re.compile(
    "(?:(?:具体|共同|分别|负责)?(?:牵头|负责|主责|主办|牵头负责|牵头组织|牵头抓总)|"
    "要?(?:充分)?发挥好?牵头[^,]{0,6}作用|按照?(?:各自)?职责(?:分工|范围)?(?:负责|落实|推进)?)?"
)
_HELPING: Final = re.compile("(?:积极|密切|主动|协同|做好)*(?:配合|协助|参加|支持|参与$)")
_KEEPING: Final = re.compile("(?:确保|保持|力争|实现|推动|做到|保证|促进|使|全面|进一步)*")
_JOINS: Final = re.compile("并且?|且|同时")
_LEAST: Final = re.compile("不得少于|不少于|不得低于|不低于|不小于|至少|最少|不得超过|不超过|不高于|超过")
_FIGURE_TAIL: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千万].*$")
_ABOUT: Final = re.compile("(?:大约|[近约逾超上数几])$")
_PAST_YEAR: Final = re.compile("(?:^|[,。;!?])(?P<year>20\\d\\d)年(?!度?[底末内前]|以前|之前|\\d{1,2}月)")
_PAST: Final = re.compile(
    "(?:^|[,。;])(?:去年|上年|前三季度|前两个季度|截至|截止|过去|五年来|三年来|近年来|一年来)|已(?:经)?(?:建成|建立|完成|制定|出台|印发|开展|公布|实现|培育)(?![^,。;]{0,20}的)|"
    r"全区已|全县已|以来[,累共]|(?<!年)累计(?:开展|完成|办理|受理|化解|调解|举办|组织|培训)(?![^,。;\d]{0,12}(?:不少于|不低于|达到|至少))|"
    "(?:制定|建立|出台|举办|组织|开展|完成|实现|达到|印发|受理|办结|化解|培育|召开|公布|修订|清理)了"
)


@frozen
class Reading:
    """A clause taken apart. Places are in the normal copy of the text.

    `first` is where it begins without its connectors; `leading` says that a day stands before subject and verb,
    `joins` that it goes on from the clause before (并…); `words` is what is left without subject, days and figures.
    `owed` are the figures that are owed, no lengths of time to act in, `parts` those that are a part of one owed.
    """

    clause: Clause
    first: int
    days: tuple[Phrase, ...]
    figures: tuple[Phrase, ...]
    owner: Owner | None
    words: str
    leading: bool
    joins: bool
    owed: tuple[Phrase, ...] = ()
    parts: tuple[Phrase, ...] = ()

    @property
    def terms(self) -> tuple[Phrase, ...]:
        """The figures that are lengths of time to act in."""
        return tuple(each for each in self.figures if each not in self.owed and each not in self.parts)


def read_clause(clause: Clause, phrases: tuple[Phrase, ...], names: Names) -> Reading:
    """Take one clause apart; `phrases` are those of the whole normal copy. A `whole` clause stays as it is."""
    if clause.whole:
        return Reading(
            clause=clause, first=clause.start, days=(), figures=(), owner=None, words="", leading=False, joins=False
        )
    first = bisect_left(phrases, clause.start, key=_start)
    own = tuple(
        each
        for each in phrases[first : bisect_left(phrases, clause.end, key=_start)]
        if each.end <= clause.end and each.kind != "number"
    )
    text, shift = clause.text, clause.start
    # 每季度的形象进度 is no time by which something is due
    days = tuple(each for each in own if each.kind == "date" and text[each.end - shift : each.end - shift + 1] != "的")
    aside = [match.span() for match in _ASIDE.finditer(clause.text)]
    outside = tuple(each for each in days if not any(a <= each.start - clause.start < b for a, b in aside))
    days = outside or days  # 每季度末(3月、6月底): the brackets only explain
    figures = tuple(each for each in owing(text, shift, own) if each.kind != "date")
    stop = days[0].start - shift if days else len(text)  # 每年3月1日前 is a day, 每年 alone is not
    first = _skip(_CONNECTORS, text, 0, stop)
    place, leading = _past_days(text, _skip(_LEAD_IN, text, first, stop), days, shift)
    place = _skip(_LEAD_IN, text, place, max(place, stop))
    owner = _joining(text, place, names) or read_owner(text, place, names)
    if owner is None and figures:
        keep = _skip(_KEEPING, text, place, len(text))
        keep, _ = _past_days(text, keep, days, shift) if days and days[0].start - shift >= keep else (keep, False)
        owner = read_owner(text, keep, names, loose=True)
    start = owner.end if owner else place
    owed, parts = owed_and_parts(text, shift, figures)
    return Reading(
        clause=clause,
        first=shift + first,
        days=days,
        figures=figures,
        owner=owner,
        words=_AFTER.sub("", strip_phrases(text, start, shift, own)),
        leading=leading,
        joins=clause.joined or _JOINS.match(text) is not None,
        owed=owed,
        parts=parts,
    )


def _joining(text: str, place: int, names: Names) -> Owner | None:
    """The known units after 会同 at the beginning of a clause: they do it with whoever the clause before names."""
    match = _WITH.match(text, place)
    owner = read_owner(text, match.end(), names) if match else None
    if match is None or owner is None or owner.unknown or owner.people or not owner.names:
        return None
    return replace(owner, phrase=text[place : owner.end], joining=True)


def with_those_before(reading: Reading, before: Sequence[Owner], lead: tuple[str, ...]) -> Reading:
    """县司法局牵头,会同县财政局: the two owe it, with the task's leads where no clause before names anybody."""
    owner = reading.owner
    if owner is None or not owner.joining:
        return reading
    first = before[-1].names if before and before[-1].names else lead
    return replace(reading, owner=replace(owner, names=tuple(dict.fromkeys((*first, *owner.names)))))


def subjects_after(reading: Reading, before: list[Owner]) -> list[Owner]:
    """The subjects of the clauses up to and with this one; who only helps is none."""
    if reading.owner is None or _HELPING.match(reading.words):
        return before
    leads = not reading.figures and _LEADING.fullmatch(reading.words) is not None
    return [*before[-_FAR:], replace(reading.owner, leads=leads)]


def one_by_one(reading: Reading, names: Names) -> list[Reading]:
    """区级干部每半年、镇级干部每季度督导1次: a reading for each subject with its own rhythm; else the one given."""
    text, shift, days = reading.clause.text, reading.clause.start, reading.days
    if reading.owner is None or len(days) < 2 or not all(each.text.startswith("每") for each in days):
        return [reading]
    owners = [reading.owner]
    for left, right in pairwise(days):
        at = left.end - shift
        owner = read_owner(text, at + 1, names) if text[at : at + 1] in {"、", "和", "及"} else None
        if owner is None or owner.end != right.start - shift:
            return [reading]
        owners.append(owner)
    last = days[-1].end - shift
    words = strip_phrases(text, last, shift, reading.figures)
    return [
        replace(reading, owner=replace(owner, end=last), days=(day,), words=words)
        for owner, day in zip(owners, days, strict=True)
    ]


def strip_phrases(text: str, start: int, shift: int, phrases: tuple[Phrase, ...]) -> str:
    """`text[start:]` without its days and figures; what stands inside a figure (至少组织开展1次) is kept."""
    parts: list[str] = []
    at = start
    for each in phrases:
        begin, end = each.start - shift, each.end - shift
        if begin < at:
            at = max(at, end)
            continue
        before = text[at:begin]
        if each.kind == "date":
            before = re.sub("[在于到至自]$", "", before)
        parts.append(before)
        if each.kind == "count":
            parts.append(_ABOUT.sub("", _FIGURE_TAIL.sub("", _LEAST.sub("", each.text))))
            end += text[end : end + 1] == "的"
        at = end
    parts.append(text[at:])
    return "".join(parts)


def past_spans(text: str, year: int) -> list[tuple[int, int]]:
    """The sentences of a normal copy that look back: nothing in them is owed."""
    spans = []
    for match in re.finditer(r"[^。!?;]+", text):
        stated = _PAST_YEAR.search(match[0])
        if _PAST.search(match[0]) or (stated and int(stated["year"]) < year):
            spans.append(match.span())
    return spans


def not_past(normal: Normal, clauses: Iterable[Clause], year: int) -> Iterator[Clause]:
    """The clauses of a text but those of sentences that look back."""
    past = past_spans(normal.text[: readable(normal.text)], year)
    for clause in clauses:
        index = bisect_right(past, clause.start, key=itemgetter(0)) - 1
        if index < 0 or past[index][1] <= clause.start:
            yield clause


def _skip(pattern: re.Pattern[str], text: str, place: int, stop: int) -> int:
    match = pattern.match(text, place, stop)
    return match.end() if match else place


def _past_days(text: str, place: int, days: tuple[Phrase, ...], shift: int) -> tuple[int, bool]:
    """Where the clause goes on after the days it opens with, and whether it opens with one."""
    leading = False
    for each in days:
        begin = each.start - shift
        if text[place:begin] in {"", "在", "于", "到", "自", "和", "、", "及", "至"}:
            place, leading = each.end - shift, True
    return place, leading
