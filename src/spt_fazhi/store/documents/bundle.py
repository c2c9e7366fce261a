"""What arrives packed: a zip archive or an e-mail with attachments, opened in memory within limits.

Nothing is trusted: paths are cut to their names, links and absurd sizes are left out or refused, and what is left out
is said. A zip or a mail within one of them is opened too, not deeper; it stays a file of its own besides.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from pathlib import PurePath
from typing import Final, cast

from spt_fazhi.errors import UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.store.documents.mail_headers import limited_headers
from spt_fazhi.store.documents.tables.packed import ZIP
from spt_fazhi.text.plain import clean_line, one_line

MAX_PACKED: Final = 128 << 20
MAX_UNPACKED: Final = 256 << 20
MAX_PARTS: Final = 1000
MAX_RATIO: Final = 200
_SMALL: Final = 16 << 20
_DEPTH: Final = 2
_LONGEST_NAME: Final = 120
_LONGEST_ENDING: Final = 10
_LONGEST_BYTES: Final = 240
"""A name in UTF-8 that every file system takes, and a number with it."""
_FOLDERS: Final = 4
"""The folders of a path that are told, the innermost."""
_PACKED: Final = frozenset({".zip", ".eml"})
_BOM: Final = b"\xef\xbb\xbf"
_UTF8_NAME: Final = 0x800
_LEFT_BY_SYSTEMS: Final = frozenset({"thumbs.db", "desktop.ini"})
_OUTLOOK_ONLY: Final = "winmail.dat"
_MAX_BOUNDARIES: Final = 64
_BOUNDARY: Final = re.compile(rb"boundary[ \t]*=", re.IGNORECASE)
_START: Final = 1 << 16
_HEADER: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}")


@frozen
class Letter:
    """The e-mail that files came with, as far as an answer needs it; "" for what it does not say."""

    sender: str
    address: str
    subject: str
    message_id: str


@frozen
class PackedFile:
    """A file that was packed: its name without folders, in NFC, what is in it, the folders it lay in ("" in none).

    `opened` is an archive or mail whose files came out as well; `inline` a picture that stands in the text of a mail;
    `letter` the mail in an archive that it came with.
    """

    name: str
    data: bytes
    folder: str = ""
    opened: bool = False
    inline: bool = False
    letter: Letter | None = None


@frozen
class Bundle:
    """What was in an archive or a mail: its files in order, the mail if it was one, and what was left out and why."""

    name: str
    files: tuple[PackedFile, ...]
    letter: Letter | None = None
    left_out: tuple[str, ...] = ()


def is_bundle(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a zip archive that is no office file, or an e-mail. `suffix` with the dot, lower case."""
    if data.startswith(ZIP):
        return not _is_office(data)
    return suffix == ".eml" and _HEADER.match(data[:_START]) is not None


def open_bundle(data: bytes, name: str) -> Bundle:
    """The files in an archive or a mail called `name`. Raises UsageError, in Chinese and with what to do."""
    if len(data) > MAX_PACKED:
        raise UsageError(f"“{name}”超过 {MAX_PACKED >> 20} MiB，没有读", "请分成几份，或让单位压缩图片后再发")
    return _Opening(name).bundle(data)


