"""`fazhi typeset` and `fazhi report -o 通报.docx`: what is written where, and what is refused."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx
import pytest
from tests.builders.command import fazhi
from tests.builders.pages.office import names, paragraphs

TEXT = "# 通报\r\n\r\n各乡镇：\r\n\r\n正文“引号”。\r\n"
REPORT = ("report", "breakdown", "--as-of", "2024-07-15")


@pytest.mark.parametrize(
    "data", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16")]
)
def test_texts_in_any_encoding_and_with_any_line_ends(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "通报.md").write_bytes(data)
    ran = fazhi("typeset", str(tmp_path / "通报.md"), "-o", str(tmp_path / "通报.docx"))
    assert (ran.code, ran.err) == (0, f"已写入 {tmp_path / '通报.docx'}\n")
    assert paragraphs((tmp_path / "通报.docx").read_bytes()) == [
        ("Title", "通报"), ("Addressee", "各乡镇："), ("BodyText", "正文“引号”。")
    ]  # fmt: skip


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "函.md").write_text("# 函\n\n见[网页](http://例.cn)和![图](图.png)。\n", "utf-8")
    ran = fazhi("typeset", str(tmp_path / "函.md"), "-o", str(tmp_path / "函.html"))
    assert ran.code == 0
    assert "1 个链接只留了文字" in ran.err
    assert "1 张图片没有放进去" in ran.err
    page = (tmp_path / "函.html").read_text("utf-8")
    assert "见网页和图。" in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("data", "output", "message"),
    [
        (b"", "a.docx", "没有文字"),
        (b"PK\x03\x04\0\0", "a.docx", "不是文本"),
        (b"\xff\xfe\xff", "a.docx", "不是文本"),
        (b"x" * (9 << 20), "a.docx", "超过 8 MiB"),
        ((">" * 5000 + "深").encode(), "a.docx", "太多层"),
        (
            f"# 表\n\n文\n\n|{'甲|' * 64}\n|{'-|' * 64}\n".encode(),
            "a.docx",
            "正文第 5 行起的表格有 64 栏，Word 的表格最多 63 栏",
        ),
        (b"# a", "a.pdf", "生成不了 .pdf"),
        (b"# a", None, "没有写排好的文件放在哪里"),
        (None, "a.docx", "没有“"),
    ],
)
def test_refusals(tmp_path: Path, data: bytes | None, output: str | None, message: str) -> None:
    if data is not None:
        (tmp_path / "稿.md").write_bytes(data)
    ran = fazhi("typeset", str(tmp_path / "稿.md"), *(("-o", str(tmp_path / output)) if output else ()))
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "→" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ([] if data is None else ["稿.md"])


def test_a_table_as_wide_as_word_has_it_and_one_that_only_a_page_holds(tmp_path: Path) -> None:
    for columns, output in ((63, "稿.docx"), (64, "稿.html")):
        (tmp_path / "稿.md").write_text(f"# 表\n\n|{'甲|' * columns}\n|{'-|' * columns}\n", "utf-8")
        assert fazhi("typeset", str(tmp_path / "稿.md"), "-o", str(tmp_path / output)).code == 0


def test_a_report_with_a_table_too_wide_for_word(demo: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(demo, tmp_path / "区"))
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/breakdown.md.j2").write_text(f"# 表\n\n|{'甲|' * 64}\n|{'-|' * 64}\n", "utf-8")
    ran = fazhi(*REPORT, "-o", str(tmp_path / "表.docx"), root=root)
    assert (ran.code, "第 3 行起的表格有 64 栏" in ran.err, (tmp_path / "表.docx").exists()) == (2, True, False)


def test_a_document_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "稿.md").write_text("# 甲\n", "utf-8")
    (tmp_path / "稿.docx").write_bytes(b"old")
    words = ("typeset", str(tmp_path / "稿.md"), "-o", str(tmp_path / "稿.docx"))
    assert fazhi(*words).code == 2
    assert (tmp_path / "稿.docx").read_bytes() == b"old"
    assert fazhi(*words, "--force").code == 0
    assert paragraphs((tmp_path / "稿.docx").read_bytes()) == [("Title", "甲")]


def test_a_report_in_every_format(demo: Path, tmp_path: Path) -> None:
    for name in ("表.md", "表.docx", "表.html", "再.docx"):
        assert fazhi(*REPORT, "-o", str(tmp_path / name), root=demo).code == 0
    data = (tmp_path / "表.docx").read_bytes()
    assert data == (tmp_path / "再.docx").read_bytes()
    assert "customXml/item1.xml" in names(data)
    opened = docx.Document(io.BytesIO(data))
    assert opened.core_properties.title in (tmp_path / "表.md").read_text("utf-8")
    page = (tmp_path / "表.html").read_text("utf-8")
    assert page == fazhi(*REPORT, "--format", "html", root=demo).out
    assert "示范东镇" in page or "各乡镇" in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "docx"], "不能打印在屏幕上"),
        (["--format", "odt"], "没有“odt”这种格式"),
        (["--format", "html", "-o", "a.docx"], "不一致"),
        (["-o", "a.pdf"], "生成不了 .pdf"),
    ],
)
def test_formats_that_do_not_fit(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = fazhi(*REPORT, *words, root=demo)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert not list(tmp_path.iterdir())


def test_the_check_edition_says_so_on_every_page(demo: Path, tmp_path: Path) -> None:
    words = ("report", "ranking", "--as-of", "2024-07-15", "--edition", "check")
    assert fazhi(*words, "-o", str(tmp_path / "a.docx"), root=demo).code == 0
    assert fazhi(*words, "-o", str(tmp_path / "a.html"), root=demo).code == 0
    document = (tmp_path / "a.docx").read_bytes()
    assert any("header" in name for name in names(document))
    assert "核对注" in [text for _, text in paragraphs(document)]
    assert "<header>核对版</header>" in (tmp_path / "a.html").read_text("utf-8")
