"""The figures of a clause: which stretch of it belongs to which number, and a draft for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations.amounts.brackets import inside, pairs_of
from spt_fazhi.intake.obligations.parts import base_title, parts_reason, without_base
from spt_fazhi.intake.obligations.phrases import Phrase
from spt_fazhi.intake.obligations.reading import Reading, strip_phrases
from spt_fazhi.intake.obligations.scope import target_of
from spt_fazhi.intake.obligations.times.whens import When
from spt_fazhi.intake.obligations.titles import LIMIT, title_of
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, RateTarget, Target

_SPLIT: Final = re.compile("[、,;]|和|及|并|与")
_AROUND: Final = re.compile("^[一二三四五六七八九十]是(?!否)|(?:总数|数量)?(?:均|都|分别|各自)?(?:达到|达|为|各)?$")
_RATES: Final = re.compile("[^、]{2,24}?率”?(?:、|和|及|与)")

_APIECE: Final = re.compile("各|分别|每次|每季|每月")
_IN_TURN: Final = re.compile("分别[于在](?!.*(?:各|每))")


@frozen
class FigureDraft:
    """A proposal before names are given to its owners. Places are in the normal copy of the text."""

    start: int
    end: int
    title: str
    reading: Reading
    when: When | None
    form: str
    target: Target | None = None
    whole: str = ""
    own_day: bool = False
    vague: bool = False
    reasons: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()


@frozen
class Part:
    """The stretch `[start:stop]` of a clause's text that belongs to one of its figures."""

    reading: Reading
    figure: Phrase
    start: int
    stop: int

    @property
    def opening(self) -> int:
        """Where the stretch begins after the subject."""
        owner = self.reading.owner
        return max(self.start, owner.end if owner else 0)

    @property
    def before(self) -> str:
        """The words between the subject and the figure."""
        return without_base(self.reading.clause.text[self.opening : self.figure.start - self.reading.clause.start])

    def inside(self) -> tuple[Phrase, ...]:
        """The days and figures of the stretch, in order."""
        shift = self.reading.clause.start
        own = (*self.reading.days, *self.reading.figures)
        inside = (each for each in own if self.start <= each.start - shift < self.stop)
        return tuple(sorted(inside, key=lambda each: each.start))

    def draft(self) -> FigureDraft:
        """What the figure asks for, still without a time."""
        reading, figure = self.reading, self.figure
        text, shift = reading.clause.text, reading.clause.start
        after = text[figure.end - shift : self.stop]
        owed = target_of(figure, self.before, after, reading.owner)
        mine = self.inside()
        count = sum(each in reading.owed for each in mine)
        parts = [each.text for each in mine if each in reading.parts]
        shared = (f"这一句写了 {count} 个数，先各记一项，请核对是不是分开考核。",) if count > 1 else ()
        stop = figure.end - shift if parts else self.stop
        known = tuple(each for each in mine if each.end - shift <= stop)
        words = _title_words(base_title(strip_phrases(text[:stop], self.opening, shift, known)), figure)
        title = title_of("", words, self.before + after or text, _phrase(reading))
        if title == figure.text or _BARE.fullmatch(title):  # 上、下半年各开展一次: only the whole says what it is
            whole = text[self.start : self.stop].strip("、,")
            title = whole if whole and len(whole) <= LIMIT else title
        return FigureDraft(
            start=shift + self.start,
            end=shift + self.stop,
            title=title,
            reading=reading,
            when=None,
            form="figure",
            target=owed.target,
            reasons=(*owed.reasons, *shared, *((parts_reason(parts),) if parts else ())),
            assumed=owed.assumed,
        )


_SHARED: Final = "后面写的时限先当作也管这一句，请核对。"
_BARE: Final = re.compile(
    "(?:[、和与及,]|各自?|[均都再]|分别|至少|组织|开展|举办|举行|召开|进行|实施|完成|全年|年内|每年)*"
)
"""Words that name nothing."""


def _title_words(words: str, figure: Phrase) -> str:
    return _AROUND.sub("", words) or figure.text


def stretches(reading: Reading) -> Iterator[tuple[Phrase, int, int]]:
    """Each figure owed with the stretch of the clause's text that is its own."""
    text, cuts = reading.clause.text, _cuts(reading)
    for index, figure in enumerate(reading.owed):
        end = next((cut for cut in cuts[index + 1 :] if cut), len(text))
        yield figure, cuts[index], len(text[:end].rstrip("、,;和及并与")) if end < len(text) else end


