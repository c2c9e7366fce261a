"""`decide close`: which findings, and who checked them, as decisions to write."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from spt_fazhi.cli.entry.batch import Batch, make_all
from spt_fazhi.cli.entry.prompts import Asker
from spt_fazhi.cli.session import Session
from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.model.fields import parse_text
from spt_fazhi.services.inspection.find import find_finding
from spt_fazhi.services.record import decisions
from spt_fazhi.services.record.findings import name_of, waiting_names

_BETWEEN: Final = "[,，、;；\\s]+"


def close_files(session: Session, finding: str | None, checked_by: str | None, reason: str | None) -> Batch:
    """A decision to close each finding that was typed, `k7q2.1,k7q2.3`. Raises UsageError and RefusedError."""
    asker = Asker()
    found = asker.get(
        "问题编号",
        "要销号的问题编号（如 k7q2.1）",
        finding,
        partial(_findings, session),
        choices=waiting_names(session),
    )
    by = asker.get("--checked-by", "谁核实的（如 复核组）", checked_by, parse_text)
    why = asker.given("--reason", reason, parse_text)
    if asker.lacking or not (found and by):
        raise asker.missing()
    makers = (
        (name_of(each), partial(decisions.close, session, found=each, checked_by=by, reason=why)) for each in found
    )
    return Batch(files=make_all(makers), many=len(found) > 1)


def _findings(session: Session, typed: str) -> tuple[Found, ...]:
    """Each once. Raises UsageError."""
    parts = [part for part in re.split(_BETWEEN, typed) if part]
    known = {name_of(each): each for each in (find_finding(session.register, part) for part in parts or [typed])}
    return tuple(known.values())
