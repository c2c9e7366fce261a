"""Visits that went to nobody but those who made them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import context, finding, found, inspection, register

from spt_fazhi.checks.rules import visited_nobody as rule

BARE: dict[str, Any] = {"obligation": ("1.1",), "visited": (), "findings": ()}


def check(*more: Any, **given: Any) -> list[tuple[str, str, tuple[str | int, ...]]]:
    visit = inspection(**(BARE | given))
    return [
        (each.rule, each.severity, each.where)
        for each in found(rule, context(register(inspections=(visit, *more))))
        if each.file == visit.file
    ]


def test_nobody_or_itself() -> None:
    assert check() == [("visited-nobody", "warning", ("obligation",))]
    assert check(visited=("司法局",)) == [("visited-nobody", "warning", ("visited",))]
    assert check(findings=(finding(unit="区司法局"),)) == [("visited-nobody", "warning", ("obligation",))]


@pytest.mark.parametrize(
    "given", [{"visited": ("各镇",)}, {"findings": (finding(),)}, {"obligation": ()}, {"visited": ("司法局", "东镇")}]
)
def test_somebody(given: dict[str, Any]) -> None:
    assert check(**given) == []


def test_somebody_of_whom_something_was_found_later() -> None:
    assert check(inspection("2024-05-24-m3p4", adds_to="2024-05-24-k7q2")) == []
