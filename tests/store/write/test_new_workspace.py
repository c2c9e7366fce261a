"""A new workspace appears whole or not at all, and never over anything."""

from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.store.write.new_workspace import create_workspace

FILES = {"README.md": b"x", "data/tasks.yaml": b"y", "data/records/a/b/c.txt": b"z"}
BROKEN = {"README.md": b"x", "data/" + "长" * 300: b"y"}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_folder_with_its_parents(tmp_path: Path) -> None:
    create_workspace(tmp_path / "a" / "b", FILES)
    assert tree(tmp_path) == {f"a/b/{path}": data for path, data in FILES.items()}


def test_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    create_workspace(Path(), FILES)
    assert tree(tmp_path / "here") == FILES


def test_occupied_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match="已经有内容"):
        create_workspace(tmp_path, FILES)
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_file_and_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name in ("file", "link"):
        with pytest.raises(RefusedError, match="不是文件夹"):
            create_workspace(tmp_path / name, FILES)
    assert tree(tmp_path) == {"file": b"mine"}


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="什么也没有留下"):
        create_workspace(tmp_path / "a" / "b", BROKEN)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty").mkdir()
    with pytest.raises(FazhiError, match="什么也没有留下"):
        create_workspace(tmp_path / "empty", BROKEN)
    assert list((tmp_path / "empty").iterdir()) == []


def test_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FazhiError):
        create_workspace(tmp_path / "file" / "demo", FILES)
    assert tree(tmp_path) == {"file": b"mine"}
