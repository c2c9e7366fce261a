"""Inspections that count, and hardly should."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import evidence, finding, inspection, obligation, register, task
from tests.builders.reviews import compare, found, told, visited

from spt_fazhi.changes.context import ReviewContext
from spt_fazhi.changes.rules import visits as rule
from spt_fazhi.checks.admission import with_entries
from spt_fazhi.model.register import Entry

QUOTE = "组织开展实地督察不少于1次"
TASKS = (task(text=QUOTE, obligations=(obligation(title="实地督察", quote=QUOTE),)),)
PAPER = "示依法办〔2024〕2号"
VISIT = inspection("2024-06-14-m3p4", title="专项督察", from_=date(2024, 6, 10), to=date(2024, 6, 14),
                   recorded=date(2024, 6, 17), obligation=("1.1",), document=PAPER)  # fmt: skip


def adding(*entries: Entry[Any], before: tuple[Entry[Any], ...] = ()) -> ReviewContext:
    plan = with_entries(register(tasks=TASKS), before)
    return compare(plan, with_entries(plan, entries))


@pytest.mark.parametrize(
    "given",
    [
        {"date": date(2024, 6, 12)},
        {"date": date(2024, 5, 6), "document": "示依法办〔2024〕2 号"},
        {"date": date(2024, 6, 17), "title": "专项 督察", "recorded": date(2024, 6, 17)},
    ],
)
def test_evidence_that_may_be_of_the_visit(given: dict[str, Any]) -> None:
    other = evidence("2024-06-12-1.1-aaaa", **({"title": "赴东镇实地查看"} | given))
    assert told(rule, adding(other, before=(VISIT,))) == [("ask", "visit-twice", other.file, ("title",))]
    assert told(rule, adding(VISIT, before=(other,))) == [("ask", "visit-twice", VISIT.file, ("title",))]
    assert [each.message for each in found(rule, adding(VISIT, other))] == [
        f"这条佐证与 {VISIT.id} 可能是同一次督察，会算成两次"
    ]
    assert told(rule, adding(before=(VISIT, other))) == []


def test_evidence_of_something_else() -> None:
    other = evidence(
        "2024-05-06-1.1-aaaa", date=date(2024, 5, 6), title="赴东镇实地查看", document="示依法办〔2024〕1号"
    )
    assert told(rule, adding(other, before=(VISIT,))) == []
    elsewhere = evidence("2024-06-12-1.1-aaaa", "czj", unit="区财政局", title="赴东镇实地查看")
    assert told(rule, adding(elsewhere, before=(VISIT,))) == []  # a duty of its own


def test_a_visit_that_nothing_shows() -> None:
    bare = inspection("2024-06-14-m3p4", title="专项督察", obligation=("1.1",), findings=())
    assert told(rule, adding(bare)) == [("ask", "visit-unproved", bare.file, ("obligation",))]
    later = inspection("2024-06-14-zzzz", title="专项督察", adds_to=bare.id, findings=(finding(),))
    assert told(rule, adding(bare, later)) == []
    assert told(rule, adding(VISIT)) == []
    assert told(rule, adding(inspection("2024-06-14-m3p4", title="专项督察", findings=()))) == []  # counts for nothing


def test_a_visit_for_what_asks_for_none() -> None:
    context = visited(VISIT)
    assert told(rule, context) == [("ask", "visit-unfit", VISIT.file, ("obligation",))]
    assert "事项 1.1（专题讲法）的原文没有提到督察" in found(rule, context)[0].message


def test_a_visit_that_nothing_shows_for_what_asks_for_none() -> None:
    """Whoever visits itself brings no proof of anything."""
    given: dict[str, Any] = {"title": "专项督察", "obligation": ("1.1",)}
    for findings, went in (((), ()), ((), ("区财政局",)), ((finding(unit="区司法局"),), ())):
        alone = inspection("2024-06-14-m3p4", findings=findings, visited=went, **given)
        levels = [each.level for each in found(rule, visited(alone)) if each.rule == "visit-for-itself"]
        assert levels == ["block"]
    elsewhere = inspection("2024-06-14-m3p4", findings=(finding(problem="台账缺页"),), **given)
    assert [each.rule for each in found(rule, visited(elsewhere))] == ["visit-unfit"]
    later = inspection("2024-06-14-zzzz", adds_to="2024-06-14-m3p4", findings=(finding(),), title="专项督察")
    bare = inspection("2024-06-14-m3p4", findings=(), **given)
    assert [each.rule for each in found(rule, visited(bare, later))] == ["visit-unfit"]


def test_a_visit_to_somebody_else_that_nothing_shows_proves_nothing_either() -> None:
    """Whom it says to have visited is no proof; an obligation to go and see is another matter."""
    alone = inspection("2024-06-14-m3p4", title="走访", findings=(), visited=("区财政局",), obligation=("1.1",))
    assert ("block", "visit-for-itself") in [(each.level, each.rule) for each in found(rule, visited(alone))]
    quote = "组织走访企业不少于1次"
    asked = register(tasks=(task(text=quote, obligations=(obligation(title="走访企业", quote=quote),)),))
    assert [each.rule for each in found(rule, compare(asked, with_entries(asked, (alone,))))] == ["visit-unproved"]
