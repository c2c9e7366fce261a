"""What the rows of forms may be about, by what their keys say: obligations, tasks and findings as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spt_fazhi.engine.entries.locating import Found
from spt_fazhi.forms.columns import SheetName
from spt_fazhi.forms.findings.rows import told_of_plan
from spt_fazhi.forms.form import RowKey
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.model.references import finding_id, finding_name
from spt_fazhi.model.register import Register
from spt_fazhi.text.as_typed import id_typed, narrow


def subject_typed(sheet: SheetName, text: str) -> str:
    """What a row says it is about: `6.1`, `29`, `k7q2.1`, as it is written in files."""
    return narrow(text).casefold().removeprefix("整改").removeprefix("问题") if sheet == "rectify" else id_typed(text)


class Subject(NamedTuple):  # a tuple: looked up for every row
    """What a row is about: an obligation with its task, a task alone, or a finding alone."""

    obligation: Obligation | None = None
    task: Task | None = None
    finding: Found | None = None

    @property
    def title(self) -> str:
        """What its row is called: the first line of the cell that says so."""
        if self.finding is not None:
            return told_of_plan(self.finding.finding)["problem"]
        return self.obligation.title if self.obligation else self.task.title if self.task else ""


class Subjects:
    """The obligations, tasks and findings of a register."""

    def __init__(self, register: Register) -> None:
        """Index them."""
        self.obligations = {one.id: Subject(one, task) for task in register.tasks for one in task.obligations}
        self.tasks = {str(task.id): Subject(task=task) for task in register.tasks}
        self.findings = {
            finding_id(entry.id, each.id): Subject(finding=Found(entry, each))
            for entry in register.inspections
            for each in entry.value.findings
        }

    def of(self, key: RowKey) -> Subject | None:
        """What a key says; None where there is no such thing any more."""
        known = {"evidence": self.obligations, "progress": self.tasks, "rectify": self.findings}
        return known[key.sheet].get(key.subject)

    def has_number(self, sheet: SheetName, number: str) -> bool:
        """Whether a number is one that tells an obligation, or a finding, from others."""
        if sheet == "rectify":
            return any(finding_name(each) == number for each in self.findings)
        return sheet == "evidence" and number in self.obligations

    def told(self, key: RowKey) -> Mapping[str, tuple[str, ...]]:
        """By column what the plan says today in cells that are filled in from it."""
        about = self.of(key)
        if about is None:
            return {}
        if about.finding is not None:
            return {column: (said,) for column, said in told_of_plan(about.finding.finding).items()}
        obligation, task = about.obligation, about.task
        titles = tuple(each.title for each in (obligation, task) if each is not None)
        if obligation is not None:
            return {"title": titles, "quote": (obligation.quote,), "proof": (obligation.proof or "",)}
        return {"title": titles, "quote": (task.text if task else "",)}
