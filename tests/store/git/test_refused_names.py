"""What git itself will not put into its index is refused before it is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.repositories import git, start

from spt_fazhi.model.file_names import file_name_fault

REFUSED = [".git", ".GIT", "GIT~1", "git~1", "git~1 .", ".git...", ".g\u200cit", "\u200d.git"]
TAKEN = ["签到表.txt", "git~1.txt", "附件　1.docx", "git~x"]


def takes(root: Path, name: str) -> bool:
    oid = git(root, "hash-object", "-w", "--stdin", stdin=b"x").strip()
    line = f"100644 {oid}\tdata/records/jia/2024-06-20-1.1-bbbb/{name}\0".encode()
    guards = ("-c", "core.protectNTFS=true", "-c", "core.protectHFS=true")
    git(root, *guards, "update-index", "-z", "--index-info", stdin=line)
    return name in git(root, "ls-files", "-z")


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_git_refuses_is_refused_here(tmp_path: Path, name: str) -> None:
    assert not takes(start(tmp_path), name)
    assert file_name_fault(name)


@pytest.mark.parametrize("name", TAKEN)
def test_what_git_takes_is_taken(tmp_path: Path, name: str) -> None:
    assert takes(start(tmp_path), name)
    assert file_name_fault(name) is None
