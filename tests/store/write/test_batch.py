"""Several records at once: all or none, whatever the disk does and whoever looks meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.builders.entries import files, workspace

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.disk.durable import TEMP_PREFIX, exclusive
from spt_fazhi.store.workspace.entries import entry_files
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.workspace.unfinished import BATCH_PREFIX, batch_finals
from spt_fazhi.store.write.attachments import gather
from spt_fazhi.store.write.batch import drafts, publish_all
from spt_fazhi.store.write.interrupted import sweep, take_back_all, take_back_batches
from spt_fazhi.store.write.journal import PendingFile

PLACES = [
    ("data/records/dz", "2024-06-12-2.1"),
    ("data/records/xz", "2024-06-12-2.1"),
    ("data/decisions", "2024-06-12-waive"),
]
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
TEXTS = ["kind: a\n", "kind: b\n", "kind: c\n"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "照片.jpg").write_bytes(b"\xff" * 3000)
    return tmp_path / "照片.jpg"


def seen(root: Path) -> list[str]:
    """What a reader takes for data."""
    found = entry_files(WorkTree(root))
    return [*found.records, *found.decisions, *(info.path for info in found.others)]


def write(root: Path, photo: Path) -> tuple[PendingFile, ...]:
    (source,) = gather([photo], 20)
    with drafts(root, PLACES) as made:
        for each in made[:2]:
            each.attach(source, 20, lambda _: None)
        publish_all(root, made, TEXTS)
    return made


def test_all_are_there(root: Path, photo: Path) -> None:
    made = write(root, photo)
    assert [(root / each.file).read_text() for each in made] == TEXTS
    assert files(root) == sorted(
        [*(each.file.removeprefix("data/") for each in made), *(f"records/{each.id}/照片.jpg" for each in made[:2])]
    )


def test_of_none_nothing_remains_when_they_are_not_published(root: Path, photo: Path) -> None:
    (source,) = gather([photo], 20)
    with drafts(root, PLACES) as made:
        made[0].attach(source, 20, lambda _: None)
    assert not (root / "data/records").exists()
    assert not (root / "data/decisions").exists()


def test_several_of_the_same_name_get_ids_in_their_order(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spt_fazhi.store.write.journal.secrets.randbelow", lambda _: 0)
    with drafts(root, [PLACES[0], PLACES[1], PLACES[0], PLACES[0]]) as made:
        stems = [each.stem for each in made if each.folder == PLACES[0][0]]
        assert len(set(stems)) == 3
        assert stems == sorted(stems, key=lambda stem: [LETTERS.index(each) for each in stem[-4:]])


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_disk_that_fails_in_the_middle_leaves_nothing(
    root: Path, photo: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    seen_links = 0
    real = os.link

    def link(*args: Any, **options: Any) -> None:
        nonlocal seen_links
        seen_links += 1
        if seen_links == failing:
            raise OSError(errno.EIO, "Input/output error")
        real(*args, **options)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(FazhiError, match=r"没有写成.*等 3 个文件"):
        write(root, photo)
    assert files(root) == []


@pytest.mark.parametrize("number", range(1, 40))
def test_a_disk_that_is_full_from_a_moment_on_leaves_none_of_them(
    root: Path, photo: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Also from the moment on at which the list is gone: then nothing but what was linked tells what belongs together."""
    real, asked = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal asked
        asked += 1
        if asked >= number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    before = seen(root)
    monkeypatch.setattr(os, "fsync", full)
    try:
        write(root, photo)
    except FazhiError:
        assert seen(root) == before
        monkeypatch.setattr(os, "fsync", real)
        take_back_all(root)
        assert seen(root) == before
        assert not [name for name in files(root) if TEMP_PREFIX in name]
    else:
        assert asked < number
        assert len(seen(root)) > len(before)


class Died(BaseException):
    """Stands for a process that is gone: nobody cleans up."""