def _cuts(reading: Reading) -> list[int]:
    """Where in the clause each figure's own part begins; 0 where it shares the part before."""
    text, shift = reading.clause.text, reading.clause.start
    cuts = [0]
    opening = text[reading.owner.end if reading.owner else 0 : reading.owed[0].start - shift] if reading.owed else ""
    if re.fullmatch("(?:对|在|为|向|面向|从)[^,]{0,8}", opening):
        return [0] * len(reading.owed)  # 对5个部门、3个乡镇开展督察: the verb is at the end
    pairs = pairs_of(text)
    for left, right in zip(reading.owed, reading.owed[1:], strict=False):
        between = _SPLIT.finditer(text, left.end - shift, right.start - shift)
        cuts.append(next((cut.end() for cut in between if inside(pairs, cut.start()) is None), 0))
    return cuts


def respectively(reading: Reading) -> list[str]:
    """The names of A率、B率分别达到100%、95%: one for each figure, or none."""
    text, shift, owed = reading.clause.text, reading.clause.start, reading.owed
    if len(owed) < 2 or "分别" not in text or any(each.kind != "rate" for each in owed):
        return []
    begin = reading.owner.end if reading.owner else 0
    names = re.split("、|和|及|与", text[begin : owed[0].start - shift].partition("分别")[0])
    return names if len(names) == len(owed) and all("率" in each for each in names) else []


def rate_draft(draft: FigureDraft, name: str, figure: Phrase, start: int, end: int) -> FigureDraft:
    """The draft for one of several rates that share a figure or a clause."""
    owed = target_of(figure, name, "", None)
    owner = _phrase(draft.reading) if start == draft.start else ""
    title = title_of("", name, name, owner)
    return replace(
        draft, start=start, end=end, title=title, target=owed.target, reasons=owed.reasons, assumed=owed.assumed
    )


def rates_of(draft: FigureDraft, before: str, figure: Phrase) -> Iterator[FigureDraft]:
    """A率、B率达到100% are two rates; each quotes from its own beginning."""
    at, offset = 0, figure.start - len(before)
    for match in _RATES.finditer(before):
        if ("“" in match[0]) == ("”" in match[0]):
            start = offset + at if at else draft.start
            yield rate_draft(draft, match[0][:-1], figure, start, draft.end)
            at = match.end()
    yield replace(draft, start=offset + at, title=title_of("", before[at:], before)) if at else draft


def _phrase(reading: Reading) -> str:
    """The subject of a clause for its title."""
    return reading.owner.phrase if reading.owner else ""


def at_time(draft: FigureDraft, when: When | None, times: int, text: str) -> FigureDraft:
    """The draft for one of several times; a number that may be the sum of all is asked about."""
    reasons = draft.reasons
    if isinstance(draft.target, CountTarget) and draft.target.count == times > 1 and _IN_TURN.search(text):
        draft = replace(draft, target=replace(draft.target, count=1))  # 分别于5月、10月组织两次: one by each
    if times > 1 and isinstance(draft.target, CountTarget) and draft.target.count > 1 and not _APIECE.search(text):
        reasons = (*reasons, f"这一句写了 {times} 个时间，数量先按每次各计，请核对是不是合计。")
    return replace(draft, when=when, reasons=reasons)


def subjects_of(reading: Reading, days: Sequence[When]) -> list[str]:
    """The subjects of several rhythms of one figure (甲每半年、乙每季度巡河2次); none where they share one."""
    text, shift = reading.clause.text, reading.clause.start
    found, at = [], 0
    for when in days:
        if when.start < 0 or not when.every:
            return []
        found.append(text[at : when.start - shift].strip(",、和及与"))
        at = when.end - shift
    return found if len(found) > 1 and all(2 <= len(each) <= 16 for each in found) else []


def for_subject(draft: FigureDraft, subjects: Sequence[str], place: int) -> FigureDraft:
    """The draft of one of several subjects, each with a rhythm of its own."""
    own, last = subjects[place], subjects[-1]
    target = draft.target
    if isinstance(target, RateTarget) and target.of == subjects[0]:
        target = replace(target, of=own)
    title = own + draft.title.partition(last)[2] if last in draft.title else title_of("", own + draft.title, own)
    reason = "这一句有几个周期，各有主语，先各记一项，请核对各由谁负责。"
    return replace(draft, title=title, target=target, reasons=(reason, *draft.reasons))


def shared(drafts: Sequence[FigureDraft], when: When) -> list[FigureDraft]:
    """The drafts of a sentence, where an exhortation after them has a day (7月底前形成合力): it may be theirs, too."""
    theirs = replace(when, reasons=(*when.reasons, _SHARED))
    return [
        each if each.own_day or (each.when and _SHARED not in each.when.reasons) else replace(each, when=theirs)
        for each in drafts
    ]
