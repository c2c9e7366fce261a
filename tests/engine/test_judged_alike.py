"""Of the units that owe the same, without a record or decision, one is judged for all: as each would be by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spt_fazhi.engine.assess import _Judge, assess
from spt_fazhi.services.workspace.workspace import Workspace

DAYS = [date(2024, 1, 1), date(2024, 4, 9), date(2024, 6, 20), date(2024, 6, 30), date(2024, 12, 31), date(2025, 3, 1)]


@pytest.mark.parametrize("world", ["demo", "visits"])
@pytest.mark.parametrize("day", DAYS)
def test_alike_and_by_itself(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, world: str, day: date
) -> None:
    root: Path = request.getfixturevalue(world)
    here = Workspace.read(root, day)
    alike = here.assessment.all_duties
    monkeypatch.setattr(_Judge, "one", _Judge._by_itself)
    assert assess(here.register, day).all_duties == alike
    assert len({each.state for each in alike}) > 1
