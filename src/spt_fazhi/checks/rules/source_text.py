"""The words of the plan against the official document they were copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spt_fazhi.checks.compare import Paragraphs, anchor, first_difference
from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.plan import Task
from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.text.normalise import unbroken
from spt_fazhi.text.plain import one_line

RULES = {
    "source-missing": "找不到来源文件",
    "source-unreadable": "来源文件不能逐字核对",
    "source-not-named": "没有写明来源文件",
    "text-differs": "任务正文与来源文件不同",
    "text-cut": "任务正文没有收全",
    "title-not-in-source": "标题在来源文件里没有",
}
NEEDS = frozenset({PLAN})
SCOPE = "plan"
_AROUND = 10
_HINT = "text 要与来源文件逐字相同（连标点）；请从来源文件复制。文件本身有误的，也照录原文"
_AFTER = re.compile(
    r'"?\t|\s*(?:[(\uff08\u3014\u3010\[]|[—-]{2}|牵头|(?:整改)?责任|配合|主办|承办|完成时限|由[^。\n]{1,60}(?:牵头|负责)|$)',
    re.MULTILINE,
)
"""What may stand after a task's text: the end of its cell, what names its units, the end of the line."""


def check(context: CheckContext) -> Iterator[Problem]:
    """Compare titles and texts, character for character; line breaks make no difference.

    What stands outside the numbered tasks (task 0, 附则) has no title in the document: its text alone is compared.
    """
    source = context.register.info.source
    if context.source_problem is not None:
        yield context.source_problem
    if source is None:
        yield Problem(
            rule="source-not-named",
            severity="notice",
            file=TASKS_FILE,
            message="没有写明来源文件（source），任务正文无法与原文核对",
            hint="请把文件原文存成 UTF-8 文本放进 data/source/，并补写一行：source: source/文件名.txt",
            where=("register",),
        )
    elif context.source_text is not None:
        yield from _compare(context, context.source_text)
    elif context.source_problem is None:
        yield Problem(
            rule="source-missing",
            severity="error",
            file=TASKS_FILE,
            message=f"找不到来源文件 data/{source}",
            hint="请把文件原文存成 UTF-8 文本放到该处，或改正 source",
            where=("register", "source"),
        )


def _compare(context: CheckContext, source: str) -> Iterator[Problem]:
    document = source.replace("\r\n", "\n")
    whole = unbroken(document)
    paragraphs: Paragraphs | None = None
    titled = {task.section for task in context.register.tasks if _has_title_there(task)}
    for section, where in context.sections():
        if section.id not in titled:
            continue  # nothing but tasks of another year's document, or what stands outside the numbered ones
        yield from _title(section.title, f"第{section.id}部分", whole, (*where, "title"))
    for task, where in context.tasks():
        if task.carried_from is not None:
            continue
        if _has_title_there(task):
            yield from _title(task.title, f"任务 {task.id} ", whole, (*where, "title"))
        if unbroken(task.text) in whole:
            yield from _cut(task, document, (*where, "text"))
        else:
            paragraphs = paragraphs or Paragraphs(document)
            yield _differs(task, paragraphs, document, (*where, "text"))


def _has_title_there(task: Task) -> bool:
    """Whether the document gives the task a title: it is numbered, and this year's."""
    return task.is_numbered and task.carried_from is None


def _title(title: str, of: str, whole: str, where: Where) -> Iterator[Problem]:
    if unbroken(title) not in whole:
        yield Problem(
            rule="title-not-in-source",
            severity="error",
            file=TASKS_FILE,
            message=f"{of}的标题“{one_line(title, 30)}”在来源文件里没有",
            hint="标题要照录原文，请从来源文件复制",
            where=where,
        )


def _differs(task: Task, paragraphs: Paragraphs, document: str, where: Where) -> Problem:
    lines = [line.strip() for line in task.text.splitlines()]
    line = next((line for line in lines if line not in document), None)
    if line is None:
        message = f"任务 {task.id} 的正文由几段组成，在来源文件里不是这样连着的"
        return Problem(rule="text-differs", severity="error", file=TASKS_FILE, message=message, hint=_HINT, where=where)
    paragraph = paragraphs.nearest(line)
    found = first_difference(line, paragraph) if paragraph is not None else None
    if found is None or paragraph is None:
        message = f"任务 {task.id} 的正文在来源文件里找不到对应的段落：“{one_line(line, 20)}”"
        return Problem(
            rule="text-differs",
            severity="error",
            file=TASKS_FILE,
            message=message,
            hint=_HINT,
            where=where,
            within=line,
        )
    before = one_line(line[max(0, found.at - _AROUND) : found.at])
    written = one_line(line[found.at : found.at + _AROUND]) or "（结束）"
    printed = one_line(paragraph[found.there : found.there + _AROUND]) or "（结束）"
    place = f"“{before}”之后" if before else "开头"
    return Problem(
        rule="text-differs",
        severity="error",
        file=TASKS_FILE,
        message=f"任务 {task.id} 的正文与来源文件不同：{place}，这里是“{written}”，原文是“{printed}”",
        hint=_HINT,
        where=where,
        within=anchor(line, found.at),
    )


def _cut(task: Task, document: str, where: Where) -> Iterator[Problem]:
    """Words of the same paragraph that stand after the text and are no bracket of units."""
    last = task.text.rstrip().splitlines()[-1].strip()
    at = document.find(last)
    ends = []
    while at >= 0:
        ends.append(at + len(last))
        at = document.find(last, at + 1)
    if ends and not any(_AFTER.match(document, end) for end in ends):
        left = one_line(document[ends[0] : ends[0] + 2 * _AROUND])
        yield Problem(
            rule="text-cut",
            severity="warning",
            file=TASKS_FILE,
            message=f"任务 {task.id} 的正文之后，原文同一段还有“{left}…”没有收进来",
            hint="请把该段在单位括号之前的文字收全",
            where=where,
        )
