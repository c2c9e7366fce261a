"""Forty units record on forty branches; all merge without a conflict and `check` passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.entries import entries, errors, fazhi_here, workspace
from tests.builders.repositories import IDENTITY, git, in_git

UNITS = 40


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    root = workspace(tmp_path / "区")
    units = root / "data/units.yaml"
    more = "".join(f"  - {{name: 第{number}镇, code: z{number}, kind: township}}\n" for number in range(1, UNITS + 1))
    units.write_text(units.read_text().replace("\ngroups:", f"{more}\ngroups:", 1))
    return in_git(root)


@pytest.mark.slow
def test_forty_branches_merge(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\r\n\x00" * 100)
    start = git(repo, "rev-parse", "HEAD").strip()
    main = git(repo, "branch", "--show-current").strip()
    for number in range(1, UNITS + 1):
        git(repo, "checkout", "--quiet", "-b", f"z{number}", start)
        assert fazhi_here(repo, "record", "evidence", "2.1", "--unit", f"z{number}", "--date", "2024-02-20", "--title",
                          "报送年度报告", "--file", str(tmp_path / "照片.jpg"), "--commit") == 0  # fmt: skip
        assert git(repo, "status", "--porcelain") == ""
    git(repo, "checkout", "--quiet", main)
    for number in range(1, UNITS + 1):
        git(repo, "merge", "--quiet", "--no-edit", f"z{number}")
    assert git(repo, "status", "--porcelain") == ""
    assert {name.partition("/")[0] for name in entries(repo)} == {f"z{number}" for number in range(1, UNITS + 1)}
    assert len(entries(repo)) == UNITS
    assert errors(repo) == []


def test_two_branches_of_one_unit_merge_too(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD").strip()
    for branch in ("甲", "乙"):
        git(repo, "checkout", "--quiet", "-b", branch, start)
        assert fazhi_here(repo, "record", "evidence", "2.1", "--unit", "z1", "--date", "2024-02-20", "--title", branch,
                          "--commit") == 0  # fmt: skip
    git(repo, "merge", "--quiet", "--no-edit", "甲")
    assert len(entries(repo)) == 2
    assert errors(repo) == []
