"""Names that git or one of the systems it serves refuses, and names that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.model.fields import parse_code, parse_file_name, parse_source_path
from spt_fazhi.model.file_names import file_name_fault, part_fault

OF_GIT = [
    ".git",
    ".GIT",
    ".git ",
    ".git.",
    ".git. .",
    "git~1",
    "GIT~1",
    "Git~2",
    "git~10",
    "git~1.",
    "GIT~1 ",
    "GITATT~1",
    "gitign~1",
    "GitMod~2",
]
DEVICES = [
    "con", "NUL", "aux.txt", "COM1", "lpt9.tar.gz", "COM\u00b9", "com\u00b2.txt", "COM\u00b3", "LPT\u00b9", "lpt\u00b2", "LPT\u00b3.pdf",
    "CONIN$", "conout$", "CONOUT$.txt", "con .txt", "PRN  .a.b",
]  # fmt: skip
UNSEEN = [
    "\u00ad", "\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180c", "\u180d", "\u180e", "\u180f", "\u200b", "\u200c", "\u200d", "\u202e",
    "\u2060", "\u2065", "\u2800", "\u3164", "\ufe00", "\ufe0f", "\ufeff", "\uffa0", "\ufff0", "\U0001d159", "\U0001d173", "\U000e0000",
    "\U000e0041", "\U000e0100", "\U000e0fff", "\x00", "\x1f", "\x7f", "\x85", "\u2028", "\ud800",
]  # fmt: skip
BLANK = ["\u3000", "\u3000.txt", "\u00a0", " .txt", "\u2003.jpg", " "]
SOUND = [
    "git~x", "gitatt~", "gitattr~1", "gitatt~1.txt", "git~", "git~1.txt", "mygit~1", "git", "无.git", "console.txt", "COM10", "com.txt", "com\u2074", "lpt.pdf", "conin", "null",
    "附件1\u3000签到表.docx", "庭审 旁听.jpg", "caf\u00e9.txt", "\ue000字.txt", "\U00020000.txt", "\u2460.pdf", "a..b",
]  # fmt: skip


@pytest.mark.parametrize("name", OF_GIT + DEVICES + UNSEEN + BLANK)
def test_refused_as_an_attachment_and_in_a_path(name: str) -> None:
    assert part_fault(name)
    assert file_name_fault(name)
    with pytest.raises(ValueError, match=r"[一-龥]"):
        parse_file_name(name)
    with pytest.raises(ValueError, match=r"[一-龥]"):
        parse_source_path(f"source/{name}/要点.txt")


@pytest.mark.parametrize("char", UNSEEN)
def test_one_unseen_character_is_enough(char: str) -> None:
    assert "看不见" in (file_name_fault(f"签到{char}表.txt") or "")


@pytest.mark.parametrize("name", SOUND)
def test_names_that_only_look_like_them(name: str) -> None:
    assert file_name_fault(name) is None
    assert parse_source_path(f"source/{name}") == f"source/{name}"


def test_a_leading_dot_hides_an_attachment_and_no_other_file() -> None:
    assert file_name_fault(".gitkeep")
    assert part_fault(".gitkeep") is None


@pytest.mark.parametrize("code", ["con", "nul", "com1", "lpt9"])
def test_a_code_is_a_folder(code: str) -> None:
    with pytest.raises(ValueError, match="Windows"):
        parse_code(code)


@given(st.text())
def test_every_name_has_an_answer(name: str) -> None:
    fault = file_name_fault(name)
    assert fault is None or fault
    if fault is None:
        assert part_fault(name) is None
