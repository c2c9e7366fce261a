"""What a phrase of time means in a plan: a day or a rhythm, the words it was read from, and what is to be asked."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple, Protocol

from spt_fazhi.intake.obligations.times.days import Day, cited, days_of, said
from spt_fazhi.intake.obligations.times.rhythms import Within, every_of, is_rhythm, within
from spt_fazhi.model.choices import Every
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption

_YEARS: Final = re.compile(r"20\d\d年?[至到~～—－–-]{1,2}20\d\d年(?![\d一二三四五六七八九十上下第])")
_STRETCH: Final = re.compile("[至到~～—-]")


class Words(Protocol):
    """A phrase of time: `text` stands at `[start:end]` of a normal copy."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Frame(NamedTuple):
    """What days are read within: the plan's year, and the day the document was issued where it is known."""

    year: int
    issued: date | None = None

    @property
    def end(self) -> date:
        """The last day of the plan's year."""
        return date(self.year, 12, 31)


@frozen
class When:
    """One of `due` and `every` is given. `start` and `end` are the places of its words in the normal copy of the text.

    -1 where the words are not the text's (then `words` has them). `within` is the day within each period; `assumed`
    says what the text does not, and what it was taken for; `lasting` that its words say there is no day (长期坚持).
    """

    due: date | None
    every: Every | None
    start: int = -1
    end: int = -1
    words: str = ""
    reasons: tuple[str, ...] = ()
    within: Within = Within()
    assumed: tuple[Assumption, ...] = ()
    lasting: bool = False


BY_YEAR_END: Final = Assumption("due", "原文未写时限，按年底计")


def taken_for_the_end(words: str) -> tuple[Assumption, ...]:
    """What is assumed of words that name no day: the year's end."""
    return (Assumption("due", f"原文写的是{cited(words)}，按年底计"),)


def when_of(phrase: Words, frame: Frame, rest: str = "") -> tuple[When, ...]:
    """What a date phrase (normalised) means in the plan's year: one time, several where it names several months.

    `rest` is what stands after it in its clause.
    """
    every = every_of(phrase.text)
    if every:
        days = within(phrase.text, frame.year, rest)
        reasons = (days.reason,) if days.reason else ()
        return (When(due=None, every=every, start=phrase.start, end=phrase.end, reasons=reasons, within=days),)
    return tuple(_on(day, phrase, frame) for day in days_of(phrase.text, frame.year, frame.issued))


def _on(day: Day, phrase: Words, frame: Frame) -> When:
    if day.due is None:
        reason = day.reason or (
            f"台账没有{cited(phrase.text)}这样的周期，先按年底计，请改为每月、每季度或每半年。"
            if is_rhythm(phrase.text)
            else f"{cited(phrase.text)}不是一个确定的日子，先按年底计，请核对。"
        )
        assumed = taken_for_the_end(phrase.text)
        return When(due=frame.end, every=None, start=phrase.start, end=phrase.end, reasons=(reason,), assumed=assumed)
    far = f"{cited(phrase.text)}先按{said(day.due)}计，不在 {frame.year} 年内，请核对。"
    reason = day.reason or ("" if day.due.year == frame.year else far)
    if not reason and _YEARS.search(phrase.text):
        reason = f"{cited(phrase.text)}是几年的目标，请定今年应完成多少。"
    return When(
        due=day.due,
        every=None,
        start=phrase.start,
        end=phrase.end,
        reasons=(reason,) if reason else (),
        assumed=(Assumption("due", day.assumed),) if day.assumed else (),
    )


def through(found: tuple[When, ...], text: str, shift: int) -> tuple[When, ...]:
    """5月至9月每月 is one rhythm, not a day and a rhythm; that it ends, a person must say."""
    kept: list[When] = []
    for when in found:
        last = kept[-1] if kept else None
        if last is None or not when.every or last.every or text[last.end - shift : when.start - shift].strip(",内间期"):
            kept.append(when)
            continue
        words = text[last.start - shift : last.end - shift]
        if not _STRETCH.search(words):
            kept.append(when)
            continue
        said = f"{cited(words)}以外的日子不计，台账的周期没有止日，请核对。"
        month = when.within._replace(since=when.within.since or _first_day(words, last.due))
        kept[-1] = replace(when, start=last.start, within=month, reasons=(*when.reasons, said))
    return tuple(kept)


def _first_day(words: str, due: date | None) -> date | None:
    month = re.match(r"(?:20\d\d年)?(\d{1,2})月", words)
    return date(due.year, int(month[1]), 1) if due and month and 1 <= int(month[1]) <= due.month else None


def bounded(when: When, whole: When) -> When:
    """A rhythm of the text in a task whose deadline is a stretch of months (4月至6月): from the first of them on."""
    since = since_of(whole)
    if not when.every or when.within.since or since is None:
        return when
    said = f"时限写的是{cited(whole.words)}，以外的日子不计，台账的周期没有止日，请核对。"
    return replace(when, within=when.within._replace(since=since), reasons=(*when.reasons, said))


def since_of(whole: When) -> date | None:
    """The first day of a deadline that is a stretch of months; None for all others."""
    return _first_day(whole.words, whole.due) if _STRETCH.search(whole.words) else None
