"""What a revised document does to whole tasks and sections: new ones, those it has no more, where each belongs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.compare import own_obligations
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.intake.left_out import left_out_notes, naming
from spt_fazhi.intake.matching import pairs_of
from spt_fazhi.intake.merge import amount, when
from spt_fazhi.intake.obligations.proposals import Proposals
from spt_fazhi.intake.planned import obligation_of, task_of
from spt_fazhi.intake.revision import TaskChange
from spt_fazhi.intake.structure.values import LeftOut, ParsedTask
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import Section, Task
from spt_fazhi.text.alike.rewording import rewording_said
from spt_fazhi.text.normalise import unbroken
from spt_fazhi.text.plain import one_line

_OTHER_PLAN: Final = "这份文件的任务多半与台账的对不上，可能不是这份台账的修订稿；确实要并进来的，用 --only 逐条写明"
_SHORTEST: Final = 6  # a text of fewer characters stands anywhere by chance


@frozen
class _Words:
    """A paragraph that became no task, to be compared with tasks."""

    text: str
    title: str = ""


class Sections:
    """Which section of the register each of the revised document's is: by its title, else by the tasks it holds."""

    def __init__(self, new: DraftPlan, known: Sequence[Section], pairs: Sequence[tuple[Task, ParsedTask]]) -> None:
        """`pairs` are the register's tasks with those of the document."""
        self._new = {each.id: one_line(each.title) for each in new.draft.sections}
        self._known = list(known)
        self._there = frozenset(each.id for each in known)
        self._whole = unbroken(new.document.text)
        self._pairs = pairs
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for mine, task in pairs:
            votes[task.section][mine.section] += 1
        titles = {each.title: each.id for each in known}
        self._is: dict[str, str] = {}
        for section, title in self._new.items():
            if title in titles:
                self._is[section] = titles[title]
        for section, title in self._new.items():
            best = votes[section].most_common(1)
            if section not in self._is and title and best and best[0][0] not in self._is.values():
                self._is[section] = best[0][0]

    def of(self, task: ParsedTask) -> tuple[Section, bool]:
        """The register's section a new task belongs to, or a new one with a free id, which is known from then on."""
        by_id = {each.id: each for each in self._known}
        title = self._new.get(task.section) or "新增"
        same = by_id.get(self._is.get(task.section, "")) or next((e for e in self._known if e.title == title), None)
        if same is not None:
            return same, same.id not in self._there
        name = task.section
        number = 2
        while name in by_id:
            name = f"{task.section}-{number}"
            number += 1
        made = Section(id=name, title=title)
        self._known.append(made)
        return made, True

    def own(self) -> Iterator[str]:
        """What stays in the register although the document has other titles, other sections, other numbers."""
        by_id = {each.id: each for each in self._known}
        for section, ours in self._is.items():
            title = self._new[section]
            if by_id[ours].title != title and unbroken(title) in self._whole:
                was = one_line(by_id[ours].title)
                yield f"部分“{was}”：标题照台账的，新文件是“{title}”，采用的请改 tasks.yaml 的 sections"
        for mine, task in self._pairs:
            there = self._is.get(task.section, mine.section)
            if there != mine.section and unbroken(self._new[task.section]) in self._whole:
                home = by_id.get(mine.section)
                old = home.title if home is not None else mine.section
                yield f"任务 {mine.id}：照旧列在“{old}”，新文件列在“{self._new[task.section]}”"
        moved = [(mine.id, task.id) for mine, task in self._pairs if mine.id != task.id]
        if moved:
            first, number = moved[0]
            yield f"任务编号照台账的，不随新文件变：{len(moved)} 条编号不同，如台账的 {first} 是新文件第 {number} 条"


def new_task(task: ParsedTask, new: DraftPlan, taken: set[int], sections: Sections, *, sure: bool) -> TaskChange:
    """A task the register has not: under its own number where that is free.

    Not `sure` where the document may be of another plan.
    """
    number = task.id if task.id not in taken else max(taken) + 1
    taken.add(number)
    section, is_new = sections.of(task)
    drafted = replace(task, id=number, section=section.id)
    owed = new.proposals[task.id].obligations
    found = replace(
        new.proposals[task.id],
        obligations=tuple(replace(each, id=f"{number}.{each.id.partition('.')[2]}") for each in owed),
    )
    said = f"（新文件第 {task.id} 条）" if number != task.id else ""
    why = "" if sure else _OTHER_PLAN
    if not task.lead:
        why = "没有读出牵头单位，请先弄清，再照新文件写进 tasks.yaml"
    return TaskChange(
        id=str(number),
        kind="new",
        task=number,
        said=f"新增任务 {number} {one_line(task.title)}{said}，起草 {len(owed)} 个事项",
        after=task_of(drafted, found),
        details=tuple(_details(task, found, section, is_new=is_new)),
        safe=not why,
        possible=bool(task.lead),
        why=why,
        drafted=drafted,
        found=found,
        section=section if is_new else None,
    )


