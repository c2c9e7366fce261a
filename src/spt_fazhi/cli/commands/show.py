"""`fazhi show 6`, `6.1`, `k7q2.1`, `2024-05-24-k7q2` or `督察`: whatever has a number, or wherever some words stand."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from spt_fazhi.cli.options import AsOf, At, Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.errors import UsageError
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.register import Entry
from spt_fazhi.services.inspection.named import dossier_of, named
from spt_fazhi.text.as_typed import id_typed
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.dossiers.dossier import task_dossier
from spt_fazhi.views.dossiers.dossier_json import task_json
from spt_fazhi.views.findings.finding import finding_dossier_json
from spt_fazhi.views.findings.visit_page import page_json, visit_page
from spt_fazhi.views.search import search, search_json

HELP = "看一项任务、一个事项、一个督察问题或一次督察；写文字则查它出现在哪里"
ORDER = 50


def command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="编号或文字",
            help="任务（6）、事项（6.1）、督察问题（k7q2.1）、督察（2024-05-24-k7q2）的编号，或要查的文字（督察）",
        ),
    ],
    root: Root = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Show a task, an obligation, a finding or an inspection, or search for words."""
    session = Session.open(root, as_of, at)
    found = named(session, what)
    if isinstance(found, Found):
        _show_finding(session, found, as_json=json)
    elif found is not None:
        _show_visit(session, found, as_json=json)
    elif re.fullmatch(r"[0-9.]*", id_typed(what)):
        _show(session, what, as_json=json)
    else:
        _search(session, what, as_json=json)
    session.finish()


def _show_finding(session: Session, found: Found, *, as_json: bool) -> None:
    """One finding."""
    dossier = dossier_of(session, found)
    if as_json:
        print_json(finding_dossier_json(session.assessment, dossier, session.source.revision))
        return
    from spt_fazhi.render.terminal.findings.finding import show_finding

    show_finding(dossier, session.day, out())


def _show_visit(session: Session, found: Entry[Inspection], *, as_json: bool) -> None:
    """One visit with its findings, as `fazhi inspect show` has it."""
    page = visit_page(session.assessment, found)
    if as_json:
        print_json(page_json(session.assessment, page, session.source.revision))
        return
    from spt_fazhi.render.terminal.lists.visits import show_visit

    show_visit(page, session.day, out())


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
            f"没有“{one_line(what.strip(), 40)}”这个任务或事项，标题、原文、记录、决定和督察里也没有这些字",
            f"{hint}任务写 6，事项写 6.1；运行 fazhi list 看全部，看督察用 fazhi inspect list",
        )
    if as_json:
        print_json(search_json(session.assessment, what, hits, session.source.revision))
    else:
        from spt_fazhi.render.terminal.hits import show_hits

        show_hits(what, hits, out())
