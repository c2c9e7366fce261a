"""What a person decided on last year's sentences stands where the new document says the same.

A document of the next year repeats most of the one before. What of such a sentence is to be judged, who owes it, how
much, with what proof, was decided then, and what was left out then stays out. Three sides are held together: the
register as people keep it, its document as it is drafted today (`base`), and the new one. Where the drafter reads the
new document as it read the old one, the office's word stands; where it reads something else, the document has moved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Final, NamedTuple

from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import nearest
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import carried_proposal
from spt_fazhi.intake.structure.values import Remark
from spt_fazhi.intake.update import earlier_of
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.register import Register
from spt_fazhi.services.rollover.closing import with_closing
from spt_fazhi.services.rollover.fields import Sides, as_decided, as_drafted, like
from spt_fazhi.services.rollover.sentences import Sentences, Span, later
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.plain import one_line

_ALIKE: Final = 0.6
"""Share of equal wording from which a quote of another sentence asks for the same."""
_OF_A_YEAR: Final = re.compile("20[0-9]{2} 年：")
"""How a comment on words of an earlier year begins."""


@frozen
class _Quote:
    """The words of an obligation, to be compared with others."""

    text: str

    @property
    def title(self) -> str:
        """The same words."""
        return self.text


@frozen
class _Taken:
    """A proposal in the place of what was drafted (`instead_of`, the id of that), for one of last year's (`old`)."""

    span: Span
    proposal: Proposal
    old: str
    instead_of: str = ""


@frozen
class _Merged:
    """What is proposed for a task. `kept` are last year's obligations that stand as decided, `found` all that go on;
    `left` is how much the drafter proposed of sentences that had been left out.
    """

    proposals: Proposals
    kept: frozenset[str]
    found: frozenset[str]
    left: int


def with_last_years(
    drafted: DraftPlan, register: Register, bases: Sequence[DraftPlan], comments: Mapping[int, Sequence[str]]
) -> DraftPlan:
    """The draft in which last year's decisions stand for what the document says again; what they are is remarked.

    `bases` are the documents of the register, drafted anew, `comments` what people wrote beside its tasks, by number.
    """
    ours = [task for task in register.tasks if task.is_numbered and task.carried_from is None]
    years = register.info.year, drafted.year
    pairs = [(ours[place], drafted.draft.tasks[at]) for at, (place, _) in pairs_of(ours, drafted.draft.tasks).items()]
    drafted, closing = with_closing(drafted, register)
    names = {name: unit.name for unit in drafted.directory.units for name in unit.aliases}
    earlier = earlier_of(ours, bases)
    merged = {}
    for old, new in (*pairs, *closing):
        base, before = earlier.get(old.id, (None, None))
        sides = Sides(
            old=old, new=new, found=drafted.proposals[new.id], base=base, before=before, years=years, names=names
        )
        merged[new.id] = _merge(sides, comments.get(old.id, ()))
    proposals = {**drafted.proposals, **{number: each.proposals for number, each in merged.items()}}
    remarks = (*drafted.draft.remarks, *_remarks(merged, [*ours, *(old for old, _ in closing)], years))
    return replace(drafted, draft=replace(drafted.draft, remarks=remarks), proposals=proposals)


def _remarks(merged: Mapping[int, _Merged], ours: Iterable[Task], years: tuple[int, int]) -> Iterator[Remark]:
    old, new = years
    kept = sum(len(each.kept) for each in merged.values())
    if kept:
        more = "一年" if new - old == 1 else f"{new - old}年"
        said = f"{kept} 个事项与 {old} 年的句子相同，由谁负责、数量、佐证等照 {old} 年定下的，时限顺延{more}"
        yield Remark(line=0, message=said, hint="请过一遍，今年不同的改过来")
    left = {number: each.left for number, each in merged.items() if each.left}
    if left:
        listed = "、".join(map(str, sorted(left)))
        said = f"{old} 年没有列为事项、文字没有变的句子里，可列的有 {sum(left.values())} 处，照旧不列（任务 {listed}）"
        yield Remark(line=0, message=said, hint="今年要列的请补进 obligations")
    found = {key for each in merged.values() for key in each.found}
    gone = [each.id for task in ours for each in task.obligations if each.id not in found]
    if gone:
        said = f"{old} 年的 {len(gone)} 个事项在新文件里没有找到：{'、'.join(gone)}"
        yield Remark(line=0, message=said, hint="不再要的不用管；还要的请补进 obligations")


