"""What a person decided on last year's sentences stands where the new document says the same.

A document of the next year repeats most of the one before. What of such a sentence is to be judged, who owes it, how
much, with what proof, was decided then, and what was left out then stays out. Days move on with the year; where the
new document has another day, or other units, or only nearly the same words, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import when
from spt_fazhi.intake.obligations.phrases import due_day
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import obligation_of
from spt_fazhi.intake.structure.values import ParsedTask, Remark
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.period import years_after
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Register
from spt_fazhi.services.rollover.closing import with_closing
from spt_fazhi.services.rollover.sentences import Sentences, Span, later
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.plain import one_line

_SINCE_ISSUED: Final = re.compile("印发|下发|发布之日|通知之日")
"""Words for a time that mean another day with each document."""
_FIGURE: Final = re.compile("[0-9.]+|[一二两三四五六七八九十百]+")
_WHO: Final = "由谁负责"
"""What a question about those who owe something has in it."""
_ALIKE: Final = 0.6
"""Share of equal wording from which a quote of another sentence asks for the same."""
_TIMES: Final = ("due", "every", "due_day", "after", "start", "phrase")
_DAY_FIELDS: Final = frozenset({"due", "every", "period"})
_WHO_FIELDS: Final = frozenset({"who", "scope"})


@frozen
class _Sides:
    """A task of last year and the one of the new document that it goes on in."""

    old: Task
    new: ParsedTask
    found: Proposals
    years: tuple[int, int]
    same_units: bool

    @property
    def more(self) -> int:
        """How many years lie between."""
        return self.years[1] - self.years[0]


@frozen
class _Taken:
    """A proposal in the place of what was drafted."""

    span: Span
    proposal: Proposal
    instead_of: str = ""


@frozen
class _Merged:
    """What is proposed for a task; how many obligations stand as decided, and how many sentences' drafts were left."""

    proposals: Proposals
    kept: int
    left: int


def with_last_years(drafted: DraftPlan, register: Register) -> DraftPlan:
    """The draft in which last year's decisions stand for what the document says again; what they are is remarked."""
    ours = [task for task in register.tasks if task.is_numbered and task.carried_from is None]
    years = register.info.year, drafted.year
    names = {name: unit.name for unit in drafted.directory.units for name in unit.aliases}
    pairs = [(ours[place], drafted.draft.tasks[at]) for at, (place, _) in pairs_of(ours, drafted.draft.tasks).items()]
    drafted, closing = with_closing(drafted, register)
    merged = {}
    for old, new in (*pairs, *closing):
        found = drafted.proposals[new.id]
        sides = _Sides(old=old, new=new, found=found, years=years, same_units=_same_units(old, new, names))
        merged[new.id] = _merge(sides)
    proposals = {**drafted.proposals, **{number: each.proposals for number, each in merged.items()}}
    remarks = (*drafted.draft.remarks, *_remarks(merged, years))
    return replace(drafted, draft=replace(drafted.draft, remarks=remarks), proposals=proposals)


def _remarks(merged: Mapping[int, _Merged], years: tuple[int, int]) -> Iterator[Remark]:
    old, new = years
    kept = sum(each.kept for each in merged.values())
    if kept:
        said = f"{kept} 个事项与 {old} 年的句子相同，由谁负责、数量、佐证等照 {old} 年定下的，时限顺延到 {new} 年"
        yield Remark(line=0, message=said, hint="请过一遍，今年不同的改过来")
    left = {number: each.left for number, each in merged.items() if each.left}
    if left:
        listed = "、".join(map(str, sorted(left)))
        said = f"{old} 年没有列为事项、句子没有变的 {sum(left.values())} 处照旧不列（任务 {listed}）"
        yield Remark(line=0, message=said, hint="今年要列的请补进 obligations")


def _same_units(old: Task, new: ParsedTask, names: Mapping[str, str]) -> bool:
    pairs = ((old.lead, new.lead), (old.responsible, (*new.responsible, *new.cooperating)))
    return all({names.get(each, each) for each in one} == {names.get(each, each) for each in two} for one, two in pairs)


