"""One remark at a place of a file, whatever it came from: a problem of `check`, a finding of `review`."""

from __future__ import annotations

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.problem import Problem, Severity
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import conceal


@frozen
class Annotation:
    """A remark. `file` is relative to the repository's top; `line` and `column` count from 1, in characters."""

    level: Severity
    rule: str
    file: str
    line: int
    column: int
    message: str
    hint: str = ""


def of_problem(problem: Problem, prefix: str) -> Annotation:
    """A problem of `check`; `prefix` is the workspace's folder in the repository, "" or ending in `/`."""
    return Annotation(
        level=problem.severity,
        rule=problem.rule,
        file=prefix + one_line(conceal(problem.file)),
        line=max(problem.line, 1),
        column=max(problem.column, 1),
        message=one_line(conceal(problem.message)),
        hint=one_line(conceal(problem.hint)),
    )
