"""What a person must decide about a draft: the heaviest first, alike questions once, with all their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.alike_questions import ASSUMED, Asked, Question, Weight, bare, merged
from spt_fazhi.intake.left_out import left_out_notes, naming
from spt_fazhi.intake.obligations.phrases import find_in
from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.structure.values import ParsedPlan, ParsedTask, Remark
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.plain import one_line


@frozen
class Note:
    """A question about one task: what its `# 待核：` line says. `words` are of the document."""

    weight: Weight
    what: str
    words: str = ""

    @property
    def text(self) -> str:
        """The note as one line."""
        return f"“{self.words}”：{self.what}" if self.words else self.what


OF_THE_WHOLE: Final = frozenset({"年度", "文件头", "结构", "没有采用的文字"})
"""The kinds of questions that are about no single task, obligation or unit."""
_ASSUMED: Final = "原文没有写明的已按推定写入 assumed，请逐项核对，写明的改过来并删去 assumed 里的那一项"
_ACTION: Final = re.compile("请|改为|改成|删去|补")
_NO_DAY: Final = re.compile("(?:20\\d\\d年)?全年|长期坚持|(?:长期|常年|持续)(?:推进|实施|开展)?|常态化(?:推进|开展)?")
"""Deadlines that say no more than the plan does, where sentences of the task have days of their own."""
_LACKS_UNITS: Final = re.compile("没有(?:读出|写)(?:牵头|责任)?单位$")
_REMARKS: Final[tuple[tuple[Weight, str], ...]] = (
    (Weight.HEAD, "没有读出任务|年度"),
    (Weight.WHO, "暂把|作牵头|牵头单位|只写了"),
    (Weight.UNITS, "单位|责任|牵头|配合"),
    (Weight.DAYS, "时限|日期|日子|几月|完成时间"),
    (Weight.NUMBERS, "数字|数量|数值"),
    (Weight.TITLES, "标题"),
)
_REASONS: Final[tuple[tuple[Weight, str], ...]] = (
    (Weight.DAYS, "时限|年底|周期|日子|年内|定期|年度|每月|每季|每半年|起算|汛|节"),
    (Weight.WHO, "谁负责|单位|牵头|哪些|名下"),
    (Weight.STRUCTURE, "是不是要|是否列为"),
    (Weight.TITLES, "标题"),
)
_FIELDS: Final = {"due": Weight.DAYS, "every": Weight.DAYS, "period": Weight.DAYS, "target": Weight.NUMBERS}


def task_notes(task: ParsedTask, found: Proposals | None) -> tuple[Note, ...]:
    """What is to be decided about a task itself, beside its obligations."""
    return tuple(_task_notes(task, found))


def _task_notes(task: ParsedTask, found: Proposals | None) -> Iterator[Note]:
    if not one_line(task.title):
        yield Note(weight=Weight.TITLES, what="没有读出标题，暂写“（待填）”，请写明")
    if not task.lead:
        yield Note(weight=Weight.UNITS, what="没有读出牵头单位，暂写“待核单位”，请写明由谁负责")
    if task.cooperating:
        said = "配合单位已并入责任单位，请核对"
        yield Note(weight=Weight.WHO, what=said, words="、".join(task.cooperating))
    owed = found.obligations if found else ()
    deadline = task.deadline.strip()
    told = bool(owed) and deadline in task.text  # a stage's own time, asked about where it is used
    if (
        deadline
        and not (told or (owed and _NO_DAY.fullmatch(deadline)))
        and not any(each.phrase and (each.phrase in deadline or deadline in each.phrase) for each in owed)
    ):
        said = "这个时限没有用在任何事项上，请补一个事项，或写进有关事项的 due"
        yield Note(weight=Weight.DAYS, what=said, words=deadline)
    for phrase in find_in(normalise(task.title).text):
        if not any(phrase.text in normalise(each.quote).text for each in owed):
            said = "标题里的这个数字或时限没有列为事项，请补进 obligations，不需要的划掉"
            yield Note(weight=Weight.NUMBERS, what=said, words=phrase.text)
    for phrase in found.unread if found else ():
        weight = Weight.DAYS if phrase.kind == "date" else Weight.NUMBERS
        said = "这个数字或时限没有列为事项，请补进 obligations，不需要的划掉"
        yield Note(weight=weight, what=said, words=phrase.text)


def remarks_of(tasks: Iterable[ParsedTask], remarks: Iterable[Remark]) -> dict[int, tuple[str, ...]]:
    """By task number, what the reader remarked at the task's own line, as its `# 待核：` lines say it."""
    at: dict[int, list[Remark]] = {}
    for remark in remarks:
        if remark.line:  # else it is of the whole document
            at.setdefault(remark.line, []).append(remark)
    return {
        task.id: tuple(
            _remark_text(each) for each in at.get(task.line, ()) if task.lead or not _LACKS_UNITS.search(each.message)
        )
        for task in tasks
    }


