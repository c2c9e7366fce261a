"""Reports on findings in the words of others, and those sent again as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import attached, decision, finding, info, inspection, rectify
from tests.builders.reviews import found, told, visited

from spt_fazhi.changes.rules import rectify_copied as rule
from spt_fazhi.model.entries.decision import Return
from spt_fazhi.model.plan import ReviewSettings
from spt_fazhi.model.register import Entry

DETAIL = "对5件处罚案卷补做法制审核并归档，修订案卷制作规程，组织全体执法人员学习，自查同类案卷23件未再发现问题。"
MORE = inspection(
    "2024-06-10-m3p4", title="专项督察", findings=(finding(), finding(2, unit="区财政局", problem="未公开结果"))
)
OWN = rectify(detail=DETAIL)


def other(number: int = 1, **given: Any) -> Entry[Any]:
    """A report on a finding of the second inspection."""
    unit, code = ("东镇", "dz") if number == 1 else ("区财政局", "czj")
    values: dict[str, Any] = {
        "unit": unit, "inspection": "2024-06-10-m3p4", "finding": number, "date": date(2024, 6, 25),
        "recorded": date(2024, 6, 26), "title": "完善制度",
    }  # fmt: skip
    return rectify(f"2024-06-25-m3p4.{number}-bbbb", code, **(values | given))


@pytest.mark.parametrize(
    ("number", "given", "whose"),
    [
        (1, {"detail": DETAIL}, "问题 k7q2.1 的"),
        (2, {"detail": DETAIL.replace("5件", "8件")}, "别的单位报的"),
        (2, {"title": "已补正案卷", "detail": DETAIL}, "别的单位报的"),
    ],
)
def test_the_words_of_another(number: int, given: dict[str, Any], whose: str) -> None:
    copy = other(number, **given)
    context = visited(copy, before=(MORE, OWN))
    assert told(rule, context) == [("ask", "rectify-copied", copy.file, ("title",))]
    assert f"与{whose} {OWN.id} 有" in found(rule, context)[0].message


def test_the_same_short_words_are_a_copy_and_like_ones_are_not() -> None:
    short = rectify()
    assert [each[1] for each in told(rule, visited(other(title="已补正案卷"), before=(MORE, short)))] == [
        "rectify-copied"
    ]
    assert told(rule, visited(other(title="已补正了案卷"), before=(MORE, short))) == []


def test_own_words() -> None:
    own = other(detail="在政务网站公开6月处罚结果11条，明确专人每周五公开，建立公开台账，由分管负责人每月抽查一次。")
    assert told(rule, visited(own, before=(MORE, OWN))) == []


def test_the_part_and_the_whole_in_the_same_words() -> None:
    part = rectify(
        "2024-06-01-k7q2.1-bbbb", stage="partial", date=date(2024, 6, 1), recorded=date(2024, 6, 1), detail=DETAIL
    )
    (one,) = found(rule, visited(OWN, before=(part,)))
    assert "同一问题以前报的" in one.message


def test_of_two_new_ones_the_later_is_the_copy() -> None:
    copy = other(detail=DETAIL, title="已补正案卷")
    assert [each[2] for each in told(rule, visited(MORE, OWN, copy))] == [copy.file]


def test_the_setting_turns_it_off() -> None:
    off = info(review=ReviewSettings(copied_percent=0))
    assert told(rule, visited(other(detail=DETAIL), before=(MORE, OWN), info=off)) == []


BACK = decision(Return, "2024-06-25-return-aaaa", record=OWN.id, again_by=date(2024, 7, 5), recorded=date(2024, 6, 25))


def again(**given: Any) -> Entry[Any]:
    values: dict[str, Any] = {"detail": DETAIL, "date": date(2024, 7, 2), "recorded": date(2024, 7, 2)}
    return rectify("2024-07-02-k7q2.1-cccc", **(values | given))


def test_handed_back_and_sent_again_as_it_was() -> None:
    same = again()
    context = visited(same, before=(OWN, BACK))
    assert told(rule, context) == [("ask", "rectify-unchanged", same.file, ("title",))]
    assert OWN.id in found(rule, context)[0].message


@pytest.mark.parametrize(
    "given", [{"document": "东政发〔2024〕9号"}, {"files": (attached(),)}, {"title": "补正并回访"}]
)
def test_handed_back_and_sent_again_with_more(given: dict[str, Any]) -> None:
    assert told(rule, visited(again(**given), before=(OWN, BACK))) == []
