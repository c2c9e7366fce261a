"""`fazhi check`: every problem of every file, with its place and what to do. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spt_fazhi.checks.runner import rules_in_words
from spt_fazhi.cli.options import AsOf, At, Json, Root, one_of
from spt_fazhi.cli.output import out, print_json, print_text
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import Findings, UsageError
from spt_fazhi.model.problem import SEVERITIES, SEVERITY_WORDS
from spt_fazhi.render.forge.annotation import of_problem
from spt_fazhi.render.forge.github import github
from spt_fazhi.render.forge.sarif import sarif
from spt_fazhi.services.check import check_workspace
from spt_fazhi.text.columns import columns, wrap
from spt_fazhi.text.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.model.problem import Problem

HELP = "检查全部数据：逐条列出问题、位置和改法"
ORDER = 18

FORMATS: Final = ("text", "json", "github", "sarif")

SCAN_NOTE: Final = "自动扫描只能发现写法明显的个人信息和密级标志，没有报出问题不等于没有；入库前请人工审查。"
_COLOURS: Final = {"error": "bold red", "warning": "yellow", "notice": "cyan"}


def command(  # noqa: PLR0913 - the options of the command line
    *,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过（退出码 1）")] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="text、json、github（行内标注，Gitea、Forgejo 也认）、sarif",
            autocompletion=one_of(FORMATS),
        ),
    ] = "text",
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """List every problem; exit 1 when there are errors (with --strict also for warnings)."""
    if form not in FORMATS:
        raise UsageError(f"--format 没有“{form}”这种格式", f"可写：{'、'.join(FORMATS)}")
    session = Session.open(root, as_of, at, use_cache=False)
    problems = check_workspace(session.loaded, session.day)
    _print_as("json" if json else form, problems, session)
    failing = {"error", "warning"} if strict else {"error"}
    if any(each.severity in failing for each in problems):
        raise Findings


def _print_as(form: str, problems: list[Problem], session: Session) -> None:
    if form == "json":
        print_json(document(problems))
        return
    if form == "text":
        _show(problems, len(session.loaded.files))
        return
    annotations = [of_problem(each, session.prefix) for each in problems]
    if form == "github":
        print_text(github(annotations, "fazhi check", _summary(problems, len(session.loaded.files))))
    else:
        print_json(sarif(annotations, rules_in_words()))


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
        _print(console, "")
    _print(console, _summary(problems, files), "bold" if problems else "bold green")
    _print(console, f"提示：{SCAN_NOTE}", "dim", wrap=console.is_terminal)


def _summary(problems: list[Problem], files: int) -> str:
    """The closing sentence."""
    if not problems:
        return f"√ 没有发现问题（台账、单位名录和 {files} 个记录、决定及附件文件）。"
    counts = Counter(each.severity for each in problems)
    parts = [f"{SEVERITY_WORDS[each]} {counts[each]}" for each in SEVERITIES if counts[each]]
    where = len({each.file for each in problems})
    return f"共 {len(problems)} 个问题（{' · '.join(parts)}），涉及 {where} 个文件。"


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
