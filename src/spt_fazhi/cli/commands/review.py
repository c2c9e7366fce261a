"""`fazhi review`: what a branch would do to the plan, and whether to merge it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spt_fazhi.changes.runner import rules_in_words
from spt_fazhi.cli.options import AsOf, Json, Root, one_of
from spt_fazhi.cli.output import out, print_json, print_text
from spt_fazhi.cli.session import Session, parse_date_option, workspace_folder
from spt_fazhi.errors import Findings, UsageError
from spt_fazhi.render.forge.github import github
from spt_fazhi.render.forge.sarif import sarif
from spt_fazhi.render.review.annotations import annotate
from spt_fazhi.render.review.json_document import review_json
from spt_fazhi.render.review.markdown import markdown
from spt_fazhi.render.review.words import summary_text, verdict_text

if TYPE_CHECKING:
    from datetime import date

    from spt_fazhi.changes.review import Review
    from spt_fazhi.model.unit import Unit
    from spt_fazhi.services.review.review import Sides

HELP = "审阅一个分支：带来什么、对责任有什么影响、能不能合并"
ORDER = 105

FORMATS = ("text", "markdown", "json", "github", "sarif")


def command(  # noqa: PLR0913 - the options of the command line
    base: Annotated[
        str | None, typer.Argument(metavar="基准", help="和什么比；默认是分支离开主分支（main）的地方")
    ] = None,
    *,
    head: Annotated[str | None, typer.Option("--head", metavar="版本", help="要审阅的分支或提交，默认当前分支")] = None,
    worktree: Annotated[bool, typer.Option("--worktree", help="连同还没有提交的改动一起看")] = False,
    only_unit: Annotated[
        str | None, typer.Option("--only-unit", metavar="单位", help="这是某单位的分支：别的单位的内容不能通过")
    ] = None,
    allow_register: Annotated[bool, typer.Option("--allow-register", help="允许改动计划（放宽也只提醒）")] = False,
    full: Annotated[bool, typer.Option("--full", help="两边全部读完再比（慢一些，总能给出全局的数字）")] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="text、markdown（合并请求的评论）、json、github（行内标注）、sarif",
            autocompletion=one_of(FORMATS),
        ),
    ] = "text",
    root: Root = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Judge what a branch changed; exit 1 when something must not pass."""
    from spt_fazhi.services.review.review import ReviewOptions, read_sides, review
    from spt_fazhi.store.git.comparison import compare

    if form not in FORMATS:
        raise UsageError(f"--format 没有“{form}”这种格式", f"可写：{'、'.join(FORMATS)}")
    day = parse_date_option(as_of)
    comparison = compare(workspace_folder(root), base, head, worktree=worktree)
    sides = read_sides(comparison, full=full)
    unit = _unit(only_unit, sides, day)
    options = ReviewOptions(allow_register=allow_register)
    found = review(comparison, sides, day, options, unit)
    _print(found, "json" if json else form, comparison.prefix)
    if found.blocks:
        raise Findings


def _unit(typed: str | None, sides: Sides, day: date) -> Unit | None:
    """The unit of `--only-unit`, as the base knows it: a branch cannot rename itself into another unit."""
    if typed is None:
        return None
    known = sides.old if sides.old.partial is not None and sides.old.partial.units else sides.new
    return Session(Path(), known.source, known, day).unit(typed)


def _print(found: Review, form: str, prefix: str) -> None:
    if form == "json":
        print_json(review_json(found))
    elif form == "markdown":
        print_text(markdown(found))
    elif form == "github":
        summary = summary_text(found) + verdict_text(found)
        print_text(github(annotate(found, prefix), "fazhi review", summary))
    elif form == "sarif":
        print_json(sarif(annotate(found, prefix), rules_in_words()))
    else:
        from spt_fazhi.render.terminal.review import show

        show(found, out())
