"""The district with two inspections behind it: forms about their findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders.worlds import inspected as world

DAY = date.fromisoformat(world.DAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return world.inspected(tmp_path / "区")
