"""The small district with two inspections behind it, asked as of one day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.worlds.inspected import inspected


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace; tests only read it."""
    return inspected(tmp_path_factory.mktemp("inspected") / "区")
