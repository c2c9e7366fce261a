"""The turn of the year on disk: what it refuses, what it undoes, and what the next command makes of a turn cut short."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders.files import SOUND, TASKS_PATH, build, write
from tests.builders.processes.children import fork, in_child
from tests.builders.trees import Tree, settled, tree

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.paths import MARKER_FILE
from spt_fazhi.store.disk.durable import exclusive
from spt_fazhi.store.write.marker import Marker, read_marker, retire
from spt_fazhi.store.write.new_year import turn_year
from spt_fazhi.store.write.resume import resume

FRESH = {"tasks.yaml": SOUND[TASKS_PATH].replace("2024", "2025").encode(), "records/.gitkeep": b""}
UNDONE = "上次换年度没有做完就中断了，已退回：仍是 2024 年的台账。"
FINISHED = "上次换年度中断在半路，已接着做完：2024 年归档在 archive/2024，现在是 2025 年的台账。"


class DeathError(BaseException):
    """Stands for a kill: nothing catches it."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = build(tmp_path / "台账")
    write(place, "templates/quarter.md.j2", "通报\n")
    write(place, "templates/部分/页.md.j2", "一\n")
    return place


@pytest.fixture
def old(root: Path) -> Tree:
    return tree(root)


@pytest.fixture
def new(root: Path, old: Tree, tmp_path: Path) -> Tree:
    turned = tmp_path / "换好的"
    shutil.copytree(root, turned)
    turn_year(turned, 2024, 2025, FRESH)
    return tree(turned)


def renames(monkeypatch: pytest.MonkeyPatch, at: int, what: BaseException, until: int = 0) -> None:
    """From the `at`-th rename on (up to and with the `until`-th), renaming raises `what`."""
    real, seen = os.rename, 0

    def rename(*args: Any, **kwargs: Any) -> None:
        nonlocal seen
        seen += 1
        if at <= seen <= (until or at):
            raise what
        real(*args, **kwargs)

    monkeypatch.setattr(os, "rename", rename)


def cut_short(root: Path, steps: int) -> Path:
    """Turn the year and die after so many renames; the staging folder."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        renames(monkeypatch, steps + 1, DeathError())
        with pytest.raises(DeathError):
            turn_year(root, 2024, 2025, FRESH)
    marker = read_marker(root)
    assert marker is not None
    return root / marker.staging


def test_the_old_year_is_archived_whole_and_the_new_one_stands_alone(root: Path, old: Tree, new: Tree) -> None:
    assert {path.removeprefix("archive/2024/"): data for path, data in new.items() if "archive/2024/" in path} == old
    assert {path for path in new if path.startswith("data")} == {
        "data", "data/tasks.yaml", "data/records", "data/records/.gitkeep",
    }  # fmt: skip
    assert new["templates/quarter.md.j2"] == old["templates/quarter.md.j2"]


def identity(place: Path | int) -> tuple[int, int]:
    """What a file or folder keeps whatever it is called."""
    found = os.fstat(place) if isinstance(place, int) else place.lstat()
    return found.st_dev, found.st_ino


def test_everything_is_on_disk_before_the_next_step(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is built before the marker, the marker before the first rename, each rename before the next."""
    synced: set[tuple[int, int]] = set()
    steps = []
    real_fsync, real_rename, real_link = os.fsync, os.rename, os.link

    def fsync(handle: int) -> None:
        real_fsync(handle)
        synced.add(identity(handle))

    def settled_so_far(*places: Path) -> None:
        assert {identity(place) for place in places} <= synced
        synced.clear()

    def link(source: Path, target: Path, **options: Any) -> None:
        settled_so_far(root, source.parent, *source.parent.rglob("*"))
        steps.append(target.name)
        real_link(source, target, **options)

    def rename(source: Path, target: Path) -> None:
        settled_so_far(*waiting)
        steps.append(target.name)
        real_rename(source, target)
        waiting[:] = [source.parent, target.parent]

    waiting = [root]
    for name, wrapped in (("fsync", fsync), ("link", link), ("rename", rename)):
        monkeypatch.setattr(os, name, wrapped)
    turn_year(root, 2024, 2025, FRESH)
    assert steps[:4] == [MARKER_FILE, "data", "data", "2024"]
    assert len(steps) == 5
    assert identity(root) in synced


