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


class Part(NamedTuple):
    """A sheet: its name, the part of the archive it stands in, whether it is hidden."""

    name: str
    part: str
    hidden: bool


def uncomputed(data: bytes) -> dict[str, list[At]]:
    """The cells with a formula and no result, by the name of their sheet; none for what is no such archive.

    A formula whose result is an empty text is computed. Raises nothing: what cannot be told is left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {each.name: list(_in_sheet(archive.read(each.part))) for each in sheets_of(archive)}
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, RuntimeError, NotImplementedError):
        return {}


def sheets_of(archive: zipfile.ZipFile) -> Iterator[Part]:
    """The sheets of a spreadsheet. Raises ParseError and whatever `zipfile` raises for a damaged one."""
    parts = set(archive.namelist())
    if not {_WORKBOOK, _LINKS} <= parts:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in ET.fromstring(archive.read(_LINKS))}  # noqa: S314 - guarded
    for each in ET.fromstring(archive.read(_WORKBOOK)).iter():  # noqa: S314 - guarded
        if tag_of(each) == "sheet":
            link = next((value for key, value in each.items() if key.endswith("}id")), None)
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in parts:
                yield Part(each.get("name", ""), part, each.get("state", "visible") != "visible")


def _in_sheet(data: bytes) -> Iterator[At]:
    if _HAS_FORMULA.search(data) is None:
        return
    for _, each in ET.iterparse(io.BytesIO(data)):  # noqa: S314 - guarded
        if tag_of(each) != "c":
            continue
        inside = {tag_of(child): child.text or "" for child in each}
        match = _REFERENCE.fullmatch(each.get("r", ""))
        if "f" in inside and not inside.get("v") and each.get("t") != "str" and match is not None:
            yield At(row=int(match[2]) - 1, column=column_of(match[1]))
        each.clear()


def tag_of(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def column_of(letters: str) -> int:
    """The place of a column from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
