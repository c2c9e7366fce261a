"""Registers at many commits, on real repositories: what a loading of each alone gives, with every content read once."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.builders.files import EVIDENCE, TASKS, TASKS_PATH, UNITS_PATH, VOID, VOID_PATH, WAIVE_PATH, build
from tests.builders.repositories import commit, git, merge, start, write
from tests.builders.world import suffix

from spt_fazhi.store.git.history import Past, main_line, on_days
from spt_fazhi.store.git.trees import Repository, open_repository, resolve
from spt_fazhi.store.workspace.loader import load


def history(top: Path, inside: str) -> None:
    """Everything that may happen to a register, a commit a day."""
    root = top / inside
    write(top, "别的.txt", "x")
    write(top, "data.txt", "x")
    git(top, "init", "--quiet")
    commit(top, "还没有台账", "2024-05-01")
    build(root)
    commit(top, "台账", "2024-05-02")
    commit(top, "什么也没改", "2024-05-03")
    write(top, "别的.txt", "y")
    commit(top, "改了别的", "2024-05-04")
    git(top, "checkout", "-q", "-b", "旁支")
    write(root, VOID_PATH, VOID)
    commit(top, "作废", "2024-05-05")
    git(top, "checkout", "-q", "main")
    merge(top, "旁支", day="2024-05-06")
    write(root, TASKS_PATH, TASKS.replace("甲事", "乙事"))
    write(root, "data/records/jia/怪\n名 '.yaml", EVIDENCE)
    write(root, "data/records/jia/2024-06-12-1.1-bbbb.yaml", EVIDENCE)
    write(root, "data/records/bing/2024-06-12-1.1-cccc.yaml", EVIDENCE)
    (root / "data/records/yi").symlink_to("jia")
    commit(top, "添改", "2024-05-07")
    write(root, "data/records/jia/2024-06-12-1.1-bbbb.yaml", "坏了")
    (root / WAIVE_PATH).unlink()
    (root / "data/records/yi").unlink()
    commit(top, "改坏、删去", "2024-05-08")
    write(root, TASKS_PATH, "坏了")
    commit(top, "读不出", "2024-05-09")
    (root / UNITS_PATH).unlink()
    write(root, TASKS_PATH, TASKS)
    commit(top, "没有单位", "2024-05-10")
    shutil.rmtree(root / "data")
    commit(top, "删光", "2024-05-11")
    build(root)
    commit(top, "又有了", "2024-05-12")


@pytest.fixture(scope="module", params=["", "县区/示范 区"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("史") / "仓库"
    top.mkdir()
    history(top, request.param)
    return top / request.param


@pytest.fixture
def repository(told: Path) -> Repository:
    return open_repository(told)


def test_every_commit_is_as_if_it_were_read_alone(repository: Repository) -> None:
    tip = resolve(repository, "HEAD")
    line = main_line(repository, tip)
    assert [each.day.day for each in reversed(line)] == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]
    seen = 0
    for found, loaded in Past(repository, line[::-1]).loaded():
        alone = repository.at(found.id)
        if loaded is None:
            assert TASKS_PATH not in alone.tree
            continue
        again = load(alone, use_cache=False)
        assert loaded.source.revision == found.id
        assert (loaded.register, loaded.partial, loaded.unusable) == (again.register, again.partial, again.unusable)
        assert (loaded.files, loaded.problems) == (again.files, again.problems)
        seen += 1
    assert seen == 9


@pytest.mark.parametrize("chosen", [(), (0,), (3, 7), (0, 0, 10), (10, 2)])
def test_any_commits_in_any_order(repository: Repository, chosen: tuple[int, ...]) -> None:
    line = main_line(repository, resolve(repository, "HEAD"))
    commits = [line[each] for each in chosen]
    found = [each for each, _ in Past(repository, commits).loaded()]
    assert found == commits
    for each, loaded in Past(repository, commits).loaded():
        expected = load(repository.at(each.id), use_cache=False)
        assert loaded is None or (loaded.register, loaded.problems) == (expected.register, expected.problems)


def test_each_content_is_read_once(repository: Repository) -> None:
    line = main_line(repository, resolve(repository, "HEAD"))
    assert repository.blobs.contents == 0
    wanted = set()
    for each in line:
        tree = repository.at(each.id).tree
        wanted |= {
            blob.oid for path, blob in tree.items()
            if blob.is_file and path.endswith(".yaml")
        }  # fmt: skip
    for _, loaded in Past(repository, line[::-1]).loaded():
        assert loaded is None or loaded.source.revision
    assert repository.blobs.contents == len(wanted)


def test_many_commits_take_four_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = start(tmp_path / "仓库")
    for number in range(30):
        for more in range(10):
            write(
                root,
                f"data/records/jia/2024-06-12-1.1-{suffix(number * 10 + more)}.yaml",
                f"{EVIDENCE}detail: 第{number}-{more}\n",
            )
        commit(root, f"第{number}", f"2024-05-{number + 1:02}")
    tip = git(root, "rev-parse", "HEAD").strip()
    repository = open_repository(root)
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    line = main_line(repository, tip)
    sizes = [len(loaded.files) for _, loaded in Past(repository, line[::-1]).loaded() if loaded]
    ran = [each.split("built-in: ")[1].split()[1] for each in trace.read_text().splitlines() if "built-in: " in each]
    assert sorted(ran) == ["cat-file", "diff-tree", "log", "ls-tree"]
    assert sizes == [number * 10 + 11 for number in range(30)]
    assert repository.blobs.contents == 300 + 3  # one record begins as the sound one and is written over


def test_a_day_is_the_commit_that_at_finds(tmp_path: Path) -> None:
    root = start(tmp_path)
    for number, made in enumerate(("2024-05-03", "2024-05-03", "2024-05-10", "2030-01-01", "2024-05-05", "2024-05-20")):
        commit(root, str(number), made)
    repository = open_repository(root)
    line = main_line(repository, resolve(repository, "HEAD"))
    days = [date(2024, 4, 28) + timedelta(days=number) for number in range(40)]
    found = on_days(line, days)
    assert min(found) == date(2024, 5, 3)
    for day in found:
        assert found[day].id == resolve(repository, day.isoformat())
