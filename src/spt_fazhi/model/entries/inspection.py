"""What was found on the spot: one file each in `data/inspections/`, with the findings to be put right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Final

from spt_fazhi.model import fields as s
from spt_fazhi.model import references as r
from spt_fazhi.model.choices import optional_words
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.value import Parsed, PlacedError, value

SEVERITIES: Final = {"一般": "一般问题", "突出": "突出问题"}
SeverityText = Annotated[str | None, optional_words(SEVERITIES)]


def _obligations(raw: object) -> tuple[str, ...]:
    """One obligation, or a list of several that the same visit counts for."""
    if raw == "" or raw is None:
        return ()
    listed = raw if isinstance(raw, list | tuple) else (raw,)
    found = tuple(map(s.parse_obligation_id, listed))
    if len(set(found)) < len(found):
        raise ValueError("同一事项只写一次")
    return found


ObligationIds = Annotated[
    tuple[str, ...],
    Parsed(
        _obligations,
        {
            "type": ["string", "number", "array", "null"],
            "pattern": r"^\d{1,4}\.\d{1,3}$",
            "items": {"type": ["string", "number"], "pattern": r"^\d{1,4}\.\d{1,3}$"},
        },
    ),
]


@value
class Finding:
    """A problem that was found: of which unit, what is demanded, and the last day for it.

    `task` is the task of the plan it bears on, where there is one; `kind` one of the office's `finding_kinds`.
    """

    id: r.FindingNumber
    unit: s.Text
    task: s.OptionalTaskId = None
    kind: s.OptionalText = None
    severity: SeverityText = None
    problem: s.Text
    demand: s.OptionalText = None
    due: s.Day


@value
class Inspection:
    """A visit on the spot from one day to another: by whom, whom they visited, and what they found.

    It counts once, as proved, for each of its `obligation`. What was found later, or left out, stands in a file of its
    own that `adds_to` the first and counts for nothing.
    """

    title: s.Text
    obligation: ObligationIds = ()
    adds_to: r.OptionalInspectionId = None
    from_: s.Day
    to: s.Day
    by: tuple[s.Text, ...]
    visited: tuple[s.Text, ...] = ()
    document: s.OptionalText = None
    findings: tuple[Finding, ...] = ()
    recorded: s.Day

    def __post_init__(self) -> None:
        """Refuse days in the wrong order, nobody who inspects, numbers that occur twice, an addition that counts."""
        if self.to < self.from_:
            raise PlacedError(f"to（结束日）{self.to} 早于 from（开始日）{self.from_}，请核对", "to")
        if self.recorded < self.to:
            raise PlacedError(f"recorded（录入日）{self.recorded} 早于 to（结束日）{self.to}，请核对", "recorded")
        if not self.by:
            raise PlacedError("by（督察单位）至少写一个单位", "by")
        numbers = [each.id for each in self.findings]
        twice = next((number for number in numbers if numbers.count(number) > 1), None)
        if twice is not None:
            last = len(numbers) - 1 - numbers[::-1].index(twice)
            raise PlacedError(f"findings（问题）的编号 {twice} 重复", "findings", last, "id")
        first, called = (
            (self.from_, "from（开始日）") if self.adds_to is None else (self.recorded, "recorded（补录日）")
        )
        for place, each in enumerate(self.findings):
            if each.due < first:
                said = f"问题 {each.id} 的 due（整改时限）{each.due} 早于 {called}{first}，请核对"
                raise PlacedError(said, "findings", place, "due")
        if self.adds_to is not None and self.obligation:
            raise PlacedError("补充的问题（adds_to）不另计一次督察，请删去 obligation", "obligation")
        if self.adds_to is not None and not self.findings:
            raise ValueError("补充的问题（adds_to）要写明 findings（问题）")

    def finding(self, number: int) -> Finding | None:
        """The finding of this number."""
        return next((each for each in self.findings if each.id == number), None)

    def carried(self, numbers: Collection[int]) -> Inspection:
        """The same visit in a later year's register: with these findings alone, which bear on no task of that plan.

        It counts for nothing there.
        """
        left = tuple(replace(each, task=None) for each in self.findings if each.id in numbers)
        return replace(self, obligation=(), findings=left)

    def found_on(self, finding: Finding) -> date:
        """The day from which on a finding is owed: the last of the visit; its due day where that is earlier.

        What was added later is owed from the day on which it was entered.
        """
        return min(self.to, finding.due) if self.adds_to is None else self.recorded

    def is_at_once(self, finding: Finding) -> bool:
        """Whether it was to be put right before the visit ended (立行立改)."""
        return finding.due <= self.to
