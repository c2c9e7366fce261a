"""A new year's draft beside the register of this year: tasks kept, reworded, new, gone, and days that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import amount, when
from spt_fazhi.intake.nobody import NOBODY
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.planned import obligation_of
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.text.normalise import normalise, unbroken
from spt_fazhi.text.numerals import share_text

Fate = Literal["kept", "reworded", "new", "gone"]
FATES: Final[Mapping[Fate, str]] = {"kept": "保留", "reworded": "改写", "new": "新增", "gone": "不再有"}
_SAME_DUTY: Final = 0.5


@frozen
class Moved:
    """A day that moved within the year: the obligation of this year, its title, the days."""

    obligation: str
    title: str
    old: date
    new: date


@frozen
class Altered:
    """A number or a rhythm that changed: the obligation of this year, its title, and both in words (2次, 每季度)."""

    obligation: str
    title: str
    old: str
    new: str


@frozen
class OwnObligation:
    """An obligation that a person added, or corrected; `stands` says whether its quote is in the new text."""

    obligation: str
    title: str
    quote: str
    added: bool
    stands: bool


@frozen
class TaskFate:
    """What becomes of a task. `likeness` is the share of equal wording, from 0 to 1.

    `units` say how its units changed, one line each.
    """

    fate: Fate
    old: Task | None
    new: ParsedTask | None
    likeness: float
    moved: tuple[Moved, ...] = ()
    altered: tuple[Altered, ...] = ()
    units: tuple[str, ...] = ()
    own: tuple[OwnObligation, ...] = ()

    @property
    def units_differ(self) -> bool:
        """Whether a unit was added, dropped, or leads no longer."""
        return bool(self.units)


@frozen
class Known:
    """What is known beside the two plans.

    `names` are the units by their other names; `before` is what is drafted for the old tasks from their own document,
    by number: what differs from it is a person's. Of tasks without, nothing is told of that.
    """

    names: Mapping[str, str]
    before: Mapping[int, Proposals]


_NOTHING: Final = Known(names={}, before={})


def compare_plans(
    old: Sequence[Task], new: Sequence[ParsedTask], proposals: Mapping[int, Proposals], known: Known = _NOTHING
) -> tuple[TaskFate, ...]:
    """The fates of all tasks: those of the draft in its order, then those that are gone.

    What a person took from outside the numbered tasks (附则) has no counterpart in a draft and no fate.
    """
    old = [task for task in old if task.is_numbered]
    pairs = pairs_of(old, new)
    found = []
    for index, task in enumerate(new):
        if index in pairs:
            place, share = pairs[index]
            found.append(_fate(old[place], task, share, proposals.get(task.id), known))
        else:
            found.append(TaskFate(fate="new", old=None, new=task, likeness=0.0))
    used = {place for place, _ in pairs.values()}
    found += [
        TaskFate(
            fate="gone",
            old=task,
            new=None,
            likeness=0.0,
            own=tuple(own_obligations(task, "", known.before.get(task.id))),
        )
        for place, task in enumerate(old)
        if place not in used
    ]
    return tuple(found)


def likeness_said(old: str, new: str, share: float) -> str:
    """How alike two wordings of a task are, in words: 文字没有变, 只有数字或标点不同, 文字 69% 相同."""
    if unbroken(old) == unbroken(new):
        return "文字没有变"
    return "只有数字或标点不同" if share > 0.999 else f"文字 {share_text(share, digits=0)} 相同"


def _fate(old: Task, new: ParsedTask, share: float, found: Proposals | None, known: Known) -> TaskFate:
    same = normalise(old.text).text == normalise(new.text).text and old.title == new.title
    others = (*new.responsible, *new.cooperating)
    before = known.before.get(old.id)
    twins = list(_changed(old.obligations, found, before))
    return TaskFate(
        fate="kept" if same else "reworded",
        old=old,
        new=new,
        likeness=share,
        moved=tuple(
            Moved(obligation=each.id, title=each.title, old=each.due, new=twin.due)
            for each, twin in twins
            if each.due and twin.due and _day(each) != _day(twin)
        ),
        altered=tuple(_altered(twins)),
        units=tuple(units_said(old.lead, old.responsible, new.lead, others, known.names)),
        own=tuple(own_obligations(old, new.text, before)),
    )


def _changed(
    old: Iterable[Obligation], found: Proposals | None, before: Proposals | None
) -> Iterator[tuple[Obligation, Obligation]]:
    """Obligations with those drafted from the same words, where the words are drafted otherwise than before."""
    for each in old:
        twin = _twin(each, found)
        earlier = _twin(each, before)
        if twin is not None and (earlier is None or _asks(twin) != _asks(earlier)):
            yield each, twin


def _twin(each: Obligation, found: Proposals | None) -> Obligation | None:
    own = grams(each.quote)
    scored = [(similarity(own, grams(other.quote)), other) for other in (found.obligations if found else ())]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return obligation_of(best) if best is not None and share >= _SAME_DUTY else None


def _asks(each: Obligation) -> tuple[object, ...]:
    """How much and when, the year aside."""
    return amount(each.target), _day(each), each.every, each.due_day, each.after


def _day(each: Obligation) -> tuple[int, int] | None:
    return (each.due.month, each.due.day) if each.due else None


def _altered(twins: Iterable[tuple[Obligation, Obligation]]) -> Iterator[Altered]:
    for each, twin in twins:
        if amount(each.target) != amount(twin.target):
            yield Altered(obligation=each.id, title=each.title, old=amount(each.target), new=amount(twin.target))
        if (each.every, each.due_day, each.after) != (twin.every, twin.due_day, twin.after):
            yield Altered(obligation=each.id, title=each.title, old=when(each), new=when(twin))


def own_obligations(task: Task, text: str, before: Proposals | None) -> Iterator[OwnObligation]:
    """The obligations that the task's own document does not give in this way today."""
    if before is None:
        return
    words = normalise(text).text
    drafted: dict[str, list[tuple[object, ...]]] = {}  # a sentence may be several: 上、下半年各一次
    for one in before.obligations:
        drafted.setdefault(normalise(one.quote).text, []).append(_owed(obligation_of(one)))
    for each in task.obligations:
        quote = normalise(each.quote).text
        twins = drafted.get(quote, [])
        if _owed(each) not in twins:
            yield OwnObligation(
                obligation=each.id, title=each.title, quote=each.quote, added=not twins, stands=quote in words
            )


def _owed(each: Obligation) -> tuple[object, ...]:
    return each.who, each.scope, each.target, when(each)


def units_said(
    lead: Sequence[str],
    responsible: Sequence[str],
    new_lead: Sequence[str],
    new_responsible: Sequence[str],
    names: Mapping[str, str],
) -> Iterator[str]:
    """How the units of a task changed: added, dropped, from lead to responsible and back; `names` by other names."""
    old, new = _roles(lead, responsible, names), _roles(new_lead, new_responsible, names)
    for name, role in new.items():
        if name not in old:
            yield f"增加{role}单位：{name}"
        elif old[name] != role:
            yield f"{name}：{old[name]}→{role}"
    yield from (f"去掉{role}单位：{name}" for name, role in old.items() if name not in new)


def _roles(lead: Sequence[str], responsible: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """What each unit is: a lead wins."""
    found = {names.get(each, each): "牵头" for each in lead if each != NOBODY}
    for each in responsible:
        found.setdefault(names.get(each, each), "责任")
    return found
