"""Paths as a person typed them, and as they are shown again."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.store.disk.typed import whole_path


def test_a_path_to_be_shown_has_no_dots(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").symlink_to(tmp_path / "甲")
    assert whole_path(tmp_path / "甲" / ".." / "丙") == tmp_path.resolve() / "丙"
    assert whole_path(tmp_path / "甲" / "..") == tmp_path.resolve()
    assert whole_path(tmp_path / "乙") == tmp_path / "乙"
    assert whole_path(Path("丁")) == Path.cwd() / "丁"
