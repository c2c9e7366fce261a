"""A document read in another process is the one read here; damaged, endless and huge ones cost one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.command import fazhi
from tests.builders.pages.word import p, word_file

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.structure.document import Aside, Document, Paragraph, Table, TableRow
from spt_fazhi.store.documents import read
from spt_fazhi.store.documents.read import document_from, document_here
from spt_fazhi.store.documents.readers.as_json import from_json, to_json
from spt_fazhi.store.documents.readers.sizes import MAX_CELLS, MAX_CHARACTERS, MAX_LINES, within_sizes

PAGE = "<html><body><h1>示例县要点</h1><table><tr><td>序号</td><td>任务</td></tr></table></body></html>".encode()


def test_what_another_process_read_is_what_is_read_here() -> None:
    found = document_from(PAGE, "要“点”\n.html", ".html")
    assert found == document_here(PAGE, "要点.html", ".html")
    assert found.text == "示例县要点\n序号\n任务"


def test_a_fault_is_told_with_the_name() -> None:
    with pytest.raises(FazhiError, match=r"“空\.html”里没有读出文字"):
        document_from(b"<html></html>", "空.html", ".html")


def test_a_damaged_word_file_is_one_line_wherever_the_damage_is() -> None:
    """In the packed words, and in what the archive's list says: the sum of a part, its place, the place of the list."""
    whole = word_file(p("示例县2025年工作要点") + p("1.公布清单。（责任单位：县司法局）"))
    entry, end = whole.rindex(b"word/document.xml"), whole.rindex(b"PK\x05\x06")
    for place in (whole.index(b"word/document.xml") + 40, entry - 30, entry - 4, end + 12, end + 16):
        data = whole[:place] + bytes(each ^ 0xFF for each in whole[place : place + 4]) + whole[place + 4 :]
        with pytest.raises(FazhiError, match=r"样本\.docx”已损坏或加了密码") as told:
            document_from(data, "样本.docx", ".docx")
        assert "另存为 .docx" in told.value.hint


def test_a_document_as_json_and_back() -> None:
    row = TableRow(cells=("", "一、\n二"), number=2)
    document = Document(
        blocks=(Paragraph(text="题", number=1), Table(rows=(row,)), Table(rows=())),
        asides=(Aside(number=0, text="注", reason="脚注"),),
        notes=((1, "有修订", "请核对"),),
    )
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("said", [{}, {"blocks": [1]}, {"blocks": [[1]]}, {"blocks": [], "asides": [[1]], "notes": []}])
def test_nonsense_from_the_other_process(monkeypatch: pytest.MonkeyPatch, said: dict[str, object]) -> None:
    monkeypatch.setattr(read, "read_apart", lambda *_: said)
    with pytest.raises(FazhiError, match="读不懂"):
        document_from(PAGE, "a.html", ".html")


def test_the_command_line_says_it_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    ran = fazhi("intake", str(tmp_path / "坏.pdf"))
    assert (ran.code, ran.out) == (2, "")
    assert "坏.pdf" in ran.err
    ran = fazhi("intake", str(tmp_path / "坏.pdf"), FAZHI_READ_SECONDS="很久")
    assert (ran.code, ran.out) == (2, "")
    assert "FAZHI_READ_SECONDS" in ran.err


def table(rows: int, cells: int, text: str = "") -> Table:
    row = (text,) * cells
    return Table(rows=tuple(TableRow(cells=row, number=number) for number in range(rows)))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Document(blocks=(Paragraph(text="字" * (MAX_CHARACTERS + 1), number=1),)), "最多读 100 万个字"),
        (Document(blocks=(), asides=(Aside(number=1, text="字" * (MAX_CHARACTERS + 1), reason="脚注"),)), "100 万个字"),
        (Document(blocks=(table(10, 1, "字" * MAX_CHARACTERS),)), "最多读 100 万个字"),
        (Document(blocks=(table(MAX_LINES, 1), Paragraph(text="", number=1))), "最多读 2 万个段落和表格行"),
        (Document(blocks=(table(MAX_LINES, MAX_CELLS // MAX_LINES + 1),)), "最多读 50 万个单元格"),
    ],
)
def test_a_document_that_holds_too_much(document: Document, said: str) -> None:
    with pytest.raises(FazhiError, match=f"“a”太长，没有读：.*{said}") as caught:
        within_sizes(document, "a")
    assert "分成几份" in caught.value.hint


def test_a_document_at_the_limits_is_read() -> None:
    text = Paragraph(text="字" * (MAX_CHARACTERS - 1), number=1)
    document = Document(blocks=(table(MAX_LINES - 1, MAX_CELLS // MAX_LINES), text))
    assert within_sizes(document, "a") is document


@pytest.mark.parametrize(
    ("text", "what"), [("字" * (MAX_CHARACTERS + 1), "个字"), ("字\n" * (MAX_LINES + 1), "个段落")]
)
def test_plain_text_that_is_too_long(text: str, what: str) -> None:
    with pytest.raises(FazhiError, match=f"太长，没有读：.*{what}"):
        document_from(text.encode(), "a.txt", ".txt")
