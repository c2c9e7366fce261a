"""Forms are read in this process here: that they are read in one of their own is tested in tests/store/documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import workspace

from spt_fazhi.store.documents.tables import sheets
from spt_fazhi.store.documents.tables.sheet_worker import read


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def here(data: bytes, name: str) -> dict[str, Any]:
        return read(data)

    monkeypatch.setattr(sheets, "_read_apart", here)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "收").mkdir()
    return tmp_path / "收"


class Collect:
    """Runs `fazhi collect` on the inbox, on a day."""

    def __init__(self, root: Path, inbox: Path) -> None:
        self.root, self.inbox = root, inbox

    def __call__(self, *options: str, on: str = "2024-06-20", what: Path | None = None) -> Ran:
        return fazhi("collect", str(what or self.inbox), "--recorded", on, *options, root=self.root)


@pytest.fixture
def collect(root: Path, inbox: Path) -> Collect:
    return Collect(root, inbox)
