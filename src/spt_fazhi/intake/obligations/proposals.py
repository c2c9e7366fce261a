"""Proposed obligations: what a clerk who breaks down a document would write, each with the words it comes from.

A proposal is never a decision. What the text leaves open is said in `reasons`, in Chinese, for the person who reviews.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from spt_fazhi.intake.obligations.amounts.brackets import pairs_of
from spt_fazhi.intake.obligations.amounts.brackets import whole as unbroken
from spt_fazhi.intake.obligations.clauses import by_sentence, read_clauses, readable
from spt_fazhi.intake.obligations.deadlines import deadline_when, for_target, stage_of, stage_when, year_in
from spt_fazhi.intake.obligations.figures import FigureDraft
from spt_fazhi.intake.obligations.owed import Owed, owed_by
from spt_fazhi.intake.obligations.phrases import Phrase, as_written, find_in, uncovered_of
from spt_fazhi.intake.obligations.pieces import milestone_of, summed
from spt_fazhi.intake.obligations.reading import (
    Reading,
    not_past,
    one_by_one,
    read_clause,
    subjects_after,
    with_those_before,
)
from spt_fazhi.intake.obligations.scope import scope_of
from spt_fazhi.intake.obligations.sentence import Sentence
from spt_fazhi.intake.obligations.times.rhythms import Within
from spt_fazhi.intake.obligations.times.whens import Frame, When, bounded, since_of
from spt_fazhi.intake.obligations.who.inline import InlineUnits, Stretches
from spt_fazhi.intake.obligations.who.names import District, Names
from spt_fazhi.intake.obligations.who.owners import Owner
from spt_fazhi.model.choices import Every, Recurs, Scope
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import Obligation, Target
from spt_fazhi.text.normalise import Normal, normalise
from spt_fazhi.text.traditional import TRADITIONAL

Confidence = Literal["sure", "unsure"]

_WIDE: Final = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"}
_NARROW: Final = re.compile("[(),:;]")
_DOT: Final = re.compile(r"(?<=[\u4e00-\u9fff)”])\.(?=[\u4e00-\u9fff(“《]|$)")
_WHOLE: Final = -1
"""The part of a task that no bracket inside its text has a deadline for."""
_OF_THE_YEAR: Final = frozenset({"全年", "每年"})


@frozen
class Proposal:
    """One proposed obligation. `quote` is `text[start:end]`, character for character.

    Empty `who` means the task's lead and responsible units; `who_phrase` has the words it was decided from, "" when
    the clause has none. One of `due` and `every` is given, with `within` the day within each period. `reasons` are what
    a person should still decide, `assumed` what the text does not say and what it was taken for. `recurs`
    and `basis` come from an earlier year's plan; `carried` is an obligation of one that goes on, with all its fields.
    """

    id: str
    title: str
    quote: str
    start: int
    end: int
    who: tuple[str, ...]
    who_phrase: str
    scope: Scope
    target: Target | None
    due: date | None
    every: Every | None
    phrase: str
    confidence: Confidence
    reasons: tuple[str, ...] = ()
    within: Within = Within()
    assumed: tuple[Assumption, ...] = ()
    recurs: Recurs | None = None
    basis: str | None = None
    carried: Obligation | None = None


@frozen
class Proposals:
    """What was proposed for one task, in the order of its text, and the phrases (numbers, days) nobody quotes.

    `comments` are what people wrote beside the task a year earlier.
    """

    obligations: tuple[Proposal, ...]
    unread: tuple[Phrase, ...]
    comments: tuple[str, ...] = ()


@frozen
class _Source:
    """The text as written, and its normal copy."""

    text: str
    normal: Normal
    pairs: Sequence[tuple[int, int]]
    seen: dict[str, int]
    wide: frozenset[str]

    def written(self, start: int, end: int) -> str:
        """What the text has where the normal copy has `[start:end]`."""
        first, last = self.normal.span(start, end)
        return self.text[first:last]

    def phrase(self, words: str, end: int) -> str:
        """The words of a subject as the text has them: the nearest before a proposal's end."""
        before = self.seen.get(words, 0)  # where it was found for what stands before: no need to look farther back
        at = self.normal.text.rfind(words, before if before < end else 0, end) if words else -1
        if at >= 0:
            self.seen[words] = at
        return self.written(at, at + len(words)) if at >= 0 else words