def _merge(sides: _Sides) -> _Merged:
    words = Sentences(sides.old.text, sides.new.text, sides.more)
    spans = {each.id: words.span(each.start, each.end) for each in sides.found.obligations}
    taken = list(_whole(sides, words, spans))
    used = {each.instead_of for each in taken}
    left = 0
    free = []
    for each in sides.found.obligations:
        if words.is_known(spans[each.id]):
            left += not any(one.span.touches(spans[each.id]) for one in taken)
        elif each.id not in used:
            free.append(each)
    known = {each.proposal.quote for each in taken}
    rest = [each for each in sides.old.obligations if words.place(each.quote) is None and each.quote not in known]
    again = list(_reworded(sides, rest, free, spans))
    replaced = {each.instead_of for each in again}
    new = [_Taken(span=spans[each.id], proposal=each) for each in free if each.id not in replaced]
    ordered = sorted((*taken, *again, *new), key=lambda each: each.span)
    numbered = tuple(_numbered(each.proposal, f"{sides.new.id}.{at}") for at, each in enumerate(ordered, 1))
    unread = tuple(each for each in sides.found.unread if not words.is_known(words.span(each.start, each.end)))
    return _Merged(
        proposals=Proposals(obligations=numbered, unread=unread),
        kept=sum(not each.proposal.reasons for each in taken),
        left=left,
    )


def _numbered(proposal: Proposal, number: str) -> Proposal:
    carried = None if proposal.carried is None else replace(proposal.carried, id=number)
    return replace(proposal, id=number, carried=carried)


def _whole(sides: _Sides, words: Sentences, spans: Mapping[str, Span]) -> Iterator[_Taken]:
    """Last year's obligations whose sentences the new document has as they were."""
    for each in sides.old.obligations:
        span = words.place(each.quote)
        if span is None:
            continue
        touching = [one for one in sides.found.obligations if one.quote and spans[one.id].touches(span)]
        twin = max(touching, key=lambda one: _likeness(each.quote, one.quote), default=None)
        quote = words.written(span)
        moved_on = normalise(quote).text != normalise(each.quote).text  # by its year
        title = later(each.title, sides.more) if moved_on else each.title
        made, asked = _moved(sides, replace(each, title=title, quote=quote), twin)
        made, more = _with_units(sides, made, twin)
        proposal = _proposal(made, words.bounds(span), (*asked, *more))
        yield _Taken(span=span, proposal=proposal, instead_of=twin.id if twin is not None else "")


def _moved(sides: _Sides, each: Obligation, twin: Proposal | None) -> tuple[Obligation, list[str]]:
    """The same obligation in the new year, and what to ask about its day."""
    made, old = _next(sides, each), sides.years[0]
    theirs = obligation_of(twin) if twin is not None else None
    assumed = bool(_DAY_FIELDS & set(each.assumed_fields))
    if theirs is not None and not _DAY_FIELDS & set(theirs.assumed_fields):
        if _day(theirs) == _day(made):
            return (_timed_as(made, theirs) if assumed else made), []
        if made.phrase and not assumed and not _SINCE_ISSUED.search(made.phrase):
            return made, []  # the same words: what they mean was decided
        said = f"新文件的时限是 {when(theirs)}，{old} 年定的顺延是 {when(made)}，照新文件，请核对"
        return _timed_as(made, theirs), [said]
    if assumed or made.phrase:
        return made, []
    if theirs is not None and _day(theirs) == _day(made):
        return _timed_as(made, theirs), []
    field = "every" if made.due is None else "due"
    why = f"文件没有写，照 {old} 年的顺延"
    made = replace(made, assumed=(*made.assumed, Assumption(field, why)))
    return made, [f"{old} 年的时限说法新文件里没有了，先顺延到 {when(made)}，请核定"]


def _timed_as(each: Obligation, other: Obligation) -> Obligation:
    kept = (*(one for one in each.assumed if one.field not in _DAY_FIELDS), *_those(other.assumed, _DAY_FIELDS))
    times: dict[str, Any] = {name: getattr(other, name) for name in _TIMES}
    return replace(each, assumed=kept, **times)


def _those(assumed: Iterable[Assumption], fields: frozenset[str]) -> tuple[Assumption, ...]:
    return tuple(each for each in assumed if each.field in fields)


def _next(sides: _Sides, each: Obligation) -> Obligation:
    """An obligation with its days in the new year."""
    old, new = sides.years
    phrase = _phrase(sides, each.phrase) if each.phrase else None
    due = each.due
    if due is not None:
        told = each.phrase is not None and phrase is not None and due_day(each.phrase, old) == due
        read = due_day(phrase, new) if told and phrase is not None else None
        due = read or years_after(due, sides.more)
    start = years_after(each.start, sides.more) if each.start is not None else None
    return replace(each, due=due, start=start, phrase=phrase)


