"""`fazhi rollover`: the year is archived, the next begins from its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spt_fazhi.cli.options import AsOf, Root
from spt_fazhi.cli.output import note
from spt_fazhi.cli.output import out as console
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import FazhiError, RefusedError, UsageError
from spt_fazhi.intake.carry import carry as carried_over
from spt_fazhi.intake.carry import unfinished as find_unfinished
from spt_fazhi.intake.draft import draft_plan, questions
from spt_fazhi.model.register import UNITS_FILE
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.drafting.pinyin import initials_or_none
from spt_fazhi.store.documents.read import read_document
from spt_fazhi.store.yaml.reader import decode
from spt_fazhi.store.yaml.splice import with_new_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spt_fazhi.intake.draft import DraftPlan

HELP = "换年度：本年归档到 archive/，从新文件开始下一年"
ORDER = 113


def command(  # noqa: PLR0913 - the options of the command line
    year: Annotated[int, typer.Argument(metavar="年度", help="新的年度，如 2025")],
    *,
    document: Annotated[str, typer.Option("--from", metavar="文件", help="新年度的文件：.docx、.pdf、.html、.txt")],
    carry: Annotated[
        list[str] | None, typer.Option("--carry", metavar="事项", help="结转到新年度的事项，如 6.1，可重复")
    ] = None,
    carry_unfinished: Annotated[
        bool, typer.Option("--carry-unfinished", help="把没有完成的事项全部结转（只带没有完成的单位）")
    ] = False,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Archive this year and draft the next."""
    from spt_fazhi.render.terminal.draft import show
    from spt_fazhi.store.write.new_year import archive_place, turn_year

    session = Session.open(root, as_of, use_cache=False)
    register = session.register
    if not register.info.year < year <= register.info.year + 5:
        raise UsageError(
            f"新年度 {year} 应在本年度 {register.info.year} 之后",
            f"例如 fazhi rollover {register.info.year + 1} --from 文件",
        )
    if session.unusable:
        raise FazhiError(f"本年的台账有 {session.unusable} 处读不出来", "请先运行 fazhi check 改正，再换年度")
    archive_place(session.root, register.info.year)
    _require_clean(session)
    known = (register.units, register.groups)
    drafted = draft_plan(read_document(document), known, initials_or_none(), year)
    if not drafted.draft.tasks:
        raise FazhiError("没有从文件里读出任务，没有换年度", "先用 fazhi intake 看看读得怎么样")
    drafted, carried = carried_over(drafted, register, _wanted(session, carry, unfinished=carry_unfinished))
    files = draft_files(drafted, carried)
    files.update(_units(session, drafted, files))
    files.update({"records/.gitkeep": b"", "decisions/.gitkeep": b""})
    place = turn_year(session.root, register.info.year, files)
    show(drafted, questions(drafted), console())
    if carried:
        note(f"结转 {sum(len(drafted.proposals[each].obligations) for each in carried)} 个事项，列在“结转”部分。")
    where = place.relative_to(session.root)
    note(f"{register.info.year} 年已归档：{where}；查询用 fazhi status --root {where}")
    note("接着：照 data/待核清单.md 核对 data/tasks.yaml 和 data/units.yaml，运行 fazhi check，再 git add -A 并提交。")


def _require_clean(session: Session) -> None:
    """In a repository, everything in data/ must be committed: then nothing can be lost."""
    from spt_fazhi.store.git.git import Git

    git = Git(session.root)
    if git.is_inside_repository() and git.run("status", "--porcelain", "-z", "--", "data"):
        raise RefusedError("data/ 里还有没有提交的改动，没有换年度", "请先 git add data 并提交（或撤销），再运行")


def _wanted(session: Session, typed: list[str] | None, *, unfinished: bool) -> Mapping[str, tuple[str, ...]]:
    """The obligations to carry over, with the units that still owe them."""
    still = find_unfinished(session.assessment.duties)
    wanted = dict(still) if unfinished else {}
    for each in typed or ():
        found = session.task_or_obligation(each)
        names = [found] if isinstance(found, str) else [key for key in still if key.split(".")[0] == str(found)]
        for name in names:
            if name not in still:
                raise UsageError(f"事项 {name} 已经完成，不用结转", "请去掉它；运行 fazhi duties 看还有哪些没有完成")
            wanted[name] = still[name]
    return wanted


def _units(session: Session, drafted: DraftPlan, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """units.yaml as people wrote it, with the new units added; apart, where lines cannot be added to it."""
    data = session.source.read(UNITS_FILE)
    if data is None:
        return {}
    new = set(drafted.directory.new)
    units = [each for each in drafted.directory.units if each.name in new]
    groups = [each for each in drafted.directory.groups if each.name in new]
    made = with_new_units(decode(data)[0], units, groups, drafted.directory.notes)
    if made is None:
        note("单位名录的写法特别，没有自动加入新单位；新单位写在 data/新增单位.yaml，请抄进 data/units.yaml。")
        return {"units.yaml": data, "新增单位.yaml": files["units.yaml"]}
    return {"units.yaml": made.encode()}