class _Part:
    """What one deadline holds for: a bracket's stretch, or all that no bracket has a deadline for."""

    def __init__(self, wholes: tuple[When, ...], names: Names) -> None:
        self.wholes, self.names = wholes, names
        self.readings: list[Reading] = []
        self.found: list[Proposal] = []
        self.places: list[int] = []


def propose(  # noqa: PLR0913  # all but the text are keywords: what is known of the task and of the units
    text: str,
    *,
    task: int,
    year: int,
    lead: tuple[str, ...],
    responsible: tuple[str, ...],
    groups: Mapping[str, tuple[str, ...]] | District,
    names: Iterable[str] = (),
    deadline: str = "",
    issued: date | None = None,
    inline: tuple[InlineUnits, ...] = (),
) -> Proposals:
    """The obligations a task's `text` seems to hold; never raises.

    `groups` are the known groups with their members and `names` further known units, or a `District` made of both once
    for many tasks; `deadline` is what the task's bracket or its table column says about the time (6月底完成). `issued`
    is the day the document was issued, from which 印发后15日内 counts; `inline` are the brackets of units inside the
    text: what stands before one is owed by its names and by its day, and no quote runs into it.
    """
    frame = Frame(year, issued)
    normal = _plain(normalise(text))
    known = Names(lead, responsible, groups if isinstance(groups, District) else District(groups, names))
    stretches = Stretches(inline, normal, known)
    marked = stretches.text
    source = _source_of(text, Normal(marked, normal.offsets))
    phrases = find_in(source.normal.text[: readable(source.normal.text)])
    stage, head = stage_of(marked, text, normal.offsets)
    if deadline.strip() not in {"", stage}:
        stage, head = "", 0
    clauses = not_past(source.normal, read_clauses(source.normal, text, phrases, (*stretches.ends, head)), year)
    inner = year_in(stage, frame)
    parts = {_WHOLE: _Part(stage_when(stage, frame) if stage else deadline_when(deadline, frame), known)}
    for own in by_sentence(each for each in clauses if each.start >= head):
        here = stretches.at(own[0].start)
        mine = here.names if here else known
        part = parts[_WHOLE]
        if here and here.deadline:
            part = parts.setdefault(here.start, _Part(deadline_when(here.deadline, frame), mine))
        _read_sentence(part, [read_clause(each, phrases, mine) for each in own], source, mine, inner)
    for part in parts.values():
        if not (stage and part.found):
            _add_milestones(part, source, frame)
    found = _in_order([_far(each, frame, inner) for part in parts.values() for each in part.found], task)
    places = sorted(place for part in parts.values() for place in part.places)
    unused = [each for start, end in stretches.unused(places) for each in _shifted(normal, start, end)]
    told = normal.span(0, head)[1] if head and found else 0
    unread = _unread((as_written(each, text, normal) for each in (*phrases, *unused)), found, told)
    return Proposals(obligations=tuple(found), unread=unread)


def _source_of(text: str, normal: Normal) -> _Source:
    wide = frozenset(char for char in _WIDE.values() if char in text)
    return _Source(text=text, normal=normal, pairs=pairs_of(normal.text), seen={}, wide=wide)


def _unread(phrases: Iterable[Phrase], found: Iterable[Proposal], told: int) -> tuple[Phrase, ...]:
    """The phrases in no quote, in order; what stands before `told` is told by all of them."""
    spans = [(0, told), *((each.start, each.end) for each in found)]
    return tuple(sorted(uncovered_of(phrases, spans), key=lambda each: each.start))


def _read_sentence(part: _Part, readings: Sequence[Reading], source: _Source, names: Names, frame: Frame) -> None:
    """Add what one sentence holds to its part of the text."""
    readings = [single for each in readings for single in one_by_one(each, names)]
    part.readings += readings
    for draft, before in _drafts(readings, frame, source.normal.text, names.lead):
        owed = owed_by(draft, before, names, source.normal.text[draft.start : draft.end])
        alone = names.is_alone(owed.names)
        for whole in (draft.when,) if draft.when else part.wholes:
            when, target = whole, draft.target
            if draft.when is None:
                when, target = for_target(whole, target, len(part.wholes), frame)
            within = bounded(when, part.wholes[0]) if draft.when and len(part.wholes) == 1 else when
            part.found.append(_proposal(replace(draft, target=target), owed, source, within, alone=alone))
        part.places.append(draft.start)


def _plain(normal: Normal) -> Normal:
    """A normal copy with simplified characters, and full stops for the dots that end a sentence."""
    return Normal(_DOT.sub("。", normal.text.translate(TRADITIONAL)), normal.offsets)