def _phrase(sides: _Sides, phrase: str) -> str | None:
    """Last year's words for a time as the new document has them; None where it has them no more."""
    words = f"{sides.new.text}\n{sides.new.deadline}"
    ways = (later(phrase, sides.more), phrase)
    return next((each for each in ways if re.search(rf"(?<![0-9]){re.escape(each)}", words)), None)


def _with_units(sides: _Sides, each: Obligation, twin: Proposal | None) -> tuple[Obligation, list[str]]:
    """Those who owe it: as decided, but where they followed from units that are others now."""
    by_units = (
        "who" in each.assumed_fields or not each.who or set(each.who) <= {*sides.old.lead, *sides.old.responsible}
    )
    if sides.same_units or not by_units or twin is None:
        return each, []
    theirs = obligation_of(twin)
    assumed = (*(one for one in each.assumed if one.field not in _WHO_FIELDS), *_those(theirs.assumed, _WHO_FIELDS))
    made = replace(each, who=theirs.who, scope=theirs.scope, assumed=assumed)
    if (made.who, made.scope) == (each.who, each.scope):
        return each, []
    return made, [f"任务的牵头或责任单位与 {sides.years[0]} 年不同，{_WHO}照新文件，请核对"]


def _reworded(
    sides: _Sides, rest: Sequence[Obligation], free: Sequence[Proposal], spans: Mapping[str, Span]
) -> Iterator[_Taken]:
    """Last year's obligations that the new document asks for in other words, nearest first, none twice."""
    before, after = ([grams(each.quote) for each in quotes] for quotes in (rest, free))
    shares = (
        (-similarity(one, other), at, place) for at, one in enumerate(before) for place, other in enumerate(after)
    )
    olds, news = set(range(len(rest))), set(range(len(free)))
    for _, at, place in sorted(each for each in shares if -each[0] >= _ALIKE):
        if at in olds and place in news:
            olds.remove(at)
            news.remove(place)
            each, twin = rest[at], free[place]
            made = _as_decided(sides, each, twin)
            asked = [said for said in twin.reasons if _WHO not in said or made.who != each.who]
            was = f"{sides.years[0]} 年事项 {each.id} 改了文字（原为“{one_line(each.quote, 40)}”）"
            asked.append(f"{was}，佐证等照旧，数量、时限、由谁负责请核对")
            proposal = _proposal(made, (twin.start, twin.end), asked)
            yield _Taken(span=spans[twin.id], proposal=proposal, instead_of=twin.id)


def _as_decided(sides: _Sides, each: Obligation, twin: Proposal) -> Obligation:
    """What was drafted, with what the office itself had added and, where no figure or unit differs, decided."""
    theirs = obligation_of(twin)
    same_figures = _figures(each.quote) == _figures(later(twin.quote, -sides.more))
    assumed = list(theirs.assumed)
    made = replace(theirs, proof=each.proof, holder=each.holder, recurs=each.recurs, basis=each.basis)
    made = replace(made, figures=each.figures)
    if same_figures:
        made = replace(made, title=each.title, target=each.target)
        assumed = [*(one for one in assumed if one.field != "target"), *_those(each.assumed, frozenset({"target"}))]
    decided = "who" in each.assumed_fields and "who" in theirs.assumed_fields
    if sides.same_units and (decided or set(each.who) == set(theirs.who)):
        made = replace(made, who=each.who, scope=each.scope)
        assumed = [*(one for one in assumed if one.field not in _WHO_FIELDS), *_those(each.assumed, _WHO_FIELDS)]
    return replace(made, assumed=tuple(assumed))


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(normalise(text).text)


def _likeness(one: str, other: str) -> float:
    return similarity(grams(one), grams(other))


def _day(each: Obligation) -> tuple[Any, ...]:
    return tuple(getattr(each, name) for name in _TIMES[:-1])


def _proposal(each: Obligation, place: tuple[int, int], asked: Iterable[str]) -> Proposal:
    """An obligation that is decided, but for what is asked."""
    reasons = tuple(dict.fromkeys(asked))
    return Proposal(
        id=each.id,
        title=each.title,
        quote=each.quote,
        start=place[0],
        end=place[1],
        who=each.who,
        who_phrase="",
        scope=each.scope,
        target=each.target,
        due=each.due,
        every=each.every,
        phrase=each.phrase or "",
        confidence="unsure" if reasons else "sure",
        reasons=reasons,
        carried=each,
    )
