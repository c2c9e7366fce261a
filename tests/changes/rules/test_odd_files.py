"""Links, submodules and names nobody writes by accident."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders.checks import register
from tests.builders.reviews import compare, told

from spt_fazhi.changes.context import FileDifference, FileForm
from spt_fazhi.changes.rules import odd_files as rule

PLAIN = "data/records/sfj/2024-06-12-1.1-aaaa.yaml"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (PLAIN, "link"), (PLAIN, "repository"), ("data/records", "repository"), ("data/tasks.yaml", "link"),
        ("data/records/../../x.yaml", "file"), ("data/records/sfj/.GIT/config", "file"), ("data/a\\..\\b", "file"),
        ("data/records/sfj/.fazhi-tmp-2024-06-12-1.1-aaab", "file"), ("data/.fazhi-tmp-x.d/甲.txt", "file"),
        ("data/records/sfj/2024-06-12-1.1-aaaa/GIT~1", "file"), ("data/COM¹/a.txt", "file"), ("templates/CONIN$", "file"),
        ("data/records/sfj/2024-06-12-1.1-aaaa/\u3164.txt", "file"), ("data/records/sfj/a:b", "file"), ("data/甲.", "file"),
    ],
)  # fmt: skip
def test_they_block(path: str, form: FileForm) -> None:
    def context(action: Any) -> object:
        return told(
            rule,
            compare(
                register(),
                register(),
                files=(FileDifference(path=path, action=action, kind="other", folder="", form=form),),
            ),
        )

    assert context("added") == context("modified") == [("block", "odd-file", path, ())]
    assert context("deleted") == []


@pytest.mark.parametrize(
    "path", [PLAIN, "data/records/sfj/2024-06-12-1.1-aaaa/甲..乙.txt", "data/.gitkeep", "data/git~x/COM10"]
)
def test_plain_files_are_fine(path: str) -> None:
    assert (
        told(rule, compare(register(), register(), files=(FileDifference(path=path, action="added", kind="record"),)))
        == []
    )
