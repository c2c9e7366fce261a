"""Who should get which letter, about what, and by when it is asked for: only what is asked of them and not yet in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.entries.letters import Letters, told_of
from spt_fazhi.engine.query import Answering, as_asked
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.entries.issued import FORM, Issued
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.period import days_after
from spt_fazhi.model.plan import RegisterInfo
from spt_fazhi.model.register import Entry, entered_order
from spt_fazhi.views.lists.desks import Owed, by_desk, place_of, spoken_for
from spt_fazhi.views.lists.replies import Held, Reply, held
from spt_fazhi.views.notices.asking import is_asked, letters_about
from spt_fazhi.views.notices.notice import LEVELS, Level, Merging, Notice, NoticeFilter, Notices, Waiting
from spt_fazhi.views.notices.reply_day import answer_day

_IN_HAND: Final[frozenset[State]] = SETTLED | {"submitted"}
"""Put right, reported as put right, or excused: there is nothing left to tell of a finding."""


def notices(
    assessment: Assessment,
    duties: Iterable[Assessed],
    letters: Letters,
    wanted: NoticeFilter | None = None,
    replies: Iterable[Reply] = (),
) -> Notices:
    """The letters about those of `duties` that are to be asked for; none where the register is not in use.

    A unit that acts through another is written to there; the office, which runs the register, is never written to.
    Findings have letters of their own, and nobody is reminded of one before it was told of it.
    """
    wanted = wanted or NoticeFilter()
    answering = Answering(assessment=assessment)
    info, day, in_use = assessment.register.info, assessment.day, assessment.register.in_use
    told = told_of(assessment.register, day, answering.directory)
    asked = list(_asked(duties, answering, info, day, told)) if in_use else []
    desks = by_desk(asked, answering)
    found: list[Notice] = []
    waiting: list[Waiting] = []
    merging: list[Merging] = []
    on_branches = held(replies)
    for desk in sorted(desks, key=lambda name: answering.order[name]):
        mine = [each for each in desks[desk].values() if _is_wanted(each, desk, wanted)]
        back = [each for each in mine if (desk, each.duty.duty.key) in on_branches]
        if back:
            merging.append(_merging(desk, back, on_branches))
            mine = [each for each in mine if each not in back]
        sorted_out = list(_to_desk(desk, mine, (letters, told), answering))
        found += (each for each in sorted_out if isinstance(each, Notice))
        waiting += (each for each in sorted_out if isinstance(each, Waiting))
    chosen = [each for each in found if not wanted.levels or _is_of(each, wanted.levels)]
    own = {each.duty.key for each, _ in asked} - {key for mine in desks.values() for key in mine}
    return Notices(
        day=day,
        reply_by=wanted.reply_by or answer_day(day, info),
        set_by_hand=wanted.reply_by is not None,
        in_use=in_use,
        notices=tuple(sorted(chosen, key=lambda each: [*LEVELS].index(each.level))),
        waiting=tuple(waiting),
        merging=tuple(merging),
        own=sum(not key.finding for key in own),
        own_findings=sum(bool(key.finding) for key in own),
        unwarned=len({each.unit for each in chosen if each.level == "urge" and _presses(each, info, day)}),
    )


def _to_desk(
    desk: str, mine: Sequence[Owed], known: tuple[Letters, Letters], answering: Answering
) -> Iterator[Notice | Waiting]:
    """The letters to one desk and what waits: about the plan one, and one about findings, whether it knows them or not.

    `known` are the letters about everything, and what was sent or told of findings.
    """
    letters, told = known
    plan = [each for each in mine if each.duty.duty.finding is None]
    put_right = [each for each in mine if each.duty.duty.finding is not None]
    for sent, part in ((letters, plan), (_sent(told), put_right)):
        for tone, owed in _by_tone(desk, part, answering).items():
            new = [each for each in owed if _is_untold(each.duty, answering, told)]
            fresh, recent = _split([each for each in owed if each not in new], sent, answering)
            if fresh or new:
                level, pressed = _level(tone, fresh, letters, answering) if fresh else (tone or "notify", ())
                level = "notify" if new and level == "remind" else level
                notice = _notice(level, desk, _in_order([*fresh, *new]), sent, answering)
                yield replace(notice, pressed=pressed, new=tuple(_in_order(new)), findings=part is put_right)
            if recent:
                yield _waiting(desk, recent, sent, answering)


def _presses(notice: Notice, info: RegisterInfo, day: date) -> bool:
    """Whether something in a letter is late enough for a 督办通知."""
    return any(_late_enough(owed.duty, info, day) for owed in notice.known)


def _asked(
    duties: Iterable[Assessed], answering: Answering, info: RegisterInfo, day: date, told: Letters
) -> Iterator[tuple[Assessed, tuple[str, ...]]]:
    """What is to be asked for, and of whom: of a joint duty those who answer for it.

    A finding that its unit was not `told` of, and has not put right, however far off its day is.

    Whoever is outside the government is asked only where nobody inside answers: not for the office's own work.
    """
    for each in duties:
        untold = each.state not in _IN_HAND and _is_untold(each, answering, told)
        if not each.invited:
            if untold or is_asked(each, info, day):
                yield each, answering.judged(each)
            continue
        names = tuple(name for name in answering.answering(each) if answering.is_outside(name))
        if names:
            seen = as_asked(each, *names)
            if seen.state == "invited" and (untold or seen.due <= days_after(day, info.due_soon_days)):
                yield seen, names


def _is_untold(each: Assessed, answering: Answering, told: Letters) -> bool:
    """Whether it is a finding of which its unit was sent and told nothing, and never reported anything."""
    key = each.duty.key
    known = each.records or key in told or key in answering.assessment.matching.returned
    return bool(key.finding) and not known


def _sent(told: Letters) -> Letters:
    """What was sent or said to units about findings, forms left out: a letter says of them what they ask for."""
    return {key: tuple(each for each in entries if each.value.name != FORM) for key, entries in told.items()}


def _is_of(each: Notice, levels: frozenset[Level]) -> bool:
    """Whether a letter is of one of the levels; 整改 takes all that tell of findings, whatever form they have."""
    return each.level in levels or (bool(each.new) and "notify" in levels)


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


def _pressed(owed: Sequence[Owed], letters: Letters, answering: Answering) -> tuple[Owed, ...]:
    """What a 督办通知 is about: late enough for one, and urged before, by letter or word, in vain."""
    info, day = answering.assessment.register.info, answering.assessment.day
    return tuple(
        each
        for each in owed
        if _late_enough(each.duty, info, day)
        and any(entry.value.is_urging for entry in letters_about(each, letters, answering))
    )


def _late_enough(each: Assessed, info: RegisterInfo, day: date) -> bool:
    """Whether a duty is late enough for a 督办通知."""
    return each.state == "overdue" and each.days_overdue(day) >= info.letters.supervise_after


def _chasing(owed: Sequence[Owed], info: RegisterInfo, day: date) -> Level:
    """How pressing the letter is where none of it calls for a 督办通知: as the latest of its duties."""
    late = max((each.duty.days_overdue(day) for each in owed if each.duty.state == "overdue"), default=-1)
    return "urge" if late >= 0 and late >= info.letters.urge_after else "remind"


def _in_order(owed: Iterable[Owed]) -> list[Owed]:
    """The earliest due day first."""
    return sorted(owed, key=lambda each: (each.duty.due, place_of(each)))


def _split(owed: Sequence[Owed], letters: Letters, answering: Answering) -> tuple[list[Owed], list[Owed]]:
    """What may be written about, and what was so recently that it has to wait."""
    fresh: list[Owed] = []
    recent: list[Owed] = []
    for each in _in_order(owed):
        known = letters_about(each, letters, answering)
        waits = known and _again(known, answering) > answering.assessment.day
        (recent if waits else fresh).append(each)
    return fresh, recent


def _again(known: Iterable[Entry[Issued]], answering: Answering) -> date:
    """From which day on it may be written again: some days after the last time, and never before the answer is due."""
    within = answering.assessment.register.info.letters.not_again_within
    return max(
        max(days_after(said.recorded, within), days_after(said.reply_by, 1) if said.reply_by else said.recorded)
        for said in (entry.value for entry in known)
    )


def _latest(owed: Sequence[Owed], letters: Letters, answering: Answering) -> Entry[Issued] | None:
    return max(
        (entry for each in owed for entry in letters_about(each, letters, answering)), key=entered_order, default=None
    )


def _level(
    tone: Level | None, known: Sequence[Owed], letters: Letters, answering: Answering
) -> tuple[Level, tuple[Owed, ...]]:
    """The form of a letter about what is `known`, and what it puts under supervision.

    `letters` are those that chased.
    """
    if tone:
        return tone, ()
    pressed = _pressed(known, letters, answering)
    if pressed:
        return "supervise", pressed
    return _chasing(known, answering.assessment.register.info, answering.assessment.day), ()


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


def _merging(desk: str, owed: Sequence[Owed], on_branches: Held) -> Merging:
    branches = (branch for each in owed for branch in on_branches[desk, each.duty.duty.key])
    return Merging(unit=desk, owed=tuple(owed), branches=tuple(dict.fromkeys(branches)))


def _waiting(desk: str, owed: Sequence[Owed], letters: Letters, answering: Answering) -> Waiting:
    last = _latest(owed, letters, answering)
    assert last is not None, "it was asked for before"  # noqa: S101 - a defect, not bad data
    again = max(_again(letters_about(each, letters, answering), answering) for each in owed)
    return Waiting(unit=desk, owed=tuple(owed), last=last, again=again)
