"""What every part of the board looks at: the chosen duties, who is who, which records stand where; read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import STATES, State, worst
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.plan import Task
from spt_fazhi.model.register import Entry
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.board.pieces import Lamp, Link
from spt_fazhi.views.board.values import BoardOptions
from spt_fazhi.views.counted import handed_back
from spt_fazhi.views.wording import SIGNS, item_text, state_text

TITLE: Final = 80
"""Characters of a title in a table; its own page has it whole."""
_COMPACT: Final = 5000
"""Duties from which on the pages of units give numbers without titles."""
_NOT_JUDGED: Final = Lamp("scheduled", "·", "不评价")
_PENDING: Final = Lamp("pending", SIGNS["pending"], STATES["pending"])
_ASKED: Final = Lamp("invited", SIGNS["invited"], "商请")
_NOT_THERE: Final = Lamp("scheduled", SIGNS["scheduled"], "当时没有")
_FOUND: Final[Mapping[State, str]] = {"done": "已销号", "done-late": "逾期销号"}


class Scope:
    """The chosen duties of an assessment with what is asked again and again of them.

    In the public edition nothing that only units outside the government owe is among them.
    """

    def __init__(
        self, assessment: Assessment, duties: Sequence[Assessed], options: BoardOptions, past: Assessment | None = None
    ) -> None:
        """Look at `duties` of `assessment`; `past` is the register as it was when the bulletin was sent."""
        self.assessment = assessment
        self.options = options
        self._was_in_use = past is not None and past.register.in_use
        self.day: date = assessment.day
        self.in_use = assessment.register.in_use
        self.answering = Answering(assessment=assessment)
        self.duties = [each for each in duties if not each.invited] if options.public else list(duties)
        self.compact = len(self.duties) > _COMPACT
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
        self.was = _moved(past, self.duties, options.unit)

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
        """The lamp of the worst of some duties; of none, as of a task without any, that nothing has begun."""
        state = worst(each.state for each in duties)
        chosen = [each for each in duties if each.state == state]
        judged = [each for each in chosen if not each.invited]
        if not chosen:
            return _PENDING if self.in_use else _NOT_JUDGED
        return self.lamp((judged or chosen)[0])

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks with a page: all; on the board of one unit those with a duty or a finding of it."""
        known = self.assessment.register.tasks
        if self.options.unit is None:
            return known
        own = {each.duty.task for each in self.duties}
        return tuple(task for task in known if task.id in own)

    @cached_property
    def handed(self) -> tuple[tuple[Entry[Record], Entry[Return]], ...]:
        """The records that had been handed back by the day, each with the decision that says why."""
        return tuple(handed_back(self.assessment))

    @cached_property
    def _paged(self) -> frozenset[int]:
        return frozenset(task.id for task in self.tasks)

    def task_link(self, task: Task) -> Link:
        """A task with its page, where it has one."""
        anchor = f"t{task.id}" if task.id in self._paged else ""
        return Link(f"{task.id} {one_line(task.title, TITLE)}", anchor)

    def was_word(self, each: Assessed) -> str:
        """The state's word when the bulletin was sent, where it was another; else empty."""
        return self.was_lamp(each).word if self.was and each.duty.key in self.was else ""

    def was_lamp(self, each: Assessed) -> Lamp:
        """The lamp, when the bulletin was sent, of a duty that stands otherwise now."""
        before = self.was[each.duty.key]
        if before is None:
            return _NOT_THERE
        return self.lamp(before) if self._was_in_use or before.invited else _NOT_JUDGED

    @cached_property
    def with_page(self) -> frozenset[str]:
        """The units with a page: those that owe or lead something; on the board of one unit that one.

        In the public edition none of those outside the government.
        """
        if self.options.unit is not None:
            return frozenset((self.options.unit,))
        leads = (name for names in self.answering.leads.values() for name in names)
        named = {*leads, *chain.from_iterable({each.duty.owners for each in self.duties})}
        return frozenset(self.shown(named))

    def unit_link(self, name: str) -> Link:
        """A unit with its page, where it has one."""
        return Link(name, f"u-{self.codes[name]}" if name in self.with_page else "")

    def shown(self, names: Iterable[str]) -> Iterable[str]:
        """The units, in the public edition those inside the government alone."""
        return (name for name in names if name not in self.outside) if self.options.public else names

    def shown_codes(self, names: Iterable[str]) -> tuple[str, ...]:
        """Their codes."""
        return tuple(map(self.codes.__getitem__, self.shown(names)))

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


def _moved(past: Assessment | None, duties: Iterable[Assessed], unit: str | None) -> Mapping[DutyKey, Assessed | None]:
    """The duties as they were, of those whose state is another now; None of what was not there then."""
    if past is None:
        return {}
    before = {each.duty.key: each for each in past.all_duties}
    moved: dict[DutyKey, Assessed | None] = {}
    for each in duties:
        key = each.duty.key
        was = before.get(key)
        if was is not None and unit is not None:
            was = as_asked(was, unit)
        if was is None or was.state != each.state:
            moved[key] = was
    return moved


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
