"""What a terminal or a bidi algorithm would act on, in any text of an entry."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import close, context, evidence, finding, found, inspection, register, sent

from spt_fazhi.checks.rules import unseen_characters as rule


def check(**given: Any) -> list[tuple[str, str, tuple[str | int, ...]]]:
    return [(each.rule, each.severity, each.where) for each in found(rule, context(register(**given)))]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\u2066", "\x9b", "\u200f"])
def test_in_a_finding(sign: str) -> None:
    visit = inspection(findings=(finding(), finding(2, problem=f"案卷{sign}缺页", demand=f"补正{sign}")))
    told = [("control-character-in-text", "error", ("findings", 1, key)) for key in ("problem", "demand")]
    assert check(inspections=(visit,)) == told
    (problem, _) = found(rule, context(register(inspections=(visit,))))
    assert f"U+{ord(sign):04X}" in problem.message
    assert sign not in problem.message


def test_in_every_kind_of_entry() -> None:
    assert [where for *_, where in check(records=(evidence(title="讲法\x1b[31m"),))] == [("title",)]
    assert [where for *_, where in check(decisions=(close(reason="属实\u202e"),))] == [("reason",)]
    assert [where for *_, where in check(issued=(sent(title="函\x07"),))] == [("title",)]


def test_text_as_people_type_it() -> None:
    odd = "案卷\t缺页\n“甲”—①㎡𠮷\u3000Straße é"
    assert check(inspections=(inspection(findings=(finding(problem=odd),)),), records=(evidence(detail=odd),)) == []
