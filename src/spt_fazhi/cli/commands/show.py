"""`fazhi show 6`, `fazhi show 6.1` or `fazhi show 督察`: a task, an obligation, or wherever some words stand."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import UsageError
from spt_fazhi.text.as_typed import id_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.dossiers.dossier import task_dossier
from spt_fazhi.views.dossiers.dossier_json import task_json
from spt_fazhi.views.search import search, search_json

HELP = "看一项任务或一个事项：原文、单位、责任、记录；写文字则查它出现在哪里"
ORDER = 50


def command(
    what: Annotated[
        str, typer.Argument(metavar="任务或事项", help="任务编号（6）、事项编号（6.1），或要查的文字（督察）")
    ],
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Show a task or an obligation, or search for words."""
    session = Session.open(root, as_of, at)
    if re.fullmatch(r"[0-9.]*", id_typed(what)):
        _show(session, what, as_json=json)
    else:
        _search(session, what, as_json=json)
    session.finish()


def _show(session: Session, what: str, *, as_json: bool) -> None:
    """One task, or one obligation of it."""
    found = session.task_or_obligation(what)
    obligation = found if isinstance(found, str) else None
    number = int(found.split(".")[0]) if isinstance(found, str) else found
    task = next(task for task in session.register.tasks if task.id == number)
    dossier = task_dossier(session.assessment, task, obligation)
    if as_json:
        print_json(task_json(session.assessment, dossier, session.source.revision))
    else:
        from spt_fazhi.render.terminal.dossier import show_task

        show_task(dossier, session.day, out(), obligation)


def _search(session: Session, what: str, *, as_json: bool) -> None:
    """Where the words stand. Raises UsageError when they stand nowhere."""
    hits = search(session.assessment, what)
    if not hits:
        found = session.directory.search(what)
        hint = f"看单位用 fazhi unit {found[0].name}；" if len(found) == 1 else ""
        raise UsageError(
            f"没有“{one_line(what.strip(), 40)}”这个任务或事项，标题、原文、记录和决定里也没有这些字",
            f"{hint}任务写 6，事项写 6.1；运行 fazhi list 看全部",
        )
    if as_json:
        print_json(search_json(session.assessment, what, hits, session.source.revision))
    else:
        from spt_fazhi.render.terminal.hits import show_hits

        show_hits(what, hits, out())
