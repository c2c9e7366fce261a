"""Attachments whose line ends git may convert: their hashes would no longer be those that were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.paths import kind_of
from spt_fazhi.model.problem import Problem

RULES = {"attachment-line-ends": "git 可能改动附件的换行"}
NEEDS: frozenset[str] = frozenset()
_PATTERNS = {"attachment": "**/data/records/*/*/**", "enclosure": "**/data/issued/*/**"}


def check(context: CheckContext) -> Iterator[Problem]:
    """One notice for all of them, at the file that has to say it."""
    if context.rewritable:
        yield Problem(
            rule="attachment-line-ends",
            severity="notice",
            file=".gitattributes",
            message=f"git 可能自动转换 {len(context.rewritable)} 个附件的换行，校验值就对不上了",
            hint=f"请在工作区的 .gitattributes 里加一行：{_lines(context.rewritable)}",
            line=1,
            column=1,
        )


def _lines(paths: Iterable[str]) -> str:
    """The lines that are missing, for attachments and for what was issued."""
    kinds = {kind_of(path) for path in paths}
    return "，再加一行：".join(f"{pattern} -text !eol -diff" for kind, pattern in _PATTERNS.items() if kind in kinds)
