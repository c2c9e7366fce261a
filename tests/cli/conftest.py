from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import Request
from spt_fazhi.store.new_workspace import create_workspace


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo workspace that tests only read."""
    place = tmp_path_factory.mktemp("demo") / "示范区"
    create_workspace(place, make_workspace(Request()))
    return place


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(demo, tmp_path / "工作区"))
