"""A new year's draft beside the register of this year: tasks kept, reworded, new, gone, and days that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.text.normalise import normalise

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
class TaskFate:
    """What becomes of a task. `likeness` is the share of equal wording, from 0 to 1."""

    fate: Fate
    old: Task | None
    new: ParsedTask | None
    likeness: float
    moved: tuple[Moved, ...] = ()
    units_differ: bool = False


def compare_plans(
    old: Sequence[Task], new: Sequence[ParsedTask], proposals: Mapping[int, Proposals]
) -> tuple[TaskFate, ...]:
    """The fates of all tasks: those of the draft in its order, then those that are gone.

    What a person took from outside the numbered tasks (附则) has no counterpart in a draft and no fate.
    """
    old = [task for task in old if task.is_numbered]
    pairs = pairs_of(old, new)
    found = []
    for index, task in enumerate(new):
        if index not in pairs:
            found.append(TaskFate(fate="new", old=None, new=task, likeness=0.0))
            continue
        place, share = pairs[index]
        before = old[place]
        same = normalise(before.text).text == normalise(task.text).text and before.title == task.title
        moved = tuple(_moved(before.obligations, proposals.get(task.id)))
        units = (set(before.lead), set(before.responsible)) != (set(task.lead), {*task.responsible, *task.cooperating})
        found.append(
            TaskFate(
                fate="kept" if same else "reworded",
                old=before,
                new=task,
                likeness=share,
                moved=moved,
                units_differ=units,
            )
        )
    used = {place for place, _ in pairs.values()}
    found += [
        TaskFate(fate="gone", old=task, new=None, likeness=0.0) for place, task in enumerate(old) if place not in used
    ]
    return tuple(found)


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
    found = {names.get(each, each): "责任" for each in responsible}
    return {**found, **{names.get(each, each): "牵头" for each in lead}}


def _moved(old: Iterable[Obligation], found: Proposals | None) -> Iterator[Moved]:
    """Obligations of the same words whose month and day differ."""
    for each in old:
        own = grams(each.quote)
        best = max(
            found.obligations if found else (), key=lambda other: similarity(own, grams(other.quote)), default=None
        )
        if best is None or similarity(own, grams(best.quote)) < _SAME_DUTY:
            continue
        if each.due and best.due and (each.due.month, each.due.day) != (best.due.month, best.due.day):
            yield Moved(obligation=each.id, title=each.title, old=each.due, new=best.due)
