"""What `overdue` and `due` share: choose duties, print them as JSON or line by line, end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.query import select
from spt_fazhi.views.lists.by_unit import by_unit, by_unit_json

Choice = Callable[[Session, Iterable[Assessed]], list[Assessed]]
Detail = Annotated[bool, typer.Option("--detail", help="列出每一条责任，不按单位合并")]


def run_listing(  # noqa: PLR0913 - what the two commands differ in
    query: QueryOptions,
    *,
    title: Callable[[Session], str],
    choose: Choice,
    ask: Choice,
    nothing: str,
    detail: bool,
    earliest_first: bool = False,
) -> None:
    """List the duties that pass the filters and `choose`; `ask` chooses what units outside the government are asked."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    selected = select(assessment.all_duties, session.filter(query))
    chosen = choose(session, (each for each in selected if not each.invited))
    asked = ask(session, (each for each in selected if each.invited))
    found = by_unit(assessment, chosen, asked, earliest_first=earliest_first)
    if query.json:
        print_json(by_unit_json(assessment, found, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.duty_lists import show_unit_lines

        show_unit_lines(title(session), found, out(), nothing=nothing, detail=detail)
    session.finish((*chosen, *asked), query.fail_on)
