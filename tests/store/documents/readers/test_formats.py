"""Which reader a file gets, by what is in it; the name helps only where the content does not tell."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.documents.read import document_from, is_document
from spt_fazhi.store.documents.readers import office
from spt_fazhi.store.documents.readers.formats import format_of, old_suffix

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, mimetype if name == "mimetype" else "x")
    return made.getvalue()


ODT = archive("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (archive("word/document.xml"), ".doc", "word"), (archive("xl/workbook.xml"), ".docx", "sheets"), (archive("OFD.xml"), ".pdf", "ofd"),
        (archive("a.txt"), ".xlsx", "sheets"), (ODT, ".odt", "old"), (b"PK\x03\x04cut", ".docx", "word"), (OLE, ".docx", "old"),
        (OLE, ".et", "sheets"), (b"{\\rtf1", ".doc", "old"), (b"\n%PDF-1.4", ".txt", "pdf"), (b"<html><p>a</p>", ".doc", "web"),
        ("<html><p>要点</p>".encode("gb18030"), ".wps", "web"), ("<html>".encode("utf-16"), "", "web"), (b"\0\1\2", ".wps", "old"),
        (b"\0\1\2", ".bin", "unknown"), ("一、加强学习".encode(), ".doc", "old"), ("一、加强学习".encode(), ".txt", None),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', ".xml", "old"),
    ],
)  # fmt: skip
def test_the_content_decides(data: bytes, suffix: str, kind: str | None) -> None:
    assert format_of(data, suffix) == kind
    assert is_document(data, suffix) == (kind not in {None, "sheets", "unknown"})


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (b"{\\rtf1", ".doc", ".rtf"),
        (ODT, "", ".odt"),
        (OLE, ".wps", ".wps"),
        (b'<a progid="Word.Document"', ".doc", ".xml"),
    ],
)
def test_the_ending_an_old_file_is_converted_under(data: bytes, suffix: str, said: str) -> None:
    assert old_suffix(data, suffix) == said


def test_a_protected_file_is_told_without_any_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: pytest.fail("it was looked for"))
    with pytest.raises(FazhiError, match="加了打开密码"):
        document_from(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", ".docx")


def test_what_libreoffice_cannot_convert_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_program", lambda: "/没有/soffice")
    with pytest.raises(FazhiError, match=r"LibreOffice 转不了“a\.doc”"):
        document_from(OLE, "a.doc", ".doc")


def test_a_program_that_is_interrupted_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Interrupted(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            if not started:
                started.append(self)
                raise KeyboardInterrupt
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        office._run([sys.executable, "-c", "import time; time.sleep(600)"])
    assert started[0].returncode
