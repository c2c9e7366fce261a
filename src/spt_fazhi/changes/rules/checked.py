"""What `check` finds after the branch and did not find before: errors must not pass, warnings deserve a look."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.values import Finding, Spot

RULES = {"check-error": "fazhi check 的错误", "check-warning": "fazhi check 的警告"}


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding a problem; the rule of `check` is named in the message."""
    for each in context.introduced:
        if each.severity == "notice":
            continue
        level, rule = ("block", "check-error") if each.severity == "error" else ("ask", "check-warning")
        spot = Spot(file=each.file, where=each.where, side="new", line=each.line, column=each.column)
        yield Finding(
            level="block" if level == "block" else "ask",
            rule=rule,
            message=f"{each.message}（{each.rule}）",
            hint=each.hint,
            spot=spot,
            at_key=each.at_key,
            within=each.within,
        )
