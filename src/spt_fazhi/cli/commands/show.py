"""`fazhi show 6` or `fazhi show 6.1`: one task, or one obligation, with all that belongs to it."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.views.dossier import task_dossier
from spt_fazhi.views.dossier_json import task_json

HELP = "看一项任务或一个事项：原文、单位、责任、记录"
ORDER = 50


def command(
    what: Annotated[str, typer.Argument(metavar="任务或事项", help="任务编号（6）或事项编号（6.1）")],
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Show a task or an obligation."""
    session = Session.open(root, as_of, at)
    found = session.task_or_obligation(what)
    obligation = found if isinstance(found, str) else None
    number = int(found.split(".")[0]) if isinstance(found, str) else found
    task = next(task for task in session.register.tasks if task.id == number)
    dossier = task_dossier(session.assessment, task, obligation)
    if json:
        print_json(task_json(session.assessment, dossier, session.source.revision))
    else:
        from spt_fazhi.render.terminal.dossier import show_task

        show_task(dossier, session.day, out(), obligation)
    session.finish()