def _drafts(
    readings: Iterable[Reading], frame: Frame, text: str, lead: tuple[str, ...]
) -> Iterator[tuple[FigureDraft, list[Owner]]]:
    """The drafts of one sentence of a normal copy, each with the subjects of the clauses before its own."""
    drafter = Sentence(frame)
    owners: dict[int, list[Owner]] = {}
    before: list[Owner] = []
    for each in readings:
        reading = with_those_before(each, before, lead)
        owners[reading.clause.start] = before
        before = subjects_after(reading, before)
        drafter.add(reading)
    for draft in summed(drafter.drafts, text):
        yield draft, owners[draft.reading.clause.start]


def _shifted(normal: Normal, start: int, end: int) -> Iterator[Phrase]:
    """The phrases of a stretch of a normal copy, with their places in it."""
    for each in find_in(normal.text[start:end]):
        yield each._replace(start=each.start + start, end=each.end + start)


def _add_milestones(part: _Part, source: _Source, frame: Frame) -> None:
    """What a deadline names and nothing that was found in its part is due by: a milestone each."""
    draft = milestone_of(part.readings)
    said = {(each.due, each.every, each.within) for each in part.found}
    begun = {each.within.since for each in part.found if each.within.since}
    for when in (each for each in part.wholes if draft and since_of(each) not in begun):
        # the year's end says nothing more than an earlier day
        plain = bool(part.found) and when.due == frame.end and not when.reasons
        if draft and when.words and not when.lasting and not plain and (when.due, when.every, when.within) not in said:
            owed = owed_by(draft, [], part.names, source.normal.text[draft.start : draft.end])
            alone = part.names.is_alone(owed.names)
            part.found.append(_proposal(draft, owed, source, when, alone=alone))
            part.places.append(draft.start)
    lasting = [each for each in part.wholes if each.lasting]
    last = part.found[-1] if part.found else None
    if lasting and last and last.phrase in _OF_THE_YEAR and lasting[0].words not in _OF_THE_YEAR:
        asked = tuple(dict.fromkeys((*last.reasons, *lasting[0].reasons)))
        part.found[-1] = replace(last, reasons=asked, confidence="unsure")


def _far(proposal: Proposal, frame: Frame, inner: Frame) -> Proposal:
    """What a stage of another year asks for is asked about: it is not for the plan's year."""
    if inner.year == frame.year or proposal.due is None or proposal.due.year == frame.year:
        return proposal
    reason = f"这一阶段不在 {frame.year} 年内，请定本年度的时限。"
    return replace(proposal, reasons=(*proposal.reasons, reason), confidence="unsure")


def _in_order(found: list[Proposal], task: int) -> list[Proposal]:
    ordered = sorted(found, key=lambda each: (each.start, each.end))
    return [replace(each, id=f"{task}.{index}") for index, each in enumerate(ordered, start=1)]


def _proposal(draft: FigureDraft, owed: Owed, source: _Source, when: When, *, alone: bool) -> Proposal:
    normal, text = source.normal, source.text
    start, end = normal.span(*unbroken(normal.text, source.pairs, (draft.start, draft.end)))
    words = when.words if when.start < 0 else source.written(when.start, when.end)
    clause = normal.text[draft.start : draft.end]
    scope = scope_of(clause, len(owed.names), owed.owner, whole=draft.whole, alone=alone)
    reasons = tuple(dict.fromkeys((*draft.reasons, *owed.reasons, *when.reasons)))
    quote = text[start:end]
    assumed = [
        each for each in (*draft.assumed, *owed.assumed, *when.assumed) if each.field != "scope" or scope == "joint"
    ]
    return Proposal(
        id="",
        title=_as_in(draft.title, quote),
        quote=quote,
        start=start,
        end=end,
        who=owed.names,
        who_phrase=source.phrase(owed.phrase, draft.end),
        scope=scope,
        target=draft.target,
        due=when.due,
        every=when.every,
        phrase=words,
        confidence="unsure" if reasons or draft.vague else "sure",
        reasons=tuple(_as_in(each, source.wide) for each in reasons),
        within=when.within,
        assumed=tuple(Assumption(each.field, _as_in(each.reason, source.wide)) for each in assumed),
    )


def _as_in(title: str, quote: Container[str]) -> str:
    """Full-width brackets and commas in the title where the quote has them."""
    return _NARROW.sub(lambda found: _WIDE[found[0]] if _WIDE[found[0]] in quote else found[0], title)
