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
    (FileDifference(f"{OWN}.yaml", "added", "record", "sfj"), None),
    (FileDifference(f"{OWN}/甲.txt", "added", "attachment", "sfj"), None),
    (FileDifference("data/records/czj/2024-06-12-1.1-aaaa.yaml", "added", "record", "czj"), "other-unit"),
    (FileDifference("data/records/czj/2024-06-12-1.1-aaaa/甲.txt", "added", "attachment", "czj"), "other-unit"),
    (FileDifference("data/records/SFJ/2024-06-12-1.1-aaaa.yaml", "added", "record", "SFJ"), "other-unit"),
    (FileDifference("data/decisions/2024-06-18-return-aaaa.yaml", "added", "decision"), "not-the-units"),
    (FileDifference("data/tasks.yaml", "modified", "plan"), "not-the-units"),
    (FileDifference("data/source/新.txt", "added", "source"), "not-the-units"),
    (FileDifference("templates/a.md.j2", "deleted", "other"), "not-the-units"),
    (FileDifference("data/records/sfj", "added", "other"), "not-the-units"),
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
