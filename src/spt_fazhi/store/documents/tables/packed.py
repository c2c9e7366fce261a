"""What a spreadsheet's bytes are before anything reads them: damaged, encrypted, a bomb, or something else."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection
from typing import Final

from spt_fazhi.errors import UsageError

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_UNPACKED: Final = 128 << 20
_MAX_RATIO: Final = 200
_SMALL: Final = 16 << 20
"""What unpacks to no more than this may be packed as tightly as it likes: blank rows with a colour are."""
_MAX_PARTS: Final = 5000
_START: Final = 4096
_STAMP: Final = re.compile(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<")
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_BOOKS: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
_BOOK_PARTS: Final = (b"xl/workbook.xml", b"xl/workbook.bin")
_OPEN_BOOK: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OLD_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_END: Final = b"PK\x05\x06"
_OTHERS: Final = {"word/document.xml": " Word 文档", "ppt/presentation.xml": "演示文稿"}
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY", "<!DOC".encode("utf-16-le"), "<!DOC".encode("utf-16-be"))
_AS_XLSX: Final = "请在表格软件里打开，另存为 .xlsx 再试"
_NO_PASSWORD: Final = "请让报送单位去掉打开密码，另存为 .xlsx 再发"  # noqa: S105 - a sentence


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a spreadsheet of Excel, WPS or LibreOffice, by what is in them; nothing is unpacked."""
    if data.startswith(OLE):
        return OLD_WORD not in data and any(each in data for each in _OLD_BOOKS)
    directory = directory_of(data)
    return any(each in directory for each in _BOOK_PARTS) or (bool(directory) and data.startswith(_OPEN_BOOK, 30))


def directory_of(data: bytes) -> bytes:
    """The part of an archive that names its parts, as it stands in it; nothing for what is no whole archive."""
    end = data.rfind(_END) if data.startswith(ZIP) else -1
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    return data[max(end - size, 0) : end] if size else b""


def guard_spreadsheet(data: bytes, name: str) -> bool:
    """Whether the spreadsheet brings macros. Raises UsageError, in Chinese, for what must not or cannot be read."""
    return _guard_zip(data, name) if data.startswith(ZIP) else _guard_ole(data, name)


def _guard_ole(data: bytes, name: str) -> bool:
    if _PROTECTED in data:
        raise UsageError(f"“{name}”加了打开密码，读不了", _NO_PASSWORD)
    if OLD_WORD in data:
        raise UsageError(f"“{name}”不是表格，是 Word 文档", _AS_XLSX)
    return _MACROS in data


def _guard_zip(data: bytes, name: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _refuse_other(names, name)
            _refuse_bomb(parts, len(data), name)
            if any(part.flag_bits & 1 for part in parts) or _is_encrypted_ods(archive, names):
                raise UsageError(f"“{name}”加了打开密码，读不了", _NO_PASSWORD)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        _refuse_entities(opened.read(_START), name)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        zlib.error,
    ):
        raise UsageError(f"“{name}”损坏了，读不出来：不是表格文件，或者没有下载完整", _AS_XLSX) from None
    return any(each.rpartition("/")[2].lower() == "vbaproject.bin" or each.startswith("Basic/") for each in names)


def _refuse_other(names: Collection[str], name: str) -> None:
    if _BOOKS.isdisjoint(names):
        what = next((said for part, said in _OTHERS.items() if part in names), "压缩包")
        raise UsageError(f"“{name}”读不出来：不是表格文件，是{what}", _AS_XLSX)


def _refuse_bomb(parts: Collection[zipfile.ZipInfo], packed: int, name: str) -> None:
    size = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or size > _MAX_UNPACKED or size > max(_MAX_RATIO * packed, _SMALL):
        said = f"解开后有 {size >> 20} MiB、{len(parts)} 个部分，大得不正常"
        raise UsageError(f"“{name}”太大，读不下来：{said}", "请确认来源；只把要录入的部分复制到一张新表再试")


def _is_encrypted_ods(archive: zipfile.ZipFile, names: Collection[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    if manifest not in names:
        return False
    with archive.open(manifest) as opened:
        return b"encryption-data" in opened.read(1 << 20)


def _refuse_entities(start: bytes, name: str) -> None:
    if any(each in start for each in _ENTITIES):
        raise UsageError(f"“{name}”里有不该有的实体声明，没有读", f"请确认来源；{_AS_XLSX}")


def is_as_made(data: bytes) -> bool:
    """Whether a workbook that this program wrote was never saved by another: then it was changed when it was made."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("docProps/core.xml") as opened:
            stamps = _STAMP.findall(opened.read(_START))
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError, zlib.error):
        return False
    return len(stamps) == 2 and stamps[0] == stamps[1]
