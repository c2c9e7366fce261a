"""Who should get which letter, about what, and by when it is asked for: only what is asked of them and not yet in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal

from spt_fazhi.engine.assess import Assessed, Assessment
from spt_fazhi.engine.entries.letters import Letters
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.lists.desks import Owed, by_desk, spoken_for
from spt_fazhi.views.notices.asking import cells, is_asked, letters_about
from spt_fazhi.views.notices.reply_day import answer_day

Level = Literal["supervise", "urge", "remind", "hint", "request"]
LEVELS: Final[dict[Level, str]] = {
    "supervise": "督办通知",
    "urge": "催办函",
    "remind": "提醒函",
    "hint": "提示函",
    "request": "商请函",
}
"""The letters, the most pressing first: the first three by how late it is, the others by whom they go to."""


@frozen
class Notice:
    """One letter: at which desk, for which units, about which duties (the earliest due day first).

    `last` is the latest letter or spoken reminder about any of them, `last_about` those it was about.
    """

    level: Level
    unit: str
    code: str
    phone: str | None
    speaks_for: tuple[str, ...]
    owed: tuple[Owed, ...]
    last: Entry[Issued] | None
    last_about: tuple[Owed, ...]

    @property
    def late(self) -> tuple[Owed, ...]:
        """What is overdue."""
        return tuple(each for each in self.owed if each.duty.state == "overdue")

    @property
    def near(self) -> tuple[Owed, ...]:
        """The rest: what falls due soon, was returned, wants proof, may still be entered, or is only asked for."""
        return tuple(each for each in self.owed if each.duty.state != "overdue")

    @property
    def cells(self) -> int:
        """How many places the unit has to fill in, see `cells`."""
        return sum(cells(each.duty) for each in self.owed)


@frozen
class Waiting:
    """What was already asked for, by letter or word, so recently that it is not asked for again before a day."""

    unit: str
    owed: tuple[Owed, ...]
    last: Entry[Issued]
    again: date


@frozen
class Notices:
    """The letters, the most pressing first; `own` is what is the office's own and asked of nobody.

    `reply_by` is the day of the answer about what is past its due day, `set_by_hand` where somebody chose it.
    """

    day: date
    reply_by: date
    set_by_hand: bool
    in_use: bool
    notices: tuple[Notice, ...]
    waiting: tuple[Waiting, ...]
    own: int


@frozen
class NoticeFilter:
    """Which letters are wanted: to these units (None: to all), of these levels (empty: of all).

    `reply_by` sets the day of the answer; None leaves it to `answer_day`.
    """

    units: frozenset[str] | None = None
    levels: frozenset[Level] = frozenset()
    reply_by: date | None = None


def notices(
    assessment: Assessment, duties: Iterable[Assessed], letters: Letters, wanted: NoticeFilter | None = None
) -> Notices:
    """The letters about those of `duties` that are to be asked for; none where the register is not in use.

    A unit that acts through another is written to there; the office, which runs the register, is never written to.
    """
    wanted = wanted or NoticeFilter()
    answering = Answering(assessment=assessment)
    info, day, in_use = assessment.register.info, assessment.day, assessment.register.in_use
    asked = list(_asked(duties, answering, info, day)) if in_use else []
    desks = by_desk(asked, answering)
    reached = {key for own in desks.values() for key in own}
    found: list[Notice] = []
    waiting: list[Waiting] = []
    for desk in sorted(desks, key=lambda name: answering.order[name]):
        mine = [each for each in desks[desk].values() if _is_wanted(each, desk, wanted)]
        for tone, owed in _by_tone(desk, mine, answering).items():
            fresh, recent = _split(owed, letters, answering, day, info.letters.not_again_within)
            if fresh:
                found.append(_notice(tone or _chasing(fresh, info, day), desk, fresh, letters, answering))
            if recent:
                waiting.append(_waiting(desk, recent, letters, answering, info))
    chosen = [each for each in found if not wanted.levels or each.level in wanted.levels]
    ranks = list(LEVELS)
    own = {each.duty.key for each, _ in asked} - reached
    return Notices(
        day=day,
        reply_by=wanted.reply_by or answer_day(day, info),
        set_by_hand=wanted.reply_by is not None,
        in_use=in_use,
        notices=tuple(sorted(chosen, key=lambda each: ranks.index(each.level))),
        waiting=tuple(waiting),
        own=len(own),
    )


def _asked(
    duties: Iterable[Assessed], answering: Answering, info: RegisterInfo, day: date
) -> Iterator[tuple[Assessed, tuple[str, ...]]]:
    """What is to be asked for, and of whom: of a joint duty those who answer for it.

    Whoever is outside the government is asked only where nobody inside answers: not for the office's own work.
    """
    for each in duties:
        if not each.invited:
            if is_asked(each, info, day):
                yield each, answering.judged(each)
            continue
        names = tuple(name for name in answering.answering(each) if answering.is_outside(name))
        if names:
            seen = as_asked(each, *names)
            if seen.state == "invited" and seen.due <= days_after(day, info.due_soon_days):
                yield seen, names


def _is_wanted(owed: Owed, desk: str, wanted: NoticeFilter) -> bool:
    return wanted.units is None or desk in wanted.units or not wanted.units.isdisjoint(owed.names)


def _by_tone(desk: str, owed: Sequence[Owed], answering: Answering) -> dict[Level | None, list[Owed]]:
    """One desk's duties by the form of the letter; None for the units that can be chased."""
    found: dict[Level | None, list[Owed]] = {}
    for each in owed:
        found.setdefault(_tone(desk, each.names, answering), []).append(each)
    return found


