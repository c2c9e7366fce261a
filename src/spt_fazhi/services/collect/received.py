"""What came in: the files that may be forms, each with the files that may be its attachments."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.services.collect.attached import Beside
from spt_fazhi.store.disk.typed import name_text, read_typed, typed_path, whole_path
from spt_fazhi.store.documents.bundle import Letter
from spt_fazhi.store.documents.tables.packed import is_as_made
from spt_fazhi.store.documents.tables.sheets import MAX_BYTES
from spt_fazhi.text.plain import one_line

ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et", ".xltx", ".xlsb"})
"""Names that a form may have; a file that is named on the command line may have any."""
PACKED: Final = frozenset({".zip", ".eml"})
"""Names that an archive or a mail has, which may bring forms with their attachments."""
CLOSED: Final = frozenset({".rar", ".7z", ".msg"})
"""Names of archives and mails that cannot be opened here, which is told."""
BACK: Final = "退回_"
"""What the name of a form begins with that goes back."""
_NO_FORMS: Final = ("~$", ".")
_DRAFT: Final = b"X-Unsent: 1\r\n"
_DEEPEST: Final = 4
_MOST: Final = 5000


@frozen
class Received:
    """One file that may be a form: what it is called, how its bytes are had, the files that may be its attachments.

    `read` raises FazhiError for what cannot be read. `path` is where it lies; `sure` says that a person named it: then
    it must be a form. `origin` is the archive or mail that it came in, `letter` what an answer to that mail needs.
    """

    name: str
    read: Callable[[], bytes]
    beside: Beside
    path: Path | None = None
    sure: bool = True
    origin: Path | None = None
    letter: Letter | None = None

    @property
    def folder(self) -> Path | None:
        """Where it lies, or the archive or mail that it came in."""
        place = self.origin or self.path
        return place.parent if place is not None else None


def received(typed: Sequence[str]) -> list[Received]:
    """What lies in the files and folders that a person typed, each once, in the order of the names; not read yet.

    Raises UsageError for what is not there.
    """
    seen: set[Path] = set()
    beside: dict[Path, Beside] = {}
    came = []
    for each in typed:
        path = typed_path(each, "文件")
        if path.is_dir():
            found = list(_forms_below(path, each))
            if not found:
                raise UsageError(
                    f"“{each}”里没有表格文件（.xlsx、.xls、.ods、.et），也没有压缩包和邮件（.zip、.eml）",
                    "请核对文件夹",
                )
        elif os.path.lexists(path):
            found = [path]
        else:
            raise UsageError(f"没有“{each}”这个文件或文件夹", "请核对名字和所在文件夹")
        for form in found:
            place = whole_path(form)
            if place in seen:
                continue
            seen.add(place)
            if place.parent not in beside:
                beside[place.parent] = Beside(_files_in(place.parent))
            name = _shown(form, path)
            read = partial(_read, place, name)
            came.append(Received(name=name, read=read, beside=beside[place.parent], path=place, sure=form == path))
    return came


def refuse_empty(data: bytes) -> None:
    """Raise UsageError for a file in which there is nothing, whatever it is called."""
    if not data.strip():
        raise UsageError("是空文件，里面什么也没有", "可能没有下载完整：请重新下载，或请报送单位再发一份")


def _shown(form: Path, typed: Path) -> str:
    """What a form is called: its name, with the folders below the one that was typed."""
    name = form.relative_to(typed).as_posix() if form != typed else form.name
    return one_line(unicodedata.normalize("NFC", name_text(name)), 60)


def _read(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise UsageError(f"“{name}”不是普通文件", "请写硬盘上一个文件的名字")
    return read_typed(str(path), "文件", MAX_BYTES)


def _forms_below(folder: Path, shown: str) -> Iterator[Path]:
    """The tables, archives and mails in a folder and those below it; no links, nothing hidden or that goes back."""
    number = 0
    for here, folders, names in os.walk(folder):
        place = Path(here)
        deep = len(place.relative_to(folder).parts)
        folders[:] = sorted(each for each in folders if not each.startswith(".")) if deep < _DEEPEST else []
        for name in sorted(names):
            path = place / name
            if path.suffix.lower() not in ENDINGS | PACKED | CLOSED or name.startswith(_NO_FORMS) or path.is_symlink():
                continue
            if name.startswith(BACK) and _goes_back(path):
                continue
            number += 1
            if number > _MOST:
                raise UsageError(f"“{shown}”里的表格文件太多，超过 {_MOST} 个", "请分几次收")
            yield path


def _goes_back(path: Path) -> bool:
    """Whether a file lies there as it was written to be sent back; put right by the unit, it is a form that came."""
    try:
        data = read_typed(str(path), "文件", MAX_BYTES) if path.is_file() else b""
    except FazhiError:
        return False
    return data.startswith(_DRAFT) if path.suffix.lower() == ".eml" else is_as_made(data)


def _files_in(folder: Path) -> Iterator[Path]:
    """The regular files in a folder, no links."""
    try:
        with os.scandir(folder) as entries:
            found = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return
    yield from (folder / name for name in sorted(found) if not name.startswith(("~$", ".")))
