"""What is fuzzed of documents: each format's reader, the draft made of what it reads, and the files written of that.

A target raises for whatever `fazhi intake` would not say in one line. Word and PDF files are read by libraries, in a child
process whose every error becomes such a line; here they are read in the fuzzer's process, and what a library raises on
damaged bytes counts as said. The first byte of an input chooses how the others are read: as the file itself, or as a
well-formed document built of them. What the draft's files hold is looked at too: nothing that acts on a terminal, no YAML
that `check` cannot read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.fuzz.fixed import ofd_file, pdf_file
from tests.fuzz.words import packed, rows, text_of, web_page, word_parts, word_xml

from spt_fazhi.errors import FazhiError
from spt_fazhi.intake.draft import draft_plan, questions
from spt_fazhi.intake.planned import UNKNOWN
from spt_fazhi.intake.structure.document import Document
from spt_fazhi.services.drafting.files import CHECKLIST, draft_files
from spt_fazhi.store.documents.read import document_from, document_here
from spt_fazhi.store.documents.tables.plan_sheets import plan_of
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.text.cells import Cell, Sheet, column_letters
from spt_fazhi.text.plain import dangerous

Target = Callable[[bytes], None]
_SHOWN: Final = ("tasks.yaml", "units.yaml", CHECKLIST)


def _drafted(document: Document) -> None:
    plan = draft_plan(document)
    questions(plan)
    if not plan.year:
        return
    files = draft_files(plan)
    unsafe = {char for name in _SHOWN for char in files[name].decode() if dangerous(char)}
    assert not unsafe, unsafe
    source = MemorySource({f"data/{name}": data for name, data in files.items()})
    faults = [each.message for each in load(source, use_cache=False).problems if UNKNOWN not in each.message]
    assert not faults, faults


def _read(data: bytes, suffix: str, told: tuple[type[Exception], ...] = (FazhiError,)) -> None:
    try:
        document = document_here(data, f"样本{suffix}", suffix)
    except told:
        return
    _drafted(document)


def text(data: bytes) -> None:
    """Plain text: as it is, or made of official words."""
    mode, rest = data[:1], data[1:]
    _read(rest if mode == b"\0" else text_of(rest).encode("utf-8", "replace"), ".txt")


def docx(data: bytes) -> None:
    """A Word file: as it is, its main part as it is, or a main part that is well-formed, alone or with others."""
    mode, rest = data[:1], data[1:]
    made = {b"\0": lambda: rest, b"\1": lambda: packed(rest), b"\3": lambda: word_parts(rest)}
    _read(made.get(mode, lambda: packed(word_xml(rest)))(), ".docx", (Exception,))


def html(data: bytes) -> None:
    """A saved page: as it is, or made of tags and words."""
    mode, rest = data[:1], data[1:]
    _read(rest if mode == b"\0" else web_page(rest), ".html")


def xlsx(data: bytes) -> None:
    """A workbook: as it is (a child reads it), or its cells made of official words."""
    mode, rest = data[:1], data[1:]
    if mode == b"\0":
        try:
            document = document_from(rest, "样本.xlsx", ".xlsx")
        except FazhiError:
            return
        _drafted(document)
        return
    cells = tuple(
        tuple(Cell(f"表!{column_letters(at)}{line}", each.strip()) for at, each in enumerate(row))
        for line, row in enumerate(rows(rest), 1)
    )
    _drafted(plan_of([Sheet(name="表", rows=tuple(row for row in cells if any(cell.text for cell in row)))]))


def pdf(data: bytes) -> None:
    """A PDF file: as it is, or one page whose content is made of operators and words."""
    _read(data if data.startswith(b"%PDF") else pdf_file(data), ".pdf", (Exception,))


def ofd(data: bytes) -> None:
    """An OFD file: as it is, its page as it is, or a page made of objects and words."""
    mode, rest = data[:1], data[1:]
    _read(rest if mode == b"\0" else ofd_file(rest, made=mode != b"\1"), ".ofd")


TARGETS: Final[dict[str, Target]] = {"text": text, "docx": docx, "html": html, "xlsx": xlsx, "pdf": pdf, "ofd": ofd}
