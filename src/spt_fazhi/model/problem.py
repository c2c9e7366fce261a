"""A fault found in the data, as a value: where it is, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from spt_fazhi.model.frozen import frozen

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "notice": "提示"}
Where = tuple[str | int, ...]


@frozen
class Problem:
    """One fault.

    `file` is relative to the workspace with forward slashes. `line` and `column` count from 1, in characters
    (0: not known yet or the file as a whole). `where` is the path of keys and indexes inside the file, from which
    the store finds line and column; `at_key` asks for the key itself instead of its value, and `within` for the
    place of that piece of text inside the value.
    """

    rule: str
    severity: Severity
    file: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0
    where: Where = field(default=(), compare=False)
    at_key: bool = field(default=False, compare=False)
    within: str = field(default="", compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by file and place."""
        return (self.file, self.line, self.column, self.rule, self.message)