def _details(task: ParsedTask, found: Proposals, section: Section, *, is_new: bool) -> Iterator[str]:
    yield f"列入{'新的部分' if is_new else ''}“{section.title}”"
    yield f"原文：{one_line(task.text, 160)}"
    for word, units in (("牵头", task.lead), ("责任", (*task.responsible, *task.cooperating))):
        if units:
            yield f"{word}单位：{'、'.join(units)}"
    for each in map(obligation_of, found.obligations):
        target = f"，{amount(each.target)}" if each.target is not None else ""
        yield f"事项 {each.id} {one_line(each.title, 40)}：{when(each)}{target}"


class Gone:
    """The tasks of the register that the revised document has not, and whether it may have them after all."""

    def __init__(self, tasks: Sequence[Task], new: DraftPlan, unread: Sequence[LeftOut]) -> None:
        """`tasks` have no counterpart in `new`, whose paragraphs `unread` no earlier document has."""
        self.tasks = tasks
        self._whole = unbroken(new.document.text)
        self._unread = unread
        self._drafted = new.draft.tasks
        left = new.draft.left_out
        near = pairs_of(tasks, [_Words(text=each.text) for each in left])
        self._near = {tasks[place].id: left[index].text for index, (place, _) in near.items()}

    def change(self, task: Task, entries: Sequence[str], before: Proposals | None) -> TaskChange:
        """The task as one that goes: with records it stays, and what a person may still want is asked."""
        why = self._why(task, before)
        if entries:
            shown = "、".join(entries[:3]) + (f" 等 {len(entries)} 份" if len(entries) > 3 else "")
            why = f"已有记录（{shown}），不能删去；不再做的，用 fazhi decide waive 定为不适用"
        owed = "、".join(each.id for each in task.obligations[:6])
        more = f" 等 {len(task.obligations)} 个" if len(task.obligations) > 6 else ""
        return TaskChange(
            id=str(task.id),
            kind="gone",
            task=task.id,
            said=f"任务 {task.id} {one_line(task.title)}：新文件里不再有",
            after=None,
            details=(f"采用就把这条任务连同{f'事项 {owed}{more} 和' if owed else ''}里面的注释一起删去",)
            if not entries
            else (),
            safe=not why,
            possible=not entries,
            why=why,
        )

    def _why(self, task: Task, before: Proposals | None) -> str:
        words = unbroken(task.text)
        if len(words) >= _SHORTEST and words in self._whole:
            within = next((each.id for each in self._drafted if words in unbroken(each.text)), None)
            if within is not None:
                return f"它的文字并进了新文件第 {within} 条，先看那一条采用了没有，再定删不删"
            return "它的文字还在新文件里，只是没有读成一条任务（多半是编号、单位或版式变了），先核对原件，再定删不删"
        if task.id in self._near:
            said = one_line(self._near[task.id], 40)
            return f"新文件里有相近的一段没有读成任务（“{said}”），先核对原件，再定删不删"
        if self._unread:
            said = one_line(self._unread[0].text, 40)
            return f"新文件里还有段落没有读成任务（如“{said}”），先核对是不是这一条，再定删不删"
        if before is None:
            return "没有上一版原文可对照，不知道里面的事项是不是您加的，请定删不删"
        own = [each.obligation for each in own_obligations(task, "", before)]
        return f"里面有您加的、改过的事项（{'、'.join(own)}），请定删不删" if own else ""


def unread_in(new: DraftPlan, bases: Sequence[DraftPlan]) -> tuple[LeftOut, ...]:
    """Paragraphs that became no task although they name units, a day or a number, and that no earlier document has."""
    whole = unbroken(new.document.text)
    others = [base for base in bases if unbroken(base.document.text) != whole] or bases
    before = {unbroken(each.text) for base in others for each in base.draft.left_out}
    return tuple(each for each in left_out_notes(new.draft.left_out) if unbroken(each.text) not in before)


def questions_left(
    new: DraftPlan, bases: Sequence[DraftPlan], unread: Sequence[LeftOut], unnumbered: Sequence[Task]
) -> Iterator[str]:
    """What the reading of the revised document leaves to a person and no earlier one did: words in no task, remarks.

    `unnumbered` are tasks that a person took from such words (附则).
    """
    known = pairs_of(unnumbered, [_Words(text=each.text) for each in unread])
    for index, each in enumerate(unread):
        if index in known:
            task = unnumbered[known[index][0]]
            if unbroken(task.text) != unbroken(each.text):
                said = "；".join(rewording_said(task.text, each.text))
                yield f"任务 {task.id} {one_line(task.title)}：新文件改了这一段，请照它改 tasks.yaml。{said}"
            continue
        why = f"{each.reason}，其中写了{naming(each.text) or '单位'}"
        yield f"“{one_line(each.text, 80)}”没有列为任务（{why}）；是任务的请在 tasks.yaml 里补上"
    told = {each.message for base in bases for each in base.draft.remarks}
    for remark in new.draft.remarks:
        if remark.message not in told:
            told.add(remark.message)
            yield f"{remark.message}{f'：{remark.hint}' if remark.hint else ''}"
