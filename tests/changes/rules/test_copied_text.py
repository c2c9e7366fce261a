"""Progress in words used before."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.builders.checks import progress, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import copied_text as rule
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import similarity

TEXT = "第一季度组织3场法治讲座，覆盖12个村，发放宣传册2000份，群众反映良好。"
AGAIN = "第二季度，组织5场法治讲座，覆盖15个村，发放宣传册1000份，群众反映良好！"
OTHER = "修订行政执法公示办法，清理规范性文件，办结复议案件，培训执法骨干。"


def report(
    quarter: int, done: str, code: str = "sfj", unit: str = "区司法局", suffix: str = "aaab", **more: Any
) -> Entry[Any]:
    day = date(2024, 3 * quarter + 1, 3)
    return progress(f"{day}-1-{suffix}", code, unit=unit, period=f"2024Q{quarter}", done=done, recorded=day, **more)


OLD = report(1, TEXT)


def test_an_earlier_period() -> None:
    new = report(2, AGAIN)
    context = adding(new, before=(OLD,))
    assert told(rule, context) == [("ask", "progress-copied", new.file, ("done",))]
    assert found(rule, context)[0].message.startswith("进展文字与以前报的 sfj/2024-04-03-1-aaab 有 9")


def test_another_unit() -> None:
    new = report(1, TEXT, "czj", "区财政局", "zzzz")
    assert "别的单位报的" in found(rule, adding(new, before=(OLD,)))[0].message
    later = report(1, TEXT, "czj", "区财政局", "zzzz")
    both = adding(report(1, TEXT, "dz", "东镇"), later)  # in one branch, on one day: the later by name
    assert len(told(rule, both)) == 1


def test_another_unit_with_its_own_name_in_place() -> None:
    says = "围绕优化政务服务，{}梳理问题清单逐项整改，本期办理事项9项。"
    old = report(1, says.format("区司法局"))
    new = report(1, says.format("区财政局"), "czj", "区财政局", "zzzz")
    assert "有 100% 相同" in found(rule, adding(new, before=(old,)))[0].message
    other = report(1, "区财政局" + OTHER, "czj", "区财政局", "zzzz")
    assert told(rule, adding(other, before=(old,))) == []


def test_a_day_of_entry_before_the_other_is_no_way_out() -> None:
    new = progress("2024-04-01-1-zzzz", "czj", unit="区财政局", period="2024Q1", done=TEXT, recorded=date(2024, 4, 1))
    assert len(told(rule, adding(new, before=(OLD,)))) == 1


@pytest.mark.parametrize(
    ("new", "settings"),
    [
        (report(2, OTHER), {}),
        (report(2, TEXT), {"copied_percent": 0}),
        (report(2, AGAIN), {"copied_percent": 100}),
        (report(1, TEXT, suffix="bbbb"), {}),
        (report(2, "已完成。"), {}),
    ],
    ids=["another text", "off", "not all the same", "a correction of the same period", "too short"],
)
def test_harmless_twins(new: Entry[Any], settings: dict[str, int]) -> None:
    assert told(rule, adding(new, before=(OLD, report(1, "已完成。", suffix="cccc")), settings=settings)) == []


def test_withdrawn_ones_do_not_count() -> None:
    new = report(2, TEXT)
    gone = void(OLD.id, "2024-07-04-1-aaac")
    assert told(rule, adding(new, gone, before=(OLD,))) == []
    assert told(rule, adding(new, void(new.id, "2024-07-04-1-aaac"), before=(OLD,))) == []


def test_similarity() -> None:
    one, other = Counter("abcd"), Counter("abxy")
    assert similarity(one, one) == 1
    assert similarity(one, other) == similarity(other, one) == 0.5
    assert similarity(Counter(), Counter()) == 0
    assert similarity(one, Counter("abcd" * 9)) == 0