def _tone(desk: str, names: tuple[str, ...], answering: Answering) -> Level | None:
    if any(answering.is_outside(name) for name in (desk, *names)):
        return "request"
    units = [answering.directory.unit(name) for name in (desk, *names)]
    return "hint" if any(unit is not None and unit.kind == "vertical" for unit in units) else None


def _chasing(owed: Sequence[Owed], info: RegisterInfo, day: date) -> Level:
    """How pressing the letter is: as the latest of its duties."""
    late = max((-each.duty.days_left(day) for each in owed if each.duty.state == "overdue"), default=-1)
    if late >= 0 and late >= info.letters.supervise_after:
        return "supervise"
    return "urge" if late >= 0 and late >= info.letters.urge_after else "remind"


def _split(
    owed: Sequence[Owed], letters: Letters, answering: Answering, day: date, within: int
) -> tuple[list[Owed], list[Owed]]:
    """What may be written about, and what was within so many days."""
    fresh: list[Owed] = []
    recent: list[Owed] = []
    for each in sorted(owed, key=lambda each: (each.duty.due, each.duty.duty.key)):
        known = letters_about(each, letters, answering)
        (recent if known and (day - known[-1].value.recorded).days < within else fresh).append(each)
    return fresh, recent


def _latest(owed: Sequence[Owed], letters: Letters, answering: Answering) -> Entry[Issued] | None:
    return max(
        (entry for each in owed for entry in letters_about(each, letters, answering)), key=entered_order, default=None
    )


def _notice(level: Level, desk: str, owed: Sequence[Owed], letters: Letters, answering: Answering) -> Notice:
    unit, last = answering.directory.unit(desk), _latest(owed, letters, answering)
    return Notice(
        level=level,
        unit=desk,
        code=unit.code if unit else "",
        phone=unit.phone if unit else None,
        speaks_for=spoken_for(owed),
        owed=tuple(owed),
        last=last,
        last_about=tuple(each for each in owed if last and last in letters_about(each, letters, answering)),
    )


def _waiting(desk: str, owed: Sequence[Owed], letters: Letters, answering: Answering, info: RegisterInfo) -> Waiting:
    last = _latest(owed, letters, answering)
    assert last is not None, "it was asked for before"  # noqa: S101 - a defect, not bad data
    again = days_after(last.value.recorded, info.letters.not_again_within)
    return Waiting(unit=desk, owed=tuple(owed), last=last, again=again)