def a_link(path: str, target: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        place = root / path
        place.parent.mkdir(exist_ok=True)
        if place.exists():
            place.rename(root.parent / "挪开")
        place.symlink_to(root.parent / target)

    return make


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_link("archive", "outside"), "archive 是一个链接"),
        (a_link("archive", "不存在"), "archive 是一个链接"),
        (a_link("archive/2024", "outside"), "archive/2024 已经存在"),
        (a_link("archive/2024", "不存在"), "archive/2024 已经存在"),
        (lambda root: (root / "archive/2024").mkdir(parents=True), "archive/2024 已经存在"),
        (lambda root: write(root, "archive/2024", "x"), "archive/2024 已经存在"),
        (lambda root: write(root, "archive", "x"), "archive 不是文件夹"),
        (a_link("data", "挪开"), "data 是一个链接"),
        (a_link("templates", "挪开"), "templates 是链接"),
        (a_link("templates/部分/别处.j2", "挪开"), "templates/部分/别处.j2 是链接"),
        (lambda root: os.mkfifo(root / "templates/管道"), "templates/管道 是链接或不是普通文件"),
        (lambda root: write(root, MARKER_FILE, "{"), "上次换年度还没有收拾好"),
    ],
)
def test_a_place_that_leads_elsewhere_or_is_taken_is_refused(
    root: Path, make: Callable[[Path], object], said: str
) -> None:
    (root.parent / "outside").mkdir()
    make(root)
    before = {path: data for path, data in tree(root.parent).items() if "管道" not in path}
    with pytest.raises(RefusedError, match=said):
        turn_year(root, 2024, 2025, FRESH)
    assert {path: data for path, data in tree(root.parent).items() if "管道" not in path} == before


def test_an_archive_that_is_there_is_kept_as_it_is(root: Path, new: Tree) -> None:
    write(root, "archive/2023/data/tasks.yaml", "x\n")
    turn_year(root, 2024, 2025, FRESH)
    more = {"archive/2023", "archive/2023/data", "archive/2023/data/tasks.yaml"}
    assert {path: data for path, data in tree(root).items() if path not in more} == new