class _Opening:
    """Opens one bundle and what is packed in it, and counts together what comes out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._size = 0
        self._parts = 0
        self._left_out: list[str] = []

    def bundle(self, data: bytes) -> Bundle:
        letter: Letter | None = None
        files: tuple[PackedFile, ...]
        if data.startswith(ZIP):
            files = tuple(self._unzipped(data, 1))
        else:
            letter, files = self._mailed(data, PackedFile(name=self._name, data=b""), 1)
        return Bundle(name=self._name, files=files, letter=letter, left_out=tuple(dict.fromkeys(self._left_out)))

    def _mailed(self, data: bytes, like: PackedFile, depth: int) -> tuple[Letter, tuple[PackedFile, ...]]:
        """A mail, and the files in it, each in the folder (and with the letter) of `like`."""
        unread = _DamagedError(f"“{self._name}”这封邮件读不懂", "请把附件另存到文件夹里，把文件夹交给本命令")
        if len(_BOUNDARY.findall(data)) > _MAX_BOUNDARIES:  # every line is held against each of them
            raise unread
        try:
            message = cast("EmailMessage", message_from_bytes(data.removeprefix(_BOM), policy=limited_headers()))
            letter = _letter(message)
            like = replace(like, letter=letter) if like.folder else like
            return letter, tuple(self._attached(message, like, depth))
        except UsageError:
            raise
        except Exception:  # noqa: BLE001 - whatever the library raises on a damaged mail, nested a thousand times say
            raise unread from None

    def _attached(self, message: EmailMessage, like: PackedFile, depth: int) -> Iterator[PackedFile]:
        """Every part that has a name, those of a mail within the mail too."""
        for part in message.walk():
            typed = part.get_filename()
            if part.is_multipart() or not typed:
                continue
            name = _plain_name(str(typed))
            if name.lower() == _OUTLOOK_ONLY:
                self._leave(name, "是 Outlook 自己的格式，附件都在里面，读不出来：请对方用“纯文本”或 HTML 格式重发")
                continue
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                inline = part.get_content_maintype() == "image" and part.get("content-id") is not None
                yield from self._taken(replace(like, name=name, data=content, inline=inline), depth)

    def _unzipped(self, data: bytes, depth: int, folder: str = "") -> Iterator[PackedFile]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
                self._refuse_bomb(infos, len(data))
                for info in infos:
                    yield from self._member(archive, info, depth, folder)
        except UsageError:
            raise
        except Exception as error:
            raise self._damaged() from error

    def _member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, depth: int, within: str) -> Iterator[PackedFile]:
        path = _unzipped_name(info)
        name = _plain_name(path)
        folder = _folders(path, within)
        if info.is_dir() or _is_left_by_system(path):
            return
        if stat.S_ISLNK(info.external_attr >> 16):
            self._leave(name, "是一个链接")
        elif ".." in re.split(r"[/\\]", path):
            self._leave(name, "在压缩包里的位置不对（含 ..）")
        elif info.flag_bits & 1:
            raise _LockedError(
                f"“{self._name}”里的“{name}”加了密码", "请让对方去掉压缩密码再发，或解压以后把文件夹交给本命令"
            )
        else:
            yield from self._taken(PackedFile(name=name, data=archive.read(info), folder=folder), depth)

    def _taken(self, file: PackedFile, depth: int) -> Iterator[PackedFile]:
        self._size += len(file.data)
        self._parts += 1
        if self._size > MAX_UNPACKED or self._parts > MAX_PARTS:
            raise self._too_large(self._size, self._parts)
        if not file.data:
            self._leave(file.name, "是空的")
        elif not is_bundle(file.data, PurePath(file.name).suffix.lower()):
            yield file
        elif depth < _DEPTH:
            yield from self._nested(file, depth)
        else:
            yield file
            self._unopened(file.name, "套了三层")

    def _nested(self, file: PackedFile, depth: int) -> Iterator[PackedFile]:
        """An archive or a mail in a bundle: itself, for it may be meant as an attachment whole, and what is in it."""
        like = replace(file, data=b"", folder=_folders(f"{file.name}/", file.folder))
        try:
            if file.data.startswith(ZIP):
                inside = tuple(
                    replace(each, letter=file.letter) for each in self._unzipped(file.data, depth + 1, like.folder)
                )
            else:
                inside = self._mailed(file.data, like, depth + 1)[1]
        except (_LockedError, _DamagedError) as error:
            if PurePath(file.name).suffix.lower() in _PACKED:
                self._unopened(file.name, "加了密码" if isinstance(error, _LockedError) else "损坏了，解不开")
            inside = ()
        yield replace(file, opened=bool(inside))
        yield from inside

    def _refuse_bomb(self, infos: list[zipfile.ZipInfo], packed: int) -> None:
        size = sum(info.file_size for info in infos)
        if len(infos) > MAX_PARTS or size > MAX_UNPACKED or size > max(MAX_RATIO * packed, _SMALL):
            raise self._too_large(size, len(infos))

    def _too_large(self, size: int, parts: int) -> UsageError:
        said = f"解开后有 {size >> 20} MiB、{parts} 个文件"
        return UsageError(f"“{self._name}”太大，没有读：{said}", "请确认来源；确是报送材料的，请分成几份再交给本命令")

    def _damaged(self) -> UsageError:
        return _DamagedError(f"“{self._name}”损坏了，解不开", "请让对方重新压缩再发，或解压以后把文件夹交给本命令")

    def _leave(self, name: str, why: str) -> None:
        self._left_out.append(f"“{self._name}”里的“{name}”没有取出：{why}")

    def _unopened(self, name: str, why: str) -> None:
        self._left_out.append(f"“{self._name}”里的“{name}”{why}，没有再打开，只能作附件")


class _LockedError(UsageError):
    """An archive is locked with a password."""


class _DamagedError(UsageError):
    """An archive is damaged."""


def _is_left_by_system(path: str) -> bool:
    """Whether a file is no one's work: a folder's settings, a preview, what a program keeps while a file is open."""
    last = path.rpartition("/")[2].lower()
    return path.startswith("__MACOSX/") or last in _LEFT_BY_SYSTEMS or last.startswith((".", "~$"))


def _is_office(data: bytes) -> bool:
    """Whether a zip archive is an office file of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" in names or "mimetype" in names


def _unzipped_name(info: zipfile.ZipInfo) -> str:
    """The path in the archive; without a mark of UTF-8 it is in the spelling of a Chinese Windows."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _plain_name(path: str) -> str:
    """The last part of a path, in NFC, without what no file name holds; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", clean_line(path)).rstrip("/\\"))[-1]
    cleaned = re.sub(r'[:*?"<>|]', "_", last).strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = cleaned, "", ""
    stem = stem[: _LONGEST_NAME - len(dot + ending)]
    while len(f"{stem}{dot}{ending}".encode(errors="replace")) > _LONGEST_BYTES:
        stem = stem[:-1]
    cleaned = f"{stem}{dot}{ending}"
    return cleaned.strip(" .") or "_"


def _folders(path: str, within: str) -> str:
    """The folders of a path, each as a plain name, below `within`; the innermost of many."""
    parts = [part for part in re.split(r"[/\\]", path)[:-1] if part.strip(" ./")]
    found = [*filter(None, within.split("/")), *map(_plain_name, parts[-_FOLDERS:])]
    return "/".join(found[-_FOLDERS:])


def _letter(message: EmailMessage) -> Letter:
    header = message.get("reply-to") or message.get("from")
    sender = header.addresses[0] if isinstance(header, AddressHeader) and header.addresses else None
    return Letter(
        sender=one_line(sender.display_name or sender.addr_spec) if sender else "",
        address=one_line(sender.addr_spec, 254) if sender else "",
        subject=one_line(str(message.get("subject") or ""), 200),
        message_id=one_line(str(message.get("message-id") or ""), 300),
    )
