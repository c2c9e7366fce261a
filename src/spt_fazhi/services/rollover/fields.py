"""The fields of one of last year's obligations in the new year: the office's own, or those the document has moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from spt_fazhi.intake.alike_questions import bare
from spt_fazhi.intake.merge import TIMES, assumed_with, nearest, time_of, when
from spt_fazhi.intake.obligations.phrases import due_day
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import obligation_of
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.period import years_after
from spt_fazhi.model.plan import Obligation, RateTarget, Task
from spt_fazhi.services.rollover.sentences import later
from spt_fazhi.text.normalise import normalise

_RELATIVE: Final = re.compile(
    "印发|下发|发文|公布后|发布|公布之日|通知|实施[后之]|施行|本月|当月|[春中五端重清元]节|春节|中秋|端午|清明|重阳|元宵|节[前后]"
)
"""Words for a time that mean another day each year."""
_DAY_FIELDS: Final = frozenset({"due", "every", "period"})
_WHO_FIELDS: Final = frozenset({"who", "scope"})
_TARGET_FIELDS: Final = frozenset({"target"})
_WHO: Final = "由谁负责"
"""What a question about those who owe something has in it."""
_FIGURE: Final = re.compile("[0-9.]+%?|[一二两三四五六七八九十百千万亿半]+")
_DATED: Final = re.compile("20[0-9]{2}年")


@frozen
class Sides:
    """A task of last year, the one of the new document that it goes on in, and its own document's (`base`), with what
    is drafted from each; `names` are other names of units with the one they go by.
    """

    old: Task
    new: ParsedTask
    found: Proposals
    base: ParsedTask | None
    before: Proposals | None
    years: tuple[int, int]
    names: Mapping[str, str] = field(compare=False)

    @property
    def more(self) -> int:
        """How many years lie between."""
        return self.years[1] - self.years[0]

    @property
    def same_units(self) -> bool:
        """Whether those who lead the task and those who share it are the same."""
        others = (*self.new.responsible, *self.new.cooperating)
        pairs = ((self.old.lead, self.new.lead), (self.old.responsible, others))
        return all(self.named(one) == self.named(other) for one, other in pairs)

    @property
    def differs_beside(self) -> bool:
        """Whether what stands beside the text, a deadline or the units of single sentences, is not as it was."""
        if self.base is None:
            return bool(self.new.deadline or self.new.inline)
        was = {_beside(self.base, self.more), _beside(self.base, 0)}
        return _beside(self.new, 0) not in was

    def named(self, names: Iterable[str]) -> frozenset[str]:
        """Units by the names they go by."""
        return frozenset(self.names.get(each, each) for each in names)

    def base_of(self, each: Obligation) -> Proposal | None:
        """What the drafter reads in last year's document where one of last year's obligations quotes it."""
        if self.base is None or self.before is None:
            return None
        places = [found.span() for found in re.finditer(re.escape(each.quote), self.base.text)]
        there = [one for one in self.before.obligations if any(one.start < end and at < one.end for at, end in places)]
        there = [one for one in there if self.named(one.who) == self.named(each.who)] or there
        there = [one for one in there if (one.due, one.every) == (each.due, each.every)] or there
        return nearest(each.quote, there)


def _beside(task: ParsedTask, more: int) -> tuple[object, ...]:
    inline = ((each.names, later(normalise(each.deadline).text, more)) for each in task.inline)
    return (later(normalise(task.deadline).text, more), *inline)


def as_decided(
    sides: Sides, each: Obligation, twin: Proposal | None, quote: str, around: str
) -> tuple[Obligation, list[str]]:
    """One whose words are as they were (`quote` now, in the sentences `around`), and what is to be asked.

    `twin` is what the drafter reads there.
    """
    theirs, before = obligation_of(twin) if twin is not None else None, sides.base_of(each)
    base = obligation_of(before) if before is not None else None
    made = replace(_next(sides, each, f"{around}\n{sides.new.deadline}"), quote=quote)
    made, asked = _dated(sides, each, made, theirs, base)
    made, more = _owed(sides, each, made, theirs)
    anew = list(_asked_anew(twin, before)) if twin is not None and before is not None else []
    if not anew:
        asked += _out_of_year(sides, each, made)
    return made, [*asked, *more, *anew]


def like(sides: Sides, each: Obligation, there: Sequence[Proposal], *, sure: bool) -> list[Proposal]:
    """Of several readings of its words those that are last year's obligation: owed by the same, on the day moved on.

    Where none is, and they are several or it is not `sure` where it stands, none tells what became of its day.
    """
    if sure and len(there) < 2:
        return list(there)
    due = years_after(each.due, sides.more) if each.due is not None else None
    same = [one for one in there if sides.named(one.who) == sides.named(each.who)]
    return [one for one in same or there if (one.due, one.every) == (due, each.every)]


def _asked_anew(twin: Proposal, before: Proposal) -> Iterator[str]:
    """What the drafter asks of the new document and did not ask of the old one: the rest was answered."""
    known = {bare(said) for said in before.reasons}
    return (said for said in twin.reasons if bare(said) not in known and _WHO not in said)


def as_drafted(sides: Sides, each: Obligation, twin: Proposal) -> tuple[Obligation, list[str]]:
    """One whose words are others now: as drafted, with what the office itself had set and the document has not moved.

    What the drafter asks comes with it, but for what is answered.
    """
    theirs, before = obligation_of(twin), sides.base_of(each)
    base = obligation_of(before) if before is not None else None
    ours = _next(sides, each, f"{sides.new.text}\n{sides.new.deadline}")
    made = replace(
        theirs,
        title=ours.title,
        proof=ours.proof,
        holder=each.holder,
        figures=ours.figures,
        recurs=each.recurs,
        basis=each.basis,
    )
    if base is None:
        return made, list(twin.reasons)
    if base.target == theirs.target and _figures(each.quote) == _figures(later(theirs.quote, -sides.more)):
        made = _with(made, ours, ("target",), _TARGET_FIELDS)
    if sides.same_units and sides.named(base.who) == sides.named(theirs.who) and base.scope == theirs.scope:
        made = _with(made, ours, ("who", "scope"), _WHO_FIELDS)
    moved = _next(sides, base, f"{sides.new.text}\n{sides.new.deadline}")
    lost = each.phrase is not None and ours.phrase is None  # the words for the day that the office had set
    if time_of(moved) == time_of(theirs) and time_of(base) != time_of(each) and not lost:
        made = _with(made, ours, TIMES, _DAY_FIELDS)
    return made, list(_asked_anew(twin, before) if before is not None else twin.reasons)


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(normalise(text).text)


def _with(made: Obligation, other: Obligation, names: Sequence[str], fields: frozenset[str]) -> Obligation:
    """With some fields of another one, and what was assumed of them."""
    given: dict[str, Any] = {name: getattr(other, name) for name in names}
    return replace(made, assumed=assumed_with(made.assumed, other.assumed, fields), **given)


def _next(sides: Sides, each: Obligation, words: str) -> Obligation:
    """An obligation with its days in the new year, and the plan's year in its own words; `words` are the document's."""
    old, new = sides.years
    phrase = _phrase(sides, each.phrase, words) if each.phrase else None
    due = each.due
    if due is not None:
        told = each.phrase is not None and phrase is not None and due_day(each.phrase, old) == due
        read = due_day(phrase, new) if told and phrase is not None else None
        due = read or years_after(due, sides.more)
    start = years_after(each.start, sides.more) if each.start is not None else None
    target = each.target
    if isinstance(target, RateTarget):
        target = replace(target, of=_this_year(sides, target.of))
    title, proof = _this_year(sides, each.title), _this_year(sides, each.proof) if each.proof else None
    figures = tuple(replace(one, name=_this_year(sides, one.name)) for one in each.figures)
    if len({one.name for one in figures}) < len(figures):
        figures = each.figures
    return replace(each, title=title, proof=proof, target=target, due=due, start=start, phrase=phrase, figures=figures)


def _this_year(sides: Sides, text: str) -> str:
    """The office's own words, in which the plan's year means the plan's year."""
    old, new = sides.years
    return text.replace(f"{old}年", f"{new}年")


