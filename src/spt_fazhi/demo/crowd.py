"""Everybody else: random records over the duties the story leaves free, as many as are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

from spt_fazhi.demo import files
from spt_fazhi.demo.course import is_reserved
from spt_fazhi.demo.ledger import Ledger, Proof
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.duties import Duty, DutyKey, progress_periods
from spt_fazhi.engine.expansion import expand
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.register import Register
from spt_fazhi.views.wording import month_day

_FATES: Final = ("none", "none", "late", "partly", "partly", "full", "full", "full", "full", "full")
_MAX_ATTACHMENTS: Final = 60
_Fate = Literal["none", "late", "partly", "full"]
_WAYS: Final = (
    "召开专题会议部署",
    "组织专项检查",
    "开展业务培训",
    "实地走访督促",
    "会同有关单位联合推进",
    "梳理问题清单逐项整改",
)
_LATER: Final = ("继续抓好落实。", "总结经验，形成长效机制。", "对照时限查漏补缺。", "加强与有关单位的配合。")
_TROUBLES: Final = ("", "", "专业人员不足。", "个别环节衔接不够顺畅。", "基层宣传覆盖面不够。")


@dataclass(slots=True)
class _Part:
    """One duty and what becomes of it; `told` counts its records so far."""

    duty: Duty
    fate: _Fate
    told: int = 0

    def may_go_on(self) -> bool:
        target = self.duty.obligation.target if self.duty.obligation else None
        if self.fate == "none":
            return False
        if isinstance(target, CountTarget):
            return self.fate == "full" or self.told < target.count // 3
        return self.fate == "full" or isinstance(target, RateTarget) or self.told == 0


def _fates(duties: list[Duty], rng: Random, day: date) -> list[_Part]:
    parts: list[_Part] = []
    for duty in duties:
        fate: _Fate = _FATES[int(rng.random() * len(_FATES))]
        if fate == "late" and duty.due >= day:
            fate = "full"
        parts.append(_Part(duty, fate))
    parts.sort(key=lambda _: rng.random())
    if parts and all(part.fate != "full" for part in parts):
        parts[0].fate = "full"  # something must be able to take any number of records
    return parts


class Crowd:
    """Writes random records into a ledger until it holds `wanted`."""

    def __init__(self, ledger: Ledger, register: Register, day: date, wanted: int) -> None:
        """`register` is the plan without records; `day` the last day anything is dated."""
        self._ledger = ledger
        self._rng = ledger.rng
        self._register = register
        self._directory = Directory(register.units, register.groups)
        self._day = day
        self._wanted = wanted
        self._issued = register.info.issued
        self._in_story = {
            (entry.value.obligation, entry.value.unit) for entry in ledger.records if isinstance(entry.value, Evidence)
        }

    def fill(self) -> None:
        """Enter progress (about a quarter, leads first), evidence and a few withdrawals and decisions."""
        ledger = self._ledger
        free = [duty for duty in expand(self._register, self._directory) if not is_reserved(duty.key)]
        parts = _fates(
            [duty for duty in free if duty.kind == "obligation" and duty.start <= self._day], self._rng, self._day
        )
        missing = self._wanted - len(ledger.records)
        withdrawals = missing // 100
        self._report(missing // 4)
        self._prove(parts, self._wanted - withdrawals)
        self._withdraw(withdrawals)
        self._decide(parts, missing // 200)

    def _between(self, first: date, last: date) -> date:
        return first + timedelta(days=int(self._rng.random() * ((last - first).days + 1)))

    def _entered(self, day: date) -> date:
        """When something that happened on `day` was entered: some days later, and not before the register existed."""
        return min(max(day, self._issued) + timedelta(days=int(self._rng.random() * 6)), self._day)

    def _report(self, count: int) -> None:
        places = list(self._progress_places())
        leads = {task.id: self._directory.expand(task.lead) for task in self._register.tasks}
        places.sort(key=lambda place: self._rng.random() + (0 if place[2] in leads[place[0]] else 0.7))
        for task, title, unit, period, last in places[:count]:
            first = max(last - timedelta(days=10), self._issued)
            recorded = self._between(first, min(last + timedelta(days=16), self._day))
            way = _WAYS[int(self._rng.random() * len(_WAYS))]
            done = f"围绕“{title}”，{unit}{way}，本期办理事项{1 + int(self._rng.random() * 30)}项。"
            trouble = _TROUBLES[int(self._rng.random() * len(_TROUBLES))]
            self._ledger.progress(
                unit, task, period, recorded, (done, trouble, _LATER[int(self._rng.random() * len(_LATER))])
            )

    def _progress_places(self) -> Iterator[tuple[int, str, str, str, date]]:
        """Every task, unit and period that may have a report by the day and has none in the story."""
        for period in progress_periods(self._register):
            if period.first > self._day:
                continue
            for task in self._register.tasks:
                for unit in self._directory.expand((*task.lead, *task.responsible)):
                    if not is_reserved(DutyKey(task.id, "", unit, period.text)):
                        yield task.id, task.title, unit, period.text, min(period.last, self._day)

    def _prove(self, parts: list[_Part], until: int) -> None:
        ledger = self._ledger
        if not parts:
            return
        while len(ledger.records) < until:
            for part in parts:
                if len(ledger.records) >= until:
                    return
                if part.may_go_on():
                    part.told += 1
                    self._evidence(part)

    def _evidence(self, part: _Part) -> None:
        duty = part.duty
        late = part.fate == "late"
        if late:
            happened = self._between(duty.due + timedelta(days=1), min(duty.due + timedelta(days=20), self._day))
        else:
            happened = self._between(duty.start, min(duty.due, self._day))
        unit = duty.owners[int(self._rng.random() * len(duty.owners))] if len(duty.owners) > 1 else duty.owners[0]
        way = _WAYS[int(self._rng.random() * len(_WAYS))]
        people = 5 + int(self._rng.random() * 60)
        happening = f"{unit}于{month_day(happened)}{way}，参加{people}人"
        target = duty.obligation.target if duty.obligation else None
        title = duty.title if part.told == 1 else f"{duty.title}（第{part.told}次）"
        kept = len(self._ledger.attachments) < _MAX_ATTACHMENTS and len(self._ledger.records) % 9 == 0
        evidence = Proof(
            unit=unit,
            obligation=duty.key.obligation,
            day=happened,
            recorded=self._entered(happened),
            title=title,
            rate=self._rate(part) if isinstance(target, RateTarget) else None,
            period=duty.period if late else None,
            detail=f"{happening}，形成材料{1 + people % 4}份；对发现的问题建立台账，明确责任人和完成时限。内容为演示。",
            files=(_FILES[part.told % 3](title, len(self._ledger.attachments)),) if kept else (),
        )
        self._ledger.evidence(evidence)

    def _rate(self, part: _Part) -> tuple[int, int]:
        of = 4 + int(self._rng.random() * 30)
        if part.fate != "partly" and part.told == 1 and self._rng.random() < 0.1:
            return 0, 0
        return (of - 1 - int(self._rng.random() * 3) if part.fate == "partly" else of), of

    def _withdraw(self, count: int) -> None:
        own = [entry for entry in self._ledger.records if isinstance(entry.value, Evidence)]
        for entry in own[-count:] if count else ():
            self._ledger.void(entry, self._entered(entry.value.recorded), "材料上传有误，作废后重新报送")

    def _decide(self, parts: list[_Part], count: int) -> None:
        ledger = self._ledger
        handed_back = [entry for entry in ledger.records[70:] if isinstance(entry.value, Evidence)][:count]
        for entry in handed_back:
            ledger.hand_back(entry, self._entered(entry.value.recorded), "佐证材料不完整，请补充后重新报送")
        idle = [
            part.duty
            for part in parts
            if part.told == 0
            and part.duty.due > self._issued
            and part.duty.unit
            and (part.duty.key.obligation, part.duty.unit) not in self._in_story
        ]
        for index, duty in enumerate(idle[: 2 * count]):
            recorded = self._between(self._issued, min(duty.due, self._day))
            if index % 2 or duty.period or duty.due.month == 12:
                ledger.waive(duty.key.obligation, duty.key.unit, recorded, "本单位无此事项", duty.period)
            else:
                later = duty.due + timedelta(days=60)
                ledger.extend(duty.key.obligation, duty.key.unit, later, recorded, "等待上级文件")


_FILES: Final[tuple[Callable[[str, int], tuple[str, bytes]], ...]] = (
    lambda subject, _: files.note(subject),
    lambda subject, _: files.table(subject, 3),
    lambda _, number: files.picture(130 + 2 * number),
)
