"""A revised document against the register made from the one before: what it changes, task by task.

Three sides are held together: the register as people keep it, the earlier document as it is drafted today (`base`),
the revised one. What differs between the documents is a change; what differs between the register and the earlier
document is the office's own and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spt_fazhi.intake.compare import likeness_said, units_said
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import Merged, merge_obligations, when, who_moved
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.revision import Revision, TaskChange
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.intake.update_tasks import Gone, Sections, new_task, questions_left, unread_in
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Section, Task
from spt_fazhi.text.alike.rewording import rewording_said
from spt_fazhi.text.normalise import unbroken
from spt_fazhi.text.plain import one_line


@frozen
class _Sides:
    """A task of the register, of the revised draft, and of the earlier document's."""

    ours: Task
    new: ParsedTask
    found: Proposals
    base: ParsedTask | None
    before: Proposals | None


class _Made:
    """What was found so far: changes, what stays the clerk's own, and how many tasks are as they were."""

    def __init__(self) -> None:
        self.changes: list[TaskChange] = []
        self.own: list[str] = []
        self.kept = 0

    def take(self, sides: _Sides, likeness: float, names: Mapping[str, str]) -> None:
        """Hold a task of the register against its new words."""
        found = [*_text(sides, likeness, self.own), *_title(sides, self.own), *_units(sides, names, self.own)]
        self.kept += not found
        self.changes += found


def plan_update(
    tasks: Sequence[Task],
    sections: Sequence[Section],
    new: DraftPlan,
    bases: Sequence[DraftPlan],
    entries: Mapping[int, Sequence[str]],
) -> Revision:
    """What the revised document `new` changes against the earlier ones.

    `entries` are the records and decisions about each task, by its number.
    """
    ours = [task for task in tasks if task.is_numbered and task.carried_from is None]
    drafted = new.draft.tasks
    pairs = pairs_of(ours, drafted)
    both = [(ours[place], drafted[index]) for index, (place, _) in sorted(pairs.items())]
    used = {place for place, _ in pairs.values()}
    whole = 2 * len(used) >= len(ours)
    homes = Sections(new, sections, both)
    earlier = earlier_of(ours, bases)
    names = {name: unit.name for unit in new.directory.units for name in unit.aliases}
    taken = {task.id for task in tasks}
    made = _Made()
    for index, task in enumerate(drafted):
        if index not in pairs:
            sure = whole or 2 * len(pairs) >= len(drafted)
            made.changes.append(new_task(task, new, taken, homes, sure=sure))
            continue
        mine = ours[pairs[index][0]]
        before, drafted_before = earlier.get(mine.id, (None, None))
        sides = _Sides(ours=mine, new=task, found=new.proposals[task.id], base=before, before=drafted_before)
        made.take(sides, pairs[index][1], names)
    left = [task for place, task in enumerate(ours) if place not in used]
    unread = unread_in(new, bases)
    gone = Gone(left if whole else [], new, unread)
    made.changes += [
        gone.change(each, entries.get(each.id, ()), earlier.get(each.id, (None, None))[1]) for each in gone.tasks
    ]
    return Revision(
        changes=tuple(made.changes),
        kept=made.kept,
        untouched=0 if whole else len(left),
        own=(*made.own, *homes.own()),
        asked=tuple(questions_left(new, bases, unread, [task for task in tasks if not task.is_numbered])),
    )


def earlier_of(ours: Sequence[Task], bases: Sequence[DraftPlan]) -> dict[int, tuple[ParsedTask, Proposals]]:
    """The task of an earlier document that each of the register's comes from, by number: the one of most like words."""
    best: dict[int, tuple[float, ParsedTask, Proposals]] = {}
    for base in bases:
        for index, (place, share) in pairs_of(base.draft.tasks, ours).items():
            mine, task = ours[index], base.draft.tasks[place]
            likeness = share + (unbroken(mine.text) == unbroken(task.text))
            if mine.id not in best or likeness > best[mine.id][0]:
                best[mine.id] = (likeness, task, base.proposals[task.id])
    return {number: (task, found) for number, (_, task, found) in best.items()}


def _text(sides: _Sides, share: float, own: list[str]) -> Iterator[TaskChange]:
    """The wording, and what the obligations that quote it have of it."""
    ours, new = sides.ours, sides.new
    reworded = unbroken(ours.text) != unbroken(new.text)
    merged = merge_obligations(ours, new.text if reworded else ours.text, sides.found, sides.before)
    own += [f"任务 {ours.id}：{said}" for said in merged.own]
    deadline = _deadline(sides, merged, own)
    fields = [name for name, changed in (("text", reworded), ("obligations", merged.changes)) if changed]
    if not fields:
        return
    after = replace(ours, text=new.text if reworded else ours.text, obligations=merged.obligations)
    said = f"文字改写，{likeness_said(ours.text, new.text, share)}" if reworded else "文字没有变，时限或数字变了"
    worded = tuple(rewording_said(ours.text, new.text)) if reworded else ()
    yield TaskChange(
        id=str(ours.id),
        kind="text",
        task=ours.id,
        said=f"任务 {ours.id} {one_line(ours.title)}：{said}",
        after=after,
        fields=tuple(fields),
        details=(*worded, *merged.details),
        safe=not merged.asked and not merged.stale and not merged.lost and not merged.untold,
        possible=not merged.lost,
        why=_why(merged),
        fresh=merged.fresh,
        deadline=deadline,
    )


