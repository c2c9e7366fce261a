"""`fazhi init`: a whole new workspace, blank or drafted from a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spt_fazhi.cli.output import note, out
from spt_fazhi.cli.session import parse_date_option
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.intake.draft import questions
from spt_fazhi.services.drafting.draft import read_draft_alone
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.workspace.blank_plan import blank_plan
from spt_fazhi.services.workspace.skeleton import FORGES, skeleton

HELP = "新建工作区：台账、模板、编辑器设置、自动任务、git"
ORDER = 112


def command(
    folder: Annotated[str, typer.Argument(metavar="文件夹", help="新建到哪里；不能已有内容")],
    *,
    document: Annotated[
        str | None,
        typer.Option("--from", metavar="文件", help="从这份文件起草：.docx、.pdf、.html、.txt；- 读标准输入"),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help="文件没有写明年度时指定")] = None,
    forge: Annotated[
        str, typer.Option("--forge", metavar="平台", help="自动任务给哪个平台：github、gitea、forgejo、gitlab、none")
    ] = "github",
    git: Annotated[bool, typer.Option("--git/--no-git", help="是否建 git 仓库")] = True,
) -> None:
    """Write the workspace and say what to do next."""
    from spt_fazhi.store.write.new_workspace import create_workspace, refuse_occupied

    if forge not in FORGES:
        raise UsageError(f"--forge 没有“{forge}”这种平台", f"可写：{'、'.join(FORGES)}")
    place = Path(folder).expanduser()
    refuse_occupied(place)
    title, plan = _plan(document, year)
    create_workspace(place, {**skeleton(title, forge), **plan})
    made = git and _make_repository(place)
    note(f"工作区已建好：{folder}" + ("（已建 git 仓库，还没有提交）" if made else ""))
    if forge != "none":
        note("自动任务已放好，用之前照 docs/review.md 填 FAZHI_SPEC。")
    note(f'接着：cd "{folder}"，核对 data/ 里的内容，运行 fazhi check，再 git add -A 并提交。')


def _plan(document: str | None, year: int | None) -> tuple[str, dict[str, bytes]]:
    """The title, and the files below data/."""
    from spt_fazhi.render.terminal.draft import show

    if document is None:
        tasks, units = blank_plan(parse_date_option(None if year is None else f"{year}-01-01", "--year"))
        return "", {"data/tasks.yaml": tasks.encode(), "data/units.yaml": units.encode()}
    drafted = read_draft_alone(document, year)
    show(drafted, questions(drafted), out())
    return drafted.draft.title, {f"data/{name}": data for name, data in draft_files(drafted).items()}


def _make_repository(place: object) -> bool:
    """A new repository, unless the folder lies in one or git is missing."""
    from spt_fazhi.store.git.git import Git

    repository = Git(Path(str(place)).resolve())
    if repository.is_inside_repository():
        note("这个文件夹已经在一个 git 仓库里，没有另建。")
        return False
    try:
        repository.run("init", "--quiet", "--initial-branch=main")
    except FazhiError as error:
        note(f"没有建成 git 仓库：{error.message}（{error.hint}）")
        return False
    return True
