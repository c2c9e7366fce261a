"""The scripts of the workflow files do what they say on a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.builders.places import INTEGRATIONS, REPOSITORY, SRC
from tests.builders.processes.forge_server import Forge, serving
from tests.builders.repositories import IDENTITY, branch, commit, git, in_git, write
from tests.integrations.workflow_files import ACTIONS, GITLAB, script

from spt_fazhi.render.review.markdown import MARKER


@pytest.fixture(scope="module")
def prepared(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with the script that posts, on main, and a branch checked out; tests copy it."""
    place = tmp_path_factory.mktemp("台账") / "工作区"
    shutil.copytree(demo, place)
    write(place, "integrations/post_review.py", (INTEGRATIONS / "post_review.py").read_bytes())
    in_git(place)
    branch(place, "pr")
    return place


@pytest.fixture
def repository(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(prepared, tmp_path / "工作区"))


def sides(root: Path) -> dict[str, str]:
    """Commit all there is; the variables the workflows set."""
    head = commit(root)
    return {"BASE": git(root, "rev-parse", "main").strip(), "HEAD": head}


def run_script(text: str, folder: Path, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """One script as the runner would start it, with `fazhi` on the PATH (-P: like the installed script, not from here)."""
    programs = tmp_path / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "fazhi").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m spt_fazhi "$@"\n')
    (programs / "fazhi").chmod(0o755)
    environment = {
        **os.environ, **IDENTITY, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "FAZHI_CACHE": "off",
        "PYTHONPATH": str(SRC), "OUT": str(tmp_path), **variables,
    }  # fmt: skip
    environment["FAZHI_ROOT"] = variables.get("FAZHI_ROOT", "")
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", text],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def add_record(root: Path, title: str) -> None:
    (root / "data/records/sfj/2024-06-11-3-zzzz.yaml").write_text(
        f"kind: progress\nunit: 示范区司法局\ntask: 3\nperiod: 2024Q2\ndone: {title}\nrecorded: 2024-06-11\n", "utf-8"
    )


@pytest.mark.slow
def test_the_review_step_on_a_good_and_a_bad_branch(repository: Path, tmp_path: Path) -> None:
    add_record(repository, "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知")
    ran = run_script(script(ACTIONS[0], "review"), repository, tmp_path, **sides(repository))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "::notice title=fazhi review::新增进展 1 条" in ran.stdout
    assert (tmp_path / "review.md").read_text("utf-8").startswith(MARKER)
    first = min(repository.glob("data/records/*/*.yaml"))
    first.unlink()
    ran = run_script(script(ACTIONS[0], "review"), repository, tmp_path, **sides(repository))
    assert ran.returncode == 1
    assert f"::error file={first.relative_to(repository).as_posix()},line=1" in ran.stdout
    assert "不能通过" in (tmp_path / "review.md").read_text("utf-8")


@pytest.fixture
def github() -> Iterator[Forge]:
    with serving("github") as made:
        yield made


@pytest.fixture
def gitea() -> Iterator[Forge]:
    with serving("gitea") as made:
        yield made


@pytest.fixture
def gitlab() -> Iterator[Forge]:
    with serving("gitlab") as made:
        yield made


@pytest.mark.slow
def test_what_the_first_workflow_writes_the_second_posts(github: Forge, repository: Path, tmp_path: Path) -> None:
    forge = github
    add_record(repository, "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知")
    ends = sides(repository)
    forge.head = ends["HEAD"]
    variables = {"API": forge.api, "REPOSITORY": "shifan/ledger", "TOKEN": "t", "no_proxy": "127.0.0.1"}
    for said in ("新增进展 1 条", "新增进展 2 条"):
        run_script(script(ACTIONS[0], "review"), repository, tmp_path, **ends)
        ran = run_script(script(ACTIONS[1], "comment"), REPOSITORY, tmp_path, HEAD=ends["HEAD"], **variables)
        assert ran.returncode == 0, ran.stderr
        (comment,) = forge.comments
        assert comment["body"] == (tmp_path / "review.md").read_text("utf-8")
        assert said in comment["body"]
        other = repository / "data/records/sfj/2024-06-12-4-zzzz.yaml"
        other.write_text(
            "kind: progress\nunit: 示范区司法局\ntask: 4\nperiod: 2024Q2\n"
            "done: 六月中旬培训执法人员四十人，考试全部通过\nrecorded: 2024-06-12\n", "utf-8",
        )  # fmt: skip
        if said.endswith("1 条"):
            ends = sides(repository)
            forge.head = ends["HEAD"]


def test_the_install_step_says_what_is_missing(tmp_path: Path) -> None:
    gitlab = yaml.safe_load(GITLAB.read_text("utf-8"))["fazhi-review"]["before_script"][0]
    for each in (script(ACTIONS[0], "install"), script(ACTIONS[2], "install"), gitlab):
        ran = run_script(each, tmp_path, tmp_path, FAZHI_SPEC="")
        assert ran.returncode == 1
        assert "FAZHI_SPEC" in ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["", "台账"])
