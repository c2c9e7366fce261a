from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.disk.scratch import scratch


def test_it_holds_what_it_is_told_and_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch() as file:
        file.write(b"x")
        file.seek(0)
        assert file.read() == b"x"
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "没有"))
    with pytest.raises(FazhiError, match="临时文件夹") as caught:
        scratch()
    assert "TMPDIR" in (caught.value.hint or "")
