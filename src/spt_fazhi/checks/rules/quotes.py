"""Quotes and phrases that do not stand in the text they are taken from."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.compare import longest_start, same_but_for_width
from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.plan import Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.text.plain import one_line

RULES = {"quote-not-in-text": "引文不是正文里的原话", "phrase-not-in-text": "时限用语不是正文里的原话"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"
_SHOWN = 12


def check(context: CheckContext) -> Iterator[Problem]:
    """Every quote must occur in its task's text, character for character; so should the phrase for the time.

    A phrase may also be what the document has beside the text: a column, a bracket, a line of its own.
    """
    for task, obligation, where in context.obligations():
        if obligation.quote not in task.text:
            yield Problem(
                rule="quote-not-in-text",
                severity="error",
                file=TASKS_FILE,
                message=f"事项 {obligation.id} 的引文{departure(obligation.quote, task.text)}",
                hint="引文要与任务 text 逐字相同（连标点），请从正文复制",
                where=(*where, "quote"),
            )
        if obligation.phrase is not None and not _stands(context, task, obligation.phrase):
            yield Problem(
                rule="phrase-not-in-text",
                severity="warning",
                file=TASKS_FILE,
                message=f"事项 {obligation.id} 的时限用语“{one_line(obligation.phrase, 24)}”在原文里没有",
                hint="phrase 只写原文里的话；原文没有写时限的，请删去 phrase",
                where=(*where, "phrase"),
            )


def _stands(context: CheckContext, task: Task, phrase: str) -> bool:
    """Whether a phrase is in the text, or elsewhere in the document: the head of a column, a cell, a bracket."""
    return phrase in task.text or phrase in (context.source_text or "")


def departure(quote: str, text: str) -> str:
    """Where a quote departs from the text, as the end of a sentence."""
    if same_but_for_width(quote, text):
        return "与正文只有全角、半角或空格的差别"
    length, place = longest_start(quote, text)
    if length < 2:
        return f"“{one_line(quote, 24)}”在正文里没有"
    same = one_line(quote[max(0, length - _SHOWN) : length])
    written = one_line(quote[length : length + _SHOWN])
    there = one_line(text[place + length : place + length + _SHOWN])
    if not written:
        return f"在“{same}”之后多了空白"
    return f"从第 {length + 1} 个字起与正文不同：“{same}”之后，引文是“{written}”，正文是“{there or '（结束）'}”"
