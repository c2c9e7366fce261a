"""Prints the problems of a workspace, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from spt_fazhi.model.problem import SEVERITY_WORDS, Problem
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.problems import SCAN_NOTE, problems_summary

_COLOURS: Final = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


def show(problems: Sequence[Problem], files: int, console: Console) -> None:
    """Every problem on lines of its own, then the sum; `files` were looked at."""
    for each in problems:
        for line, style in lines_of(each, console.width if console.is_terminal else None):
            _print(console, line, style)
    if problems:
        _print(console, "")
    _print(console, problems_summary(problems, files), "bold" if problems else "bold green")
    _print(console, f"提示：{SCAN_NOTE}", "dim", wrap=console.is_terminal)


def lines_of(problem: Problem, width: int | None) -> Iterator[tuple[str, str]]:
    """The lines of one problem with their styles; wrapped to `width` columns, or each part unbroken with None."""
    place = f"{one_line(problem.file)}:{problem.line}:{problem.column}:"
    said = f"{SEVERITY_WORDS[problem.severity]} [{problem.rule}] {one_line(problem.message)}"
    hint = one_line(problem.hint)
    colour = _COLOURS[problem.severity]
    if width is None:
        yield f"{place} {said}", colour
        if hint:
            yield f"    → {hint}", ""
        return
    if columns(place) + 1 + columns(said) <= width:
        yield f"{place} {said}", colour
    else:
        yield place, colour
        for line in wrap(said, max(width - 4, 20)):
            yield f"  {line}", colour
    for index, line in enumerate(wrap(hint, max(width - 8, 20)) if hint else ()):
        yield ("    → " if index == 0 else "      ") + line, ""


def _print(console: Console, line: str, style: str = "", *, wrap: bool = False) -> None:
    console.print(Text(line, style=style), soft_wrap=not wrap)