@pytest.fixture
def half(root: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A batch whose writer died when two of three were linked; their files."""
    linked: list[str] = []
    real = PendingFile.link

    def link(self: PendingFile) -> None:
        if len(linked) == 2:
            raise Died
        real(self)
        linked.append(self.file)

    with monkeypatch.context() as patch:
        patch.setattr(PendingFile, "link", link)
        patch.setattr(PendingFile, "undo", lambda _: (_ for _ in ()).throw(Died))
        patch.setattr(PendingFile, "discard", lambda _: None)
        with pytest.raises(Died):
            write(root, photo)
    assert all((root / each).exists() for each in linked)
    return linked


def test_readers_see_the_old_state_and_the_next_writer_restores_it(root: Path, half: list[str]) -> None:
    assert seen(root) == []
    sweep(root)
    assert [path for path in (root / "data/records").rglob("*") if path.is_file()] == []


def test_sweeping_again_after_it_was_cut_short(root: Path, half: list[str]) -> None:
    folder = (root / half[0]).with_suffix("")
    shutil.rmtree(folder)  # as far as an earlier one came
    assert seen(root) == []
    sweep(root)
    assert [path for path in (root / "data/records").rglob("*") if path.is_file()] == []


def test_a_list_that_was_not_written_here_hides_and_removes_nothing(root: Path, photo: Path) -> None:
    made = write(root, photo)
    before = seen(root)
    lines = [f"{os.lstat(root / each.file).st_mtime_ns + 1} {each.file.removesuffix('.yaml')}\n" for each in made]
    lines += ["0 data/tasks\n", "x\n", "\n", f"0 {made[0].folder}/{made[0].stem}\n", "1 data/records/../tasks\n"]
    (root / "data/records" / f"{BATCH_PREFIX}fremd").write_text("".join(lines))
    assert seen(root) == before
    sweep(root)
    assert seen(root) == before
    assert (root / "data/tasks.yaml").exists()
    assert not list((root / "data/records").glob(f"{TEMP_PREFIX}*"))


def test_a_list_may_not_lead_out_of_the_workspace(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    (outside / "a.yaml").write_text("x")
    (root / "data/records").mkdir()
    (root / "data/records/sfj").symlink_to(outside)
    time = os.lstat(outside / "a.yaml").st_mtime_ns
    listed = f"data/records/{BATCH_PREFIX}x"
    (root / listed).write_text(f"{time} data/records/sfj/a\n{time} data/records/../../../外面/a\n")
    assert list(batch_finals(root, listed)) == []
    sweep(root)
    assert (outside / "a.yaml").exists()


def test_what_is_taken_back_is_said_once(root: Path, half: list[str]) -> None:
    said = take_back_batches(root)
    assert said is not None
    assert all(word in said for word in (half[0], "等 2 个文件", "已经撤销", "请重新运行"))
    assert not (root / half[0]).exists()
    assert take_back_batches(root) is None
    waiting = take_back_all(root)  # of the third no more was there than a temporary file
    assert waiting is not None
    assert "data/decisions/2024-06-12-waive-" in waiting
    assert "没有写成" in waiting
    assert take_back_all(root) is None


def test_a_disk_that_refuses_is_not_said_to_have_been_cleared(
    root: Path, half: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("spt_fazhi.store.write.interrupted.take_back", refused)
    assert take_back_batches(root) is None
    assert (root / half[0]).exists()
    assert seen(root) == []


def test_one_who_is_writing_is_left_alone(root: Path, half: list[str]) -> None:
    with exclusive(root / "data"):
        assert (take_back_batches(root), take_back_all(root)) == (None, None)
    assert (root / half[0]).exists()


def test_what_lies_in_git_is_not_hidden(root: Path, half: list[str]) -> None:
    """A revision has no times, so there a list means nothing: settled() is told no folder."""
    from spt_fazhi.store.workspace.unfinished import settled

    found = WorkTree(root).walk("data/records")
    kept = [info.path for info in settled(found)]
    assert set(half) <= set(kept)


def test_letters_that_are_given_make_the_name_and_a_name_that_is_taken_is_not_written_over(root: Path) -> None:
    place = (PLACES[0][0], PLACES[0][1], "k7q2")
    with drafts(root, [place]) as made:
        publish_all(root, made, ["a\n"])
    assert made[0].stem == f"{place[1]}-k7q2"
    with pytest.raises(FazhiError, match="已经存在，没有覆盖"), drafts(root, [PLACES[1], place]):
        pytest.fail("it was begun")
    assert (root / made[0].file).read_text() == "a\n"
