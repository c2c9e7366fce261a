"""Formulas of a spreadsheet (.xlsx) that were never computed: programs write such, and readers take them for blank."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

_WORKBOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_REFERENCE: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_HAS_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")


class At(NamedTuple):
    """Where a cell stands, both counted from 0."""

    row: int
    column: int


def uncomputed(data: bytes) -> dict[str, list[At]]:
    """The cells with a formula and no result, by the name of their sheet; none for what is no such archive.

    A formula whose result is an empty text is computed. Raises nothing: what cannot be told is left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: list(_in_sheet(archive.read(part))) for name, part in _sheets(archive)}
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, RuntimeError, NotImplementedError):
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive it stands in."""
    parts = set(archive.namelist())
    if not {_WORKBOOK, _LINKS} <= parts:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in ET.fromstring(archive.read(_LINKS))}  # noqa: S314 - guarded
    for each in ET.fromstring(archive.read(_WORKBOOK)).iter():  # noqa: S314 - guarded
        if _tag(each) == "sheet":
            link = next((value for key, value in each.items() if key.endswith("}id")), None)
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in parts:
                yield each.get("name", ""), part


def _in_sheet(data: bytes) -> Iterator[At]:
    if _HAS_FORMULA.search(data) is None:
        return
    for _, each in ET.iterparse(io.BytesIO(data)):  # noqa: S314 - guarded
        if _tag(each) != "c":
            continue
        inside = {_tag(child): child.text or "" for child in each}
        match = _REFERENCE.fullmatch(each.get("r", ""))
        if "f" in inside and not inside.get("v") and each.get("t") != "str" and match is not None:
            yield At(row=int(match[2]) - 1, column=_column(match[1]))
        each.clear()


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _column(letters: str) -> int:
    """The place of a column from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
