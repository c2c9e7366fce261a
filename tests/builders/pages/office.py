"""Word documents in tests: made, taken apart, changed, and printed by LibreOffice where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler print the pages; CI has both",
)


def part(document: bytes, name: str) -> str:
    """One part of a document as text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def names(document: bytes) -> list[str]:
    """The parts of a document in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.namelist()


def changed(document: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """The document with some parts edited, as a person's program would write it again."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data.decode()).encode() if name in changes else data)
    return made.getvalue()


def edited(document: bytes, then: str, now: str) -> bytes:
    """The document with one stretch of its text replaced; it must be there."""

    def edit(xml: str) -> str:
        assert then in xml
        return xml.replace(then, now, 1)

    return changed(document, {"word/document.xml": edit})


def paragraphs(document: bytes) -> list[tuple[str, str]]:
    """Style and text of every paragraph, those in tables too."""
    body = ET.fromstring(part(document, "word/document.xml"))
    found = []
    for each in body.iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            "\n" if node.tag == f"{W}br" else node.text or "" for node in each.iter() if node.tag in (f"{W}t", f"{W}br")
        )
        found.append(("" if style is None else str(style.get(f"{W}val")), text))
    return found


def converted(folder: Path, files: Mapping[str, bytes], to: str = "pdf") -> dict[str, Path]:
    """The files as LibreOffice writes them, all in one start; by name without ending."""
    assert SOFFICE is not None
    source, target = folder / "in", folder / "out"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    command = [
        SOFFICE,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        to,
        "--outdir",
        str(target),
    ]
    subprocess.run([*command, *(str(source / name) for name in files)], check=True, capture_output=True, timeout=180)
    return {Path(name).stem: target / f"{Path(name).stem}.{to.partition(':')[0]}" for name in files}


def printed_lines(pdf: Path) -> list[list[str]]:
    """The lines of every page, blank ones left out."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def words_on_pages(pdf: Path) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Width and height of every page in points, and its words with their boxes: left, top, right, bottom."""
    xml = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    html = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in ET.fromstring(xml).iter(f"{html}page"):
        boxes = [
            (*(float(word.get(side, "0")) for side in ("xMin", "yMin", "xMax", "yMax")), word.text or "")
            for word in page.iter(f"{html}word")
        ]
        found.append((float(page.get("width", "0")), float(page.get("height", "0")), boxes))
    return found  # type: ignore[return-value]
