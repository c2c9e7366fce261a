"""Writing a record: create-only, all or nothing, whatever the disk does."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from tests.builders.entries import fazhi_here, files, workspace
from tests.builders.processes.children import in_child

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.store.disk.durable import TEMP_PREFIX, exclusive, publish
from spt_fazhi.store.workspace.sources import FileInfo
from spt_fazhi.store.workspace.unfinished import settled
from spt_fazhi.store.write.attachments import gather
from spt_fazhi.store.write.batch import drafts
from spt_fazhi.store.write.interrupted import sweep

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
FOLDER = "data/records/sfj"
HEAD = "2024-06-12-1.1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "区")


def photo(folder: Path, size: int = 3000) -> Path:
    path = folder / "照片.jpg"
    path.write_bytes(os.urandom(size))
    return path


def record(root: Path, *options: str) -> int:
    return fazhi_here(
        root, "record", "evidence", "1.1", "--unit", "司法局", "--date", "2024-06-12", "--title", "讲法", *options
    )


def test_a_draft_becomes_a_file_and_a_folder(root: Path, tmp_path: Path) -> None:
    (source,) = gather([photo(tmp_path)], 20)
    with drafts(root, [(FOLDER, HEAD)]) as (made,):
        told: list[int] = []
        attached = made.attach(source, 20, told.append)
        made.publish("kind: x\n")
    assert sum(told) == attached.size == 3000
    assert made.id == f"sfj/{made.stem}"
    assert made.stem.startswith(f"{HEAD}-")
    assert made.paths == (f"{FOLDER}/{made.stem}.yaml", f"{FOLDER}/{made.stem}")
    assert (root / made.file).read_text() == "kind: x\n"
    assert (root / made.paths[1] / "照片.jpg").read_bytes() == source.path.read_bytes()
    assert files(root) == [f"records/sfj/{made.stem}.yaml", f"records/sfj/{made.stem}/照片.jpg"]


def test_a_draft_that_is_not_published_leaves_nothing(root: Path, tmp_path: Path) -> None:
    (source,) = gather([photo(tmp_path)], 20)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.attach(source, 20, interrupted)
    assert not (root / "data/records").exists()  # made for the draft, so gone with it


def test_decisions_have_ids_without_a_folder(root: Path) -> None:
    with drafts(root, [("data/decisions", "2024-06-12-waive")]) as (made,):
        made.publish("x: y\n")
    assert made.id == made.stem
    assert made.paths == (f"data/decisions/{made.stem}.yaml",)


def test_nothing_is_ever_written_over(root: Path, tmp_path: Path) -> None:
    with drafts(root, [(FOLDER, HEAD)]) as (made,):
        (root / FOLDER).mkdir(parents=True)
        (root / made.file).write_text("先到的")
        with pytest.raises(FazhiError, match="已经存在"):
            made.publish("后到的\n")
    assert (root / made.file).read_text() == "先到的"
    assert files(root) == [made.file.removeprefix("data/")]


def test_the_later_of_one_head_sorts_after_the_earlier(root: Path) -> None:
    made_stems = []
    for _ in range(12):
        with drafts(root, [(FOLDER, HEAD)]) as (made,):
            made.publish("kind: x\n")
        made_stems.append(made.stem)
    assert made_stems == sorted(made_stems)
    assert len(set(made_stems)) == 12


def test_after_the_last_of_all_comes_any_that_is_free(root: Path) -> None:
    (root / FOLDER).mkdir(parents=True)
    for name in (f"{HEAD}-zzzz.yaml", f"{HEAD}-1890.yaml", f"{HEAD}-abcde.yaml", "2024-06-12-1.10-zzzz.yaml"):
        (root / FOLDER / name).write_text("x: y\n")
    with drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.publish("kind: x\n")
    assert made.stem != f"{HEAD}-zzzz"
    (root / FOLDER / f"{HEAD}-zzzz.yaml").unlink()
    with drafts(root, [(FOLDER, HEAD)]) as (other,):
        other.publish("kind: x\n")
    assert other.stem > made.stem


def test_a_folder_that_stands_in_the_way_is_left_alone(root: Path, tmp_path: Path) -> None:
    (source,) = gather([photo(tmp_path)], 20)
    with drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.attach(source, 20, lambda _: None)
        (root / made.paths[1]).mkdir()
        (root / made.paths[1] / "别人的").write_text("x")
        with pytest.raises(FazhiError, match="已经存在"):
            made.publish("kind: x\n")
    assert files(root) == [f"{made.paths[1]}/别人的".removeprefix("data/")]


def test_publish_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)  # what a FAT disk says
    (tmp_path / "a").write_text("甲")
    publish(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "甲"
    (tmp_path / "c").write_text("乙")
    with pytest.raises(FileExistsError):
        publish(tmp_path / "c", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "甲"


@pytest.mark.parametrize("at", ["data/records", "data/records/sfj"])
def test_no_write_through_a_link(root: Path, tmp_path: Path, at: str) -> None:
    (tmp_path / "外面" / "sfj").mkdir(parents=True)
    (root / at).parent.mkdir(exist_ok=True)
    (root / at).symlink_to(tmp_path / "外面", target_is_directory=True)
    with pytest.raises(RefusedError, match="链接"), drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.publish("x: y\n")
    assert not list((tmp_path / "外面").rglob("*.*"))


def test_a_dangling_link_is_not_followed_either(root: Path, tmp_path: Path) -> None:
    (root / "data/records").symlink_to(tmp_path / "没有")
    with pytest.raises(FazhiError), drafts(root, [(FOLDER, HEAD)]) as (made,):
        made.publish("x: y\n")
    assert not (tmp_path / "没有").exists()


def test_sweep_removes_only_what_is_unfinished(root: Path) -> None:
    place = root / FOLDER
    place.mkdir(parents=True)
    for stem, finished in (("甲", False), ("乙", True)):
        (place / f"{TEMP_PREFIX}{stem}").write_text("x")
        (place / stem).mkdir()
        (place / stem / "附件.txt").write_text("x")
        if finished:
            (place / f"{stem}.yaml").write_text("x")
    (place / f"{TEMP_PREFIX}丙.d").mkdir()
    (place / f"{TEMP_PREFIX}丙.d" / "附件.txt").write_text("x")
    (place / "丁").mkdir()
    (place / "丁" / "无主.txt").write_text("x")
    sweep(root)
    assert files(root) == ["records/sfj/丁/无主.txt", "records/sfj/乙.yaml", "records/sfj/乙/附件.txt"]


def test_sweep_does_not_leave_the_workspace(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    (outside / f"{TEMP_PREFIX}甲").write_text("x")
    (root / "data/records").mkdir()
    (root / "data/records/sfj").symlink_to(outside)
    (root / "data/decisions").symlink_to(outside)
    sweep(root)
    assert [path.name for path in outside.iterdir()] == [f"{TEMP_PREFIX}甲"]


def test_settled_passes_over_unfinished_writes_only() -> None:
    paths = [
        f"data/records/a/{TEMP_PREFIX}甲", "data/records/a/甲/x.txt", f"data/records/a/{TEMP_PREFIX}乙.d/x.txt",
        f"data/records/a/{TEMP_PREFIX}丙", "data/records/a/丙.yaml", "data/records/a/丙/x.txt", "data/records/b/甲/x.txt",
        "data/records/a/甲乙/x.txt", "data/records/a/甲.txt",
    ]  # fmt: skip
    kept = [info.path for info in settled(FileInfo(path) for path in paths)]
    assert kept == ["data/records/a/丙.yaml", "data/records/a/丙/x.txt", "data/records/b/甲/x.txt",
                    "data/records/a/甲乙/x.txt", "data/records/a/甲.txt"]  # fmt: skip


@POSIX
def test_writers_take_turns(root: Path) -> None:
    def second() -> int:
        from spt_fazhi.store.disk import durable

        durable._WAIT_SECONDS = 0.1  # type: ignore[misc]
        try:
            with exclusive(root / "data"):
                return 1
        except FazhiError:
            return 7

    with exclusive(root / "data") as alone:
        assert alone
        assert os.waitstatus_to_exitcode(in_child(second)) == 7
    assert os.waitstatus_to_exitcode(in_child(second)) == 1


def test_what_a_cut_short_entry_of_something_issued_left_is_no_data_and_is_swept(root: Path, tmp_path: Path) -> None:
    place, stem = root / "data/issued", "2024-07-08-urge-aaaa"
    (place / stem).mkdir(parents=True)
    photo(place / stem)
    (place / f"{TEMP_PREFIX}{stem}").write_text("name: urge\n")
    paths = [FileInfo(f"data/issued/{name}") for name in (f"{TEMP_PREFIX}{stem}", f"{stem}/照片.jpg")]
    assert settled(paths) == ()
    sweep(root)
    assert list(place.iterdir()) == []
    (source,) = gather([photo(tmp_path)], 20)
    with drafts(root, [("data/issued", "2024-07-08-urge")]) as (made,):
        made.attach(source, 20, lambda _: None)
        made.publish("name: urge\n")
    assert made.id == made.stem
    assert sorted(each.name for each in place.iterdir()) == [made.stem, f"{made.stem}.yaml"]