def reasons_of(each: Proposal) -> tuple[str, ...]:
    """What is to be decided about an obligation, as its `# 待核：` lines say it."""
    return each.reasons or (("这一句是不是要单独考核的事项，请定。",) if each.confidence == "unsure" else ())


def asked_of(
    draft: ParsedPlan,
    proposals: Mapping[int, Proposals],
    notes: Mapping[str, Sequence[str]],
    said_year: int | None,
) -> tuple[Question, ...]:
    """Everything a person must decide; `notes` are those on units and groups by name."""
    return merged(_all(draft, proposals, notes, said_year))


def _all(
    draft: ParsedPlan, proposals: Mapping[int, Proposals], notes: Mapping[str, Sequence[str]], said_year: int | None
) -> Iterator[Asked]:
    yield from _head(draft, said_year)
    yield from _remarks(draft)
    yield from _units(draft, notes)
    for task in draft.tasks:
        for note in task_notes(task, proposals.get(task.id)):
            yield Asked(
                weight=note.weight, kind="任务", line=task.line, what=note.what, words=note.words, mark=str(task.id)
            )
        for each in proposals[task.id].obligations if task.id in proposals else ():
            yield from _obligation(each, task.line)
    for left in left_out_notes(draft.left_out):
        named = naming(left.text) or "单位"
        weight = Weight.UNITS if named == "单位" else Weight.DAYS
        said = f"属于{left.reason}，其中写了{named}；是任务的请在 tasks.yaml 里补上，不是的划掉"
        yield Asked(weight=weight, kind="没有采用的文字", line=left.line, what=said, words=left.text)


def _remarks(draft: ParsedPlan) -> Iterator[Asked]:
    """What the reader remarked: of a task where it stands in a task's line, else of the whole document."""
    tasks = {task.line: task for task in reversed(draft.tasks) if task.line}
    for remark in draft.remarks:
        task = tasks.get(remark.line)
        if task is not None and not task.lead and _LACKS_UNITS.search(remark.message):
            continue  # the task itself asks
        weight = _weight_of(remark.message, _REMARKS, Weight.STRUCTURE)
        kind, mark = ("任务", str(task.id)) if task is not None else ("结构", "")
        yield Asked(weight=weight, kind=kind, line=remark.line, what=_remark_text(remark), mark=mark)


def _head(draft: ParsedPlan, said_year: int | None) -> Iterator[Asked]:
    if not draft.year:
        yield Asked(weight=Weight.HEAD, kind="年度", line=0, what="没有读出年度，时限都定不下来，请加 --year")
    elif said_year and said_year != draft.year:
        said = f"文件写的是 {said_year} 年，按 {draft.year} 年起草，请核对年度和时限"
        yield Asked(weight=Weight.HEAD, kind="年度", line=0, what=said)
    head = {"标题": draft.title, "印发单位": draft.issuer, "印发日期": draft.issued}
    lacking = "、".join(name for name, known in head.items() if not known)
    if lacking:
        said = f"没有读出{lacking}，请在 tasks.yaml 的 register 里填写"
        yield Asked(weight=Weight.TITLES, kind="文件头", line=0, what=said)


def _units(draft: ParsedPlan, notes: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    lines: dict[str, int] = {}
    for task in draft.tasks:
        for name in (*task.lead, *task.responsible, *task.cooperating):
            lines.setdefault(name, task.line)
    for name, said in notes.items():
        for each in said:
            yield Asked(weight=Weight.GROUPS, kind="单位", line=lines.get(name, 0), what=_with_action(each), mark=name)


def _obligation(each: Proposal, line: int) -> Iterator[Asked]:
    weights = set()
    for reason in reasons_of(each):
        weight = _weight_of(reason, _REASONS, Weight.NUMBERS)
        weights.add(weight)
        yield Asked(
            weight=weight, kind="事项", line=line, what=reason, words=each.quote, mark=each.id, title=each.title
        )
    silent = [one.reason for one in each.assumed if _FIELDS.get(one.field, Weight.WHO) not in weights]
    if silent and each.carried is None:  # what is carried on was looked at a year ago
        yield Asked(weight=Weight.WHO, kind=ASSUMED, line=line, what=_ASSUMED, words="；".join(silent), mark=each.id)


def _weight_of(said: str, table: Sequence[tuple[Weight, str]], otherwise: Weight) -> Weight:
    """The weight of what a question says, whatever words of the document it quotes."""
    plain = bare(said)
    return next((weight for weight, pattern in table if re.search(pattern, plain)), otherwise)


def _remark_text(remark: Remark) -> str:
    return _with_action(f"{remark.message}{f'。{remark.hint}' if remark.hint else ''}")


def _with_action(said: str) -> str:
    return said if _ACTION.search(said) else f"{said.rstrip('。')}，请核对"