def test_forgejo_fetches_both_sides_reviews_and_posts(
    repository: Path, gitea: Forge, tmp_path: Path, folder: str
) -> None:
    if folder:  # the workspace in a folder of the repository
        repository = in_a_folder(repository, folder)
    add_record(repository, "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知")
    variables = sides(repository) | {"FAZHI_ROOT": folder}
    top = repository.parent if folder else repository
    git(repository, "update-ref", "refs/pull/7/head", "pr")
    server = tmp_path / "server/shifan"
    server.mkdir(parents=True)
    (server / "ledger.git").symlink_to(top / ".git")
    variables |= {"NUMBER": "7", "SERVER": f"file://{tmp_path}/server", "REPOSITORY": "shifan/ledger", "TOKEN": "t"}
    work = tmp_path / "job"
    work.mkdir()
    fetched = run_script(script(ACTIONS[2], "fetch"), work, tmp_path, **variables)
    assert fetched.returncode == 0, fetched.stderr
    ran = run_script(script(ACTIONS[2], "review"), work, tmp_path, **variables)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    variables |= {"SERVER": gitea.api, "no_proxy": "127.0.0.1"}
    ran = run_script(script(ACTIONS[2], "comment"), work, tmp_path, **variables)
    assert ran.returncode == 0, ran.stderr
    (comment,) = gitea.comments
    assert comment["body"].startswith(f"{MARKER}\n## fazhi 审阅\n")
    assert "POST /api/api/v1/repos/shifan/ledger/issues/7/comments" in gitea.asked


def in_a_folder(root: Path, name: str) -> Path:
    """The same repository with everything but the check's own files moved into a folder, on both branches."""
    git(root, "switch", "-q", "main")
    (root / name).mkdir()
    git(root, "mv", "data", name)
    git(root, "commit", "-qm", "folder")
    git(root, "branch", "-f", "pr")
    git(root, "switch", "-q", "pr")
    return root / name


def gitlab_job() -> str:
    """The job as GitLab runs it, one shell for all; only the step that asks an index for the program is left out."""
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["fazhi-review"]
    return "\n".join(each for each in job["before_script"] + job["script"] if "-m pip install" not in each)


@pytest.mark.slow
def test_the_gitlab_job(repository: Path, gitlab: Forge, tmp_path: Path) -> None:
    add_record(repository, "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知")
    (repository / "fazhi-review").symlink_to(repository / "data")  # a trap: the job must not write through it
    ends = sides(repository)
    ran = run_script(
        gitlab_job(), repository, tmp_path, FAZHI_SPEC="x", CI_MERGE_REQUEST_DIFF_BASE_SHA=ends["BASE"],
        CI_COMMIT_SHA=ends["HEAD"], FAZHI_TOKEN="",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "新增进展 1 条" in ran.stdout
    assert (repository / "fazhi-review/review.md").read_text("utf-8").startswith(MARKER)
    assert not (repository / "data/review.md").exists()
    ran = run_script(
        gitlab_job(), repository, tmp_path, FAZHI_SPEC="x", CI_MERGE_REQUEST_DIFF_BASE_SHA=ends["BASE"],
        CI_COMMIT_SHA=ends["HEAD"], FAZHI_TOKEN="t", CI_API_V4_URL=gitlab.api, CI_PROJECT_ID="12",
        CI_MERGE_REQUEST_IID="7", no_proxy="127.0.0.1",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert gitlab.comments[0]["body"] == (repository / "fazhi-review/review.md").read_text("utf-8")
    assert "POST /api/projects/12/merge_requests/7/notes" in gitlab.asked


@pytest.mark.slow
def test_nothing_of_the_branch_is_run_where_the_token_is(repository: Path, tmp_path: Path) -> None:
    """Modules of the standard library's names, planted in the branch, and another post_review.py."""
    add_record(repository, "六月上旬对三个乡镇开展法治督察，发现问题七个，已发整改通知")
    for name in ("argparse", "json", "secrets", "pip", "integrations/post_review"):
        (repository / f"{name}.py").write_text(f"open({str(tmp_path / 'taken')!r}, 'w').write('x')\n")
    ends = sides(repository)
    ran = run_script(
        gitlab_job(), repository, tmp_path, FAZHI_SPEC="x", CI_MERGE_REQUEST_DIFF_BASE_SHA=ends["BASE"],
        CI_COMMIT_SHA=ends["HEAD"], FAZHI_TOKEN="t", CI_API_V4_URL="http://127.0.0.1:9", CI_PROJECT_ID="1",
        CI_MERGE_REQUEST_IID="7",
    )  # fmt: skip
    assert "没有发评论：连不上" in ran.stderr, ran.stdout + ran.stderr
    assert ran.returncode == 1
    ran = run_script(script(ACTIONS[0], "review"), repository, tmp_path, **ends)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert not (tmp_path / "taken").exists()


@pytest.mark.slow
def test_words_of_the_data_are_no_commands_to_the_runner(repository: Path, tmp_path: Path) -> None:
    add_record(repository, "##[add-mask]x ::error::假的")
    ran = run_script(script(ACTIONS[0], "review"), repository, tmp_path, **sides(repository))
    stop, lines = "", []
    for line in ran.stdout.splitlines():
        if line.startswith("::stop-commands::"):
            stop = line.removeprefix("::stop-commands::")
        elif line == f"::{stop}::":
            stop = ""
        elif not stop:
            lines.append(line)
    assert not stop
    assert all(re.match("::(error|warning|notice) ", line) for line in lines)
    assert not [line for line in lines if line.startswith("::error::")]


def test_a_branch_without_the_plan_leaves_no_review_and_fails(repository: Path, tmp_path: Path) -> None:
    (repository / "data/tasks.yaml").unlink()
    ran = run_script(script(ACTIONS[0], "review"), repository, tmp_path, **sides(repository))
    assert ran.returncode
    assert (tmp_path / "review.md").read_text("utf-8") == "" or "不能通过" in (tmp_path / "review.md").read_text(
        "utf-8"
    )
