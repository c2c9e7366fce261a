"""`fazhi verify ID`: what was sent, held against the register it was made from."""

from __future__ import annotations

from typing import Annotated

import typer

from spt_fazhi.cli.options import Json, Root
from spt_fazhi.cli.output import out, print_json
from spt_fazhi.cli.session import Session
from spt_fazhi.errors import Findings
from spt_fazhi.services.issue.verify import verify
from spt_fazhi.views.lists.verified import verified_json

HELP = "核对发出的文书：按登记的版本重新生成，比较数字、文字和文件"
ORDER = 78


def command(
    what: Annotated[str, typer.Argument(metavar="编号", help="fazhi issued 列出的编号（末四位也可）或文号")],
    *,
    root: Root = None,
    json: Json = False,
) -> None:
    """Verify what was issued."""
    session = Session.open(root)
    found = verify(session, what)
    if json:
        print_json(verified_json(found))
    else:
        from spt_fazhi.render.terminal.issued import show_verified

        show_verified(found, out())
    if not found.same:
        raise Findings