def _merge(sides: Sides, comments: Sequence[str]) -> _Merged:
    words = Sentences(sides.old.text, sides.new.text, sides.more)
    if sides.differs_beside:
        words.settle_none()
    spans = {each.id: words.span(each.start, each.end) for each in sides.found.obligations}
    placed = _placed(sides.old.obligations, words)
    rest = [each for each in sides.old.obligations if each.id not in placed]
    for each in rest:
        words.unsettle(each.quote)
    there = _Drafted(sides.found.obligations, words, spans)
    taken = [_stands(sides, words, each, placed[each.id], there) for each in sides.old.obligations if each.id in placed]
    quoted = {one.id for place in placed.values() for one in there.touching(place.span)}
    free: list[Proposal] = []
    left = 0
    for drafted in sides.found.obligations:
        span = spans[drafted.id]
        if words.is_settled(span):
            left += drafted.id not in quoted
        elif drafted.id not in quoted or not words.comes_again(span):
            free.append(drafted)
    again = [*_reworded(sides, rest, free, spans)]
    matched = {each.old for each in again}
    elsewhere = [each for each in rest if each.id not in matched]
    again += _in_other_sentences(sides, words, elsewhere, {each.span for each in (*taken, *again)})
    replaced = {each.instead_of for each in again}
    stand = [(each.span, each.proposal) for each in (*taken, *again)]
    stand += [(spans[each.id], each) for each in free if each.id not in replaced]
    ordered = [proposal for _, proposal in sorted(stand, key=lambda each: each[0])]
    numbered = tuple(_numbered(each, f"{sides.new.id}.{at}") for at, each in enumerate(ordered, 1))
    unread = tuple(each for each in sides.found.unread if not words.is_settled(words.span(each.start, each.end)))
    year = f"{sides.years[0]} 年："
    said = (each if words.is_the_same or _OF_A_YEAR.match(each) else year + each for each in comments)
    return _Merged(
        proposals=Proposals(obligations=numbered, unread=unread, comments=tuple(said)),
        kept=frozenset(each.old for each in taken if not each.proposal.reasons),
        found=frozenset(each.old for each in (*taken, *again)),
        left=left,
    )


def _numbered(proposal: Proposal, number: str) -> Proposal:
    carried = None if proposal.carried is None else replace(proposal.carried, id=number)
    return replace(proposal, id=number, carried=carried)


class _Place(NamedTuple):  # a tuple: taken apart where it is used
    """Where one of last year's obligations stands now, and in how many places its words stood."""

    span: Span
    among: int


def _placed(obligations: Iterable[Obligation], words: Sentences) -> dict[str, _Place]:
    """By id where last year's obligations stand now, as far as their sentences do and there is no doubt which."""
    alike: dict[str, list[Obligation]] = defaultdict(list)
    for each in obligations:
        alike[normalise(each.quote).text].append(each)
    found: dict[str, _Place] = {}
    for same in alike.values():
        places = words.places(same[0].quote)
        if len(places) == len(same):  # each its own
            known = zip(same, places, strict=True)
        elif places and None not in places:
            known = zip(same, repeat(places[0]))
        else:
            continue
        found.update((each.id, _Place(span, len(places))) for each, span in known if span is not None)
    return found


class _Drafted:
    """What was drafted from the new text, by the sentences it lies in."""

    def __init__(self, drafted: Iterable[Proposal], words: Sentences, spans: Mapping[str, Span]) -> None:
        self._words, self._spans = words, spans
        self._in: dict[int, list[Proposal]] = defaultdict(list)
        for each in drafted:
            for at in words.numbers(spans[each.id]):
                self._in[at].append(each)

    def touching(self, span: Span) -> list[Proposal]:
        """What quotes a part of a stretch, in order."""
        near = {each.id: each for at in self._words.numbers(span) for each in self._in[at]}
        return [each for each in near.values() if self._spans[each.id].touches(span)]


def _stands(sides: Sides, words: Sentences, each: Obligation, place: _Place, there: _Drafted) -> _Taken:
    """One of last year's obligations whose sentence the new document has as it was."""
    span, among = place
    twin = nearest(each.quote, like(sides, each, there.touching(span), sure=among == 1))
    made, asked = as_decided(sides, each, twin, words.written(span), words.around(span))
    if among > 1:
        asked.append(f"引文在正文里有 {among} 处，请核对说的是哪一处")
    proposal = carried_proposal(made, words.bounds(span), asked)
    return _Taken(span=span, proposal=proposal, old=each.id, instead_of=twin.id if twin is not None else "")


def _reworded(
    sides: Sides, rest: Sequence[Obligation], free: Sequence[Proposal], spans: Mapping[str, Span]
) -> Iterator[_Taken]:
    """Last year's obligations that the new document asks for in other words, none twice."""
    pairs = pairs_of([_Quote(text=each.quote) for each in rest], [_Quote(text=each.quote) for each in free])
    for at, (place, share) in pairs.items():
        if share >= _ALIKE:
            each, twin = rest[place], free[at]
            made, asked = as_drafted(sides, each, twin)
            proposal = carried_proposal(made, (twin.start, twin.end), (*asked, _said(sides, each, twin.quote)))
            yield _Taken(span=spans[twin.id], proposal=proposal, old=each.id, instead_of=twin.id)


def _in_other_sentences(
    sides: Sides, words: Sentences, rest: Iterable[Obligation], used: Collection[Span]
) -> Iterator[_Taken]:
    """Those that the drafter does not propose, and whose own words the new document still has, not `used` by others."""
    for each in rest:
        span = words.anywhere(each.quote, sides.more)
        if span is not None and span not in used:
            quote = words.written(span)
            made, asked = as_decided(sides, each, None, quote, words.around(span))
            proposal = carried_proposal(made, words.bounds(span), (*asked, _said(sides, each, quote)))
            yield _Taken(span=span, proposal=proposal, old=each.id)


def _said(sides: Sides, each: Obligation, quote: str) -> str:
    """What is to be looked at again in an obligation whose sentence is another one."""
    same = normalise(quote).text in {normalise(each.quote).text, later(normalise(each.quote).text, sides.more)}
    if same and sides.differs_beside:
        what = "所在任务括号里的时限或单位变了"
    else:
        what = "所在的句子变了" if same else f"改了文字（原为“{one_line(each.quote, 40)}”）"
    return f"{sides.years[0]} 年事项 {each.id} {what}，佐证等照旧，标题、数量、时限、由谁负责请核对"
