"""By when a proposal is due: by its own words, those before it or the task's deadline, else the year's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from spt_fazhi.intake.obligations.lexicon import STRONG
from spt_fazhi.intake.obligations.phrases import Phrase, find_in
from spt_fazhi.intake.obligations.reading import Reading
from spt_fazhi.intake.obligations.times.days import cited
from spt_fazhi.intake.obligations.times.grammar import LIST_PATTERN
from spt_fazhi.intake.obligations.times.terms import goal_words, is_lasting, unstamped, vague_words
from spt_fazhi.intake.obligations.times.whens import BY_YEAR_END, Frame, When, taken_for_the_end, when_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, Target
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.numerals import parse_number

_REGULAR: Final = re.compile("(?<!不)(?P<rule>按规定|按要求|按照规定|依规|依法)?(?<![不法])定期(?![限间])")
_ALONE: Final = re.compile(r"\d{1,2}[./]\d{1,2}|20\d\d年度?|20\d\d[-/.]\d{1,2}")
_FAR: Final = 20  # of what stands after a day, as far as it says what the day is of
_STAGE: Final = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])?(?:[^,。;:!?()]{2,30}(?<=阶段)|第[一二三四五]阶段[^,。;:!?()]{0,20}|"
    rf"(?!{STRONG})[^,。;:!?()]{{2,4}})"
    r"\((?P<time>[^()。;:]{2,40})\)(?P<stop>[。:]?)"
)
_END_OF: Final = re.compile(r"^.{2,20}(?:至|到|—|-|～|~)(?=20\d\d年)")
_OF_A_YEAR: Final = re.compile(r"(?:到|至|在|其中)?(?P<year>20\d\d)年(?!\d|度|[底末前内中初至到—-])")
_OFTEN: Final = re.compile(
    r"(?:每.{1,6}?|各|分别)(?:组织|开展|举办|召开|报送)?(?P<number>\d{1,3}|[一两二三四五六])[次期场件篇轮份批]"
)
_MOST: Final = 12
"""Of so many days in a deadline each is a duty of its own."""
_BETWEEN_DAYS: Final = re.compile("(?:[、,;/和及与]|以及|完成|办结|报送|各|分别)*")


def yearly_when(reading: Reading, year: int) -> tuple[When, ...]:
    """每年 or 全年 in a clause without another day: once by the end of the year, whatever was said before."""
    clause = reading.clause
    stated = _OF_A_YEAR.match(clause.text)
    if stated is not None and int(stated["year"]) >= (year if reading.owed else year + 1):  # 2026年新建150个
        due = date(int(stated["year"]), 12, 31)
        far = due.year > year
        reasons = (f"{cited(stated[0])}不在 {year} 年内，请定本年度的时限。",) if far else ()
        return (When(due=due, every=None, start=clause.start, end=clause.start + stated.end(), reasons=reasons),)
    match = re.search("每年|全年", clause.text)
    if match is None:
        return ()
    return (
        When(due=date(year, 12, 31), every=None, start=clause.start + match.start(), end=clause.start + match.end()),
    )


def regular_when(words: str, shift: int, year: int) -> When | None:
    """定期 without a number: half a year, or the year's end where a regulation sets the rhythm (按规定定期)."""
    match = _REGULAR.search(words)
    if match is None:
        return None
    start, end = shift + match.start(), shift + match.end()
    if match["rule"]:
        return When(
            due=date(year, 12, 31),
            every=None,
            start=start,
            end=end,
            reasons=(f"{cited(match[0])}的周期由规定来定，先按年底计，请核对。",),
            assumed=taken_for_the_end(match[0]),
        )
    return When(
        due=None,
        every="half",
        start=start,
        end=end,
        reasons=("“定期”没有写周期，先按每半年一次计，请核对。",),
        assumed=(Assumption("every", "原文写的是“定期”，按每半年一次计"),),
    )


def unsaid_when(text: str, terms: tuple[str, ...], year: int) -> When | None:
    """What a clause without a day says of the time all the same; None when it says nothing.

    `text` is the clause, `terms` the lengths of time in it (30日内): a goal of several years, a length of time to act
    in, a word that names no day (尽快). Each is taken for the year's end and asked about.
    """
    goal = goal_words(text)
    if goal:
        return _by_end(goal, f"{cited(goal)}是几年的目标，先按今年年底计，请定今年应完成多少。", year)
    if terms:
        reasons = tuple(f"{cited(each)}是办理的期限，没有记成时限，请核对。" for each in terms)
        return replace(_by_end("、".join(terms), "", year), reasons=reasons)
    vague = vague_words(text)
    return _by_end(vague, f"{cited(vague)}没有写明是哪天，先按年底计，请核对。", year) if vague else None


def _by_end(words: str, reason: str, year: int) -> When:
    return When(due=date(year, 12, 31), every=None, reasons=(reason,), assumed=taken_for_the_end(words))


