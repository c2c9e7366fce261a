"""What the tests of git share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.repositories import IDENTITY, committed


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound workspace committed to main; the program's own commits are made by somebody invented."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return committed(tmp_path / "仓库 一")
