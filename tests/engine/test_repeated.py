"""Findings that come again: alike to one closed before, of the same unit or kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import close, finding, inspection, rectify, register

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.repeated import Repeat, repeated

SECOND = "2024-09-20-ab3d"


def again(**given: Any) -> dict[str, Repeat]:
    """What repeats what, when the second visit finds a problem given so."""
    decisions = given.pop("decisions", (close(),))
    later = inspection(
        SECOND, from_=date(2024, 9, 18), to=date(2024, 9, 20), recorded=date(2024, 9, 23),
        findings=(finding(due=date(2024, 10, 31), **given),),
    )  # fmt: skip
    whole = register(inspections=(inspection(), later), records=(rectify(),), decisions=decisions)
    return dict(repeated(whole, assess(whole, date(2024, 12, 1)).matching))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"problem": "3份处罚案卷未附法制审核意见书"},
        {"kind": "其他"},
        {"problem": "个别行政处罚案卷没有附法制审核意见"},
        {"problem": "处罚案卷未附法制审核意见。", "kind": None},
    ],
)
def test_alike_of_the_same_unit(given: dict[str, Any]) -> None:
    assert again(**given) == {f"{SECOND}.1": Repeat("2024-05-24-k7q2.1", same_unit=True)}


def test_alike_of_the_same_kind_at_another_unit_is_told_apart() -> None:
    assert again(unit="区财政局") == {f"{SECOND}.1": Repeat("2024-05-24-k7q2.1", same_unit=False)}


@pytest.mark.parametrize(
    "given",
    [
        {"problem": "执法公示栏没有更新"},
        {"problem": "处罚案卷未附听证告知书"},
        {"problem": "部分行政处罚案卷未附听证告知书"},
        {"problem": "行政许可案卷未附申请材料清单"},
        {"unit": "区财政局", "kind": "其他"},
        {"unit": "区财政局", "kind": None},
        {"decisions": ()},
        {"decisions": (close("2024-09-21-close-aaaa", recorded=date(2024, 9, 21)),)},
    ],
)
def test_other_texts_other_units_and_what_was_not_closed_by_then(given: dict[str, Any]) -> None:
    assert again(**given) == {}


def test_two_of_one_visit_do_not_repeat_each_other() -> None:
    visit = inspection(findings=(finding(due=date(2024, 5, 24)), finding(2, unit="区财政局")))
    added = inspection("2024-05-24-m3xx", adds_to=visit.id, findings=(finding(3),), recorded=date(2024, 6, 3))
    closed = close("2024-05-24-close-aaaa", recorded=date(2024, 5, 24))
    report = rectify("2024-05-24-k7q2.1-aaaa", date=date(2024, 5, 24), recorded=date(2024, 5, 24))
    whole = register(inspections=(visit, added), records=(report,), decisions=(closed,))
    matching = assess(whole, date(2024, 12, 1)).matching
    assert list(matching.closed) == ["2024-05-24-k7q2.1"]
    assert repeated(whole, matching) == {}


def test_of_several_the_one_most_alike_is_named_then_the_last_closed() -> None:
    first = inspection(findings=(finding(), finding(2, problem="3份处罚案卷未附审核意见")))
    again_ = inspection("2024-07-30-bbbb", from_=date(2024, 7, 29), to=date(2024, 7, 30), recorded=date(2024, 7, 31),
                        findings=(finding(due=date(2024, 8, 31)),))  # fmt: skip
    third = inspection(SECOND, from_=date(2024, 9, 18), to=date(2024, 9, 20), recorded=date(2024, 9, 23),
                       findings=(finding(due=date(2024, 10, 31)),))  # fmt: skip
    reports = (
        rectify(), rectify("2024-06-20-k7q2.2-aaab", finding=2),
        rectify("2024-08-20-bbbb.1-aaac", inspection=again_.id, date=date(2024, 8, 20), recorded=date(2024, 8, 20)),
    )  # fmt: skip
    closes = (
        close(), close("2024-07-10-close-aaab", finding=2),
        close("2024-08-30-close-aaac", inspection=again_.id, recorded=date(2024, 8, 30)),
    )  # fmt: skip
    whole = register(inspections=(first, again_, third), records=reports, decisions=closes)
    found = repeated(whole, assess(whole, date(2024, 12, 1)).matching)
    assert {later: earlier.id for later, earlier in found.items()} == {
        "2024-07-30-bbbb.1": "2024-05-24-k7q2.1", f"{SECOND}.1": "2024-07-30-bbbb.1",
    }  # fmt: skip


def test_words_of_every_other_problem_make_none_alike() -> None:
    first = inspection(findings=(finding(problem="公示栏行政执法人员信息不全"),))
    later = inspection(SECOND, from_=date(2024, 9, 18), to=date(2024, 9, 20), recorded=date(2024, 9, 23),
                       findings=(finding(problem="公示栏行政执法依据不全", due=date(2024, 10, 31)),))  # fmt: skip
    whole = register(inspections=(first, later), records=(rectify(),), decisions=(close(),))
    assert repeated(whole, assess(whole, date(2024, 12, 1)).matching) == {}
