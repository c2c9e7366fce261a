"""Evidence that repeats other evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.builders.checks import attached, evidence, obligation, task, void
from tests.builders.reviews import adding, found, told

from spt_fazhi.changes.rules import copied_record as rule
from spt_fazhi.model.plan import CountTarget, RateTarget
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry

TWELVE = (task(obligations=(obligation(target=CountTarget(count=12)),)),)
LONG = (
    "上午在区会议中心组织全区行政执法人员集中培训，邀请区法院行政庭庭长以案释法，发放资料并组织了闭卷测试，成绩已经归档"
)


def record(day: int, letter: str = "a", **given: Any) -> Entry[Any]:
    return evidence(f"2024-05-{day:02}-1.1-{letter * 4}", **{"title": "执法人员培训班", **given})


def rules(*entries: Entry[Any], before: tuple[Entry[Any], ...] = (), **given: Any) -> list[tuple[str, str]]:
    context = adding(*entries, before=before, **{"tasks": TWELVE, **given})
    return [(each.rule, each.spot.file) for each in found(rule, context)]


def test_a_copy_of_what_is_there() -> None:
    old, new = record(1), record(2)
    context = adding(new, before=(old,), tasks=TWELVE)
    assert told(rule, context) == [("ask", "evidence-copied", new.file, ("title",))]
    assert found(rule, context)[0].message == f"这一事项有 2 条内容完全相同的佐证（另有 {old.id}）"


def test_a_copy_with_another_attachment_is_a_copy() -> None:
    files = [(attached(sha256=letter * 64, size=size),) for letter, size in (("a", 100), ("b", 101))]
    old, new = record(1, files=files[0], detail=LONG), record(2, files=files[1], detail=LONG)
    assert rules(new, before=(old,)) == [("evidence-copied", new.file)]


def test_twelve_equal_ones_for_a_count_of_twelve() -> None:
    lot = tuple(record(n) for n in range(1, 13))
    (one,) = found(rule, adding(*lot, tasks=TWELVE))
    assert one.spot.file == lot[-1].file
    assert "有 12 条内容完全相同的佐证" in one.message
    assert one.message.endswith("；算作一条就达不到目标")
    assert rules(*lot[6:], before=lot[:6]) == [("evidence-copied", lot[-1].file)]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "执法人员第二期培训班"}, {"amount": 2}, {"detail": "在东镇"}, {"unit": "区财政局", "code": "czj"},
    ],
)  # fmt: skip
def test_harmless_twins(other: dict[str, Any]) -> None:
    code = other.pop("code", "sfj")
    new = evidence("2024-05-02-1.1-bbbb", code, **{"title": "执法人员培训班", **other})
    assert rules(new, before=(record(1),)) == []


def test_withdrawn_ones_and_those_that_were_there() -> None:
    old = record(1)
    assert rules(record(2), void(old.id), before=(old,)) == []
    assert rules(before=(old, record(2))) == []
    new = record(2)
    assert rules(new, void(new.id), before=(old,)) == []


def test_heads_counted_again_and_nothing_that_happened() -> None:
    heads = (task(obligations=(obligation(target=RateTarget(rate=Decimal(1), of="人员", settle="when-reached")),)),)
    cases = (task(obligations=(obligation(target=RateTarget(rate=Decimal(1), of="案件")),)),)
    same = (record(1, reached=14, of=14), record(2, reached=14, of=14))
    assert rules(same[1], before=same[:1], tasks=heads) == []
    assert rules(same[1], before=same[:1], tasks=cases) == [("evidence-copied", same[1].file)]
    none = (record(1, reached=0, of=0), record(2, reached=0, of=0))
    assert rules(none[1], before=none[:1], tasks=cases) == []


@pytest.mark.parametrize("field", ["document", "link"])
def test_the_same_proof_in_other_words(field: str) -> None:
    old = record(1, **{field: "示司发〔2024〕12号"})
    new = record(2, title="又一次以案释法活动", **{field: "示司发〔2024〕１２号"})
    context = adding(new, before=(old,), tasks=TWELVE)
    assert told(rule, context) == [("ask", "proof-reused", new.file, (field,))]
    assert rules(record(2, title="又一次", **{field: "示司发〔2024〕13号"}), before=(old,)) == []
    assert rules(record(2, **{field: "示司发〔2024〕12号"}), before=(old,)) == [("evidence-copied", record(2).file)]


def test_details_hardly_changed() -> None:
    old = record(1, detail=LONG)
    new = record(20, title="又一期培训班", detail=LONG.replace("上午", "下午"))
    context = adding(new, before=(old,), tasks=TWELVE)
    assert told(rule, context) == [("ask", "evidence-copied", new.file, ("detail",))]
    assert f"内容与 {old.id} 有 9" in found(rule, context)[0].message
    assert rules(new, before=(old,), settings={"copied_percent": 0}) == []
    assert (
        rules(
            record(20, title="另一期", detail="下午在东镇组织两家单位座谈，讨论了明年的安排，没有测试"), before=(old,)
        )
        == []
    )
    short = "在会议室培训"
    assert rules(record(20, title="另一期", detail=short), before=(record(1, detail=short),)) == []


def of_another(**given: Any) -> Entry[Any]:
    return evidence(
        "2024-05-01-1.1-aaaa", "czj", **{"unit": "区财政局", "title": "另一个题目", "detail": LONG, **given}
    )


def test_the_words_of_another_unit() -> None:
    new = record(20, detail=LONG)
    assert rules(new, before=(of_another(),)) == [("evidence-copied", new.file)]
    assert rules(new, of_another()) == []  # both are new: entered together for several units
    assert rules(record(20, detail=LONG, by="区财政局"), before=(of_another(),)) == []
    assert rules(new, before=(of_another(by="区司法局"),)) == []


def test_what_check_reports_as_an_error_is_not_told_twice() -> None:
    old, new = record(1), record(2)
    error = Problem(rule="duplicate-evidence", severity="error", file=new.file, message="与别的重复")
    assert rules(new, before=(old,), introduced=(error,)) == []
