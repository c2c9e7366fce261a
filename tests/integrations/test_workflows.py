"""The files that wire the review into a forge: valid, and their scripts do what they say on a real repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from tests.builders.pages.schemas import check_jsonschema
from tests.integrations.workflow_files import ACTIONS, GITLAB, steps


@pytest.mark.parametrize("file", [*ACTIONS, GITLAB], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_files_fit_their_public_schemas(file: Path) -> None:
    schema = "vendor.gitlab-ci" if file == GITLAB else "vendor.github-workflows"
    done = check_jsonschema("--builtin-schema", schema, file)
    assert done.code == 0, done.said


@pytest.mark.parametrize("file", [*ACTIONS, GITLAB], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_script_is_a_script_and_holds_nothing_of_the_branch(file: Path) -> None:
    if file == GITLAB:
        job = yaml.safe_load(file.read_text("utf-8"))["fazhi-review"]
        scripts = job["before_script"] + job["script"]
    else:
        scripts = [step["run"] for step in steps(file) if "run" in step]
    assert scripts
    for each in scripts:
        assert "${{" not in each, "an expression in a script is replaced before the shell sees it"
        assert subprocess.run(["bash", "-n"], input=each.encode(), check=False).returncode == 0
        assert not re.search(r"python3? (?!-I )", each), "without -I a file of the branch could pass for a module"


def test_what_reads_the_branch_may_not_write_and_what_may_write_reads_nothing_of_it() -> None:
    check, comment = (yaml.safe_load(file.read_text("utf-8")) for file in ACTIONS[:2])
    assert check["permissions"] == {"contents": "read"}
    assert comment["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    (checkout,) = (step for step in steps(ACTIONS[1]) if step.get("uses", "").startswith("actions/checkout"))
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_actions_are_pinned_to_commits_and_tokens_to_steps() -> None:
    for file in ACTIONS:
        workflow = yaml.safe_load(file.read_text("utf-8"))
        (job,) = workflow["jobs"].values()
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40))
        assert "token" not in str(job["env"]).lower()
        assert "vars." not in str(workflow), "GitHub gives pull requests from forks no variables"
        holders = [step.get("name") for step in job["steps"] if "TOKEN" in step.get("env", {})]
        assert holders in ([], ["comment"], ["fetch", "comment"])


def test_days_are_those_of_the_clerks() -> None:
    """A runner's clock is in UTC: a record of seven in the morning would be one of tomorrow."""
    jobs = [
        next(iter(yaml.safe_load(file.read_text("utf-8"))["jobs"].values()))["env"] for file in (ACTIONS[0], ACTIONS[2])
    ]
    for variables in (*jobs, yaml.safe_load(GITLAB.read_text("utf-8"))["fazhi-review"]["variables"]):
        done = subprocess.run(["date", "+%z"], env={"TZ": variables["TZ"]}, capture_output=True, text=True, check=True)
        assert done.stdout == "+0800\n"
