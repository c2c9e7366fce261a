"""A branch is meant before anything else of its name; what cannot be told apart is refused."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.builders.command import fazhi
from tests.builders.repositories import NEW, TEXT, branch, commit, committed, git

from spt_fazhi.errors import UsageError
from spt_fazhi.store.git.comparison import compare
from spt_fazhi.store.git.trees import open_repository, resolve

WAYS = (
    "main",
    "main~0",
    "main^{commit}",
    "main@{2024-06-30}",
    "main@{2024-06-30 12:00}",
    "heads/main",
    "refs/heads/main",
)


class Two(NamedTuple):
    """A repository whose branch 报送, checked out, adds a record to what `main` has."""

    root: Path
    main: str
    head: str


@pytest.fixture
def two(tmp_path: Path) -> Two:
    root = committed(tmp_path / "仓库")
    main = git(root, "rev-parse", "HEAD").strip()
    branch(root, "报送")
    return Two(root, main, commit(root, "报", "2024-05-02", files={NEW: TEXT}))


def meant(two: Two, typed: str) -> str:
    return resolve(open_repository(two.root), typed)


RIVALS = {
    "refs/main": ("update-ref", "refs/main"),
    "refs/tags/main": ("update-ref", "refs/tags/main"),
    ".git/main": ("update-ref", "main"),
    "refs/remotes/main": ("update-ref", "refs/remotes/main/HEAD"),
    "refs/heads/heads/main": ("update-ref", "refs/heads/heads/main"),
    "refs/heads/refs/heads/main": ("update-ref", "refs/heads/refs/heads/main"),
    "a branch of the remote": ("update-ref", "refs/remotes/origin/main"),
    "a note": ("update-ref", "refs/notes/main"),
}


@pytest.mark.parametrize("rival", RIVALS.values(), ids=RIVALS)
def test_main_is_the_branch(two: Two, rival: tuple[str, str]) -> None:
    git(two.root, *rival, two.head)
    for typed in WAYS:
        assert meant(two, typed) == two.main
    found = compare(two.root, "main", None)
    assert (found.base, found.head, [each.path for each in found.changes]) == (two.main, two.head, [NEW])


def test_all_of_them_together_and_files_called_so(two: Two) -> None:
    for command, ref in list(RIVALS.values())[:3]:
        git(two.root, command, ref, two.head)
    (two.root / "main").write_text(two.head)
    (two.root / "data" / "main").mkdir()
    for typed in WAYS:
        assert meant(two, typed) == two.main


def test_an_annotated_tag_too(two: Two) -> None:
    git(two.root, "tag", "-a", "main", "-m", "甲", two.head)
    assert [meant(two, typed) for typed in WAYS] == [two.main] * len(WAYS)
    assert meant(two, "tags/main") == meant(two, "refs/tags/main") == two.head


@pytest.mark.parametrize(
    "words", [("status", "--at"), ("log", "1.1", "--at"), ("trend", "--branch"), ("check", "--at")]
)
def test_every_command_that_takes_a_revision(two: Two, words: tuple[str, ...]) -> None:
    git(two.root, "update-ref", "refs/main", two.head)
    git(two.root, "update-ref", "refs/tags/main", two.head)
    ran = [fazhi(*words, typed, "--json", "--as-of", "2024-06-30", root=two.root) for typed in ("main", two.main)]
    assert ran[0].out == ran[1].out
    assert two.main in ran[0].out or words[0] == "check"
    assert two.head not in ran[0].out


def test_a_review_sees_the_change(two: Two) -> None:
    git(two.root, "update-ref", "refs/main", "HEAD")
    ran = fazhi("review", "main", "--json", "--as-of", "2024-06-30", root=two.root)
    assert (ran.json["files"], ran.json["base"]["commit"]) == (1, two.main)
    ran = fazhi("review", "main", "--head", "报送", "--json", "--as-of", "2024-06-30", root=two.root)
    assert ran.json["files"] == 1


@pytest.mark.parametrize("ref", ["refs/主干", "主干"])
def test_what_is_neither_branch_nor_tag_is_not_taken_for_one(two: Two, ref: str) -> None:
    git(two.root, "update-ref", ref, two.head)
    with pytest.raises(UsageError, match="不是分支、远程分支或标签"):
        meant(two, "主干")
    assert meant(two, "refs/heads/main") == two.main


def test_the_branch_of_the_remote_where_there_is_none_here(two: Two) -> None:
    git(two.root, "update-ref", "refs/remotes/origin/主干", two.main)
    assert meant(two, "origin/主干") == meant(two, "主干") == two.main
    git(two.root, "update-ref", "refs/主干", two.head)
    assert meant(two, "主干") == two.main
    git(two.root, "update-ref", "refs/tags/主干", two.head)
    with pytest.raises(UsageError, match="有好几个意思"):
        meant(two, "主干")
    git(two.root, "update-ref", "refs/tags/主干", two.main)
    assert meant(two, "主干") == two.main


def test_a_local_branch_called_like_the_remotes(two: Two) -> None:
    git(two.root, "update-ref", "refs/remotes/origin/main", two.main)
    git(two.root, "update-ref", "refs/heads/origin/main", two.head)
    with pytest.raises(UsageError, match="有好几个意思") as caught:
        meant(two, "origin/main")
    assert "refs/heads/origin/main、refs/remotes/origin/main" in caught.value.message
    assert "写全名" in (caught.value.hint or "")
    assert meant(two, "remotes/origin/main") == two.main


def test_ids_are_ids(two: Two) -> None:
    git(two.root, "update-ref", f"refs/heads/{two.main}", two.head)
    assert meant(two, two.main) == two.main
    short = two.main[:9]
    assert meant(two, short) == meant(two, f"{short}~0") == two.main
    git(two.root, "update-ref", f"refs/{short}", two.head)
    assert meant(two, short) == two.main
    for kind in ("heads", "tags"):
        git(two.root, "update-ref", f"refs/{kind}/{short}", two.head)
        with pytest.raises(UsageError, match="有好几个意思"):
            meant(two, short)
        git(two.root, "update-ref", "-d", f"refs/{kind}/{short}")


def test_a_branch_that_only_looks_like_an_id(two: Two) -> None:
    git(two.root, "branch", "decade", two.main)
    assert meant(two, "decade") == two.main


@pytest.mark.parametrize("ref", ["refs/heads/HEAD", "refs/HEAD", "refs/tags/HEAD", "refs/heads/@"])
def test_head_is_what_is_checked_out(two: Two, ref: str) -> None:
    git(two.root, "update-ref", ref, two.main)
    assert meant(two, "HEAD") == meant(two, "@") == meant(two, "HEAD@{2024-06-30}") == two.head
    assert meant(two, "HEAD~1") == two.main


def test_what_git_knows_besides_still_works(two: Two) -> None:
    git(two.root, "update-ref", "refs/pull/3/head", two.head)
    git(two.root, "update-ref", "FETCH_HEAD", two.main)
    git(two.root, "tag", "-a", "v1.0", "-m", "甲", two.main)
    git(two.root, "config", "branch.报送.remote", ".")
    git(two.root, "config", "branch.报送.merge", "refs/heads/main")
    known = {
        "pull/3/head": two.head, "FETCH_HEAD": two.main, "v1.0": two.main, "v1.0^{}": two.main, "v1.0-1-g" + two.head[:9]: two.head,
        "报送@{u}": two.main, "@{upstream}": two.main, ":/报": two.head, "报送^{/起点}": two.main, "报送": two.head,
    }  # fmt: skip
    assert {typed: meant(two, typed) for typed in known} == known
