"""Whom to ring first: the few calls after which least is overdue, and what each would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.letters import heard_by
from spt_fazhi.engine.query import Answering, overdue
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import head_json, list_json
from spt_fazhi.views.lists.desks import Owed, by_desk, spoken_for
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import SAID, Together, account, item, together, wanted, whose

MOST: Final = 5
"""Calls that are proposed at once."""
SAID_FINDINGS: Final = 2
"""Findings that are named at once; the others are counted."""


@frozen
class Call:
    """One call: who is rung, for which units, about which overdue duties (no two calls share one), and what is said.

    `last` is the last letter or spoken reminder about any of them.
    """

    unit: str
    phone: str | None
    speaks_for: tuple[str, ...]
    duties: tuple[Assessed, ...]
    sentence: str
    last: Entry[Issued] | None = None

    @property
    def findings(self) -> int:
        """How many of them are findings, which are counted apart."""
        return sum(each.duty.finding is not None for each in self.duties)

    @property
    def owed(self) -> int:
        """How many of them are owed otherwise."""
        return len(self.duties) - self.findings

    @property
    def oldest(self) -> date:
        """The earliest due day among them."""
        return min(each.due for each in self.duties)


@frozen
class Calls:
    """The calls, the one that removes most first. `overdue` is how much there is in all, `own` what is the office's.

    Findings are counted apart, in `overdue_findings` and `own_findings`.
    """

    day: date
    in_use: bool
    calls: tuple[Call, ...]
    overdue: int
    own: int
    overdue_findings: int = 0
    own_findings: int = 0

    @property
    def removed(self) -> int:
        """How many overdue duties the calls are about, findings not counted."""
        return sum(call.owed for call in self.calls)

    @property
    def removed_findings(self) -> int:
        """How many overdue findings the calls are about."""
        return sum(call.findings for call in self.calls)


def calls(assessment: Assessment, duties: Iterable[Assessed], most: int = MOST) -> Calls:
    """The calls about those of `duties` that are overdue; none where the register is not in use.

    A unit that acts through another is rung there. The office, which runs the register, is never rung.
    """
    in_use = assessment.register.in_use
    late = overdue(duties) if in_use else []
    answering = Answering(assessment=assessment)
    waiting = by_desk(((each, answering.judged(each)) for each in late), answering)
    rung = {key for own in waiting.values() for key in own}
    unrung = [each for each in late if each.duty.key not in rung]
    found_late = sum(each.duty.finding is not None for each in late)
    found_own = sum(each.duty.finding is not None for each in unrung)
    found: list[Call] = []
    while waiting and len(found) < most:
        desk = min(waiting, key=lambda name: (-len(waiting[name]), _oldest(waiting[name]), answering.order[name]))
        chosen = sorted(waiting[desk].values(), key=lambda owed: (owed.duty.due, owed.duty.duty.key))
        found.append(_call(desk, chosen, answering))
        gone = set(waiting.pop(desk))
        left = {name: {key: each for key, each in own.items() if key not in gone} for name, own in waiting.items()}
        waiting = {name: own for name, own in left.items() if own}
    return Calls(
        day=assessment.day,
        in_use=in_use,
        calls=tuple(found),
        overdue=len(late) - found_late,
        own=len(unrung) - found_own,
        overdue_findings=found_late,
        own_findings=found_own,
    )


def _oldest(owed: Mapping[DutyKey, Owed]) -> date:
    return min(each.duty.due for each in owed.values())


def _call(desk: str, owed: Sequence[Owed], answering: Answering) -> Call:
    unit = answering.directory.unit(desk)
    said = (heard_by(each.duty, each.duty.letters, answering.directory) for each in owed)
    return Call(
        unit=desk,
        phone=unit.phone if unit else None,
        speaks_for=spoken_for(owed),
        duties=tuple(each.duty for each in owed),
        sentence=_sentence(desk, owed, answering),
        last=max(chain.from_iterable(said), key=entered_order, default=None),
    )


def _last_json(last: Entry[Issued]) -> dict[str, Any]:
    value = last.value
    return {"id": last.id, "name": value.name, "recorded": value.recorded.isoformat(), "answer": value.answer}


def _sentence(desk: str, owed: Sequence[Owed], answering: Answering) -> str:
    """What the document asks for and is missing, what the office asks, what was found, what to send, and to whom."""
    groups = together(owed)
    found = [own for own in groups if own[0].duty.duty.finding is not None]
    named = [own for own in groups if own[0].duty.duty.finding is None][:SAID]
    info = answering.assessment.register.info
    all_of = spoken_for(owed)
    written = "；".join(
        item(own, whose(own, desk, all_of), lacks=missing_again([each.duty for each in own], answering.assessment))
        for own in named
        if own[0].duty.duty.obligation
    )
    asked, righted = (
        "；".join(
            account(own, whose(own, desk, all_of), missing_again([each.duty for each in own], answering.assessment))
            for own in part
        )
        for part in ([own for own in named if not own[0].duty.duty.obligation], found[:SAID_FINDINGS])
    )
    said = [f"《{one_line(info.title)}》里，{written}"] if written else []
    said += [f"按本办公室要求，{asked}"] if asked else []
    said += [righted] if righted else []
    rest = _rest(owed, (*named, *found[:SAID_FINDINGS]))
    more = f"{'。' if asked or righted else '；'}另有{rest}也已过时限" if rest else ""
    office = answering.directory.unit(answering.office) if answering.office else None
    phone = f"，电话{office.phone}" if office and office.phone else ""
    to = answering.office or info.signature or "本办公室"
    return f"{'。'.join(said)}{more}。请尽快把{wanted(groups)}报{to}{phone}。"


def _rest(owed: Sequence[Owed], named: Sequence[Together]) -> str:
    """`2条`, `2条、整改1个`: what is not named."""
    said = {each.duty.duty.key for own in named for each in own}
    left = [each.duty.duty for each in owed if each.duty.duty.key not in said]
    findings = sum(each.finding is not None for each in left)
    numbers = ((len(left) - findings, "", "条"), (findings, "整改", "个"))
    return "、".join(f"{word}{number}{counter}" for number, word, counter in numbers if number)


def calls_json(assessment: Assessment, found: Calls, revision: str | None) -> dict[str, Any]:
    """The document of `calls`."""
    return {
        **head_json(assessment, revision),
        "calls": [
            {
                "unit": call.unit,
                "phone": call.phone,
                "for": list(call.speaks_for),
                "number": call.owed,
                "findings": call.findings,
                "oldest": call.oldest.isoformat(),
                "last": _last_json(call.last) if call.last else None,
                "sentence": call.sentence,
                "duties": list_json(assessment, call.duties),
            }
            for call in found.calls
        ],
        "overdue": found.overdue,
        "removed": found.removed,
        "own": found.own,
        "rectification": {
            "overdue": found.overdue_findings,
            "removed": found.removed_findings,
            "own": found.own_findings,
        },
    }
