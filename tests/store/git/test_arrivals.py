"""How the new records and decisions of a branch came: on real histories."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders.files import RECORD_PATH, write
from tests.builders.repositories import NEW, OTHER, TEXT, branch, commit, committed, git, merge

from spt_fazhi.model.history import Arrival
from spt_fazhi.store.git.comparison import compare

RETURN = "data/decisions/2024-06-22-return-aaab.yaml"
RETURNED = "kind: return\nrecord: jia/2024-06-12-1.1-aaaa\nreason: 材料不全\nrecorded: 2024-06-22\n"
TODAY = date(2024, 7, 15)


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


@pytest.fixture(params=["", "县区/台账/"])
def repo(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    root = committed(tmp_path / "仓库", request.param.rstrip("/"))
    branch(root, "报送")
    return root


def arrivals(root: Path, base: str | None = None, *, worktree: bool = False) -> dict[str, Arrival]:
    return dict(compare(root, base, None, worktree=worktree).arrivals)


def days(root: Path, base: str | None = None, *, worktree: bool = False) -> dict[str, date]:
    return {path: each.day(TODAY) for path, each in arrivals(root, base, worktree=worktree).items()}


def test_each_by_the_commit_that_brought_it(repo: Path) -> None:
    first = commit(repo, day="2024-06-20", files={NEW: TEXT}, who="李干事")
    commit(repo, day="2024-06-22", files={OTHER: TEXT, RETURN: RETURNED, f"{OTHER[:-5]}/甲.txt": "x"})
    assert days(repo) == {NEW: day("06-20"), OTHER: day("06-22"), RETURN: day("06-22")}
    brought = arrivals(repo)[NEW].commit
    assert brought is not None
    assert (brought.id, brought.author) == (first, "李干事")


def test_what_was_there_is_not_among_them(repo: Path) -> None:
    commit(repo, day="2024-06-20", files={RECORD_PATH: TEXT})
    assert arrivals(repo) == {}
    commit(repo, day="2024-06-21", files={RECORD_PATH: None})
    assert arrivals(repo) == {}


def test_a_file_changed_again_came_when_it_got_what_it_holds(repo: Path) -> None:
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    commit(repo, day="2024-06-27", files={NEW: TEXT + "detail: 补充\n"})
    assert days(repo) == {NEW: day("06-27")}
    commit(repo, day="2024-06-28", files={NEW: TEXT})
    assert days(repo) == {NEW: day("06-20")}
    commit(repo, day="2024-06-29", files={NEW: None})
    assert days(repo) == {}
    commit(repo, day="2024-06-30", files={OTHER: TEXT})
    assert days(repo) == {OTHER: day("06-30")}


def test_what_is_not_committed_comes_today(repo: Path) -> None:
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    write(repo, OTHER, TEXT)
    assert days(repo) == {NEW: day("06-20")}
    assert days(repo, worktree=True) == {NEW: day("06-20"), OTHER: TODAY}
    write(repo, NEW, TEXT + "detail: 补充\n")
    assert days(repo, worktree=True) == {NEW: TODAY, OTHER: TODAY}
    git(repo, "symbolic-ref", "HEAD", "refs/heads/main")
    git(repo, "reset", "-q", "--mixed")
    assert days(repo, worktree=True) == {NEW: TODAY, OTHER: TODAY}


def test_through_merges_of_others_and_of_the_main_branch(repo: Path) -> None:
    """The days are those of the units' own commits; what main did meanwhile is not the branch's."""
    branch(repo, "乙局", "main")
    commit(repo, day="2024-06-18", files={OTHER: TEXT})
    git(repo, "checkout", "-q", "报送")
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    merge(repo, "乙局", day="2024-06-25")
    git(repo, "checkout", "-q", "main")
    commit(repo, day="2024-07-10", files={RETURN: RETURNED})
    git(repo, "checkout", "-q", "报送")
    assert days(repo) == {NEW: day("06-20"), OTHER: day("06-18")}
    merge(repo, "main", day="2024-07-12")
    assert days(repo) == {NEW: day("06-20"), OTHER: day("06-18")}
    assert not any(each.clock_is_wrong for each in arrivals(repo).values())


def test_what_only_the_merge_has(repo: Path) -> None:
    branch(repo, "另一个", "main")
    commit(repo, day="2024-06-18", files={NEW: TEXT})
    git(repo, "checkout", "-q", "报送")
    commit(repo, day="2024-06-19", files={OTHER: TEXT})
    git(repo, "merge", "-q", "--no-ff", "--no-commit", "另一个")
    write(repo, NEW, TEXT + "detail: 合并时加的\n")
    commit(repo, day="2024-06-24")
    assert days(repo) == {NEW: day("06-24"), OTHER: day("06-19")}


def test_the_authors_day_stays_when_a_commit_is_made_anew(repo: Path) -> None:
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    made_anew = ("commit", "-q", "--amend", "--no-edit", "--date=2024-06-20T09:00:00+0800")
    git(repo, *made_anew, when="2024-07-29 09:00:00 +0800")
    brought = arrivals(repo)[NEW].commit
    assert brought is not None
    assert (brought.day, brought.committed_day) == (day("06-20"), day("07-29"))


def test_a_commit_older_than_its_parents(repo: Path) -> None:
    git(repo, "checkout", "-q", "main")
    commit(repo, day="2024-07-10", files={"说明.md": "x"})
    branch(repo, "倒填")
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    commit(repo, day="2024-06-21", files={OTHER: TEXT})
    found = arrivals(repo)
    assert {each.clock_is_wrong for each in found.values()} == {True}
    assert days(repo) == {NEW: day("07-10"), OTHER: day("07-10")}


def test_a_zone_of_its_own_and_a_day_no_calendar_has(repo: Path) -> None:
    commit(repo, day="2024-06-20 01:00:00 +0800", files={NEW: TEXT})
    assert days(repo) == {NEW: day("06-20")}
    commit(repo, day="@999999999999999 +0000", files={OTHER: TEXT})
    assert days(repo)[OTHER] == date.max


def test_a_shallow_clone(repo: Path, tmp_path: Path) -> None:
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    commit(repo, day="2024-06-22", files={OTHER: TEXT})
    top = Path(git(repo, "rev-parse", "--show-toplevel").strip())
    git(tmp_path, "clone", "-q", "--depth=2", "--no-single-branch", top.as_uri(), "浅")
    inside = tmp_path / "浅" / repo.relative_to(top)
    assert days(inside, "HEAD~1") == {OTHER: day("06-22")}


def test_the_latest_day_of_the_main_line_and_of_the_merges_after_it(repo: Path) -> None:
    """What both days of a commit may hide: a commit that says June while main is in July already."""

    def later() -> dict[str, date]:
        return {path: each.later_day for path, each in arrivals(repo).items()}

    commit(repo, day="2024-06-20", files={NEW: TEXT})
    (start,) = set(later().values())
    assert start <= day("06-20")
    git(repo, "checkout", "-q", "main")
    commit(repo, day="2024-07-10", files={RETURN: RETURNED})
    git(repo, "checkout", "-q", "报送")
    assert later() == {NEW: day("07-10")}
    merge(repo, "main", day="2024-07-12")
    commit(repo, day="2024-07-14", files={OTHER: TEXT})
    assert later() == {NEW: day("07-12"), OTHER: day("07-10")}


def test_a_merge_of_another_branch_after_it(repo: Path) -> None:
    commit(repo, day="2024-06-20", files={NEW: TEXT})
    branch(repo, "乙局", "main")
    commit(repo, day="2024-07-01", files={OTHER: TEXT})
    git(repo, "checkout", "-q", "报送")
    merge(repo, "乙局", day="2024-07-08")
    assert {each.later_day for each in arrivals(repo).values()} == {day("07-08")}
