"""What is counted, in words: how often a duty was chased, how much is asked and given, how many names stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from spt_fazhi.engine.assess import Assessment
from spt_fazhi.engine.assessed import Assessed
from spt_fazhi.engine.directory import Directory
from spt_fazhi.engine.entries.locating import holds
from spt_fazhi.engine.query import repeats
from spt_fazhi.engine.states import SETTLED, State
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.references import finding_name
from spt_fazhi.model.register import Entry
from spt_fazhi.model.unit import OUTSIDE, Group, Unit
from spt_fazhi.views.wording import mark, month_day, names_text, number_text

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.issued import Issued
    from spt_fazhi.model.entries.record import Record

FEWEST: Final = 5
"""Units of which fewer duties were due are not compared by the share that they met in time."""
_CHASED: Final = {"remind": "提醒", "hint": "提示", "request": "商请"}
"""What was done by a letter, by its name; any other letter, and what is said, is 催办."""
_COUNTERS: Final = (
    ("名", ("人员", "人", "者", "干部", "员", "律师", "顾问")),
    ("件", ("案件", "案", "建议", "意见", "件", "举报", "投诉", "合同", "决策", "申请", "事项")),
)


def letters_text(each: Assessed) -> str:
    """`已催办 2 次（最近 6月20日）`, of who is only asked `已商请…`; empty for what is met, or was never chased."""
    return "" if each.state in SETTLED else chased_text(each.letters, "商请" if each.invited else "")


def chased_text(letters: Sequence[Entry[Issued]], word: str = "") -> str:
    """`已催办 2 次（最近 6月20日）`, the last letter last; empty without any.

    Where `word` does not say, it says what the letters were: `已提醒 1 次`, `已提醒、催办 2 次`.
    """
    if not letters:
        return ""
    said = word or "、".join(dict.fromkeys(_CHASED.get(each.value.name, "催办") for each in letters))
    return f"已{said} {len(letters)} 次（最近 {month_day(letters[-1].value.recorded)}）"


def notes_on(assessment: Assessment, duties: Iterable[Assessed]) -> dict[str, str]:
    """What must be known of findings beside their state, by full id: `突出问题`, `屡查屡犯，见k7q2.4`."""
    found = [each for each in duties if each.duty.finding is not None]
    again = repeats(assessment, found)
    notes = {}
    for each in found:
        name, finding = each.duty.key.finding, each.duty.finding
        said = ["突出问题"] if finding is not None and finding.severity == "突出" else []
        said += [f"屡查屡犯，见{finding_name(again[name])}"] if name in again else []
        if said:
            notes[name] = "；".join(said)
    return notes


def given(counts: Mapping[State, int]) -> int:
    """How many duties invited units have given something for (已提供), proved or not."""
    return counts["done"] + counts["done-late"] + counts["unproved"]


def is_early(each: Assessed, assessment: Assessment) -> bool:
    """Whether a duty was due before the document was issued: then nobody could have known in time."""
    return each.duty.due < assessment.register.info.issued


def is_reckoned(each: Assessed, assessment: Assessment) -> bool:
    """Whether a duty is reckoned in the share that was met in time: its time was over before the day began.

    Not what `is_early`, what is excused, and what may still be reported again or entered.
    """
    return (
        each.due < assessment.day
        and not is_early(each, assessment)
        and each.state not in {"waived", "returned", "backfill"}
    )


def is_on_time(each: Assessed) -> bool:
    """Whether a duty was met in time; of those that are reckoned the share that was is 按时完成率."""
    return each.state == "done"


def has_ended(unit: Unit | None, day: date) -> bool:
    """Whether a unit was there no longer on the day."""
    return unit is not None and unit.until is not None and unit.until < day


def stands_apart(unit: Unit | None, name: str, office: str | None) -> bool:
    """Whether a unit is judged but not compared: the office, and one without a desk of its own (区政府)."""
    return name == office or (unit is not None and unit.acts_through is not None)


def is_compared(unit: Unit, office: str | None, day: date) -> bool:
    """Whether a unit is compared with others, here and in other districts: never one that is only asked."""
    return unit.kind not in OUTSIDE and not stands_apart(unit, unit.name, office) and not has_ended(unit, day)


def handed_back(assessment: Assessment) -> Iterator[tuple[Entry[Record], Entry[Return]]]:
    """The records that the office had handed back by the day, each with the decision that says why."""
    withdrawn, day = assessment.matching.withdrawn, assessment.day
    for entry in assessment.register.records if withdrawn else ():
        by = withdrawn.get(entry.id)
        if by is not None and holds(by, Return) and by.value.recorded <= day:
            yield entry, by


def chased_about(each: Assessed, unit: str, directory: Directory) -> tuple[Entry[Issued], ...]:
    """By which letters and reminders a unit was chased about a duty; about a joint one, by those that went to it."""
    if not each.letters or each.duty.unit:
        return each.letters
    obligation = each.duty.key.obligation
    return tuple(
        entry
        for entry in each.letters
        if any(one.obligation == obligation and directory.canonical(one.unit) == unit for one in entry.value.duties)
    )


def asked_number(obligations: int, reports: int, findings: int = 0) -> str:
    """How much one unit is asked for, reports in words and findings apart: `2条`, `2条、报送4条、整改1个`."""
    said = (
        f"{obligations}条" if obligations else "",
        f"报送{reports}条" if reports else "",
        f"整改{findings}个" if findings else "",
    )
    return "、".join(filter(None, said)) or "0条"


def incomplete_text(groups: Sequence[str]) -> str:
    """`名单未核全：各行政执法部门`: stands by every total over a group that is known to lack members."""
    return f"名单未核全：{names_text(groups)}" if groups else ""


def members_text(number: int, groups: Iterable[Group]) -> str:
    """How many units some names stand for: `共 14 家`, with what is not sure of their groups' lists."""
    known = tuple(groups)
    assumed = mark([field for group in known for field in group.assumed_fields], "members")
    return f"共 {number} 家{assumed}{'' if all(group.complete for group in known) else '（名单未核全）'}"


def counter_of(what: str) -> str:
    """`名` for 行政执法人员, `件` for 案件: what things are counted with; empty where it is not known."""
    return next((word for word, ends in _COUNTERS if what.endswith(ends)), "")


def reported_text(each: Assessed, *, noted: bool = False) -> str:
    """What was reported of a duty that is not met, in words for a letter; `noted`: what is asked was said before.

    `19名行政执法人员中17名达到60学时`, `已办7场，要求12场`, `报了2次，还缺佐证材料`, `报了完成情况`.
    """
    target, said = each.target, each.claimed
    bare = "，还缺佐证材料" if said.records > each.tally.records else ""
    if isinstance(target, RateTarget) and said.of:
        counter, verb = counter_of(target.of), target.reached or "达到要求"
        if counter:
            return f"{said.of}{counter}{target.of}中{said.reached}{counter}{verb}{bare}"
        return f"{target.of}{said.of}中有{said.reached}{verb}{bare}"
    if isinstance(target, CountTarget):
        asked = "" if each.invited or noted else f"，要求{number_text(target.count)}{target.unit}"
        proved = each.tally.amount
        if bare and proved:
            more = number_text(said.amount - proved)
            return f"已办{number_text(proved)}{target.unit}，另有{more}{target.unit}还缺佐证材料{asked}"
        return f"已办{number_text(said.amount)}{target.unit}{bare}{asked}"
    return f"报了完成情况{bare}"
