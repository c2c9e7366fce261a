"""What the tests of git share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.repositories import IDENTITY, commit, committed, git, merge, start


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound workspace committed to main; the program's own commits are made by somebody invented."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return committed(tmp_path / "仓库 一")


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """One commit each on 1 May to 1 August, the third of them a merge of one made on 10 June; their ids."""
    root = start(tmp_path_factory.mktemp("月") / "仓库")
    ids = {"05": commit(root, "建立台账 修订", "2024-05-01")}
    git(root, "tag", "v1.0")
    git(root, "tag", "-a", "印发稿", "-m", "附注标签")
    ids["06"] = commit(root, "六月", "2024-06-01")
    git(root, "checkout", "-q", "-b", "司法局/六月")
    ids["side"] = commit(root, "旁支", "2024-06-10")
    git(root, "checkout", "-q", "main")
    ids["07"] = merge(root, "司法局/六月", day="2024-07-01")
    ids["08"] = commit(root, "八月", "2024-08-01")
    return root, ids
