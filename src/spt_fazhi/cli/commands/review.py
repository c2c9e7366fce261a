"""`fazhi review`: what a branch would do to the plan, and whether to merge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spt_fazhi.cli.options import AsOf, Json, Root, one_of, require_format
from spt_fazhi.cli.output import print_json, print_lines, print_text, whatever_is_read
from spt_fazhi.cli.session import parse_date_option, workspace_folder
from spt_fazhi.errors import Findings

if TYPE_CHECKING:
    from spt_fazhi.changes.review import Review

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
    from spt_fazhi.services.review.branch import BranchOptions, plan_year, review_branch

    require_format(form, FORMATS)
    options = BranchOptions(
        base=base, head=head, worktree=worktree, only_unit=only_unit, allow_register=allow_register, full=full
    )
    folder = workspace_folder(root)
    day = parse_date_option(as_of, year=lambda: plan_year(folder, head))
    found = review_branch(folder, options, day)
    with whatever_is_read():
        _print(found.review, "json" if json else form, found.prefix)
    if found.review.blocks:
        raise Findings


def _print(found: Review, form: str, prefix: str) -> None:
    """In the form that was asked for; none waits for what the others are made with."""
    if form == "json":
        from spt_fazhi.render.review.json_document import review_json

        print_json(review_json(found))
    elif form == "markdown":
        from spt_fazhi.render.review.markdown import markdown

        print_text(markdown(found))
    elif form == "github":
        _print_github(found, prefix)
    elif form == "sarif":
        from spt_fazhi.changes.runner import rules_in_words
        from spt_fazhi.render.forge.sarif import sarif
        from spt_fazhi.render.review.annotations import annotate

        print_json(sarif(annotate(found, prefix), rules_in_words()))
    else:
        from spt_fazhi.render.terminal.review import review_lines

        print_lines(lambda width: review_lines(found, width))


def _print_github(found: Review, prefix: str) -> None:
    from spt_fazhi.render.forge.github import github
    from spt_fazhi.render.review.annotations import annotate
    from spt_fazhi.render.review.words import summary_text, verdict_text

    print_text(github(annotate(found, prefix), "fazhi review", summary_text(found) + verdict_text(found)))
