"""Faults of a file are told with the heads of the form; what names no key stays as it is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from spt_fazhi.forms.told.in_heads import in_heads
from spt_fazhi.model.entries.record import Evidence, Progress
from spt_fazhi.store.yaml.validate import validate

GOOD = {
    "kind": "evidence",
    "unit": "甲",
    "obligation": "1.1",
    "date": "2024-06-01",
    "title": "a",
    "recorded": "2024-06-02",
}
BAD: list[dict[str, Any]] = [
    {"amount": "0"}, {"reached": "5", "of": "3"}, {"reached": "5"}, {"date": "2024-06-03"}, {"date": "x"}, {"title": " "},
    {"through": "2024-06-01"}, {"reached": "1", "of": "3", "through": "2024-06-05"}, {"period": "2024Q9"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("amount：数量应大于 0", "数量应大于 0"),
        ("字段 title 中疑似有身份证号 1101…", "“做了什么”中疑似有身份证号 1101…"),
        ("reached（达到数）5 不能大于 of（总数）3", "达到数5 不能大于 总数3"),
        ("“title”的值不合要求", "“做了什么”的值不合要求"),
        ("“abc”不是日期", "“abc”不是日期"),
        ("附件名中疑似有手机号", "附件名中疑似有手机号"),
    ],
)
def test_in_heads(message: str, said: str) -> None:
    assert in_heads(message) == said


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("stage（阶段）“x”不合要求", "是否已完成整改“x”不合要求"),
        ("字段 title 中疑似有身份证号 1101…", "“整改情况”中疑似有身份证号 1101…"),
        (
            "recorded（录入日）2024-06-01 早于 date（整改日）2024-06-02，请核对",
            "收表的日子2024-06-01 早于 整改日期2024-06-02，请核对",
        ),
        ("finding：问题 k7q2.2 是“西镇”的", "问题 k7q2.2 是“西镇”的"),
        ("“inspection”不合要求", "“问题编号”不合要求"),
    ],
)
def test_in_heads_of_findings(message: str, said: str) -> None:
    assert in_heads(message, "rectify") == said


@pytest.mark.parametrize("bad", BAD)
def test_whatever_a_record_is_refused_for(bad: dict[str, Any]) -> None:
    for problem in validate(Evidence, {**GOOD, **bad}, "")[1]:
        assert not re.search(r"[a-z]{2,}", in_heads(problem.message)), problem.message
    assert validate(Evidence, {**GOOD, **bad}, "")[1]


def test_of_an_account() -> None:
    tree = {"kind": "progress", "unit": "甲", "task": "1", "period": "x", "done": "", "recorded": "2024-06-02"}
    problems = validate(Progress, tree, "")[1]
    assert {str(each.where[0]) for each in problems} == {"period", "done"}
    assert all(in_heads(each.message)[0] == "“" or "不能为空" in in_heads(each.message) for each in problems)
