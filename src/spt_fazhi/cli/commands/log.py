"""`fazhi log 6`, `6.1`, `区司法局` or `k7q2.1`: what happened to a task, an obligation, a unit or a finding."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import note, out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.services.log import log
from spt_fazhi.views.timeline import timeline_json

HELP = "看来龙去脉：一项任务、一个事项、一家单位、一个督察问题的记录、决定，谁提交、谁合并"
ORDER = 65


def command(  # noqa: PLR0913 - the options of the command line
    what: Annotated[
        str,
        typer.Argument(
            metavar="任务、事项、单位或督察问题",
            help="任务（6）、事项（6.1）、督察问题（k7q2.1）、督察（2024-05-24-k7q2）的编号，或单位（名称、简称、代码）",
        ),
    ],
    *,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="条数", min=1, help="只看最近的几条，默认全部")
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Show what happened, in order, and who brought it."""
    session = Session.open(root, as_of, at)
    found = log(session, what, limit)
    for remark in found.remarks:
        note(remark)
    if json:
        print_json(timeline_json(session.assessment, found.timeline, session.source.revision))
    else:
        from spt_fazhi.render.terminal.timeline import show

        show(found.timeline, out())
    session.finish()
