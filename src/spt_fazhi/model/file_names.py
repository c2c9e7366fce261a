"""Names that git or one of the systems it serves refuses, and why."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_UNSEEN: Final = frozenset(
    {
        0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2065, 0x2800, 0x3164, *range(0xFE00, 0xFE10),
        0xFFA0, *range(0xFFF0, 0xFFF9), 0x1D159,
    }
)  # fmt: skip
"""Letters and marks that show nothing: fillers, joiners, variation selectors; those from U+E0000 on besides."""
_RESERVED: Final = frozenset(
    {
        "con", "prn", "aux", "nul", "conin$", "conout$",
        *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789\u00b9\u00b2\u00b3"),
    }
)  # fmt: skip
"""Names of devices on Windows, whatever ending they are given."""
_SHORT_OF_GIT: Final = frozenset({"git", "gitatt", "gitign", "gitmod"})
"""How the short names begin that Windows gives to `.git`, `.gitattributes`, `.gitignore` and `.gitmodules`."""
_LONGEST_NAME: Final = 200


@lru_cache(maxsize=1024)  # folders come again and again
def part_fault(part: str) -> str | None:
    """Why git or one of the systems it serves refuses a file or folder of this name; None when all of them take it."""
    if part in {"", ".", ".."} or any(mark in part for mark in '/\\:*?"<>|'):
        return "文件名不能含斜杠、反斜杠、冒号、星号、问号、引号、尖括号和竖线，也不能是 . 或 .."
    if any(map(_is_unseen, part)):
        return "文件名含有看不见的字符"
    lower = part.lower()
    bare = lower.rstrip(" .")
    short, _, number = bare.partition("~")
    faults = {
        "git 不收这个名字": bare == ".git",
        "这个名字在 Windows 上会被当成 git 自己的文件": short in _SHORT_OF_GIT and number.isdecimal(),
        "这是 Windows 的保留名": lower.split(".", maxsplit=1)[0].strip() in _RESERVED,
        "文件名首尾不能是空格，末尾不能是点": part != part.rstrip(" .") or part.startswith(" "),
        "文件名是空白的": not (part.rpartition(".")[0] or part).strip(),
        "文件名过长（200 字节以内）": len(part.encode()) > _LONGEST_NAME,
    }
    return next((said for said, holds in faults.items() if holds), None)


def file_name_fault(name: str) -> str | None:
    """Why `name` cannot be an attachment's file name on every system; None when it can."""
    return "文件名不能以点开头" if name.startswith(".") and name.strip(".") else part_fault(name)


def _is_unseen(char: str) -> bool:
    number = ord(char)
    return number in _UNSEEN or 0xE0000 <= number < 0xE1000 or unicodedata.category(char) in _INVISIBLE
