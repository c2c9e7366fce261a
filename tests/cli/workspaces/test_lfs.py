"""Attachments in Git LFS: not fetched in the work tree, and never there at a revision."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import evidence, only, workspace
from tests.builders.repositories import branch, commit, in_git

DAY = ("--as-of", "2024-06-20")
ENTERED = ("--recorded", "2024-06-20")


def pointer(data: bytes, size: int | None = None) -> bytes:
    digest = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {size or len(data)}\n".encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one record whose attachment is the pointer to it, in the files and in git."""
    made = workspace(tmp_path / "区")
    (tmp_path / "照片.jpg").write_bytes(b"\x00photo" * 50)
    assert evidence(made, "--file", str(tmp_path / "照片.jpg"), *ENTERED).code == 0
    attachment(made).write_bytes(pointer(b"\x00photo" * 50))
    (made / ".gitattributes").write_text("data/records/*/*/** filter=lfs diff=lfs merge=lfs -text\n")
    return in_git(made)


def attachment(root: Path) -> Path:
    return next(root.glob("data/records/sfj/*/照片.jpg"))


def check(root: Path, *more: str) -> Ran:
    return fazhi("check", "--json", *more, *DAY, root=root)


def told(ran: Ran) -> list[tuple[str, str]]:
    return [(each["rule"], each["severity"]) for each in ran.json["problems"]]


@pytest.mark.parametrize("more", [(), ("--at", "HEAD"), ("--strict",)])
def test_a_pointer_to_the_very_file_passes(root: Path, more: tuple[str, ...]) -> None:
    ran = check(root, *more)
    assert (ran.code, told(ran)) == (0, [("attachment-not-fetched", "notice")])
    assert "改过" not in ran.out
    assert "git lfs pull" in ran.out


def test_fetched_in_the_work_tree_and_not_at_the_revision(root: Path) -> None:
    attachment(root).write_bytes(b"\x00photo" * 50)
    assert told(check(root)) == []
    assert told(check(root, "--at", "HEAD")) == [("attachment-not-fetched", "notice")]


@pytest.mark.parametrize("other", [pointer(b"another"), pointer(b"\x00photo" * 50, 301)])
@pytest.mark.parametrize("more", [(), ("--at", "HEAD")])
def test_a_pointer_to_another_file_is_an_error(root: Path, other: bytes, more: tuple[str, ...]) -> None:
    attachment(root).write_bytes(other)
    commit(root)
    assert (check(root, *more).code, told(check(root, *more))) == (1, [("attachment-changed", "error")])


def test_a_pointer_is_not_recorded(root: Path, tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(pointer(b"scan"))
    ran = evidence(root, "--file", str(tmp_path / "扫描.pdf"), title="另一次")
    assert ran.code == 2
    assert "指针" in ran.err
    assert "git lfs pull" in ran.err
    assert only(root)["title"] == "专题讲法"


def test_a_review_asks_to_have_a_look_at_it(root: Path, tmp_path: Path) -> None:
    branch(root, "报送")
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF scan" * 20)
    evidence(root, "--file", str(tmp_path / "扫描.pdf"), *ENTERED, title="另一次讲法，参加者六十人")
    next(root.glob("data/records/sfj/*/扫描.pdf")).write_bytes(pointer(b"%PDF scan" * 20))
    commit(root, day="2024-06-20")
    ran = fazhi("review", "main", "--json", *DAY, root=root)
    assert ran.code == 0
    assert [(each["level"], each["rule"]) for each in ran.json["findings"]] == [("ask", "attachment-unseen")]
