"""The files around the program: licence, the forge's workflow, the developers' hooks, the Makefile. Valid, and what they call exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.builders.pages.schemas import check_jsonschema
from tests.builders.places import REPOSITORY

WORKFLOW = REPOSITORY / ".github" / "workflows" / "ci.yml"
HOOKS = REPOSITORY / ".pre-commit-config.yaml"
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert PROJECT["license"] == "MIT"
    assert PROJECT["license-files"] == ["LICENSE"]
    text = (REPOSITORY / "LICENSE").read_text("utf-8")
    assert text.startswith("MIT License\n")
    assert re.search(r"^Copyright \(c\) \d{4}-\d{4} spt-fazhi maintainers$", text, re.MULTILINE)
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in text


def test_the_workflow_fits_its_public_schema() -> None:
    done = check_jsonschema("--builtin-schema", "vendor.github-workflows", WORKFLOW)
    assert done.code == 0, done.said


def test_the_workflow_tries_every_version_that_is_declared() -> None:
    declared = re.findall(r":: (3\.\d+)(?=')", str(PROJECT["classifiers"]))
    assert JOBS["linux"]["strategy"]["matrix"]["python"] == declared
    assert JOBS["linux"]["steps"][-1]["run"] == ".ci/run"
    assert JOBS["linux"]["env"] == {"PYTHON": "python"}
    assert "${PYTHON:-}" in (REPOSITORY / ".ci" / "run").read_text("utf-8")


def test_the_workflow_is_pinned_and_may_write_nothing() -> None:
    assert yaml.safe_load(WORKFLOW.read_text("utf-8"))["permissions"] == {"contents": "read"}
    for job in JOBS.values():
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40))
            assert "${{" not in step.get("run", "")
    assert "://" not in WORKFLOW.read_text("utf-8")


def test_windows_runs_the_lines_of_the_readme() -> None:
    step = next(each for each in JOBS["windows"]["steps"] if "README" in each.get("name", ""))
    (pattern,) = re.findall(r"Match\(\$text, '(.*?)'\)", step["run"])
    found = re.search(pattern, (REPOSITORY / "README.md").read_text("utf-8"))
    assert found is not None
    lines = found[1].strip().splitlines()
    assert lines[0] == "py -3 -m venv .venv"
    assert lines[-1] == r".venv\Scripts\fazhi status"
    assert all(
        line.startswith((r".venv\Scripts\python -m pip install", "py -3", r".venv\Scripts\fazhi")) for line in lines
    )


def test_the_hooks_are_valid_and_call_what_is_installed(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "pre_commit", "validate-config", str(HOOKS))
    assert done.returncode == 0, done.stdout
    (local,) = yaml.safe_load(HOOKS.read_text("utf-8"))["repos"]
    assert local["repo"] == "local"
    tools = {each["entry"].split()[0] for each in local["hooks"]}
    assert tools == {"ruff", "mypy", "lint-imports", "fazhi"}
    folder = Path(sys.executable).parent
    assert [tool for tool in tools if shutil.which(tool, path=str(folder)) is None] == []
    declared = " ".join(PROJECT["optional-dependencies"]["dev"])
    assert all(name in declared for name in ("ruff", "mypy", "import-linter", "pre-commit"))


def test_make_help_lists_every_target() -> None:
    text = (REPOSITORY / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    described = dict(re.findall(r"^([a-z]+):.*## (.+)$", text, re.MULTILINE))
    assert set(described) == set(phony.split())
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    listed = [line.split() for line in run("make", "help").stdout.splitlines()]
    assert [(words[1], " ".join(words[2:])) for words in listed] == list(described.items())


@pytest.mark.skipif(os.name == "nt" or shutil.which("make") is None, reason="make is not installed")
def test_make_fix_changes_and_then_formats() -> None:
    done = run("make", "-n", "-o", ".venv/dev", "fix")
    assert done.stdout.splitlines() == [".venv/bin/ruff check --fix .", ".venv/bin/ruff format ."]
