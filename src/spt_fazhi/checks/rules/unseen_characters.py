"""Characters in what people wrote that a terminal acts on, or that turn the order of what follows."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.checks.texts import joined, texts_in
from spt_fazhi.model.problem import Problem
from spt_fazhi.text.plain import dangerous

RULES = {"control-character-in-text": "文字里有看不见的控制字符"}
NEEDS: frozenset[str] = frozenset()
SCOPE = "entry"


def check(context: CheckContext) -> Iterator[Problem]:
    """One problem a text of a record, a decision, an inspection or what was issued."""
    for entry in context.entries:
        if not dangerous(joined(entry.value)):
            continue
        for text, where in texts_in(entry.value):
            sign = dangerous(text)
            if sign:
                keys = [part for part in where if isinstance(part, str)]
                yield Problem(
                    rule="control-character-in-text",
                    severity="error",
                    file=entry.file,
                    message=f"字段 {keys[-1]} 里有看不见的控制字符（{sign}），显示出来的可能不是写的内容",
                    hint="请删去该字符，重新输入这段文字",
                    where=where,
                )
