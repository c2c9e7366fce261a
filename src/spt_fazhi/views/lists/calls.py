"""Whom to ring first: the few calls after which least is overdue, and what each would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering, overdue
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import duty_json, head_json
from spt_fazhi.views.lists.desks import Owed, by_desk, spoken_for
from spt_fazhi.views.lists.returns import missing_again
from spt_fazhi.views.lists.spoken import SAID, account, item, together, wanted, whose

MOST: Final = 5
"""Calls that are proposed at once."""


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
    def oldest(self) -> date:
        """The earliest due day among them."""
        return min(each.due for each in self.duties)


@frozen
class Calls:
    """The calls, the one that removes most first. `overdue` is how much there is in all, `own` what is the office's."""

    day: date
    in_use: bool
    calls: tuple[Call, ...]
    overdue: int
    own: int

    @property
    def removed(self) -> int:
        """How many overdue duties the calls are about."""
        return sum(len(call.duties) for call in self.calls)


def calls(assessment: Assessment, duties: Iterable[Assessed], most: int = MOST) -> Calls:
    """The calls about those of `duties` that are overdue; none where the register is not in use.

    A unit that acts through another is rung there. The office, which runs the register, is never rung.
    """
    in_use = assessment.register.in_use
    late = overdue(duties) if in_use else []
    answering = Answering(assessment=assessment)
    waiting = by_desk(((each, answering.judged(each)) for each in late), answering)
    rung = {key for own in waiting.values() for key in own}
    found: list[Call] = []
    while waiting and len(found) < most:
        desk = min(waiting, key=lambda name: (-len(waiting[name]), _oldest(waiting[name]), answering.order[name]))
        chosen = sorted(waiting[desk].values(), key=lambda owed: (owed.duty.due, owed.duty.duty.key))
        found.append(_call(desk, chosen, answering))
        gone = set(waiting.pop(desk))
        left = {name: {key: each for key, each in own.items() if key not in gone} for name, own in waiting.items()}
        waiting = {name: own for name, own in left.items() if own}
    return Calls(day=assessment.day, in_use=in_use, calls=tuple(found), overdue=len(late), own=len(late) - len(rung))


def _oldest(owed: Mapping[DutyKey, Owed]) -> date:
    return min(each.duty.due for each in owed.values())


def _call(desk: str, owed: Sequence[Owed], answering: Answering) -> Call:
    unit = answering.directory.unit(desk)
    return Call(
        unit=desk,
        phone=unit.phone if unit else None,
        speaks_for=spoken_for(owed),
        duties=tuple(each.duty for each in owed),
        sentence=_sentence(desk, owed, answering),
        last=max((letter for each in owed for letter in each.duty.letters), key=entered_order, default=None),
    )


def _last_json(last: Entry[Issued]) -> dict[str, Any]:
    value = last.value
    return {"id": last.id, "name": value.name, "recorded": value.recorded.isoformat(), "answer": value.answer}


def _sentence(desk: str, owed: Sequence[Owed], answering: Answering) -> str:
    """What the document asks for and is missing, then what the office does, then what to send, and to whom."""
    groups = together(owed)
    named = groups[:SAID]
    rest = len(owed) - sum(map(len, named))
    info = answering.assessment.register.info
    all_of = spoken_for(owed)
    written = "；".join(
        item(own, whose(own, desk, all_of), lacks=missing_again([each.duty for each in own], answering.assessment))
        for own in named
        if own[0].duty.duty.obligation
    )
    asked = "；".join(account(own, whose(own, desk, all_of)) for own in named if not own[0].duty.duty.obligation)
    said = [f"《{one_line(info.title)}》里，{written}"] if written else []
    said += [f"按本办公室要求，{asked}"] if asked else []
    more = f"{'。' if asked else '；'}另有{rest}条也已过时限" if rest else ""
    office = answering.directory.unit(answering.office) if answering.office else None
    phone = f"，电话{office.phone}" if office and office.phone else ""
    to = answering.office or info.signature or "本办公室"
    return f"{'。'.join(said)}{more}。请尽快把{wanted(groups)}报{to}{phone}。"


def calls_json(assessment: Assessment, found: Calls, revision: str | None) -> dict[str, Any]:
    """The document of `calls`."""
    return {
        **head_json(assessment, revision),
        "calls": [
            {
                "unit": call.unit,
                "phone": call.phone,
                "for": list(call.speaks_for),
                "number": len(call.duties),
                "oldest": call.oldest.isoformat(),
                "last": _last_json(call.last) if call.last else None,
                "sentence": call.sentence,
                "duties": [duty_json(each) for each in call.duties],
            }
            for call in found.calls
        ],
        "overdue": found.overdue,
        "removed": found.removed,
        "own": found.own,
    }
