"""Whom to ring first: the few calls after which least is overdue, and what each would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from spt_fazhi.engine.assess import Assessed, Assessment
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.query import Answering, overdue
from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import duty_json, head_json
from spt_fazhi.views.wording import (
    ASSUMED,
    achieved_text,
    chinese_date,
    due_words,
    month_day,
    names_text,
    period_text,
    target_note,
    who_mark,
)

MOST: Final = 5
"""Calls that are proposed at once."""
_SAID: Final = 3
"""Obligations with their periods, and rounds with their tasks, that one call names; the other duties are counted."""


@frozen
class Call:
    """One call: who is rung, for which units, about which overdue duties (no two calls share one), and what is said."""

    unit: str
    phone: str | None
    speaks_for: tuple[str, ...]
    duties: tuple[Assessed, ...]
    sentence: str

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
    waiting = _by_desk(late, answering)
    rung = {each.duty.key for own in waiting.values() for each in own.values()}
    found: list[Call] = []
    while waiting and len(found) < most:
        desk = min(waiting, key=lambda name: (-len(waiting[name]), _oldest(waiting[name]), answering.order[name]))
        chosen = sorted(waiting[desk].values(), key=lambda each: (each.due, each.duty.key))
        found.append(_call(desk, chosen, answering))
        gone = set(waiting.pop(desk))
        left = {name: {key: each for key, each in own.items() if key not in gone} for name, own in waiting.items()}
        waiting = {name: own for name, own in left.items() if own}
    return Calls(day=assessment.day, in_use=in_use, calls=tuple(found), overdue=len(late), own=len(late) - len(rung))


def _oldest(duties: Mapping[DutyKey, Assessed]) -> date:
    return min(each.due for each in duties.values())


def _by_desk(late: Sequence[Assessed], answering: Answering) -> dict[str, dict[DutyKey, Assessed]]:
    """What is overdue by the unit that would be rung about it."""
    found: dict[str, dict[DutyKey, Assessed]] = {}
    for each in late:
        for name in answering.judged(each):
            desk = _desk(name, answering)
            if answering.office not in {name, desk}:
                found.setdefault(desk, {})[each.duty.key] = each
    return found


def _desk(name: str, answering: Answering) -> str:
    """Where a unit is rung: at the unit it acts through, if it acts through one."""
    unit = answering.directory.unit(name)
    return answering.directory.canonical(unit.acts_through if unit else None) or name


def _call(desk: str, duties: Sequence[Assessed], answering: Answering) -> Call:
    unit = answering.directory.unit(desk)
    names = (name for each in duties for name in _names(desk, each, answering))
    return Call(
        unit=desk,
        phone=unit.phone if unit else None,
        speaks_for=tuple(dict.fromkeys(names)),
        duties=tuple(duties),
        sentence=_sentence(desk, duties, answering),
    )


def _sentence(desk: str, duties: Sequence[Assessed], answering: Answering) -> str:
    """What the document asks for and is missing, then what the office does, then what to send, and to whom."""
    groups = list(_together(desk, duties, answering).values())
    named = groups[:_SAID]
    rest = len(duties) - sum(len(own) for own in named)
    info = answering.assessment.register.info
    spoken_for = {name for own in groups for name in _names(desk, own[0], answering)}
    whose = {
        id(own): "" if spoken_for == {desk} else f"{names_text(_names(desk, own[0], answering))}的" for own in named
    }
    written = "；".join(_item(whose[id(own)], own) for own in named if own[0].duty.obligation)
    asked = "；".join(_account(whose[id(own)], own) for own in named if not own[0].duty.obligation)
    said = [f"《{one_line(info.title)}》里，{written}"] if written else []
    said += [f"按本办公室要求，{asked}"] if asked else []
    more = f"{'。' if asked else '；'}另有{rest}条也已过时限" if rest else ""
    office = answering.directory.unit(answering.office) if answering.office else None
    phone = f"，电话{office.phone}" if office and office.phone else ""
    return f"{'。'.join(said)}{more}。请尽快把{_wanted(groups)}报{answering.office or info.issuer}{phone}。"


def _together(desk: str, duties: Sequence[Assessed], answering: Answering) -> dict[tuple[object, ...], list[Assessed]]:
    """What is named in one breath: whose it is, an obligation with its periods, a period and day with its tasks."""
    groups: dict[tuple[object, ...], list[Assessed]] = {}
    for each in duties:
        key = each.duty.key
        what = (key.obligation,) if key.obligation else (key.period, each.due, each.extended_by is not None)
        groups.setdefault((_names(desk, each, answering), *what), []).append(each)
    return groups


def _names(desk: str, each: Assessed, answering: Answering) -> tuple[str, ...]:
    """Who is judged for a duty and rung at this desk."""
    return tuple(name for name in answering.judged(each) if _desk(name, answering) == desk)


def _account(whose: str, duties: Sequence[Assessed]) -> str:
    """`2024年第一季度进展（任务3、5）请于4月10日前报送，没有收到`; the office asks for it, the document does not."""
    first = duties[0]
    tasks = names_text([str(each.duty.task) for each in duties], 6, "项")
    until = f"已延期至{month_day(first.due)}" if first.extended_by else f"请于{month_day(first.due)}前"
    return f"{whose}{period_text(first.duty.key.period)}进展（任务{tasks}）{until}报送，没有收到"


def _item(whose: str, duties: Sequence[Assessed]) -> str:
    """`“执法案卷评查”（2024年第一季度），时限是2024年3月31日前，没有收到材料`."""
    first = duties[0]
    periods = tuple(dict.fromkeys(each.duty.period for each in duties if each.duty.period))
    spans = names_text([period_text(period) for period in periods], 3, "期")
    title = f"{whose}“{one_line(first.duty.title, 40)}”{f'（{spans}）' if spans else ''}"
    first_of = "最早一期的" if len(periods) > 1 else ""
    owed = f"，由你单位承担{ASSUMED}" if who_mark(first) else ""
    return f"{title}{owed}，{first_of}{_limit(first)}，{_missing(duties)}"


def _limit(first: Assessed) -> str:
    """`时限是2024年3月31日前`, `时限已延期至2024年7月31日`."""
    if first.extended_by is not None or first.duty.obligation is None:
        return f"时限已延期至{chinese_date(first.due)}"
    return f"时限是{due_words(first.duty.obligation, first.due)}"


def _missing(duties: Sequence[Assessed]) -> str:
    reported = next((each for each in duties if each.claimed.records), None)
    if reported is None:
        return "没有收到材料"
    held = target_note(reported)
    said = f"{held}，" if held else ""
    if reported.figures_end is not None:
        return f"{said}报了{achieved_text(reported)}，但数据只到{month_day(reported.figures_end)}"
    return f"{said}只报了{achieved_text(reported)}"


def _wanted(groups: Sequence[Sequence[Assessed]]) -> str:
    """Progress where it is missing; and the proof that is named for all else, if one is, or proof in general."""
    asked = [own[0].duty.obligation for own in groups]
    proofs = {one_line(each.proof or "", 40).strip("。") for each in asked if each is not None}
    wanted = ["进展情况"] if not all(asked) else []
    if proofs:
        named = proofs.pop() if len(proofs) == 1 else ""
        wanted.append(f"佐证（{named}）" if named else "能证明办了的文件、照片或网址")
    return "和".join(wanted)


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
                "sentence": call.sentence,
                "duties": [duty_json(each) for each in call.duties],
            }
            for call in found.calls
        ],
        "overdue": found.overdue,
        "removed": found.removed,
        "own": found.own,
    }
