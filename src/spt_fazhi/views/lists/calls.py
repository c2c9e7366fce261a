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
"""Obligations that one call names; the rest is said to be so many."""


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
    names = (name for each in duties for name in answering.judged(each) if _desk(name, answering) == desk)
    return Call(
        unit=desk,
        phone=unit.phone if unit else None,
        speaks_for=tuple(dict.fromkeys(names)),
        duties=tuple(duties),
        sentence=_sentence(desk, duties, answering),
    )


def _sentence(desk: str, duties: Sequence[Assessed], answering: Answering) -> str:
    """What is missing and by when it was due, then what to send, and to whom."""
    groups: dict[tuple[str, str], list[Assessed]] = {}  # an obligation with its periods, a period with its tasks
    for each in duties:
        key = (each.duty.key.obligation, "" if each.duty.key.obligation else each.duty.key.period)
        groups.setdefault(key, []).append(each)
    named = list(groups.values())[:_SAID]
    items = [_item(desk, own, answering) for own in named]
    rest = len(groups) - len(named)
    more = f"；另有{rest}件也已过时限" if rest else ""
    info = answering.assessment.register.info
    office = answering.directory.unit(answering.office) if answering.office else None
    phone = f"，电话{office.phone}" if office and office.phone else ""
    return (
        f"《{one_line(info.title)}》里，{'；'.join(items)}{more}。"
        f"请尽快把{_wanted(named)}报{answering.office or info.issuer}{phone}。"
    )


def _item(desk: str, duties: Sequence[Assessed], answering: Answering) -> str:
    """`“执法案卷评查”（2024年第一季度），时限是2024年3月31日前，没有收到材料`."""
    first = duties[0]
    names = dict.fromkeys(name for each in duties for name in answering.judged(each))
    others = [name for name in names if name != desk and _desk(name, answering) == desk]
    who = f"{names_text(others)}的" if others else ""
    obligation = first.duty.obligation
    if obligation is None:
        tasks = names_text([str(each.duty.task) for each in duties], 6, "项")
        due = f"{month_day(first.due)}前报送"
        return f"{who}{period_text(first.duty.key.period)}进展（任务{tasks}）应在{due}，没有收到"
    spans = names_text([period_text(each.duty.period) for each in duties if each.duty.period], 3, "期")
    title = f"{who}“{one_line(first.duty.title, 40)}”{f'（{spans}）' if spans else ''}"
    when = due_words(obligation, first.due, extended=first.extended_by is not None)
    first_of = "最早一期" if len(duties) > 1 else ""
    owed = f"，由你单位承担{ASSUMED}" if who_mark(first) else ""
    return f"{title}{owed}，{first_of}时限是{when}，{_missing(duties)}"


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
    """The proof that is named for what is missing, if one is; else proof in general."""
    asked = [own[0].duty.obligation for own in groups]
    proofs = {one_line(each.proof, 40).strip("。") for each in asked if each is not None and each.proof}
    if len(proofs) == 1 and all(asked):
        return f"佐证（{proofs.pop()}）"
    return "能证明办了的文件、照片或网址" if any(asked) else "进展情况"


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