def _deadline(sides: _Sides, merged: Merged, own: list[str]) -> tuple[str, str] | None:
    """What the document says of the time beside the text, before and now, where it changed; said if nothing moved."""
    old, new = sides.base.deadline if sides.base is not None else sides.new.deadline, sides.new.deadline
    if old == new:
        return None
    pairs = zip(sides.ours.obligations, merged.obligations, strict=False)
    if not merged.fresh and all(when(one) == when(other) for one, other in pairs):
        said = f"文件写的时限“{old or '（没有）'}”→“{new or '（没有）'}”，没有事项跟着变，请核对"
        own.append(f"任务 {sides.ours.id}：{said}")
    return old, new


def _why(merged: Merged) -> str:
    if merged.lost:
        listed = "、".join(merged.lost)
        return (
            f"事项 {listed} 的引文在新文里找不到，也没有相近的；请先改写或删去这些事项，再运行一次"
            "（已有记录的事项不要删，这条任务就照旧留着）"
        )
    if merged.untold:
        return f"没有上一版原文可对照，事项 {'、'.join(merged.untold)} 的时限或数量也可能是您改过的"
    if merged.stale:
        listed = "、".join(merged.stale)
        return f"事项 {listed} 的时限说法在新文里没有了，时限还是台账的，采用前请看清，采用后请改 due 和 phrase"
    if merged.asked:
        return f"事项 {'、'.join(merged.asked)} 的引文在新文里变了，采用前请看清"
    return ""


def _title(sides: _Sides, own: list[str]) -> Iterator[TaskChange]:
    ours, new = sides.ours, one_line(sides.new.title)
    if new == ours.title:
        return
    if sides.base is not None and one_line(sides.base.title) == new:
        own.append(f"任务 {ours.id}：标题照台账的“{one_line(ours.title)}”，文件是“{new}”")
        return
    mine = sides.base is None or one_line(sides.base.title) != ours.title
    yield TaskChange(
        id=f"{ours.id}-title",
        kind="title",
        task=ours.id,
        said=f"任务 {ours.id} 的标题：“{one_line(ours.title)}”→“{new}”",
        after=replace(ours, title=new),
        fields=("title",),
        safe=not mine,
        why="台账里的标题可能是您改过的" if mine else "",
    )


def _units(sides: _Sides, names: Mapping[str, str], own: list[str]) -> Iterator[TaskChange]:
    ours, new, base = sides.ours, sides.new, sides.base
    wanted = (new.lead, _others(new))
    others = who_moved(ours, sides.found, sides.before)
    if not new.lead or _same((ours.lead, ours.responsible), wanted, names):
        own += [f"任务 {ours.id}：{said}，请核对" for said in others.values()]
        return
    if base is not None and _same((base.lead, _others(base)), wanted, names):
        moved = "，".join(units_said(ours.lead, ours.responsible, new.lead, _others(new), names))
        own.append(f"任务 {ours.id}：单位照台账的；照文件要{moved}，采用的请改 tasks.yaml")
        return
    mine = base is None or not _same((base.lead, _others(base)), (ours.lead, ours.responsible), names)
    dropped = {*ours.lead, *ours.responsible} - {*new.lead, *_others(new)}
    still = [each.id for each in ours.obligations if dropped & set(each.who)]
    why = "台账里的单位可能是您改过的" if mine else ""
    if still:
        why = f"事项 {'、'.join(still)} 的 who 里还写着去掉的单位，采用后请一并改"
    elif others:
        why = f"事项 {'、'.join(others)} 的 who 没有跟着变，采用后请一并核对"
    yield TaskChange(
        id=f"{ours.id}-units",
        kind="units",
        task=ours.id,
        said=f"任务 {ours.id} {one_line(ours.title)}：单位变了",
        after=replace(ours, lead=new.lead, responsible=_others(new)),
        fields=("lead", "responsible"),
        details=(*units_said(ours.lead, ours.responsible, new.lead, _others(new), names), *others.values()),
        safe=not why,
        why=why,
    )


def _others(task: ParsedTask) -> tuple[str, ...]:
    return (*task.responsible, *task.cooperating)


def _same(
    one: tuple[Sequence[str], Sequence[str]], other: tuple[Sequence[str], Sequence[str]], names: Mapping[str, str]
) -> bool:
    """Whether two pairs of lead and responsible units are the same units, whatever their order and other names."""
    return all(
        {names.get(each, each) for each in mine} == {names.get(each, each) for each in theirs}
        for mine, theirs in zip(one, other, strict=True)
    )
