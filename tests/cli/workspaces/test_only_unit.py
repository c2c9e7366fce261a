"""A unit's branch in a real repository: nothing beside its records passes, wherever it is put."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import Ran, fazhi
from tests.builders.entries import evidence, workspace
from tests.builders.repositories import branch, commit, in_git, write

DAY = ("--as-of", "2024-06-20")
ENTERED = ("--recorded", "2024-06-20")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A branch with one record of 区司法局, its attachment in place."""
    made = in_git(workspace(tmp_path / "区"))
    branch(made, "报送")
    (tmp_path / "讲稿.txt").write_text("围绕依法行政开展专题讲法。")
    assert evidence(made, "--file", str(tmp_path / "讲稿.txt"), *ENTERED, title="主要负责人专题讲法一次").code == 0
    commit(made, day="2024-06-20")
    return made


def review(root: Path) -> Ran:
    return fazhi("review", "main", "--only-unit", "司法局", "--json", *DAY, root=root)


def blocked(ran: Ran) -> set[str]:
    return {each["file"] for each in ran.json["findings"] if each["level"] == "block"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/records/sfj/.gitattributes", "* -diff\n"), ("data/records/sfj/.gitattributes", "*.yaml filter=x\n"),
        ("data/records/sfj/.gitignore", "*.yaml\n"), ("data/records/sfj/.gitkeep", "藏在这里的内容\n"), ("data/records/sfj/.lfsconfig", "[lfs]\n"),
        ("data/records/sfj/.gitmodules", ""), ("data/records/.gitattributes", "* binary\n"), ("data/records/.gitkeep", "x"),
        ("data/.gitattributes", "* -diff\n"), ("data/source/.gitattributes", "* -diff\n"), ("data/decisions/.gitignore", "*.yaml\n"),
        ("templates/.gitattributes", "* -diff\n"), (".gitattributes", "* -diff\n"), (".gitignore", "data/records/dz/\n"),
        (".gitmodules", ""), (".mailmap", "a <a@example.invalid>\n"), (".lfsconfig", "[lfs]\n"),
    ],
)  # fmt: skip
def test_settings_block_wherever_they_lie(root: Path, path: str, content: str) -> None:
    write(root, path, content)
    commit(root, day="2024-06-20")
    ran = review(root)
    assert (ran.code, path in blocked(ran)) == (1, True)


def test_in_the_folder_of_a_record_too(root: Path) -> None:
    (folder,) = (each.parent for each in root.glob("data/records/sfj/*/讲稿.txt"))
    path = folder.relative_to(root) / ".gitattributes"
    write(root, path.as_posix(), "* -diff\n")
    commit(root, day="2024-06-20")
    assert path.as_posix() in blocked(review(root))


def test_the_record_alone_and_an_empty_gitkeep_pass(root: Path) -> None:
    assert (review(root).code, blocked(review(root))) == (0, set())
    write(root, "data/records/sfj/.gitkeep", "")
    commit(root, day="2024-06-20")
    assert (review(root).code, blocked(review(root))) == (0, set())
