"""Whom a bulletin lists: not the office that signs it, nor whoever stands above its addressees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.model.choices import UnitKind
from spt_fazhi.model.frozen import frozen
from spt_fazhi.reports.figures.counts import Counts, counts
from spt_fazhi.reports.request import ReportRequest


@frozen
class Unlisted:
    """不列入附件的：本办公室自己承担的，和区政府这样通过别的单位办事的承担的，计入各项合计。"""

    names: Annotated[tuple[str, ...], "承担的单位；本办公室写作我办"]
    counts: Annotated[Counts, "项次"]


def is_listed(request: ReportRequest, name: str) -> bool:
    """Whether a bulletin may name a unit as late: neither the office, nor a unit that acts through another one."""
    return request.is_listed(name)


def listed(request: ReportRequest, each: Assessed) -> tuple[str, ...]:
    """The judged units of a duty that a bulletin names; none for a duty of others alone."""
    return tuple(name for name in request.scored(each) if is_listed(request, name))


def most_first(request: ReportRequest, duties: Iterable[Assessed]) -> list[str]:
    """The units that a bulletin names for duties: those with most of them first, then the most overdue.

    The one order of units, in the text and in the annexes.
    """
    own: dict[str, list[Assessed]] = {}
    for each in duties:
        for name in listed(request, each):
            own.setdefault(name, []).append(each)
    return sorted(request.in_order(own), key=lambda name: (-len(own[name]), most_overdue(request, own[name])))


def most_overdue(request: ReportRequest, own: Sequence[Assessed]) -> tuple[int, date]:
    """What to sort by where the most overdue of duties comes first, of what is not overdue what is due first."""
    return -max(each.days_overdue(request.assessment.day) for each in own), min(each.due for each in own)


def in_this_order(request: ReportRequest, order: Iterable[str], duties: Iterable[Assessed]) -> list[str]:
    """The units that a bulletin names for duties, in a wider list's order."""
    known = {name for each in duties for name in listed(request, each)}
    return [name for name in order if name in known]


def named(request: ReportRequest, names: Iterable[str]) -> list[str]:
    """Names in the order of units.yaml, the office as 我办 at the end."""
    office = request.answers.office
    found = request.in_order(names)
    return [name for name in found if name != office] + ([ourselves(request)] if office in found else [])


def leaves_out(duties: Iterable[Assessed], names: Iterable[str]) -> bool:
    """Whether somebody bears one of the duties jointly who is not among `names`: then a list of them ends in 等."""
    known = frozenset(names)
    return any(each.duty.unit is None and not known.issuperset(each.duty.owners) for each in duties)


def with_others(names: Sequence[str], more: bool) -> tuple[str, ...]:
    """Names as they are listed, 等 after the last where `more` bear it."""
    return (*names[:-1], f"{names[-1]}等") if more and names else tuple(names)


def ourselves(request: ReportRequest) -> str:
    """What the office calls itself: 我办, 我局."""
    return request.ourselves


def unlisted(request: ReportRequest, judged: Sequence[Assessed]) -> Unlisted | None:
    """The judged duties that no list names anybody for; None without any."""
    own = [each for each in judged if not listed(request, each)]
    if not own:
        return None
    return Unlisted(
        names=tuple(named(request, (name for each in own for name in request.scored(each)))),
        counts=counts("unlisted", "不列入附件的单位", own),
    )


def uncovered(request: ReportRequest, groups: Iterable[str], judged: Iterable[Assessed]) -> Iterator[str]:
    """Units that may be named and are none of those addressed."""
    known = {name for group in groups for name in _addressed(request, group)}
    names = {name for each in judged for name in listed(request, each)}
    return (name for name in request.in_order(names) if name not in known)


_EVERYBODY: Final = ("单位", "机构")
_KINDS: Final[tuple[tuple[str, tuple[UnitKind, ...]], ...]] = (
    ("乡", ("township",)),
    ("镇", ("township",)),
    ("街道", ("township",)),
    ("部门", ("government", "vertical")),
    ("局", ("government", "vertical")),
)
"""Whom an addressee means that is neither a group nor a unit, such as 各镇（街道）: by a word in it."""


def _addressed(request: ReportRequest, addressee: str) -> set[str]:
    """The units that one addressee means: a group, a unit, or a kind of units in words; 单位 means all of them."""
    if addressee in request.directory.groups:
        return {unit.name for unit in request.directory.members(addressee)}
    unit = request.directory.unit(addressee)
    if unit is not None:
        return {unit.name}
    kinds = {kind for word, meant in _KINDS if word in addressee for kind in meant}
    everybody = any(word in addressee for word in _EVERYBODY)
    return {each.name for each in request.assessment.register.units if everybody or each.kind in kinds}
