"""`fazhi form`: Excel forms that ask each unit for what it owes and nothing else; `--issue` enters them as sent."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.commands.record import Commit
from spt_fazhi.cli.entry.form_entry import FormOptions, cost, make, status
from spt_fazhi.cli.options import AsOf, At, GroupFilter, Json, Root
from spt_fazhi.cli.session import Session

HELP = "给各单位的 Excel 报送表：只问欠的，能代填的代填；-o 写成文件"
ORDER = 71


def command(  # noqa: PLR0913 - the options of the command line
    units: Annotated[list[str] | None, typer.Argument(metavar="单位", help="哪家单位，可写几家")] = None,
    *,
    group: GroupFilter = None,
    everybody: Annotated[bool, typer.Option("--all", help="所有有要填的单位，一家一份")] = False,
    period: Annotated[
        str | None, typer.Option("--period", metavar="期间", help="问到这一期末为止到期的，和这一期的进展，如 2024Q2")
    ] = None,
    due_within: Annotated[
        int | None, typer.Option("--due-within", metavar="天数", help="只问这么多天以内到期的（过期的也问）")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="文件或文件夹", help="写到文件（.xlsx，一家）或文件夹；默认只列出"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已存在时覆盖")] = False,
    again: Annotated[bool, typer.Option("--again", help="刚发过表、还没有回的，再问一次")] = False,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="请在哪天前发回；默认过几天的一个工作日")
    ] = None,
    issue: Annotated[bool, typer.Option("--issue", help="写好就登记为已发出（和 -o 一起写）")] = False,
    number: Annotated[str | None, typer.Option("--number", metavar="文号", help="登记：文号；只发一份表时用")] = None,
    cost_: Annotated[bool, typer.Option("--cost", help="减负账：一年里请各单位填了多少格、代填了多少格")] = False,
    status_: Annotated[bool, typer.Option("--status", help="发给了谁，谁回了、谁没有回，回填了多少格")] = False,
    recorded: Annotated[
        str | None, typer.Option("--recorded", metavar="日期", help="登记：哪天发出的；默认今天，不能晚于今天")
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
    commit: Commit = False,
) -> None:
    """List, write and enter forms; or say what they cost, or who has answered."""
    options = FormOptions(
        units=tuple(units or ()),
        groups=tuple(group or ()),
        everybody=everybody,
        period=period,
        due_within=due_within,
        output=output,
        force=force,
        again=again,
        reply_by=reply_by,
        issue=issue,
        number=number,
        cost=cost_,
        status=status_,
        recorded=recorded,
        commit=commit,
        at=at,
    )
    options.require_fitting()
    session = Session.open(root, as_of, at)
    if options.cost:
        cost(session, options, as_json=json)
    elif options.status:
        status(session, options, as_json=json)
    else:
        make(session, options, as_json=json)
    session.finish()
