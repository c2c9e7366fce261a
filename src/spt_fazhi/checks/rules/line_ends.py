"""Attachments whose line ends git may convert: their hashes would no longer be those that were recorded."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.problem import Problem

RULES = {"attachment-line-ends": "git 可能改动附件的换行"}
NEEDS: frozenset[str] = frozenset()


def check(context: CheckContext) -> Iterator[Problem]:
    """One notice for all of them, at the file that has to say it."""
    if context.rewritable:
        yield Problem(
            rule="attachment-line-ends",
            severity="notice",
            file=".gitattributes",
            message=f"git 可能自动转换 {len(context.rewritable)} 个附件的换行，校验值就对不上了",
            hint="请在工作区的 .gitattributes 里加一行：**/data/records/*/*/** -text !eol -diff",
            line=1,
            column=1,
        )
