"""What several tests of commands work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.places import REPOSITORY
from tests.builders.repositories import in_git


@pytest.fixture(scope="session")
def bulletin_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace in a repository, with its bulletin of 2024-07-12 as text beside it; nobody writes there."""
    top = tmp_path_factory.mktemp("issue")
    root = top / "区"
    shutil.copytree(REPOSITORY / "tests/examples/base", root)
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  progress:", "  office: 区依法治区办\n  progress:"), "utf-8")
    in_git(root)
    words = ("report", "quarter", "--period", "2024Q2", "--as-of", "2024-07-12", "-o", str(top / "通报.md"))
    ran = fazhi(*words, root=root)
    assert ran.code == 0, ran.err
    return top


@pytest.fixture
def with_bulletin(bulletin_made: Path, tmp_path: Path) -> Path:
    """The workspace in a copy of it."""
    shutil.copytree(bulletin_made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "区"


@pytest.fixture(scope="session")
def place(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a repository, with the ranking of 2024-07-15 printed in both editions; tests only read it."""
    top = tmp_path_factory.mktemp("verify")
    root = Path(shutil.copytree(demo, top / "区"))
    in_git(root)
    for edition in ("issue", "check"):
        file = str(top / f"{edition}.docx")
        ran = fazhi("report", "ranking", "--as-of", "2024-07-15", "--edition", edition, "-o", file, root=root)
        assert (ran.code, ran.out) == (0, "")
    return top
