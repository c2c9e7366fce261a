"""`fazhi review` of a branch that lets go what must not be here: that and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.files import RECORD_PATH
from tests.builders.repositories import IDENTITY, branch, commit, committed, git

FOLDER = RECORD_PATH.removesuffix(".yaml")
RECORD = FOLDER.removeprefix("data/records/")
NAMES, PHOTO = f"{FOLDER}/名单.txt", f"{FOLDER}/照片.txt"
CONTENT = {NAMES: "三十六人的名单\n", PHOTO: "照片的内容\n"}


def listed() -> str:
    lines = (
        f"  - {{name: {Path(path).name}, sha256: {hashlib.sha256(text.encode()).hexdigest()}, size: {len(text.encode())}}}"
        for path, text in CONTENT.items()
    )
    return "files:\n" + "\n".join(lines) + "\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A workspace whose one record has two attachments, on main; a branch is checked out."""
    root = committed(tmp_path / "仓库")
    text = (root / RECORD_PATH).read_text("utf-8")
    commit(root, files={RECORD_PATH: text + listed(), **CONTENT})
    branch(root, "去除")
    return root


def redact(root: Path, *words: str) -> None:
    """Let go as a clerk does, on 20 June."""
    days: dict[str, Any] = {
        "GIT_AUTHOR_DATE": "2024-06-20T09:00:00+0800",
        "GIT_COMMITTER_DATE": "2024-06-20T09:00:00+0800",
    }
    reason = ("--reason", "名单里有公民身份号码", "--recorded", "2024-06-20")
    ran = fazhi("decide", "redact", RECORD, *words, *reason, root=root, **IDENTITY, **days)
    assert ran.code == 0, ran.err
    commit(root, "去除", "2024-06-20")


def review(root: Path, *args: str) -> Ran:
    return fazhi("review", "--json", "--as-of", "2024-07-15", *args, root=root)


def findings(ran: Ran) -> list[tuple[str, str, str]]:
    return [(each["level"], each["rule"], each["file"]) for each in ran.json["findings"]]


def test_an_attachment(repo: Path) -> None:
    redact(repo, "--file", "名单.txt")
    ran = review(repo)
    assert ran.code == 0, ran.out
    assert findings(ran) == [("ask", "redacted", NAMES)]
    assert [(each["action"], each["kind"]) for each in ran.json["changes"]] == [("added", "redact")]


def test_a_whole_record(repo: Path) -> None:
    redact(repo, "--whole")
    ran = review(repo)
    assert ran.code == 0, ran.out
    assert [each[:2] for each in findings(ran)] == [("ask", "redacted")] * 3
    assert {each[2] for each in findings(ran)} == {RECORD_PATH, NAMES, PHOTO}


def test_nothing_else_goes_with_it(repo: Path) -> None:
    redact(repo, "--file", "名单.txt")
    (repo / PHOTO).unlink()
    commit(repo, "又删一个", "2024-06-21")
    ran = review(repo)
    assert ran.code == 1
    assert ("block", "attachment-altered", PHOTO) in findings(ran)
    assert ("ask", "redacted", NAMES) in findings(ran)


def test_what_is_put_in_its_place_is_not_what_was_let_go(repo: Path) -> None:
    """The hash is that of the old content: a file changed before is no longer the one that was named."""
    git(repo, "checkout", "-q", "main")
    redact(repo, "--file", "名单.txt")
    branch(repo, "放回")
    commit(repo, files={NAMES: "另一个名单\n"}, day="2024-06-22")
    ran = review(repo)
    assert ran.code == 1
    assert ("block", "check-error", NAMES) in findings(ran)


def test_a_unit_lets_nothing_go(repo: Path) -> None:
    redact(repo, "--file", "名单.txt")
    ran = review(repo, "--only-unit", "甲局")
    assert ran.code == 1
    assert {each[1] for each in findings(ran) if each[0] == "block"} == {"not-the-units"}
