"""`fazhi check`: every problem of every file, with its place and what to do. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import Findings
from spt_fazhi.model.problem import SEVERITIES, SEVERITY_WORDS
from spt_fazhi.services.check import check_workspace
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.model.problem import Problem

HELP = "检查全部数据：逐条列出问题、位置和改法"
ORDER = 20

SCAN_NOTE: Final = "自动扫描只能发现写法明显的个人信息和密级标志，没有报出问题不等于没有；入库前请人工审查。"
_COLOURS: Final = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


def command(
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过（退出码 1）")] = False,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """List every problem; exit 1 when there are errors (with --strict also for warnings)."""
    session = Session.open(root, as_of, at, use_cache=False)
    problems = check_workspace(session.loaded, session.day)
    if json:
        print_json(document(problems))
    else:
        _show(problems, len(session.loaded.files))
    failing = {"error", "warning"} if strict else {"error"}
    if any(each.severity in failing for each in problems):
        raise Findings


def document(problems: Iterable[Problem]) -> dict[str, object]:
    """The JSON of the contract, and the sentence on what a scan cannot prove."""
    keys = ("rule", "severity", "file", "line", "column", "message", "hint")
    return {"problems": [{key: getattr(each, key) for key in keys} for each in problems], "note": SCAN_NOTE}


def _show(problems: list[Problem], files: int) -> None:
    console = out()
    for each in problems:
        for line, style in lines_of(each, console.width if console.is_terminal else None):
            _print(console, line, style)
    if problems:
        counts = Counter(each.severity for each in problems)
        parts = [f"{SEVERITY_WORDS[each]} {counts[each]}" for each in SEVERITIES if counts[each]]
        where = len({each.file for each in problems})
        _print(console, "")
        _print(console, f"共 {len(problems)} 个问题（{' · '.join(parts)}），涉及 {where} 个文件。", "bold")
    else:
        _print(console, f"√ 没有发现问题（台账、单位名录和 {files} 个记录、决定及附件文件）。", "bold green")
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
    from rich.text import Text

    console.print(Text(line, style=style), soft_wrap=not wrap)
