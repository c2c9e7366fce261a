"""What every part of the board looks at: the chosen duties, who is who, which records stand where; read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import State, worst
from spt_fazhi.model.register import Entry
from spt_fazhi.views.board.values import BoardOptions, Lamp, Link
from spt_fazhi.views.wording import SIGNS, item_text, state_text

TITLE: Final = 80
"""Characters of a title in a table; its own page has it whole."""
_NOT_JUDGED: Final = Lamp("scheduled", "·", "不评价")
_ASKED: Final = Lamp("invited", SIGNS["invited"], "商请")
_FOUND: Final[Mapping[State, str]] = {"done": "已销号", "done-late": "逾期销号"}


class Scope:
    """The chosen duties of an assessment with what is asked again and again of them.

    In the public edition nothing that only units outside the government owe is among them.
    """

    def __init__(
        self, assessment: Assessment, duties: Sequence[Assessed], options: BoardOptions, was: Mapping[DutyKey, Assessed]
    ) -> None:
        """Look at `duties` of `assessment`; `was` holds the duties that stood otherwise when the bulletin was sent."""
        self.assessment = assessment
        self.options = options
        self.was = was
        self.day: date = assessment.day
        self.in_use = assessment.register.in_use
        self.answering = Answering(assessment=assessment)
        self.duties = [each for each in duties if not each.invited] if options.public else list(duties)
        self.codes = {unit.name: unit.code for unit in assessment.register.units}
        self.outside = frozenset(name for name in self.codes if self.answering.is_outside(name))
        self._lamps: dict[tuple[State, bool, bool], Lamp] = {}
        self.obligations: dict[str, list[Assessed]] = defaultdict(list)
        self.progress: dict[int, list[Assessed]] = defaultdict(list)
        self.found: list[Assessed] = []
        for each in self.duties:
            if each.duty.kind == "obligation":
                self.obligations[each.duty.key.obligation].append(each)
            elif each.duty.kind == "progress":
                self.progress[each.duty.task].append(each)
            else:
                self.found.append(each)

    def lamp(self, each: Assessed) -> Lamp:
        """The lamp of a duty; a register that is not in use judges nobody."""
        if not self.in_use:
            return _ASKED if each.invited else _NOT_JUDGED
        key = each.state, each.invited, each.duty.finding is not None
        lamp = self._lamps.get(key)
        if lamp is None:
            word = state_text(each) if each.invited or not key[2] else _FOUND.get(each.state, state_text(each))
            lamp = self._lamps[key] = Lamp(each.state, SIGNS[each.state], word)
        return lamp

    def worst(self, duties: Sequence[Assessed]) -> Lamp:
        """The lamp of the worst of some duties; of none that nobody is judged by."""
        state = worst(each.state for each in duties)
        chosen = [each for each in duties if each.state == state]
        judged = [each for each in chosen if not each.invited]
        return self.lamp((judged or chosen)[0]) if chosen else _NOT_JUDGED

    def was_word(self, each: Assessed) -> str:
        """The state's word when the bulletin was sent, where it was another; else empty."""
        before = self.was.get(each.duty.key) if self.was else None
        return state_text(before) if before is not None else ""

    def unit_link(self, name: str) -> Link:
        """A unit with its page; a unit outside the government has none in the public edition, others none of one's."""
        own = self.options.unit is None or name == self.options.unit
        shown = own and not (self.options.public and name in self.outside)
        return Link(name, f"u-{self.codes[name]}" if shown and name in self.codes else "")

    def shown_codes(self, names: Iterable[str]) -> tuple[str, ...]:
        """The codes of units, in the public edition of those inside the government alone."""
        if not self.options.public:
            return tuple(map(self.codes.__getitem__, names))
        return tuple(self.codes[name] for name in names if name not in self.outside)

    def by_unit(self) -> dict[str, list[Assessed]]:
        """The duties by everyone who owes them, each as it concerns that unit."""
        found: dict[str, list[Assessed]] = defaultdict(list)
        only, public = self.options.unit, self.options.public
        for each in self.duties:
            duty = each.duty
            for name in duty.owners:
                if (only is not None and name != only) or (public and name in self.outside):
                    continue
                inside = duty.invited or name in duty.answerable
                found[name].append(each if inside else as_asked(each, name))
        return found


def item_link(each: Assessed) -> Link:
    """What a duty is about, with its place on the board."""
    key = each.duty.key
    if key.finding:
        return Link(item_text(each), finding_anchor(key.finding))
    return Link(item_text(each), f"o{key.obligation}" if key.obligation else f"t{key.task}")


def finding_anchor(finding: str) -> str:
    """The anchor of a finding by its full id: `f2024-05-24-k7q2.1`."""
    return f"f{finding}"


def known_by(entries: Iterable[Entry], day: date) -> Iterable[Entry]:  # type: ignore[type-arg]  # any kind of entry
    """The entries that had been made by the day: a board of a past day does not tell what came later."""
    return (entry for entry in entries if entry.value.recorded <= day)
