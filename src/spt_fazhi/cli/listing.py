"""What `overdue`, `due` and `duties` share: choose duties, print them as JSON or as a table, end."""

from __future__ import annotations

from collections.abc import Callable

from spt_fazhi.cli.options import QueryOptions
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.assess import Assessed
from spt_fazhi.engine.query import select
from spt_fazhi.views.json_document import duties_json


def run_listing(
    query: QueryOptions,
    title: Callable[[Session], str],
    choose: Callable[[Session, list[Assessed]], list[Assessed]],
    nothing: str,
    remark: Callable[[Session, list[Assessed]], str] | None = None,
) -> None:
    """List the duties that pass the filters and `choose`; `remark` may give a closing line for the screen."""
    session = Session.open(query.root, query.as_of, query.at)
    assessment = session.assessment
    duties = choose(session, list(select(assessment.all_duties, session.filter(query))))
    if query.json:
        print_json(duties_json(assessment, duties, session.source.revision))
    else:
        from spt_fazhi.render.terminal.duties import show_duties, show_remark

        show_duties(title(session), duties, session.day, out(), nothing)
        said = remark(session, duties) if remark is not None else ""
        if said:
            show_remark(said, out())
    session.finish(duties, query.fail_on)