def stage_of(normal: str, written: str, offsets: Sequence[int]) -> tuple[str, int]:
    """The time in brackets after the first words of a task (自查阶段(5月1日至7月31日)), and where its line ends.

    ("", 0) when there is none. `normal` is the normal copy of `written`, with the places of its characters there.
    """
    match = _STAGE.match(normal)
    if match is None:
        return "", 0
    end = match.end()
    here, after = offsets[end - 1] + 1, offsets[end] if end < len(offsets) else len(written)
    if not (match["stop"] or "\n" in written[here:after]):
        return "", 0
    days = _days_in(match["time"])
    rest = match["time"]
    for each in reversed(days):
        rest = rest[: each.start] + rest[each.end :]
    if not days or _BETWEEN_DAYS.fullmatch(rest.strip("至到-~—")) is None:
        return "", 0
    first, last = offsets[match.start("time")], offsets[match.end("time")]
    return written[first:last], end


def stage_when(words: str, frame: Frame) -> tuple[When, ...]:
    """By when what a stage asks for is due, where it has no day of its own: its last day, which is asked."""
    reason = f"{cited(words)}是这一阶段的时限，句中没有写时限的先按它计，请核对。"
    return tuple(
        replace(
            each,
            reasons=tuple(dict.fromkeys((reason, *each.reasons))),
            assumed=(Assumption("due", f"原文没有写这一句的时限，按阶段的时限{cited(words)}计"),),
        )
        for each in deadline_when(_END_OF.sub("", words), frame)[-1:]
    )


def deadline_when(deadline: str, frame: Frame) -> tuple[When, ...]:
    """The deadline a bracket or a table column gives for the whole task; the year's end where it gives none.

    Several where it is a list of days (6月、12月): something is due by each.
    """
    written = deadline.strip()
    normal = unstamped(normalise(written).text)
    if not normal:
        return (When(due=frame.end, every=None, assumed=(BY_YEAR_END,)),)
    days = _days_in(normal)
    if not days:
        return (_not_a_day(normal, written, frame),)
    found = [each for day in days for each in when_of(day, frame, normal[day.end : day.end + _FAR])]
    between = "".join(normal[left.end : right.start] for left, right in pairwise(days))
    head = normal[: days[0].start]
    listed = len(found) <= _MOST and _BETWEEN_DAYS.fullmatch(between) and _BETWEEN_DAYS.fullmatch(head)
    if len(found) > 1 and not listed:
        reason = f"时限{cited(written)}写了 {len(found)} 个日子，先按最后一个计，请核对。"
        found = [replace(found[-1], reasons=(*found[-1].reasons, reason))]
    elif len(found) > 1:
        reason = f"时限{cited(written)}写了 {len(found)} 个日子，先各记一项，请核对。"
        found = [replace(each, reasons=(*each.reasons, reason)) for each in found]
    return tuple(replace(each, start=-1, end=-1, words=written) for each in found)


def year_in(words: str, frame: Frame) -> Frame:
    """The frame of a stage's sentences: of the one year that its time names, else the plan's."""
    years = {int(each) for each in re.findall(r"(?<!\d)(20\d\d)年", words)}
    return Frame(years.pop(), frame.issued) if len(years) == 1 else frame


def for_target(whole: When, target: Target | None, times: int, frame: Frame) -> tuple[When, Target | None]:
    """The task's deadline for one of its obligations, with its target: 每季度1次 and 6月、10月各1次 say how often.

    A number of the year's is not owed in every quarter; a total over several days (`times`) is so much by each.
    """
    said = _OFTEN.search(normalise(whole.words).text)
    often = parse_number(said["number"]) if said else None
    count = target.count if isinstance(target, CountTarget) else None
    reason = ""
    if times > 1 and count and count > 1:
        if isinstance(target, CountTarget) and often and count == often * times:
            return whole, replace(target, count=int(often))
        reason = f"这项任务写了 {times} 个时间，数量先按每次各计，请核对是不是合计。"
    elif whole.every and often and target is None:
        reason = f"时限写的是{cited(whole.words)}，先用在这一句，请核对。"
    elif whole.every and often and count != often:
        reason = f"时限写的是{cited(whole.words)}，这一句的数先按全年计，请核对。"
        return replace(_by_end(whole.words, reason, frame.year), assumed=taken_for_the_end(whole.words)), target
    return (replace(whole, reasons=(*whole.reasons, reason)) if reason else whole), target


def _days_in(normal: str) -> list[Phrase]:
    if LIST_PATTERN.fullmatch(normal) or _ALONE.fullmatch(normal):
        return [Phrase("date", 0, len(normal), normal)]
    return [each for each in find_in(normal) if each.kind == "date"]


def _not_a_day(normal: str, written: str, frame: Frame) -> When:
    lasting = is_lasting(normal)
    reason = f"没有读懂时限{cited(written)}，先按年底计，请核对。"
    if goal_words(normal):
        reason = f"{cited(written)}是几年的目标，先按今年年底计，请定今年应完成多少。"
    elif lasting:
        reason = f"时限写的是{cited(written)}，没有具体日子，先按年底计。"
    assumed = taken_for_the_end(written)
    return When(due=frame.end, every=None, words=written, reasons=(reason,), assumed=assumed, lasting=lasting)
