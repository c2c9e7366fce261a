"""The file a person names as the place of a result: what may be written there, and how."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.paths import DATA_DIR, RECORDS_DIR, TASKS_FILE, UNITS_FILE
from spt_fazhi.store.disk.durable import write_fault, write_whole

PROMISES: Final = frozenset(
    {
        "docx", "docm", "doc", "dotx", "dot", "rtf", "odt", "wps", "wpt", "xlsx", "xlsm", "xls", "xltx", "ods", "et",
        "ett", "csv", "tsv", "pptx", "ppt", "odp", "dps", "pdf", "ofd", "xps", "epub", "html", "htm", "mht", "mhtml",
        "xhtml", "xml", "json", "yaml", "yml", "md", "markdown", "tex", "ics", "eml", "msg", "svg", "png", "jpg",
        "jpeg", "gif", "bmp", "tif", "tiff", "zip", "rar", "7z", "gz", "tgz", "tar", "exe",
    }
)  # fmt: skip
"""Endings of names that say what is in a file; any other (`通报.6月`) says nothing."""

_GIT: Final = ".git"
_TEMPLATES: Final = "templates"
_KINDS: Final = (
    (stat.S_ISLNK, "是一个链接"),
    (stat.S_ISDIR, "是文件夹"),
    (stat.S_ISFIFO, "是管道"),
    (stat.S_ISSOCK, "是套接字"),
)


def refuse_format(shown: str, made: Collection[str], words: str) -> None:
    """Raise UsageError when a name promises a format that is not `made` (endings without the dot).

    `words` says in Chinese which are made. The file would open as damaged, or not at all.
    """
    name = unicodedata.normalize("NFKC", Path(shown).name).casefold().rstrip(" .")
    ending = name.rpartition(".")[2] if "." in name else ""
    if ending in PROMISES and ending not in made:
        raise UsageError(f"生成不了 .{ending} 文件，没有写“{shown}”", f"现在只能生成{words}")


def refuse_kept(path: Path, shown: str) -> None:
    """Raise UsageError for a place in the `data/` or `templates/` of a workspace or in `.git`: no result belongs there.

    The register is written by the commands that enter something, and by hand; git's files by git.
    """
    places = {each for start in (path.absolute(), _resolved(path)) for each in (start, *start.parents)}
    if any(each.name.casefold() == _GIT for each in places):
        raise UsageError(f"“{shown}”在 git 自己的文件夹里，没有写", "请换一个文件夹")
    if any(each.name.casefold() == DATA_DIR and _holds_register(each) for each in places):
        raise UsageError(f"“{shown}”在台账的 {DATA_DIR}/ 里，没有写", "生成的文件请放到别处，如工作区外的文件夹")
    if any(each.name.casefold() == _TEMPLATES and _holds_register(each.parent / DATA_DIR) for each in places):
        raise UsageError(f"“{shown}”在台账的 {_TEMPLATES}/ 里，没有写", "那里只放模板，生成的文件请放到别处")


def _holds_register(folder: Path) -> bool:
    return any(os.path.lexists(folder.parent / each) for each in (TASKS_FILE, UNITS_FILE, RECORDS_DIR))


def _resolved(path: Path) -> Path:
    """The path without the links on its way; unchanged where they cannot be followed."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def is_there(path: Path, shown: str) -> bool:
    """Whether a regular file lies at `path`. Raises UsageError for anything that must not be written over.

    A link is one of them even when it leads to a regular file: it may have been put there to have another one
    overwritten. Links among the folders on the way are the person's own choice.
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise write_fault(error, shown) from None
    if stat.S_ISREG(mode):
        return True
    word = next((said for test, said in _KINDS if test(mode)), "是设备，不是文件")
    if stat.S_ISDIR(mode):
        raise UsageError(f"“{shown}”{word}", "请写文件名，如 二季度通报.md")
    raise UsageError(f"“{shown}”{word}，没有写", "请写一个普通文件的名字；只想看一眼，就不写这个选项")


def write_named(path: Path, shown: str, data: bytes, *, overwrite: bool) -> None:
    """Write the file in one step. Raises UsageError when it must not be written, FazhiError when the disk refuses."""
    if shown.endswith(("/", "\\", "/.")):
        raise UsageError(f"“{shown}”是文件夹的写法", "请写文件名，如 二季度通报.md")
    if shown.startswith("-"):
        raise UsageError(f"“{shown}”不能作文件名", "要打印出来，就不写这个选项；文件名确以短横开头的，前面加 ./")
    refuse_kept(path, shown)
    if is_there(path, shown) and not overwrite:
        raise UsageError(f"“{shown}”已经存在，没有覆盖", "要覆盖请加 --force，或换一个文件名")
    if not path.parent.is_dir():
        raise FazhiError(f"没有文件夹“{path.parent}”", "请先建好文件夹，或换一个位置")
    try:
        write_whole(path, data, overwrite=overwrite)
    except FileExistsError:  # it came to be in this very moment
        raise UsageError(f"“{shown}”已经存在，没有覆盖", "要覆盖请加 --force，或换一个文件名") from None
    except OSError as error:
        raise write_fault(error, shown) from None
