"""Texts handed in from files and editors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.cli.entry.text_input import decode, read_text, split_parts
from spt_fazhi.errors import UsageError

PARTS = {"done": "做法", "problems": "问题"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_chinese_offices(encoding: str) -> None:
    assert decode("做了三件事：甲、乙\r\n".encode(encoding), "文件") == "做了三件事：甲、乙\r\n"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\xff", b"x" * ((1 << 20) + 1)])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        decode(data, "文件")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UsageError):
            read_text(str(path), "--done-file")


def test_parts_are_told_apart_by_their_headings() -> None:
    text = "# 说明\n【做法】\n一\n# 不算\n  二\n\n【问题】\n三\n【别的】\n"
    assert split_parts(text, PARTS) == {"done": "一\n  二", "problems": "三\n【别的】"}
    assert split_parts("没有标题的文字", PARTS) == {"done": "没有标题的文字", "problems": ""}


@given(st.text(), st.text())
def test_nothing_written_under_a_heading_is_lost(done: str, problems: str) -> None:
    clean = [
        "\n".join(line for line in text.splitlines() if not line.startswith("#") and "【" not in line).strip()
        for text in (done, problems)
    ]
    found = split_parts(f"# 头\n【做法】\n{clean[0]}\n【问题】\n{clean[1]}\n", PARTS)
    assert found["done"].splitlines() == [line for line in clean[0].splitlines() if not line.startswith("#")]
    assert found["problems"].splitlines() == [line for line in clean[1].splitlines() if not line.startswith("#")]
