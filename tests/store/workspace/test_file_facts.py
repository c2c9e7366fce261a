"""Facts about files: sizes, hashes, the beginning of texts; links and odd files."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.builders.places import BASE

from spt_fazhi.checks.context import FileFact
from spt_fazhi.services.check import check_workspace, context_of
from spt_fazhi.store.workspace import file_facts as facts
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.text.lfs_pointer import LfsPointer

FOLDER = "data/records/sfj/2024-06-12-1.1-aaaa"
DAY = date(2024, 7, 15)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "w"))


def fact_of(root: Path, name: str) -> FileFact:
    context = context_of(load(WorkTree(root), use_cache=False), DAY)
    assert context is not None
    return next(each for each in context.files if each.name == name)


def test_an_attachment_is_hashed_and_its_text_read(root: Path) -> None:
    data = (root / FOLDER / "签到表.txt").read_bytes()
    fact = fact_of(root, "签到表.txt")
    assert fact == FileFact(
        path=f"{FOLDER}/签到表.txt",
        is_link=False,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
    )


def test_a_file_of_another_size_is_not_hashed(root: Path) -> None:
    (root / FOLDER / "签到表.txt").write_bytes(b"x")
    (root / FOLDER / "照片.jpg").write_bytes(b"1234")
    assert fact_of(root, "签到表.txt") == FileFact(
        path=f"{FOLDER}/签到表.txt", is_link=False, size=1, sha256=None, text="x"
    )
    assert fact_of(root, "照片.jpg") == FileFact(path=f"{FOLDER}/照片.jpg", is_link=False, size=4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_texts_of_every_usual_encoding(root: Path, encoding: str) -> None:
    (root / FOLDER / "名单.csv").write_bytes("姓名,电话\n张某,无\n".encode(encoding))
    assert fact_of(root, "名单.csv").text == "姓名,电话\n张某,无\n"


def test_bytes_in_no_encoding_are_still_read(root: Path) -> None:
    (root / FOLDER / "坏.log").write_bytes(b"\xff\xffabc\x80")
    assert "abc" in (fact_of(root, "坏.log").text or "")


def test_only_the_start_of_a_long_text_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MAX_TEXT", 20)
    for encoding, start in (("utf-8", "甲乙丙丁戊己"), ("gbk", "甲乙丙丁戊己庚辛壬癸")):  # a cut amid a character too
        (root / FOLDER / "长.txt").write_text("甲乙丙丁戊己庚辛壬癸子丑寅卯", encoding)
        fact = fact_of(root, "长.txt")
        assert fact.text == start
        assert fact.text_cut
    rules = {each.rule for each in check_workspace(load(WorkTree(root), use_cache=False), DAY)}
    assert "attachment-not-scanned" in rules


def test_a_pointer_of_git_lfs_is_read_and_not_scanned_as_a_text(root: Path) -> None:
    data = (root / FOLDER / "签到表.txt").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n".encode()
    (root / FOLDER / "签到表.txt").write_bytes(pointer)
    assert fact_of(root, "签到表.txt") == FileFact(
        path=f"{FOLDER}/签到表.txt", size=len(pointer), pointer=LfsPointer(digest, len(data))
    )
    (root / FOLDER / "没有登记.txt").write_bytes(pointer)
    assert fact_of(root, "没有登记.txt").pointer is None


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (b"a\r\nb\r\n", b"a\nb\n"), (b"a\nb\n", b"a\r\nb\r\n"), (b"a\nb\n", b"a\nb\n"), (b"a\r\nc\r\n", b"a\nb\n"),
        (b"a\nb\n\n", b"a\nb\n"), (b"", b"a\n"), (b"\r\n" * 9, b"\n" * 9), (b"x" * 99, b"x"),
    ],
)  # fmt: skip
def test_line_ends_rewritten_by_git_are_known(root: Path, written: bytes, known: bytes) -> None:
    record = root / f"{FOLDER}.yaml"
    text = record.read_text("utf-8")
    before = (root / FOLDER / "签到表.txt").read_bytes()
    text = text.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(known).hexdigest())
    record.write_text(text.replace(f"size: {len(before)}", f"size: {len(known)}"), "utf-8")
    (root / FOLDER / "签到表.txt").write_bytes(written)
    same = written.replace(b"\r\n", b"\n") == known.replace(b"\r\n", b"\n")
    assert fact_of(root, "签到表.txt").line_ends == (same and written != known)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")
def test_links_are_not_followed_and_pipes_not_waited_for(root: Path) -> None:
    (root / FOLDER / "外.txt").symlink_to("/etc/hosts")
    os.mkfifo(root / FOLDER / "管道.txt")
    assert fact_of(root, "外.txt") == FileFact(path=f"{FOLDER}/外.txt", is_link=True)
    assert fact_of(root, "管道.txt") == FileFact(path=f"{FOLDER}/管道.txt")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_one_problem_of_many(root: Path) -> None:
    (root / FOLDER / "签到表.txt").chmod(0)
    (root / "data/records/dz/2024-05-20-2.1-aaab.yaml").chmod(0)
    rules = {each.rule for each in check_workspace(load(WorkTree(root), use_cache=False), DAY)}
    assert {"attachment-unreadable", "missing-file"} <= rules


def test_a_broken_plan_hides_neither_units_nor_records(root: Path) -> None:
    (root / "data/tasks.yaml").write_text("register:\n\tyear: 2024\n", "utf-8")
    (root / "data/records/dz/2024-05-20-2.1-aaab.yaml").open("a", encoding="utf-8").write("detail: 秘密★\n")
    units = root / "data/units.yaml"
    units.write_text(units.read_text("utf-8").replace("code: xz", "code: dz"), "utf-8")
    rules = {each.rule for each in check_workspace(load(WorkTree(root), use_cache=False), DAY)}
    assert rules == {"tab", "secrecy-mark", "duplicate-name"}


def test_a_source_that_is_no_text(root: Path) -> None:
    (root / "data/source/要点.pdf").write_bytes(b"%PDF-1.7\x00")
    plan = root / "data/tasks.yaml"
    plan.write_text(plan.read_text("utf-8").replace("source/示例区2024年工作要点.txt", "source/要点.pdf"), "utf-8")
    (problem,) = check_workspace(load(WorkTree(root), use_cache=False), DAY)
    assert (problem.rule, problem.severity, problem.file) == ("source-unreadable", "warning", "data/source/要点.pdf")


@pytest.mark.parametrize("path", ["data/source/示例区2024年工作要点.txt", "data/units.yaml", f"{FOLDER}.yaml"])
def test_what_lies_in_git_lfs_is_said_to_lie_there(root: Path, path: str) -> None:
    data = (root / path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    (root / path).write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n")
    problems = [each for each in check_workspace(load(WorkTree(root), use_cache=False), DAY) if each.file == path]
    assert len(problems) == 1
    assert "没有取下来" in problems[0].message
    assert "git lfs pull" in problems[0].hint
