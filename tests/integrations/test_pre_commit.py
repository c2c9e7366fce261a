"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit.

One test lets pre-commit install them as a user's would (`language: python`), for which pip needs an index; where none
answers it is skipped and says so. The other takes the same hooks over into a local configuration (`language: system`,
`fazhi` on the PATH) and runs everywhere: it shows the entries, the files and the exit codes, not the installation.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.builders.places import REPOSITORY, SRC
from tests.builders.repositories import IDENTITY, git, in_git

NEEDED = ("src", "templates", "integrations", "sql", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


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
    return in_git(folder)


def pre_commit(folder: Path, cache: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **IDENTITY, "PRE_COMMIT_HOME": str(cache), "FAZHI_CACHE": "off"}
    for name in ("PYTHONPATH", "FAZHI_ROOT", "VIRTUAL_ENV"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "pre_commit", *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = pre_commit(REPOSITORY, tmp_path, "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


@pytest.fixture
def index(tmp_path: Path) -> None:
    """An index that pip can reach."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0", "-d", str(tmp_path / "d")]
    if subprocess.run([*command, "hatchling"], capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no index here, so pre-commit cannot install the hooks")


@pytest.mark.slow
@pytest.mark.usefixtures("index")
def test_the_hooks_as_pre_commit_installs_them(hooks: Path, own_demo: Path, tmp_path: Path) -> None:
    repository: dict[str, object] = {"repo": str(hooks), "rev": git(hooks, "rev-parse", "HEAD").strip(),
                  "hooks": [{"id": "fazhi-check"}, {"id": "fazhi-review", "stages": ["manual"]}]}  # fmt: skip
    lets_good_data_pass_and_stops_bad(own_demo, tmp_path, repository)


@pytest.mark.slow
def test_the_hooks_with_the_program_that_is_here(
    own_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "fazhi"
    program.parent.mkdir()
    run = f"import sys; sys.path.insert(0, {str(SRC)!r}); from spt_fazhi.cli.app import main; main()"
    program.write_text(f"#!{sys.executable}\n{run}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    declared = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hooks = [hook | {"language": "system"} for hook in declared]
    hooks[1]["stages"] = ["manual"]
    lets_good_data_pass_and_stops_bad(own_demo, tmp_path, {"repo": "local", "hooks": hooks})


def lets_good_data_pass_and_stops_bad(own_demo: Path, tmp_path: Path, repository: dict[str, object]) -> None:
    git(own_demo, "init", "-q", "-b", "main")
    (own_demo / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}), "utf-8")
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
