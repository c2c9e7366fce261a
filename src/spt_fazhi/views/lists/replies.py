"""What units have sent back that lies on branches and waits to be merged: it is neither asked for again nor urged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.plain import one_line

Held = Mapping[tuple[str, DutyKey], tuple[str, ...]]
"""By desk and duty the branches that a reply about it waits on."""


@frozen
class Reply:
    """What waits on one branch: the ids of the forms it came in, and which duties at which desk it is about."""

    branch: str
    forms: frozenset[str]
    keys: frozenset[tuple[str, DutyKey]]


def held(replies: Iterable[Reply]) -> Held:
    """The branches by desk and duty."""
    found: dict[tuple[str, DutyKey], tuple[str, ...]] = {}
    for each in replies:
        for key in each.keys:
            found[key] = (*found.get(key, ()), each.branch)
    return found


def waiting_text(branches: Iterable[str]) -> str:
    """`已回，待合并 collect/2024Q2/dongz`."""
    return f"已回，待合并 {'、'.join(one_line(each) for each in branches)}"
