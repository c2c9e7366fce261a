"""The hooks of `.pre-commit-hooks.yaml`, installed and run by the real pre-commit (which fetches what pip needs)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
NEEDED = ("src", "templates", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml")
IDENTITY = {"GIT_AUTHOR_NAME": "示范", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "示范",
            "GIT_COMMITTER_EMAIL": "a@b.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}  # fmt: skip


def git(folder: Path, *args: str) -> str:
    environment = {**os.environ, **IDENTITY}
    return subprocess.run(
        ["git", "-C", folder, *args], env=environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository of hooks."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in NEEDED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder


def pre_commit(folder: Path, cache: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **IDENTITY, "PRE_COMMIT_HOME": str(cache), "FAZHI_CACHE": "off"}
    for name in ("PYTHONPATH", "FAZHI_ROOT", "VIRTUAL_ENV"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "pre_commit", *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = pre_commit(REPOSITORY, tmp_path, "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_the_real_pre_commit_lets_good_data_pass_and_stops_bad(hooks: Path, own_demo: Path, tmp_path: Path) -> None:
    git(own_demo, "init", "-q", "-b", "main")
    (own_demo / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {git(hooks, 'rev-parse', 'HEAD').strip()}\n"
        "  hooks:\n  - id: fazhi-check\n  - id: fazhi-review\n    stages: [manual]\n",
        "utf-8",
    )
    git(own_demo, "add", "-A")
    cache = tmp_path / "cache"
    done = pre_commit(own_demo, cache, "run", "fazhi-check", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    git(own_demo, "commit", "-qm", "base")
    git(own_demo, "switch", "-qc", "pr")
    record = min(own_demo.glob("data/records/*/*.yaml"))
    record.write_text(record.read_text("utf-8").replace("kind: ", "kind： ", 1), "utf-8")
    git(own_demo, "add", "-A")
    done = pre_commit(own_demo, cache, "run", "fazhi-check")
    assert done.returncode == 1
    assert f"{record.relative_to(own_demo).as_posix()}:" in done.stdout
    assert "全角" in done.stdout
    done = pre_commit(own_demo, cache, "run", "--hook-stage", "manual", "fazhi-review")
    assert done.returncode == 1
    assert "record-changed" in done.stdout
