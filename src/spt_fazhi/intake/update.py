"""A revised document against the register made from the one before: what it changes, task by task.

Three sides are held together: the register as people keep it, the earlier document as it is drafted today (`base`),
the revised one. What differs between the documents is a change; what differs between the register and the earlier
document is the office's own and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spt_fazhi.intake.compare import likeness_said, own_obligations, units_said
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import Merged, merge_obligations
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.planned import task_of
from spt_fazhi.intake.revision import Revision, TaskChange
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Section, Task
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
    earlier = earlier_of(ours, bases)
    names = {name: unit.name for unit in new.directory.units for name in unit.aliases}
    taken = {task.id for task in tasks}
    known = list(sections)
    changes: list[TaskChange] = []
    own: list[str] = []
    kept = 0
    for index, task in enumerate(drafted):
        if index not in pairs:
            changes.append(_new(task, new, taken, known))
            continue
        mine = ours[pairs[index][0]]
        before, drafted_before = earlier.get(mine.id, (None, None))
        sides = _Sides(ours=mine, new=task, found=new.proposals[task.id], base=before, before=drafted_before)
        found = [*_text(sides, pairs[index][1], own), *_title(sides, own), *_units(sides, names, own)]
        kept += not found
        changes += found
    used = {place for place, _ in pairs.values()}
    gone = [task for place, task in enumerate(ours) if place not in used]
    whole = 2 * len(used) >= len(ours)
    changes += [_gone(task, entries.get(task.id, ()), earlier.get(task.id, (None, None))[1]) for task in gone if whole]
    return Revision(changes=tuple(changes), kept=kept, untouched=0 if whole else len(gone), own=tuple(own))


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
    fields = [name for name, changed in (("text", reworded), ("obligations", merged.changes)) if changed]
    if not fields:
        return
    after = replace(ours, text=new.text if reworded else ours.text, obligations=merged.obligations)
    said = f"文字改写，{likeness_said(ours.text, new.text, share)}" if reworded else "文字没有变，时限或数字变了"
    yield TaskChange(
        id=str(ours.id),
        kind="text",
        task=ours.id,
        said=f"任务 {ours.id} {one_line(ours.title)}：{said}",
        after=after,
        fields=tuple(fields),
        details=merged.details,
        safe=not merged.asked and not merged.lost and not merged.untold,
        possible=not merged.lost,
        why=_why(merged),
        fresh=merged.fresh,
    )


def _why(merged: Merged) -> str:
    if merged.lost:
        listed = "、".join(merged.lost)
        return f"事项 {listed} 的引文在新文里找不到，也没有相近的；请先改写或删去这些事项，再运行一次"
    if merged.untold:
        return f"没有上一版原文可对照，事项 {'、'.join(merged.untold)} 的时限或数量也可能是您改过的"
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
    if not new.lead or _same((ours.lead, ours.responsible), wanted, names):
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
    yield TaskChange(
        id=f"{ours.id}-units",
        kind="units",
        task=ours.id,
        said=f"任务 {ours.id} {one_line(ours.title)}：单位变了",
        after=replace(ours, lead=new.lead, responsible=_others(new)),
        fields=("lead", "responsible"),
        details=tuple(units_said(ours.lead, ours.responsible, new.lead, _others(new), names)),
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


def _new(task: ParsedTask, new: DraftPlan, taken: set[int], known: list[Section]) -> TaskChange:
    """A task the register has not: under its own number where that is free."""
    number = task.id if task.id not in taken else max(taken) + 1
    taken.add(number)
    section, is_new = _section(task, new, known)
    drafted = replace(task, id=number, section=section.id)
    owed = new.proposals[task.id].obligations
    found = replace(
        new.proposals[task.id],
        obligations=tuple(replace(each, id=f"{number}.{each.id.partition('.')[2]}") for each in owed),
    )
    said = f"新文件第 {task.id} 条" if number != task.id else ""
    return TaskChange(
        id=str(number),
        kind="new",
        task=number,
        said=f"新增任务 {number} {one_line(task.title)}{f'（{said}）' if said else ''}，起草 {len(owed)} 个事项",
        after=task_of(drafted, found),
        safe=bool(task.lead),
        possible=bool(task.lead),
        why="" if task.lead else "没有读出牵头单位，请先弄清，再照新文件写进 tasks.yaml",
        drafted=drafted,
        found=found,
        section=section if is_new else None,
    )


def _section(task: ParsedTask, new: DraftPlan, known: list[Section]) -> tuple[Section, bool]:
    """The register's section a new task belongs to, or a new one with a free id, which is `known` from then on."""
    parsed = next((each for each in new.draft.sections if each.id == task.section), None)
    title = one_line(parsed.title) if parsed is not None else "新增"
    same = next((each for each in known if each.title == title), None)
    if same is not None:
        return same, False
    ids = {each.id for each in known}
    name = (
        task.section
        if task.section not in ids
        else next(
            f"{task.section}-{number}" for number in range(2, len(ids) + 3) if f"{task.section}-{number}" not in ids
        )
    )
    made = Section(id=name, title=title)
    known.append(made)
    return made, True


def _gone(task: Task, entries: Sequence[str], before: Proposals | None) -> TaskChange:
    """A task the revised document has no more: with records it stays, with a person's own obligations it is asked."""
    shown = "、".join(entries[:3]) + (f" 等 {len(entries)} 份" if len(entries) > 3 else "")
    own = [each.obligation for each in own_obligations(task, "", before)]
    why = f"里面有您加的、改过的事项（{'、'.join(own)}），请定删不删" if own else ""
    if before is None:
        why = "没有上一版原文可对照，不知道里面的事项是不是您加的，请定删不删"
    if entries:
        why = f"已有记录（{shown}），不能删去；不再做的，用 fazhi decide waive 定为不适用"
    return TaskChange(
        id=str(task.id),
        kind="gone",
        task=task.id,
        said=f"任务 {task.id} {one_line(task.title)}：新文件里不再有",
        after=None,
        safe=not why,
        possible=not entries,
        why=why,
    )
