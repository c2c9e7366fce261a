"""By when a proposal is due: by its own words, those before it or the task's deadline, else the year's end."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from spt_fazhi.intake.obligations.clauses import Clause
from spt_fazhi.intake.obligations.dates import Within, due_day, every_of, is_lasting, within
from spt_fazhi.intake.obligations.phrases import Phrase, find_in
from spt_fazhi.model.choices import Every
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.text.normalise import normalise

_REGULAR: Final = re.compile("(?<!不)(?P<rule>按规定|按要求|按照规定|依规|依法)?(?<![不法])定期(?![限间])")


@frozen
class When:
    """One of `due` and `every` is given. `start` and `end` are the places of its words in the normal copy of the text.

    -1 where the words are not the text's (then `words` has them). `within` is the day within each period; `assumed`
    says what the text does not, and what it was taken for.
    """

    due: date | None
    every: Every | None
    start: int = -1
    end: int = -1
    words: str = ""
    reasons: tuple[str, ...] = ()
    within: Within = Within()
    assumed: tuple[Assumption, ...] = ()


_BY_YEAR_END: Final = Assumption("due", "原文未写时限，按年底计")


def when_of(phrase: Phrase, year: int) -> When:
    """What a date phrase (normalised) means in the plan's year."""
    every = every_of(phrase.text)
    if every:
        days = within(phrase.text, year)
        reasons = (days.reason,) if days.reason else ()
        return When(due=None, every=every, start=phrase.start, end=phrase.end, reasons=reasons, within=days)
    due = due_day(phrase.text, year)
    if due is None:
        rhythm = "每" in phrase.text
        reason = (
            f"台账没有“{phrase.text}”这样的周期，先按年底计，请改为每月、每季度或每半年。"
            if rhythm
            else f"“{phrase.text}”不是一个确定的日子，先按年底计，请核对。"
        )
        assumed = (Assumption("due", f"原文写的是“{phrase.text}”，按年底计"),)
        return When(
            due=date(year, 12, 31), every=None, start=phrase.start, end=phrase.end, reasons=(reason,), assumed=assumed
        )
    reasons = () if due.year == year else (f"“{phrase.text}”不在 {year} 年内，请定本年度的时限。",)
    return When(due=due, every=None, start=phrase.start, end=phrase.end, reasons=reasons)


def yearly_when(clause: Clause, year: int) -> tuple[When, ...]:
    """每年 or 全年 in a clause without another day: once by the end of the year, whatever was said before."""
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
            reasons=(f"“{match[0]}”的周期由规定来定，先按年底计，请核对。",),
            assumed=(Assumption("due", f"原文写的是“{match[0]}”，按年底计"),),
        )
    return When(
        due=None,
        every="half",
        start=start,
        end=end,
        reasons=("“定期”没有写周期，先按每半年一次计，请核对。",),
        assumed=(Assumption("every", "原文写的是“定期”，按每半年一次计"),),
    )


def deadline_when(deadline: str, year: int) -> When:
    """The deadline a bracket or a table column gives for the whole task; the year's end where it gives none."""
    normal = normalise(deadline).text
    if not normal:
        return When(due=date(year, 12, 31), every=None, assumed=(_BY_YEAR_END,))
    days = [each for each in find_in(normal) if each.kind == "date"]
    if days:
        found = when_of(days[-1], year)
        reasons = found.reasons
        if len(days) > 1:
            reasons = (*reasons, f"时限“{deadline.strip()}”写了 {len(days)} 个日子，先按最后一个计，请核对。")
        return replace(found, start=-1, end=-1, words=deadline.strip(), reasons=reasons)
    reason = f"时限写的是“{deadline.strip()}”，没有具体日子，先按年底计。"
    if not is_lasting(normal):
        reason = f"没有读懂时限“{deadline.strip()}”，先按年底计，请核对。"
    assumed = (Assumption("due", f"原文写的是“{deadline.strip()}”，按年底计"),)
    return When(due=date(year, 12, 31), every=None, words=deadline.strip(), reasons=(reason,), assumed=assumed)
