"""`fazhi collect`: what units send back in their forms becomes records."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.commands.record import Entered, OldEntered
from spt_fazhi.cli.entry.collect_entry import enter_forms
from spt_fazhi.cli.entry.enter import open_for_writing
from spt_fazhi.cli.options import Json, Root
from spt_fazhi.errors import UsageError
from spt_fazhi.services.collect.options import CollectOptions, Confirmation
from spt_fazhi.store.disk.typed import typed_path
from spt_fazhi.store.git.branch_commit import author_typed

HELP = "收回各单位填好的报送表，录成记录"
ORDER = 91


def command(  # noqa: PLR0913 - one parameter an option
    *,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="文件或文件夹",
            help="收到的表（.xlsx、.xls、.ods、.et）、压缩包（.zip）、邮件（.eml），或放它们的文件夹",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会写什么、有什么错，不写")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="写好后就提交到 git，一份表一次提交")] = False,
    branch: Annotated[
        bool, typer.Option("--branch", help="每个单位的记录提交到一条分支（collect/期间/代码），审阅后合并；不动工作区")
    ] = False,
    author: Annotated[
        str | None, typer.Option("--author", metavar="姓名 <邮箱>", help="和 --branch 一起写：提交的作者")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="有错的行不写，同一份表里其余的照写")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="与已录入的不同时以这次的为准：作废原来那条，另录一条")
    ] = False,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="表里看不出是谁的时，写明是哪个单位的")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="隐藏的页不在了、但看得出单位的表，照看出的单位收")] = False,
    output: Annotated[
        str | None, typer.Option("-o", metavar="文件夹", help="退回的表写到哪个文件夹；默认写在收到的表旁边")
    ] = None,
    root: Root = None,
    recorded: Entered = None,
    as_of: OldEntered = None,
    json: Json = False,
) -> None:
    """Collect forms."""
    if dry_run and commit:
        raise UsageError("--dry-run 不写，不能和 --commit 一起写", "请去掉其中一个")
    if branch and commit:
        raise UsageError("--branch 和 --commit 不能一起写：分支上的已经是提交", "请去掉其中一个")
    if author is not None and not branch:
        raise UsageError("--author 只和 --branch 一起写", "请加上 --branch，或去掉 --author")
    session = open_for_writing(root, recorded, as_of)
    options = CollectOptions(
        said=Confirmation(unit=session.unit(unit) if unit is not None else None, yes=yes),
        dry_run=dry_run,
        commit=commit,
        branch=branch,
        author=author_typed(author) if author is not None else None,
        skip_bad=skip_bad,
        replace=replace,
    )
    folder = typed_path(output, "-o") if output is not None else None
    enter_forms(session, files, options, folder, as_json=json)
