"""A branch of one unit, and what lies beside the register."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import UNITS, register
from tests.builders.reviews import compare, told

from spt_fazhi.changes.context import FileAction, FileDifference
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


SETTINGS = [
    f"data/records/sfj/{name}"
    for name in (".gitattributes", ".gitignore", ".gitmodules", ".lfsconfig", ".mailmap", ".gitkeep", ".GitAttributes", ".env")
] + [f"{OWN}/.gitattributes", f"{OWN}/.gitkeep", f"{OWN}/子/.gitignore"]  # fmt: skip


@pytest.mark.parametrize("path", SETTINGS)
@pytest.mark.parametrize("action", ["added", "modified"])
def test_settings_in_the_units_own_folder(path: str, action: FileAction) -> None:
    file = FileDifference(path=path, action=action, kind="attachment", folder="sfj")
    for level, more in (("block", {"only_unit": UNITS[0]}), ("ask", {})):
        hits = told(rule, compare(register(), register(), files=(file,), **more))
        assert [each[:3] for each in hits] == [(level, "not-the-units", path)]


@pytest.mark.parametrize("path", ["data/records/sfj/.gitkeep", f"{OWN}/.gitkeep"])
def test_an_empty_gitkeep_hides_nothing(path: str) -> None:
    file = FileDifference(path=path, action="added", kind="attachment", folder="sfj", empty=True)
    for more in ({"only_unit": UNITS[0]}, {}):
        assert told(rule, compare(register(), register(), files=(file,), **more)) == []


@pytest.mark.parametrize("path", ["data/records/sfj/照片.jpg", f"{OWN}/子/照片.jpg", "data/records/sfj/说明.txt"])
def test_a_stray_of_the_unit_itself(path: str) -> None:
    file = FileDifference(path=path, action="added", kind="attachment", folder="sfj")
    hits = told(rule, compare(register(), register(), files=(file,), only_unit=UNITS[0]))
    assert [each[:3] for each in hits] == [("block", "not-the-units", path)]


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
