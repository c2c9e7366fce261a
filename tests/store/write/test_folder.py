"""Several files in a folder that a person names: all are there, or none, and nothing that was there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.disk.durable import publish
from spt_fazhi.store.write.folder import written_folder

FILES = {"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}


def held(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def write(folder: Path, files=FILES, *, overwrite=False):
    with written_folder(folder, "函", files, overwrite=overwrite):
        pass


def test_a_new_folder_and_one_that_exists(tmp_path: Path) -> None:
    write(tmp_path / "新")
    assert held(tmp_path / "新") == FILES
    write(tmp_path / "新", {"d.txt": b"d"})
    assert held(tmp_path / "新") == {**FILES, "d.txt": b"d"}
    assert [each.name for each in tmp_path.iterdir()] == ["新"]


def test_what_one_that_was_killed_was_building_goes(tmp_path: Path) -> None:
    """It lies beside the folder that it became, and the next one writes into that."""
    left = tmp_path / ".fazhi-new-0a1b2c3d"
    for folder in (tmp_path / "新", left / "before"):
        folder.mkdir(parents=True)
    write(tmp_path / "新")
    assert not left.exists()


def test_what_exists_is_not_written_over_unless_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "函"
    folder.mkdir()
    (folder / "b.txt").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"“函”里已有b\.txt，没有覆盖") as refused:
        write(folder)
    assert "--force" in refused.value.hint
    assert held(folder) == {"b.txt": b"mine"}
    write(folder, overwrite=True)
    assert held(folder) == FILES


def test_many_that_exist_are_counted(tmp_path: Path) -> None:
    names = {f"{n}.txt": b"" for n in range(5)}
    write(tmp_path / "函", names)
    with pytest.raises(UsageError, match=r"0\.txt、1\.txt、2\.txt等 5 个文件"):
        write(tmp_path / "函", names)


@pytest.mark.parametrize("exists", [True, False])
def test_when_the_block_fails_all_is_as_it_was(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "函"
    if exists:
        folder.mkdir()
        (folder / "b.txt").write_bytes(b"mine")
    seen = {}

    def fail() -> None:
        with written_folder(folder, "函", FILES, overwrite=True):
            seen.update(held(folder))
            raise FazhiError("登记不了")

    with pytest.raises(FazhiError, match="登记不了"):
        fail()
    assert seen == FILES
    assert (held(folder) == {"b.txt": b"mine"}) if exists else not folder.exists()
    assert len(list(tmp_path.rglob("*"))) == (2 if exists else 0)


def test_a_disk_that_refuses_midway_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "函"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"mine")

    def full(temporary: Path, final: Path) -> None:
        if final.name == "c.txt":
            raise OSError(28, "No space left on device")
        publish(temporary, final)

    monkeypatch.setattr("spt_fazhi.store.write.folder.publish", full)
    with pytest.raises(FazhiError, match="没有写成"):
        write(folder, overwrite=True)
    assert held(folder) == {"a.txt": b"mine"}


def test_places_that_are_no_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"x")
    (tmp_path / "真的").mkdir()
    (tmp_path / "链接").symlink_to(tmp_path / "真的")
    for name in ("文件", "链接"):
        with pytest.raises(UsageError, match="不是文件夹"):
            write(tmp_path / name)
    with pytest.raises(FazhiError, match="没有文件夹"):
        write(tmp_path / "没有" / "函")
    assert not list((tmp_path / "真的").iterdir())


def test_a_link_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "函"
    folder.mkdir()
    (tmp_path / "别的").write_bytes(b"mine")
    (folder / "a.txt").symlink_to(tmp_path / "别的")
    with pytest.raises(UsageError, match="是一个链接"):
        write(folder, overwrite=True)
    assert (tmp_path / "别的").read_bytes() == b"mine"