def test_what_is_asked_last_can_still_stop_it(root: Path, old: Tree) -> None:
    def no() -> None:
        raise RefusedError("不行")

    with pytest.raises(RefusedError, match="不行"):
        turn_year(root, 2024, 2025, FRESH, no)
    assert tree(root) == old


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_rename_that_fails_is_undone(root: Path, old: Tree, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    renames(monkeypatch, at, OSError(errno.EIO, "x"))
    with pytest.raises(FazhiError, match=r"磁盘读写出错.*什么也没有留下"):
        turn_year(root, 2024, 2025, FRESH)
    assert tree(root) == old
    assert resume(root) is None


def test_a_disk_that_is_full_before_the_first_rename_leaves_nothing(
    root: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FazhiError, match="磁盘已满"):
        turn_year(root, 2024, 2025, FRESH)
    assert tree(root) == old


def test_clearing_up_that_fails_is_the_next_commands(root: Path, new: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    renames(monkeypatch, 4, OSError(errno.EIO, "x"))
    assert turn_year(root, 2024, 2025, FRESH) == root / "archive/2024"
    assert (root / MARKER_FILE).exists()
    assert resume(root) == FINISHED
    assert tree(root) == new


@pytest.mark.parametrize(("at", "said"), [(1, UNDONE), (2, FINISHED), (3, FINISHED)])
def test_what_can_neither_be_done_nor_undone_says_what_to_do(
    root: Path, old: Tree, new: Tree, monkeypatch: pytest.MonkeyPatch, at: int, said: str
) -> None:
    with monkeypatch.context() as broken:
        renames(broken, at, OSError(errno.EIO, "x"), until=99)
        with pytest.raises(FazhiError) as caught:
            turn_year(root, 2024, 2025, FRESH)
    assert "什么也没有留下" not in caught.value.message
    assert "会接着做完或退回" in caught.value.hint
    assert resume(root) == said
    assert tree(root) == (old if said == UNDONE else new)


@pytest.mark.parametrize(("steps", "said"), [(0, UNDONE), (1, FINISHED), (2, FINISHED), (3, FINISHED), (4, FINISHED)])
def test_a_turn_cut_short_is_brought_to_its_end(root: Path, old: Tree, new: Tree, steps: int, said: str) -> None:
    if steps == 4:  # the staging folder is gone, the marker is not
        shutil.rmtree(cut_short(root, 3))
    else:
        cut_short(root, steps)
    assert resume(root) == said
    assert tree(root) == (old if said == UNDONE else new)
    assert resume(root) is None


def test_data_put_back_by_hand_stand_and_the_double_goes(root: Path, old: Tree) -> None:
    staging = cut_short(root, 1)
    shutil.copytree(staging / "2024/data", root / "data")  # what `git checkout .` does
    assert resume(root) == UNDONE
    assert tree(root) == old


def test_data_put_back_by_hand_that_differ_lose_nothing(root: Path, old: Tree) -> None:
    staging = cut_short(root, 1)
    shutil.copytree(staging / "2024/data", root / "data")
    write(root, "data/tasks.yaml", "改过\n")
    write(root, "data-换年度前", "别的\n")
    said = resume(root) or ""
    assert said.startswith(f"{UNDONE}换年度前的那份与它不同，放在 data-换年度前-")
    kept = tree(root)
    assert kept["data/tasks.yaml"] == "改过\n".encode()
    (aside,) = (root / path for path in kept if path.startswith("data-换年度前-") and "/" not in path)
    assert tree(aside) == {path.removeprefix("data/"): data for path, data in old.items() if path.startswith("data/")}
    assert not [path for path in kept if path.startswith(".fazhi")]


def test_an_archive_taken_meanwhile_sends_the_old_year_back(root: Path, old: Tree) -> None:
    cut_short(root, 1)
    (root / "archive").symlink_to(root.parent)
    assert resume(root) == UNDONE
    (root / "archive").unlink()
    assert tree(root) == old


def test_an_archive_taken_before_the_last_step_is_said_until_it_is_free(root: Path, new: Tree) -> None:
    cut_short(root, 2)
    write(root, "archive/2024/我的.txt", "x")
    before = tree(root)
    said = resume(root) or ""
    assert said.startswith("注意：上次换年度没有做完，现在收拾不了：archive/2024 已经存在")
    assert said.endswith("以下按现有的 data/ 回答。")
    assert tree(root) == before
    shutil.rmtree(root / "archive")
    assert resume(root) == FINISHED
    assert tree(root) == new


def test_a_new_year_deleted_by_hand_brings_the_old_one_back(root: Path, old: Tree) -> None:
    cut_short(root, 2)
    shutil.rmtree(root / "data")
    assert resume(root) == UNDONE
    assert tree(root) == old


def test_without_any_data_the_draft_is_not_thrown_away(root: Path) -> None:
    staging = cut_short(root, 0)
    (root / "data").rename(root.parent / "拿走")
    before = tree(root)
    with pytest.raises(FazhiError, match="data 文件夹不见了") as caught:
        resume(root)
    assert staging.name in caught.value.message
    assert tree(root) == before
    (root.parent / "拿走").rename(root / "data")
    assert resume(root) == UNDONE


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_disk_that_is_read_only_is_explained(
    root: Path, old: Tree, new: Tree, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = cut_short(root, steps)
    before = tree(root)
    with monkeypatch.context() as broken:
        for name in ("rename", "unlink", "mkdir"):
            broken.setattr(os, name, _read_only)
        if steps == 1:
            with pytest.raises(FazhiError, match="上次换年度中断在半路，现在收拾不了：磁盘是只读的") as caught:
                resume(root)
            assert f"fazhi status --root {staging}/2024" in caught.value.hint
        else:
            assert "磁盘是只读的" in (resume(root) or "")
    assert tree(root) == before
    assert resume(root) == (FINISHED if steps else UNDONE)


def _read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, "x")


@pytest.mark.parametrize(
    "marker",
    [
        b"", b"{", b"[]", b"\xff\xfe", b"[" * 3000, b'{"staging": ".fazhi-new-0123abcd"}',
        *(
            json.dumps({"staging": ".fazhi-new-0123abcd", "old_year": 2024, "new_year": 2025} | changed).encode()
            for changed in (
                {"staging": "data"}, {"staging": "../.fazhi-new-0123abcd"}, {"staging": ".fazhi-new-0123abcd/.."},
                {"staging": ".fazhi-new-0123abcd\n"}, {"staging": 1}, {"old_year": "2024"}, {"old_year": 2025},
                {"old_year": 0}, {"new_year": 99999}, {"old_year": True}, {"old_year": 2024.0}, {"old_year": None},
            )
        ),
    ],
)  # fmt: skip
def test_a_marker_that_is_none_is_left_alone(root: Path, marker: bytes) -> None:
    write(root, MARKER_FILE, marker)
    write(root, ".fazhi-new-0123abcd/2024/data/x", "x")
    before = tree(root)
    said = resume(root) or ""
    assert f"{MARKER_FILE} 读不出来" in said
    assert tree(root) == before


def test_a_marker_that_is_a_link_is_left_alone(root: Path) -> None:
    cut_short(root, 1)
    (root / MARKER_FILE).rename(root.parent / "别处.json")
    (root / MARKER_FILE).symlink_to(root.parent / "别处.json")
    before = tree(root)
    with pytest.raises(FazhiError, match="路径中的链接"):
        resume(root)
    assert tree(root) == before


def test_a_staging_folder_that_has_come_to_hold_a_year_is_not_thrown_away(root: Path) -> None:
    """On a disk without locks the turn may still be going on while another command takes it for dead."""
    staging = cut_short(root, 1)
    marker = Marker(staging=staging.name, old_year=2024, new_year=2025)
    before = tree(root)
    with pytest.raises(FileExistsError):
        retire(root, marker)
    assert tree(root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_many_that_race_to_finish_it_do_it_once(root: Path, old: Tree, new: Tree, steps: int) -> None:
    cut_short(root, steps)
    begin, told = os.pipe(), os.pipe()

    def race() -> None:
        os.close(begin[1])
        os.read(begin[0], 1)  # until all are there
        os.write(told[1], b"1" if resume(root) else b"0")

    children = [fork(race) for _ in range(8)]
    os.close(begin[0])
    os.close(begin[1])
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert sorted(os.read(told[0], 100)) == sorted(b"00000001")
    os.close(told[0])
    os.close(told[1])
    assert tree(root) == (new if steps else old)


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_a_turn_that_is_going_on_is_waited_for(root: Path, new: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    halfway, go_on = os.pipe(), os.pipe()
    real = os.rename

    def rename(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        if str(args[1]).endswith("2024/data"):
            os.write(halfway[1], b"x")
            os.read(go_on[0], 1)

    def turn() -> None:
        os.rename = rename
        turn_year(root, 2024, 2025, FRESH)

    child = fork(turn)
    os.read(halfway[0], 1)
    monkeypatch.setattr(time, "sleep", lambda _: os.write(go_on[1], b"x"))  # it waits: let the other go on
    assert resume(root) is None
    assert os.waitpid(child, 0)[1] == 0
    assert tree(root) == new
    for each in (*halfway, *go_on):
        os.close(each)


@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_what_another_is_building_is_not_swept(root: Path) -> None:
    from spt_fazhi.store.write.staging import sweep_unused

    (root / ".fazhi-new-0123abcd").mkdir()
    with exclusive(root):
        assert in_child(lambda: sweep_unused(root)) == 0
        assert (root / ".fazhi-new-0123abcd").exists()
    sweep_unused(root)
    assert not (root / ".fazhi-new-0123abcd").exists()


def test_what_is_swept_and_what_is_not(root: Path) -> None:
    from spt_fazhi.store.write.staging import sweep_unused

    outside = root.parent / "outside"
    write(outside, "x", "x")
    write(root, ".fazhi-new-0123abcd/data/tasks.yaml", "x")
    write(root, ".fazhi-new-11111111/2024/data/tasks.yaml", "a year")
    write(root, ".fazhi-new-22222222", "a file")
    write(root, ".fazhi-new-mine/x", "x")
    (root / ".fazhi-new-33333333").symlink_to(outside)
    sweep_unused(root)
    assert sorted(each.name for each in root.iterdir() if each.name.startswith(".fazhi")) == [
        ".fazhi-new-11111111", ".fazhi-new-22222222", ".fazhi-new-33333333", ".fazhi-new-mine",
    ]  # fmt: skip
    assert (outside / "x").exists()


def test_nothing_is_swept_that_a_marker_speaks_of(root: Path) -> None:
    from spt_fazhi.store.write.staging import sweep_unused

    cut_short(root, 0)
    before = tree(root)
    sweep_unused(root)
    assert tree(root) == before
    assert settled(before) != before
