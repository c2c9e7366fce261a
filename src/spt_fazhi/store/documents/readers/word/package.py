"""The archive of a Word document: refused where it is none, damaged or a bomb; its parts as XML."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Collection
from typing import Final
from xml.etree import ElementTree as ET

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.documents.readers.word.tags import attribute

_MAX_UNPACKED: Final = 64 * 1024 * 1024
_MAX_RATIO: Final = 200
_SMALL: Final = 4 << 20
"""What unpacks to no more than this may be packed as tightly as it likes."""
_MAX_PARTS: Final = 5000
_MAIN: Final = re.compile(r"word/document\d{0,3}\.xml")
"""Word on the web calls the main part document2.xml."""
_ODD: Final = "请确认来源；用 Word 或 WPS 打开后另存为 .docx 再试"
_DAMAGED: Final = "请用 Word 或 WPS 打开，去掉密码后另存为 .docx 再试"


def guard_word(data: bytes, name: str) -> None:
    """Refuse what is no Word document, and archives that unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse(archive.infolist(), len(data), name)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    guard_xml(archive.read(part), name)
    except (FazhiError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged archive raises all kinds of errors: zlib's, of seeking, of decoding
        raise FazhiError(f"“{name}”已损坏或加了密码", _DAMAGED) from None


def _refuse(parts: Collection[zipfile.ZipInfo], packed: int, name: str) -> None:
    names = {part.filename for part in parts}
    if not any(_MAIN.fullmatch(each) for each in names):
        what = "压缩包" if "[Content_Types].xml" not in names else " Office 文件"
        raise FazhiError(
            f"“{name}”不是 Word 文档，是{'表格（.xlsx）' if 'xl/workbook.xml' in names else what}",
            "请把正文另存为 .docx 再试",
        )
    if len({each.lower() for each in names}) < len(parts):
        raise FazhiError(f"“{name}”里有重名的部分，没有读", _ODD)
    size = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or size > _MAX_UNPACKED or size > max(_MAX_RATIO * packed, _SMALL):
        raise FazhiError(f"“{name}”解开后大得不正常，没有读", "请确认来源；去掉图片后另存为 .docx 再试")


def guard_xml(data: bytes, name: str) -> None:
    """Raise FazhiError for a part that declares entities, which may stand for far more than they are."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"<\0!\0D\0O\0C" in data:
        raise FazhiError(f"“{name}”里有不该有的实体声明，没有读", _ODD)


class Package:
    """The parts of a guarded archive, and which of them a part names as its own."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Keep the archive; its names are told apart without regard to case, as Word does."""
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def main(self) -> str:
        """The name of the part with the text."""
        for kind, target in self.related("").values():
            if kind == "officeDocument" and target.lower() in self._names:
                return target
        return next(name for name in self._names.values() if _MAIN.fullmatch(name))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part names as its own, by id: the last word of its kind, and the name of the part."""
        folder, base = posixpath.split(part)
        found = {}
        for each in self.parsed(posixpath.join(folder, "_rels", f"{base}.rels")):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                kind = each.get("Type", "").rpartition("/")[2]
                found[attribute(each, "Id") or ""] = (kind, target.lstrip("/"))
        return found

    def parsed(self, part: str) -> ET.Element:
        """A part as XML; an empty element where there is none. Raises what the archive and the parser raise."""
        name = self._names.get(part.lower())
        return ET.Element("none") if name is None else ET.fromstring(self._archive.read(name))  # noqa: S314 - guarded
