"""What was found later, and the visit it says it belongs to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.checks import context, finding, found, inspection, register

from spt_fazhi.checks.rules import additions as rule

FIRST = inspection(by=("区司法局", "区财政局"))
ADDED: dict[str, Any] = {
    "adds_to": FIRST.id, "findings": (finding(2, problem="未公开执法结果"),), "by": ("司法局",), "visited": (),
    "recorded": date(2024, 6, 3),
}  # fmt: skip


def check(first: Any = FIRST, **given: Any) -> list[tuple[str, str, tuple[str | int, ...]]]:
    later = inspection("2024-05-24-m3p4", **(ADDED | given))
    problems = found(rule, context(register(inspections=(first, later))))
    assert {each.file for each in problems} <= {later.file}
    return [(each.rule, each.severity, each.where) for each in problems]


def test_what_says_the_same() -> None:
    assert check() == []
    assert check(title="第一次 法治建设实地督察", visited=("东镇",)) == []


@pytest.mark.parametrize(
    ("given", "rule_id", "severity", "where"),
    [
        ({"from_": date(2020, 5, 20)}, "addition-differs", "error", ("from",)),
        ({"by": ("司法局", "东镇")}, "addition-differs", "error", ("by", 1)),
        ({"title": "另一次督察"}, "addition-odd", "warning", ("title",)),
        ({"to": date(2024, 5, 28)}, "addition-odd", "warning", ("to",)),
        ({"findings": (finding(2, unit="区财政局"),)}, "addition-odd", "warning", ("findings", 0, "unit")),
    ],
)
def test_what_says_otherwise(given: dict[str, Any], rule_id: str, severity: str, where: tuple[str | int, ...]) -> None:
    assert check(**given) == [(rule_id, severity, where)]


def test_a_unit_that_was_visited_by_either_file_or_had_a_finding_already() -> None:
    other = (finding(2, unit="区财政局"),)
    assert check(findings=other, visited=("区财政局",)) == []
    assert check(inspection(by=FIRST.value.by, findings=(finding(unit="区财政局"),)), findings=other) == []
    assert check(inspection(by=FIRST.value.by, visited=()), findings=other) == []  # nobody says where it went


def test_what_adds_to_nothing_is_told_elsewhere() -> None:
    assert check(adds_to="2024-05-24-zzzz", title="另一次督察") == []
