"""The script that posts or updates the one comment, against a real server on this machine."""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.builders.command import Ran
from tests.builders.places import INTEGRATIONS
from tests.builders.processes.forge_server import OWN, Forge, serving

SCRIPT = INTEGRATIONS / "post_review.py"
MARKER = "<!-- fazhi-review -->"


@pytest.fixture(params=["github", "gitea", "gitlab"])
def forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    with serving(request.param) as made:
        yield made


def post(forge: Forge, file: Path, *target: str, token: str = "secret") -> Ran:
    """Run the script in this process, from its own text; `post_as_it_runs` starts it as the forges do."""
    out, err = io.StringIO(), io.StringIO()
    argv, environment = _called(forge, file, target, token)
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", ["post_review.py", *argv]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = _script()["main"]()
        except SystemExit as stopped:
            code = stopped.code
    return Ran(code, out.getvalue(), err.getvalue())


@cache
def _script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT), run_name="post_review")


def post_as_it_runs(forge: Forge, file: Path, script: Path = SCRIPT) -> Ran:
    argv, environment = _called(forge, file, (), "secret")
    command, env = [sys.executable, "-I", str(script), *argv], {**os.environ, **environment, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def _called(forge: Forge, file: Path, target: tuple[str, ...], token: str) -> tuple[list[str], dict[str, str]]:
    where = [forge.kind, "--api", forge.api, "--repository", "shifan/ledger", *(target or ("--number", "7")), str(file)]
    return where, {"TOKEN": token, "no_proxy": "127.0.0.1"}


@pytest.fixture
def review(tmp_path: Path) -> Path:
    file = tmp_path / "review.md"
    file.write_text(f"{MARKER}\n## 审阅\n新增佐证 1 条\n", "utf-8")
    return file


def test_posted_once_and_updated_after(forge: Forge, review: Path) -> None:
    for index in range(5):
        forge.add(f"第{index}条闲话", "somebody")
    ran = post_as_it_runs(forge, review)
    assert (ran.code, ran.out) == (0, "发了评论：合并请求 7\n"), ran.err
    review.write_text(f"{MARKER}\n改过的\n", "utf-8")
    ran = post_as_it_runs(forge, review)
    assert (ran.code, ran.out) == (0, "更新了评论：合并请求 7\n"), ran.err
    assert len(forge.comments) == 6
    assert forge.comments[5]["body"] == f"{MARKER}\n改过的\n"
    (token,) = forge.tokens
    assert token == {"github": "Bearer secret", "gitea": "token secret", "gitlab": "secret"}[forge.kind]


def test_somebody_elses_comment_with_the_marker_is_left_alone(forge: Forge, review: Path) -> None:
    forge.add(f"{MARKER}\n冒充的", "attacker")
    forge.add(f"引用：{MARKER}", OWN[forge.kind])
    assert post(forge, review).code == 0
    assert [each["body"] for each in forge.comments[:2]] == [f"{MARKER}\n冒充的", f"引用：{MARKER}"]
    assert forge.comments[2]["body"].startswith(MARKER)


def test_the_number_is_found_by_the_last_commit(forge: Forge, review: Path) -> None:
    if forge.kind == "gitlab":
        return  # GitLab's job knows the number
    assert "合并请求 7" in post(forge, review, "--head", "abc").out
    ran = post(forge, review, "--head", "def")
    assert ran.code == 1
    assert "没有打开着的合并请求" in ran.err


@pytest.mark.parametrize(("code", "said"), [(401, "令牌无效"), (404, "找不到项目或合并请求"), (500, "平台回答 500")])
def test_what_the_forge_refuses_is_one_line(forge: Forge, review: Path, code: int, said: str) -> None:
    forge.fail = code
    ran = post(forge, review)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("text", [None, "", "# 别的\n"])
def test_without_a_review_the_comment_says_so(forge: Forge, review: Path, text: str | None) -> None:
    """A pull request that was fine yesterday and cannot be read today must not keep yesterday's good news."""
    post(forge, review)
    if text is None:
        review.unlink()
    else:
        review.write_text(text, "utf-8")
    ran = post(forge, review)
    assert (ran.code, len(forge.comments)) == (0, 1)
    assert len(ran.err.splitlines()) == 1
    assert forge.comments[0]["body"].startswith(MARKER)
    assert "审阅没有完成" in forge.comments[0]["body"]
    assert "别的" not in forge.comments[0]["body"]


@pytest.mark.parametrize("name", [".github/workflows/fazhi.yml", ".gitlab-ci.yml", "integrations/post_review.py"])
def test_a_change_of_the_check_itself_is_said_first(forge: Forge, review: Path, name: str) -> None:
    """On GitHub the job that writes the review runs by the pull request's own file, which may write what it likes."""
    forge.files.append(name)
    assert post(forge, review).code == 0
    lines = forge.comments[0]["body"].splitlines()
    assert (lines[0], lines[2:4]) == (MARKER, ["", "## 审阅"])
    assert "改动了自动检查本身的文件" in lines[1]
    forge.files.pop()
    post(forge, review)
    assert forge.comments[0]["body"] == review.read_text("utf-8")


def test_when_the_changed_files_cannot_be_listed_that_is_said(forge: Forge, review: Path) -> None:
    forge.fail, forge.fail_on = 404, "diffs" if forge.kind == "gitlab" else "files"
    assert post(forge, review).code == 0
    assert "没能查明" in forge.comments[0]["body"].splitlines()[1]


def test_who_does_not_know_its_own_name_adds_no_second_comment(forge: Forge, review: Path) -> None:
    """GitHub's and Gitea's tokens of a job may not ask; their bots have known names, GitLab's have not."""
    post(forge, review)
    forge.fail, forge.fail_on = 403, "/user"
    ran = post(forge, review)
    assert (ran.code, len(forge.comments)) == (1 if forge.kind == "gitlab" else 0, 1)


def test_the_token_is_carried_to_no_other_place(forge: Forge, review: Path) -> None:
    """urllib would follow a redirect with the token, and turn the POST into a GET that looks like success."""
    forge.elsewhere = "http://127.0.0.1:9/api"
    ran = post(forge, review)
    assert (ran.code, ran.out) == (1, "")
    assert "请改正 --api" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_no_file_that_lies_about_is_taken_for_a_module(forge: Forge, review: Path, tmp_path: Path) -> None:
    script = tmp_path / "post_review.py"
    script.write_bytes(SCRIPT.read_bytes())
    for name in ("json", "argparse", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')\n")
    assert post_as_it_runs(forge, review, script).code == 0


def test_no_token_no_server(forge: Forge, review: Path) -> None:
    assert "TOKEN" in post(forge, review, token="").err
    assert forge.asked == []
    forge.api = "http://127.0.0.1:9"
    ran = post(forge, review)
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)


def test_a_long_review_is_cut(forge: Forge, review: Path) -> None:
    review.write_text(MARKER + "\n" + "很长的一行\n" * 20_000, "utf-8")
    assert post(forge, review).code == 0
    assert len(forge.comments[0]["body"]) < 60_100
    assert forge.comments[0]["body"].endswith("看全部）\n")
