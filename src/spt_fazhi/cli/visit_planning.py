"""`fazhi inspect plan`: whom to visit next, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import QueryOptions, typed_again
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.views.findings.proposal import MOST

PLAN_HELP = "建议去督察哪几家：没有督察过的、逾期和待佐证多的、退回过的、问题逾期和屡查屡犯的，理由写在旁边"


def plan(
    query: QueryOptions,
    number: Annotated[int, typer.Option("--number", metavar="家数", min=1, max=999, help="建议几家，默认 5")] = MOST,
) -> None:
    """Propose whom to visit."""
    from spt_fazhi.engine.query import select
    from spt_fazhi.views.findings.proposal import proposal, proposal_json

    session = Session.open(query.root, query.as_of, query.at)
    wanted = session.filter(query)
    duties = select(session.assessment.all_duties, wanted)
    found = proposal(session.assessment, duties, wanted, number)
    if query.json:
        print_json(proposal_json(session.assessment, found, session.source.revision))
    else:
        from spt_fazhi.render.terminal.lists.visit_plan import show_proposal

        show_proposal(found, typed_again(query), out())
    session.finish(duties, query.fail_on)
