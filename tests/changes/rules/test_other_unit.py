"""A branch of one unit, and what lies beside the register."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import UNITS, register
from tests.builders.reviews import compare, told

from spt_fazhi.changes.context import FileDifference
from spt_fazhi.changes.rules import other_unit as rule

OWN = "data/records/sfj/2024-06-12-1.1-aaaa"
FILES: list[tuple[FileDifference, str | None]] = [
    (FileDifference(path=f"{OWN}.yaml", action="added", kind="record", folder="sfj"), None),
    (FileDifference(path=f"{OWN}/甲.txt", action="added", kind="attachment", folder="sfj"), None),
    (
        FileDifference(path="data/records/czj/2024-06-12-1.1-aaaa.yaml", action="added", kind="record", folder="czj"),
        "other-unit",
    ),
    (
        FileDifference(
            path="data/records/czj/2024-06-12-1.1-aaaa/甲.txt", action="added", kind="attachment", folder="czj"
        ),
        "other-unit",
    ),
    (
        FileDifference(path="data/records/SFJ/2024-06-12-1.1-aaaa.yaml", action="added", kind="record", folder="SFJ"),
        "other-unit",
    ),
    (
        FileDifference(path="data/decisions/2024-06-18-return-aaaa.yaml", action="added", kind="decision"),
        "not-the-units",
    ),
    (FileDifference(path="data/tasks.yaml", action="modified", kind="plan"), "not-the-units"),
    (FileDifference(path="data/source/新.txt", action="added", kind="source"), "not-the-units"),
    (FileDifference(path="templates/a.md.j2", action="deleted", kind="other"), "not-the-units"),
    (FileDifference(path="data/records/sfj", action="added", kind="other"), "not-the-units"),
]


@pytest.mark.parametrize(("file", "rule_id"), FILES, ids=[each[0].path for each in FILES])
def test_with_only_unit(file: FileDifference, rule_id: str | None) -> None:
    hits = told(rule, compare(register(), register(), files=(file,), only_unit=UNITS[0]))
    assert [each[:3] for each in hits] == ([("block", rule_id, file.path)] if rule_id else [])


@pytest.mark.parametrize("file", [each[0] for each in FILES], ids=[each[0].path for each in FILES])
def test_without_only_unit(file: FileDifference) -> None:
    hits = told(rule, compare(register(), register(), files=(file,)))
    assert [each[:3] for each in hits] == ([("ask", "not-the-units", file.path)] if file.kind == "other" else [])


@pytest.mark.parametrize(("more", "level"), [({"only_unit": UNITS[0]}, "block"), ({}, "ask")])
def test_beside_the_register(more: dict[str, Any], level: str) -> None:
    context = compare(register(), register(), outside=(".gitattributes", "src/a.py"), **more)
    assert [each[:3] for each in told(rule, context)] == [
        (level, "not-the-units", ".gitattributes"), (level, "not-the-units", "src/a.py"),
    ]  # fmt: skip
