"""From clauses that were read to drafts of obligations: where each begins and ends, what it asks for, by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spt_fazhi.intake.obligations import figures as fig
from spt_fazhi.intake.obligations.deadlines import regular_when, unsaid_when, yearly_when
from spt_fazhi.intake.obligations.deliverables import (
    BARE,
    DONE,
    SHORTENED,
    SORT,
    Deliverable,
    complete_reason,
    read_deliverable,
    skip_adverbs,
)
from spt_fazhi.intake.obligations.figures import FigureDraft
from spt_fazhi.intake.obligations.parts import begins_parts, is_part, parts_reason
from spt_fazhi.intake.obligations.phrases import Phrase
from spt_fazhi.intake.obligations.pieces import pieces_of, proof_asked, title_for, undivided
from spt_fazhi.intake.obligations.reading import Reading
from spt_fazhi.intake.obligations.scope import Owed, every_case, target_of
from spt_fazhi.intake.obligations.times.terms import waits_for
from spt_fazhi.intake.obligations.times.whens import Frame, When, through, when_of
from spt_fazhi.intake.obligations.titles import title_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget

_APART: Final = re.compile("^[、和及与]*(?:各|分别)?$")
_FAR: Final = 20  # of what stands after a day, as far as it says what the day is of
_LASTS: Final = re.compile("[前底末内]$")  # 6月底前 may hold for what follows, 5月 does not
_EACH_TIME: Final = re.compile("(?:每(?:次|期|场|轮|批|份|件|篇|课)|控制在)")
_OF_WHICH: Final = "“{}”前面写的是“其中”一类的话，可能是分项，请核对要不要单独考核。"
_WHETHER: Final = "这一句是不是要单独考核的事项，请定。"


class Sentence:
    """Drafts of one sentence; its clauses share days and what was drafted before."""

    def __init__(self, frame: Frame) -> None:
        """Start with nothing said yet."""
        self.frame = frame
        self.drafts: list[FigureDraft] = []
        self.pending: Reading | None = None
        self.carried: When | None = None
        self.unsaid: When | None = None
        self.last: When | None = None  # the day of the clause before
        self.far: When | None = None  # a day of another year, said before
        self.days_said: tuple[When, ...] = ()
        self.before: Reading | None = None
        self.parts: tuple[str, ...] = ()
        self.in_parts = False

    def add(self, reading: Reading) -> None:
        """Take in the next clause."""
        if reading.clause.whole:
            self.drafts.append(undivided(reading))
            self.pending = self.before = None
            return
        days = self._times(reading, reading.days) or yearly_when(reading, self.frame.year)
        if reading.days and not skip_adverbs(reading.words)[1] and not reading.figures:
            self._only_a_day(reading, days)
        elif self._is_part_of_the_last(reading) or self._goes_with_the_last(reading, days):
            pass
        else:
            found = list(self._draft(reading, days or (self.days_said if self.pending else ())))
            self.drafts.extend(found)
            if found or reading.words:
                self.pending = None
            if not found and not days and len(reading.clause.text) <= _FAR:
                # how long something may take (压缩至3个工作日) is no time for what follows
                shortened = SHORTENED.search(reading.clause.text) is not None
                self.unsaid = None if shortened else self._unsaid(reading) or self.unsaid
            if reading.leading and _LASTS.search(reading.days[-1].text) and days[-1].every is None:
                self.carried = days[-1]
        lasts = days and reading.days and days[-1].every is None and _LASTS.search(reading.days[-1].text)
        self.last = days[-1] if lasts else None
        if days and days[-1].due and days[-1].due.year != self.frame.year:
            self.far = days[-1]
        self.before = reading

    def _times(self, reading: Reading, phrases: Iterable[Phrase]) -> tuple[When, ...]:
        """What days of a clause mean, in order."""
        text, shift = reading.clause.text, reading.clause.start
        found = tuple(
            when
            for each in phrases
            for when in when_of(each, self.frame, text[each.end - shift : each.end - shift + _FAR])
        )
        return through(found, text, shift)

    def _only_a_day(self, reading: Reading, days: tuple[When, ...]) -> None:
        self.pending, self.carried, self.days_said = self.pending or reading, days[-1], days

    def _goes_with_the_last(self, reading: Reading, days: tuple[When, ...]) -> bool:
        """Whether the clause only finishes what stands before it: 6月底前完成; 并向社会公布."""
        if reading.owed and _EACH_TIME.match(reading.words) and self._touches():
            text = "".join(each.text for each in reading.figures[:1])
            last = self.drafts[-1]
            reason = f"“{text}”是补充要求，没有记成目标，请在审核佐证时核对。"
            self.drafts[-1] = replace(last, end=reading.clause.end, reasons=(*last.reasons, reason))
            return True
        if len(reading.owed) == 1 and not _APART.sub("", skip_adverbs(reading.words)[1]) and reading.owner is None:
            return self._how_often(reading, days)
        if reading.owed or reading.owner is not None:
            return False
        if days and DONE.fullmatch(reading.words):
            if not self.drafts and self.before is not None and self.before.words:
                self.drafts.append(self._milestone(self.before, None, "do"))
            return self._done(reading, days)
        if not days and self.pending is None and BARE.fullmatch(reading.words) and self._touches():
            before = self.drafts[-1].end
            stop = reading.clause.end
            self.drafts = [replace(each, end=stop) if each.end == before else each for each in self.drafts]
            return True
        return False

    def _is_part_of_the_last(self, reading: Reading) -> bool:
        """新增学位500个,其中小学200个,幼儿园300个: the parts are told with the total, no duties of their own."""
        last = self.drafts[-1] if self.drafts else None
        text = reading.clause.text
        begins = begins_parts(text)
        goes_on = self.in_parts and reading.owner is None and is_part(skip_adverbs(reading.words)[1])
        if last is None or not isinstance(last.target, CountTarget) or not self._touches() or not (begins or goes_on):
            self.in_parts = False
            return False
        unit = last.target.unit
        own = (*reading.owed, *reading.parts)
        if any(each.unit != unit for each in own) or reading.days or not (own or begins):
            self.in_parts = False
            return False
        said = parts_reason(self.parts) if self.in_parts and self.parts else ""
        self.parts = (*(self.parts if self.in_parts else ()), *(each.text for each in own))
        self.in_parts = True
        reasons = tuple(each for each in last.reasons if each != said)
        reasons = (*reasons, parts_reason(self.parts)) if self.parts else reasons
        self.drafts[-1] = replace(last, end=reading.clause.end, reasons=reasons)
        return True

    def _done(self, reading: Reading, days: tuple[When, ...]) -> bool:
        """6月底前完成: the days of what stands before it and has none; once for each day."""
        last = max((index for index, draft in enumerate(self.drafts) if not draft.own_day), default=-1)
        drafts = []
        for index, draft in enumerate(self.drafts):
            end = reading.clause.end if index == last else draft.end
            own = [replace(draft, when=when, own_day=True, end=end) for when in days]
            drafts += [draft] if draft.own_day else own
        self.drafts = drafts
        return last >= 0

    def _how_often(self, reading: Reading, days: tuple[When, ...]) -> bool:
        """开展案卷评查,每年不少于2次: the figure belongs to what stands before it."""
        before = self.before
        if (
            before is None
            or before.owed
            or not before.words
            or (self._touches() and self.drafts[-1].target is not None)
        ):
            return False
        if not self._touches():
            self.drafts.append(replace(self._milestone(before, None, "figure"), vague=False, reasons=()))
        owed = target_of(reading.owed[0], before.words, "", before.owner)
        last = self.drafts[-1]
        whole = replace(
            last,
            end=reading.clause.end,
            target=owed.target,
            own_day=bool(days) or last.own_day,
            reasons=(*last.reasons, *owed.reasons),
            assumed=owed.assumed,
        )
        times = days or (last.when,)
        self.drafts[-1:] = [fig.at_time(whole, when, len(times), reading.clause.text) for when in times]
        return True

    def _touches(self) -> bool:
        """Whether the last draft ends where the clause before this one does."""
        return bool(self.drafts) and self.before is not None and self.drafts[-1].end == self.before.clause.end

    def _draft(self, reading: Reading, days: tuple[When, ...]) -> Iterator[FigureDraft]:
        if reading.owed:
            yield from self._figures(reading, days)
            return
        found = None if SORT.fullmatch(reading.clause.text) else read_deliverable(reading.words)
        regular = regular_when(reading.clause.text, reading.clause.start, self.frame.year)
        complete = complete_reason(reading.words)
        if found is not None:
            if days and found.verb.endswith("完成") and reading.owner is None and self._touches():
                self.drafts = fig.shared(self.drafts, days[-1])  # 10月底前完成主体工程
            yield from self._things(reading, days, found)
        elif complete and reading.words:
            when, own = self._when(reading, days)
            yield replace(self._milestone(reading, when, "soft"), own_day=own, reasons=(complete,))
        elif not days and self.pending is None and regular and skip_adverbs(reading.words)[1]:
            yield replace(self._milestone(reading, regular, "soft"), own_day=True, reasons=(_WHETHER,))
        elif not days and self.pending is None and waits_for(reading.words):
            yield replace(self._milestone(reading, self._when(reading, days)[0], "soft"), own_day=True)
        elif (days or self.pending) and reading.words:
            if days and reading.owner is None and self._touches():
                self.drafts = fig.shared(self.drafts, days[-1])
            for when in days or (self.carried,):
                yield replace(self._milestone(reading, when, "soft"), own_day=True)

    def _start(self, reading: Reading) -> int:
        return self.pending.first if self.pending is not None else reading.first

    def _when(self, reading: Reading, days: tuple[When, ...]) -> tuple[When | None, bool]:
        """The time of a clause, and whether it is its own (not carried over from an earlier clause)."""
        if days:
            return days[0], True
        if self.pending is not None:
            return self.carried, True
        words = self.carried or (self.last if reading.joins and reading.owner is None else None) or self.far
        if words is not None:
            reason = "前面写的时限先当作也管这一句，请核对。"
            return replace(words, reasons=(*words.reasons, reason)), False
        text = reading.clause.text
        regular = regular_when(text, reading.clause.start, self.frame.year)
        return regular or self._unsaid(reading) or self.unsaid, False

    def _unsaid(self, reading: Reading) -> When | None:
        """What a clause says of the time without naming a day: 尽快, 30日内."""
        return unsaid_when(reading.clause.text, tuple(each.text for each in reading.terms), self.frame.year)

    def _milestone(self, reading: Reading, when: When | None, form: str) -> FigureDraft:
        lead, rest = skip_adverbs(reading.words)
        reasons = proof_asked(rest, dated=form == "soft")
        return FigureDraft(
            start=self._start(reading),
            end=reading.clause.end,
            title=title_of("", rest, lead + rest or reading.clause.text),
            reading=reading,
            when=when,
            form=form,
            vague=bool(reasons),
            reasons=reasons,
        )

    def _things(self, reading: Reading, days: tuple[When, ...], found: Deliverable) -> Iterator[FigureDraft]:
        when, own = self._when(reading, days)
        owed = every_case(found) if found.form == "every-case" else Owed(target=None)
        whole = found.thing if found.verb in {"建成", "基本建成", "构建"} else ""
        _, rest = skip_adverbs(reading.words)
        terms = [each.text for each in reading.terms] if days or self.carried else []
        limits = tuple(f"“{each}”是办理的期限，没有记成时限，请核对。" for each in terms)
        vague = () if found.sure else (_WHETHER,)
        first = FigureDraft(
            start=self._start(reading),
            end=reading.clause.end,
            title=title_for(found, rest),
            reading=reading,
            when=when,
            form=found.form,
            target=owed.target,
            whole=whole,
            own_day=own or bool(days),
            vague=not found.sure,
            reasons=(*owed.reasons, *limits, *vague),
        )
        pieces = pieces_of(first, found)
        for each in days or (when,):
            yield from (replace(piece, when=each) if days else piece for piece in pieces)

    def _figures(self, reading: Reading, days: tuple[When, ...]) -> Iterator[FigureDraft]:
        named = fig.respectively(reading)
        parts = begins_parts(reading.clause.text)
        for index, (figure, start, stop) in enumerate(fig.stretches(reading)):
            part = fig.Part(reading=reading, figure=figure, start=start, stop=stop)
            within = self._times(reading, (each for each in part.inside() if each.kind == "date"))
            when, own = self._when(reading, within or days)
            first = replace(
                part.draft(),
                start=reading.clause.start + start if start else self._start(reading),
                when=when,
                own_day=own,
            )
            if parts:
                first = replace(first, reasons=(*first.reasons, _OF_WHICH.format(figure.text)))
            if named:
                drafts = [fig.rate_draft(first, named[index], figure, self._start(reading), reading.clause.end)]
            else:
                drafts = list(fig.rates_of(first, part.before, figure)) if figure.kind == "rate" else [first]
            times = within or days or (when,)
            subjects = fig.subjects_of(reading, within)
            for place, each in enumerate(times):
                at = [fig.at_time(draft, each, len(times), reading.clause.text) for draft in drafts]
                yield from (fig.for_subject(draft, subjects, place) for draft in at) if subjects else at
