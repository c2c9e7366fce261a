"""`fazhi check`: every problem of every file, with its place and what to do. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from spt_fazhi.checks.runner import rules_in_words
from spt_fazhi.cli.options import AsOf, At, Json, Root, one_of, require_format
from spt_fazhi.cli.output import out, print_json, print_text, whatever_is_read
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import Findings
from spt_fazhi.render.forge.annotation import of_problem
from spt_fazhi.render.forge.github import github
from spt_fazhi.render.forge.sarif import sarif
from spt_fazhi.services.check import check_workspace
from spt_fazhi.views.problems import problems_json, problems_summary

if TYPE_CHECKING:
    from spt_fazhi.model.problem import Problem

HELP = "检查全部数据：逐条列出问题、位置和改法"
ORDER = 18

FORMATS: Final = ("text", "json", "github", "sarif")


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
    require_format(form, FORMATS)
    session = Session.open(root, as_of, at, use_cache=False)
    problems = check_workspace(session.loaded, session.day)
    with whatever_is_read():
        _print_as("json" if json else form, problems, session)
    failing = {"error", "warning"} if strict else {"error"}
    if any(each.severity in failing for each in problems):
        raise Findings


def _print_as(form: str, problems: list[Problem], session: Session) -> None:
    if form == "json":
        print_json(problems_json(problems))
        return
    if form == "text":
        from spt_fazhi.render.terminal.problems import show

        show(problems, len(session.loaded.files), out())
        return
    annotations = [of_problem(each, session.prefix) for each in problems]
    if form == "github":
        print_text(github(annotations, "fazhi check", problems_summary(problems, len(session.loaded.files))))
    else:
        print_json(sarif(annotations, rules_in_words()))
