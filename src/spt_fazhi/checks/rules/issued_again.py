"""One letter entered twice: it would count as two."""

from __future__ import annotations

from collections.abc import Iterator

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.issued import LETTER_WORDS, Issued
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, entered_order

RULES = {"issued-again": "同一份函登记了两次"}
NEEDS: frozenset[str] = frozenset()


def check(context: CheckContext) -> Iterator[Problem]:
    """The later of two letters of one kind, day, 文号 and file to one unit about a duty of both; each reported once."""
    first: dict[tuple[object, ...], list[Entry[Issued]]] = {}
    for entry in sorted(context.register.issued, key=entered_order):
        if entry.value.name not in LETTER_WORDS:
            continue
        before = first.setdefault(_letter(context, entry.value), [])
        own = _about(entry.value)
        known = next((each for each in before if own & _about(each.value) or own == _about(each.value)), None)
        before.append(entry)
        if known is not None:
            yield Problem(
                rule="issued-again",
                severity="error",
                file=entry.file,
                message=f"与 {known.id} 重复：同一天、同一个单位、同样的文件，会算成催办两次",
                hint="同一份函只登记一次：还没提交的，删去重复的这一份；确是两份函的，各编文号、各附各的文件",
                where=("files",),
            )


def _letter(context: CheckContext, issued: Issued) -> tuple[object, ...]:
    units = frozenset(context.directory.canonical(name) or name for name in issued.to)
    number = "".join((issued.number or "").split())
    return issued.name, issued.recorded, number, units, frozenset(each.sha256 for each in issued.files)


def _about(issued: Issued) -> frozenset[tuple[object, ...]]:
    return frozenset((line.obligation, line.task, line.period) for line in issued.duties)
