"""Two small registers side by side for the tests of the review: everything not given is sound."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders.checks import info, inspection, register, task

from spt_fazhi.changes.context import FileDifference, ReviewContext
from spt_fazhi.changes.diff import changes, withdrawals
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.checks.admission import with_entries
from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.history import Arrival, Commit
from spt_fazhi.model.paths import is_of_finding
from spt_fazhi.model.plan import ReviewSettings
from spt_fazhi.model.register import Entry, Register

TODAY = date(2024, 7, 15)


def compare(old: Register, new: Register, **given: Any) -> ReviewContext:
    """What the rules read; the changed files follow from the changed entries unless they are given."""
    before, after = assess(old, TODAY), assess(new, TODAY)
    found = (*changes(old, new), *withdrawals(before.matching, after.matching))
    peers = {entry.id: _peers(entry, new) for entry in new.records}
    values: dict[str, Any] = {"files": tuple(_files(found)), "peers": peers}
    return ReviewContext(before=before, after=after, changes=found, **(values | given))


def adding(*entries: Entry[Any], before: tuple[Entry[Any], ...] = (), **given: Any) -> ReviewContext:
    """A branch that adds records to a register that has those of `before`; `settings` are the base's."""
    settings = given.pop("settings", {})
    tasks = given.pop("tasks", None) or (task(),)
    plan = register(info=info(review=ReviewSettings(**settings)), tasks=tasks, records=before)
    records = tuple(sorted((*before, *entries), key=lambda entry: entry.id))
    return compare(plan, replace(plan, records=records), **given)


def visited(*entries: Entry[Any], before: tuple[Entry[Any], ...] = (), **given: Any) -> ReviewContext:
    """A branch that adds records, decisions and inspections to a register with one inspection and those of `before`."""
    plan = with_entries(register(info=given.pop("info", info()), inspections=(inspection(),)), before)
    return compare(plan, with_entries(plan, entries), **given)


def arrival(day: date | None, committed: date | None = None, parents: date = date.min, number: str = "a") -> Arrival:
    """A file brought by a commit of that day (None: not committed), made by its committer on another, if given."""
    if day is None:
        return Arrival()
    made = f"{committed or day}T09:00:00+08:00"
    return Arrival(
        commit=Commit(id=number * 40, author="示例", date=f"{day}T09:00:00+08:00", subject="改", committed=made),
        parents_day=parents,
    )


def _peers(entry: Entry[Any], new: Register) -> tuple[str, ...]:
    def kind(each: Entry[Any]) -> str:
        return "findings" if is_of_finding(each.subject) else each.subject

    return tuple(each.id for each in new.records if each.id != entry.id and kind(each) == kind(entry))


def _files(found: tuple[Change, ...]) -> list[FileDifference]:
    kinds: dict[str, Any] = {"record": "record", "decision": "decision", "inspection": "inspection", "issued": "issued"}
    return [
        FileDifference(
            path=each.spot.file,
            action=each.action,
            kind=kinds[each.subject],
            folder=each.key.partition("/")[0] if each.subject == "record" else "",
        )
        for each in found
        if each.subject in kinds and each.action in {"added", "modified", "deleted"}
    ]


def found(rule: Any, context: ReviewContext) -> list[Finding]:
    """What a rule module finds; every id it uses must be one it declares, and every finding says what to do."""
    findings = list(rule.find(context))
    for each in findings:
        assert each.rule in rule.RULES
        assert each.message
        assert each.hint
    return findings


def told(rule: Any, context: ReviewContext) -> list[tuple[str, str, str, tuple[str | int, ...]]]:
    """Level, rule, file and place of each finding."""
    return [(each.level, each.rule, each.spot.file, each.spot.where) for each in found(rule, context)]
