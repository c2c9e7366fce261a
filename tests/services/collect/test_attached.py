"""The files that a cell names: exactly one candidate for each, in whatever way people write names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from spt_fazhi.services.collect.attached import Beside

FILES = tuple(
    Path("/收") / name
    for name in (
        "签到表.JPG",
        "纪要,定稿.pdf",
        "通知.docx",
        "通知.pdf",
        "Photo 1.png",
        unicodedata.normalize("NFD", "Café.pdf"),
        "a、b.txt",
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []), ("签到表", ["签到表.JPG"]), ("签到表.jpg", ["签到表.JPG"]), ("ｐｈｏｔｏ１．ｐｎｇ", ["Photo 1.png"]), ("photo1", ["Photo 1.png"]),
        ("café.PDF", [unicodedata.normalize("NFD", "Café.pdf")]), ("纪要,定稿.pdf", ["纪要,定稿.pdf"]),
        ("签到表.jpg；纪要,定稿.pdf", ["签到表.JPG", "纪要,定稿.pdf"]), ("签到表、通知.pdf", ["签到表.JPG", "通知.pdf"]), ("签到表，通知.pdf", ["签到表.JPG", "通知.pdf"]),
        ("签到表\n签到表.jpg", ["签到表.JPG"]), ("a、b.txt", ["a、b.txt"]), ("附件1：签到表.jpg", ["签到表.JPG"]), ("见附件：签到表", ["签到表.JPG"]),
    ],
)  # fmt: skip
def test_what_a_cell_names(text: str, names: list[str]) -> None:
    assert [path.name for path in Beside(FILES).named(text)] == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("通知", "“通知”有 2 个文件都像：通知.docx、通知.pdf；请写全文件名"), ("没有.pdf", "找不到附件“没有.pdf”"), ("没有一、没有二", "几个用“、”隔开"), ("签到表；没有", "找不到附件“没有”"),
        ("../签到表.JPG", "只写文件名"), ("C:\\收\\签到表.JPG", "只写文件名"), ("/etc/passwd", "只写文件名"), ("..", "找不到附件"),
    ],
)  # fmt: skip
def test_what_a_cell_may_not_name(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="附件") as caught:
        Beside(FILES).named(text)
    assert said in str(caught.value)


def test_the_name_as_it_is_written_goes_before_one_that_is_like_it() -> None:
    both = (Path("/收/a.PDF"), Path("/收/a.pdf"))
    assert Beside(both).named("a.pdf") == (both[1],)
    with pytest.raises(ValueError, match="2 个文件都像"):
        Beside(both).named("A.Pdf")


def test_a_form_is_no_attachment_of_itself() -> None:
    beside = Beside((Path("/收/东镇.xlsx"), Path("/收/东镇.pdf")))
    assert beside.named("东镇", Path("/收/东镇.xlsx")) == (Path("/收/东镇.pdf"),)
