"""Numbers and days in a task's text that no obligation quotes."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.compare import anchor
from spt_fazhi.checks.context import PLAN, CheckContext
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.plan import Task
from spt_fazhi.model.problem import Problem
from spt_fazhi.text.plain import one_line

RULES = {"phrase-not-quoted": "正文里的数字或时限没有任何事项引用"}
NEEDS = frozenset({PLAN})
SCOPE = "plan"
_AROUND = 8


def check(context: CheckContext) -> Iterator[Problem]:
    """Whoever breaks the document down should not overlook what can be counted."""
    from spt_fazhi.intake.obligations.phrases import uncovered  # its patterns cost as much as all other rules

    for task, where in context.tasks():
        if task.carried_from is not None:
            continue  # only what was left of it is carried over
        phrases = {each.phrase for each in task.obligations if each.phrase}
        for found in uncovered(task.text, _covered(task)):
            if found.text in phrases:
                continue
            around = one_line(task.text[max(0, found.start - _AROUND) : found.end + _AROUND])
            yield Problem(
                rule="phrase-not-quoted",
                severity="notice",
                file=TASKS_FILE,
                message=f"任务 {task.id} 正文里的“{one_line(found.text)}”（…{around}…）没有任何事项引用",
                hint="请核对是否漏了一个事项；不需要分解的可不改",
                where=(*where, "text"),
                within=anchor(task.text, found.start, len(found.text)),
            )


def _covered(task: Task) -> list[tuple[int, int]]:
    """Where the quotes stand in the text."""
    spans = []
    for obligation in task.obligations:
        at = task.text.find(obligation.quote)
        while at >= 0:
            spans.append((at, at + len(obligation.quote)))
            at = task.text.find(obligation.quote, at + len(obligation.quote))
    return spans