def _phrase(sides: Sides, phrase: str, words: str) -> str | None:
    """Last year's words for a time as the new document has them; None where it has them no more."""
    ways = (later(phrase, sides.more), phrase)
    return next((each for each in ways if re.search(rf"(?<![0-9]){re.escape(each)}", words)), None)


def _dated(
    sides: Sides, each: Obligation, made: Obligation, theirs: Obligation | None, base: Obligation | None
) -> tuple[Obligation, list[str]]:
    """The obligation in the new year with its day, and what is to be asked of that."""
    old = sides.years[0]
    if theirs is not None and base is not None and time_of(base) == time_of(each):  # the drafter's reading was taken
        if time_of(theirs) != time_of(made) or _is_dated(made):
            made = _with(made, theirs, TIMES, _DAY_FIELDS)
        return made, []
    asked = []
    if _RELATIVE.search(f"{each.phrase or ''}{each.quote}") and made.due is not None:
        asked.append(f"时限每年不同，先按 {when(made)}，请核定")
    if each.phrase and made.phrase is None and not _DAY_FIELDS & set(each.assumed_fields):
        field_ = "every" if made.due is None else "due"
        why = f"没有找到 {old} 年的时限说法，照 {old} 年的顺延"
        made = replace(made, assumed=(*made.assumed, Assumption(field_, why)))
        asked.append(f"{old} 年的时限说法新文件里没有了，先按 {when(made)}，请核定")
    return made, asked


def _is_dated(each: Obligation) -> bool:
    """Whether what was assumed of its day names a year: that is not the new one's."""
    return any(one.field in _DAY_FIELDS and _DATED.search(one.reason) for one in each.assumed)


def _out_of_year(sides: Sides, each: Obligation, made: Obligation) -> list[str]:
    if each.due is None or made.due is None or made.due.year == each.due.year + sides.more:
        return []
    return [f"文件写的时限是 {made.due}，是不是年份没有改，请核定"]


def _owed(sides: Sides, each: Obligation, made: Obligation, theirs: Obligation | None) -> tuple[Obligation, list[str]]:
    """Those who owe it: as decided, but where they followed from units that are others now."""
    units = sides.named((*sides.old.lead, *sides.old.responsible))
    if not each.who:
        return made, []  # the task's units, whichever they are
    if sides.same_units or not ("who" in each.assumed_fields or sides.named(each.who) <= units):
        return made, []
    asked = [f"任务的牵头或责任单位与 {sides.years[0]} 年不同，{_WHO}请核对"]
    if theirs is not None:
        if sides.named(theirs.who) == sides.named(each.who) and theirs.scope == each.scope:
            return made, asked if "who" in each.assumed_fields else []
        return _with(made, theirs, ("who", "scope"), _WHO_FIELDS), asked
    if sides.named(each.who) == sides.named(sides.old.lead) and sides.new.lead:
        return replace(made, who=sides.new.lead), asked
    return made, asked
