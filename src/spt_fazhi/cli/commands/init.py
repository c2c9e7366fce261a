"""`fazhi init`: a whole new workspace, blank or drafted from a document."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.entry.document_head import (
    HeadOptions,
    Issued,
    Issuer,
    Title,
    completed,
    confirm_year,
    parsed,
    with_year,
)
from spt_fazhi.cli.options import one_of
from spt_fazhi.cli.output import note, out
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import UsageError
from spt_fazhi.intake.draft import questions
from spt_fazhi.services.drafting.draft import checked_year, read_draft
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.services.workspace.create import (
    Created,
    blank_files,
    create_workspace,
    drafted_files,
    refuse_occupied,
)
from spt_fazhi.services.workspace.skeleton import FORGES
from spt_fazhi.store.disk.typed import quoted, typed_path

HELP = "新建工作区：台账、模板、编辑器设置、自动任务、git"
ORDER = 112


def command(  # noqa: PLR0913 - the options of the command line
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="新建到哪里；不能已有内容")],
    *,
    document: Annotated[
        str | None,
        typer.Option("--from", metavar="文件", help="从这份文件起草：Word、PDF、OFD、表格、网页或文本；- 读标准输入"),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="文件没有写明年度时指定")] = None,
    title: Title = None,
    issuer: Issuer = None,
    issued: Issued = None,
    forge: Annotated[
        str,
        typer.Option(
            "--forge",
            metavar="平台",
            help="自动任务给哪个平台：github、gitea、forgejo、gitlab、none",
            autocompletion=one_of(FORGES),
        ),
    ] = "github",
    git: Annotated[bool, typer.Option("--git/--no-git", help="是否建 git 仓库")] = True,
) -> None:
    """Write the workspace and say what to do next."""
    if forge not in FORGES:
        raise UsageError(f"--forge 没有“{forge}”这种平台", f"可写：{'、'.join(FORGES)}")
    place = typed_path(folder, "文件夹")
    refuse_occupied(place)
    named, data = _plan(document, year, HeadOptions(title=title, issuer=issuer, issued=issued))
    created = create_workspace(place, named, forge, data, git=git)
    for line in _lines(folder, created, forge, drafted=document is not None):
        note(line)


def _plan(document: str | None, year: int | None, head: HeadOptions) -> tuple[str, dict[str, bytes]]:
    """The title, and the files below data/. A blank plan takes what was typed of its head."""
    if document is None:
        today = parse_date_option(None)
        return head.title or "", blank_files(today.year if year is None else checked_year(year), today, parsed(head))
    from spt_fazhi.render.terminal.draft import show

    read = read_draft(document, year=year, issued=parsed(head).issued)
    if not read.draft.tasks:
        hint = "请确认这是工作要点、任务分解一类的文件，任务有编号或在表格里；fazhi intake 看读出了什么"
        raise UsageError("文件里没有读出任务，没有写入任何内容", hint)
    drafted = with_year(read)
    if year is not None:
        confirm_year(drafted, year, head.title)
    drafted = completed(drafted, head)
    show(drafted, questions(drafted), out())
    return drafted.draft.title, drafted_files(drafted)


def _lines(folder: str, created: Created, forge: str, *, drafted: bool) -> list[str]:
    lines = []
    if created.repository == "inside-another":
        lines.append("这个文件夹已经在一个 git 仓库里，没有另建。")
    if created.failure is not None:
        lines.append(f"没有建成 git 仓库：{created.failure.message}；{created.failure.hint}")
    made = "（已建 git 仓库，还没有提交）" if created.repository == "made" else ""
    lines.append(f"工作区已建好：{folder}{made}")
    if forge != "none":
        lines.append("自动任务已放好，用之前先填其中的 FAZHI_SPEC（写在文件开头）。")
    if drafted and initials_or_none() is None:
        lines.append("没有装 pypinyin，单位代码暂用 u01、u02，定下后不要改；要拼音代码的，删去文件夹，装好再建。")
    what = "照 data/待核清单.md 核对 data/ 里的内容" if drafted else "核对 data/ 里的内容"
    lines.append(f"接着：cd {quoted(folder)}，{what}，运行 fazhi check，再 git add -A 并提交。")
    return lines
