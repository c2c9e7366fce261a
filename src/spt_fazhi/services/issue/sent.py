"""The files of a report that is entered as sent, read back: they must be that report, with the figures entered."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.reports.figures.readback import read_back
from spt_fazhi.services.issue.draft import IssuedDraft
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.printed import MAX_BYTES, CameBack, read_printed_bytes
from spt_fazhi.text.marks import without_marks
from spt_fazhi.text.plain import one_line

_HINT: Final = "请附按登记的这一期、这一天生成的印发版原件；内容改过的，先改台账再重新生成"


def require_files(files: Sequence[Path]) -> None:
    """Raise UsageError for what is no file that is there, and where one file is named twice."""
    seen: set[tuple[int, int]] = set()
    for path in files:
        name = one_line(str(path), 60)
        try:
            found = path.stat()
        except OSError:
            raise UsageError(f"找不到文件“{name}”", "请核对文件名和路径；路径里有空格的加引号") from None
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(f"“{name}”是文件夹", "请写发出的文件；有几个的，逐个写")
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(f"“{name}”不是普通文件", "请写硬盘上的文件，发出时的样子")
        if (found.st_dev, found.st_ino) in seen:
            raise UsageError(f"“{one_line(path.name, 60)}”写了两次", "同一个文件只写一次")
        seen.add((found.st_dev, found.st_ino))


def unread(draft: IssuedDraft, unit: str | None, marked: str) -> tuple[str, ...]:
    """The names of the files whose text nobody held against the report.

    Raises UsageError for a Word file that is another report, another edition, or prints other figures.
    """
    found = []
    for path in draft.files:
        came = carried(path)
        if came is not None:
            _require_same(one_line(path.name, 60), came, draft, unit or "")
        elif not _is_text(path, marked):
            found.append(one_line(path.name, 60))
    return tuple(found)


def carried(path: Path) -> CameBack | None:
    """A Word file with its own account of itself; None for any other file."""
    if path.suffix.lower() != ".docx" or not path.is_file():
        return None
    return came_back(read_typed(str(path), "文件", MAX_BYTES), path.name)


def came_back(data: bytes, name: str) -> CameBack | None:
    """The same of a file's bytes; None where it carries no account or one that was altered."""
    try:
        return read_printed_bytes(data, name)
    except FazhiError:
        return None


def altered(came: CameBack, figures: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Figures that a Word file prints otherwise than they were entered: key, entered, printed ("" where it is gone)."""
    back = read_back(came.printed.figures, came.texts)
    for each in back.changed:
        yield each.figure.key, figures.get(each.figure.key, ""), each.now
    for gone in back.deleted:
        yield gone.key, figures.get(gone.key, ""), ""
    for kept in back.kept:
        if figures.get(kept.key, "") != kept.printed:
            yield kept.key, figures.get(kept.key, ""), kept.printed


def _require_same(name: str, came: CameBack, draft: IssuedDraft, unit: str) -> None:
    made = came.printed.made
    day = "" if draft.as_of is None else draft.as_of.isoformat()
    for word, told, wanted in (
        ("报表", made.name, draft.name),
        ("期间", made.period, draft.period or ""),
        ("单位", made.unit, unit),
        ("数据截至日", made.as_of, day),
        ("版本", made.edition, "issue"),
    ):
        if told != wanted:
            raise UsageError(
                f"没有登记：“{name}”的{word}是 {one_line(told, 40) or '空'}，登记的是 {wanted or '空'}", _HINT
            )
    for key, entered, now in altered(came, {each.key: each.text for each in draft.figures}):
        told = f"数字 {one_line(key, 60)} 台账是 {one_line(entered, 20) or '空'}"
        raise UsageError(f"没有登记：“{name}”印的与台账不同，{told}，文件里是 {one_line(now, 20) or '没有'}", _HINT)


def _is_text(path: Path, marked: str) -> bool:
    """Whether the file is the report's own text."""
    if path.suffix.lower() not in {".md", ".txt"} or not path.is_file():
        return False
    try:
        return path.read_text("utf-8").rstrip() == without_marks(marked).rstrip()
    except (OSError, UnicodeDecodeError):
        return False
