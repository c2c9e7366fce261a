"""What a person names on the command line: a path, a file to read, standard input.

Names on disk are UTF-8: git keeps bytes, and only so is a file found under its name on every machine. What is there
already under an older spelling (GBK) is found too; what is made is named in UTF-8.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.text.decoding import typed_text
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.system_words import advice, reason

_LONGEST_NAME: Final = 255
_LONGEST_PATH: Final = 4000
_SHOWN: Final = 60
_OF_A_SHELL: Final = ("/dev/fd/", "/dev/std", "/proc/")
"""Where the pipes lie that a shell makes for `<(…)`: these have a writer. /dev/shm is a disk like others."""
_OLDER: Final = "gb18030"
"""How names were spelt before UTF-8, and still are by programs that unpack old archives."""
_NO_OTHER: Final = frozenset({"utf8", "ascii", "usascii", "ansi_x3.41968", "646"})


def typed_path(typed: str, option: str) -> Path:
    """The path a person typed after `option`, `~` resolved. Raises UsageError for what no file can be called."""
    text = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
    if not typed.strip():
        raise UsageError(f"{_spaced(option)}后面没有写路径", "请写文件或文件夹的名字")
    try:
        length = len(os.fsencode(typed))
    except UnicodeEncodeError:
        length = -1
    if length < 0 or "\0" in typed:
        raise UsageError(f"{_spaced(option)}的“{text}”里有文件名不能用的字符", "请核对路径，最好重新输入一遍")
    path = Path(typed)
    if length > _LONGEST_PATH or any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts):
        raise UsageError(f"{_spaced(option)}的“{text}”太长了", "请换一个短些的名字，或放到较浅的文件夹里")
    if typed.startswith("~") and not os.path.lexists(path):
        try:
            path = path.expanduser()
        except RuntimeError:
            user = path.parts[0]
            raise UsageError(
                f"{_spaced(option)}的“{text}”：这台电脑上找不到 {user} 这个用户文件夹",
                "请写完整的路径；文件名本来就以 ~ 开头的，前面加 ./",
            ) from None
    return path if typed.isascii() else _as_spelt_on_disk(path)


def whole_path(path: Path) -> Path:
    """The absolute path, as a person may be shown it: without `..`; where there is none, links stay as they are."""
    if ".." not in path.parts:
        return path.absolute()
    return path.resolve() if path.name == ".." else path.parent.resolve() / path.name


def _spaced(option: str) -> str:
    """`-o ` and `文件夹`: a space between an option and a Chinese word."""
    return f"{option} " if option[-1].isascii() else option


def _as_spelt_on_disk(path: Path) -> Path:
    """The same path with every part that lies there under another spelling of its name (GBK) spelt so."""
    if sys.platform == "win32":
        return path
    encoding = locale_encoding() or _OLDER
    found = Path(path.anchor)
    parts = path.parts[1:] if path.anchor else path.parts
    for index, part in enumerate(parts):
        other = _respelt(part, encoding)
        if other is None or os.path.lexists(found / part) or not os.path.lexists(found / other):
            found /= part
        else:
            found /= other
        if not os.path.lexists(found):
            return found.joinpath(*parts[index + 1 :])
    return found


def locale_encoding() -> str | None:
    """The encoding of the terminal's locale; None for UTF-8, and for C, which Python too takes for UTF-8.

    Windows hands over names and arguments as text, whatever its code page.
    """
    if sys.platform == "win32":
        return None
    from locale import getencoding  # needed only where something beside ASCII was typed

    encoding = getencoding()
    return None if encoding.lower().replace("-", "") in _NO_OTHER else encoding


def _respelt(name: str, encoding: str) -> str | None:
    try:
        return os.fsdecode(name.encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return None


def argument_text(typed: str) -> str:
    """A word of the command line (or of the environment) as text, read by the locale where that is not UTF-8."""
    if sys.platform == "win32" or typed.isascii():
        return typed
    encoding = locale_encoding()
    return name_text(typed) if encoding is None else typed_text(os.fsencode(typed), encoding) or typed


def name_text(name: str) -> str:
    """The name of a file on disk as text: in UTF-8, else as the locale or older programs spell it, else unchanged."""
    try:
        name.encode()
    except UnicodeEncodeError:
        try:
            return typed_text(os.fsencode(name), locale_encoding() or _OLDER) or name
        except UnicodeEncodeError:  # no name of a file
            return name
    return name


def read_typed(typed: str, option: str, limit: int) -> bytes:
    """The bytes of the file a person typed, or of standard input for `-`; at most `limit` + 1 of them.

    Raises UsageError and FazhiError, in Chinese and with what to do, for what cannot be read.
    """
    if typed == "-":
        return read_stdin(limit)
    path, shown = typed_path(typed, option), one_line(typed, _SHOWN)
    try:
        if path.is_dir():
            raise UsageError(f"“{shown}”是文件夹", "请写文件名")
        if path.is_fifo() and not path.absolute().as_posix().startswith(_OF_A_SHELL):
            raise UsageError(f"“{shown}”是管道，可能等不到内容，没有读", "请写硬盘上一个文件的名字，或用 - 读标准输入")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise UsageError(f"没有“{shown}”这个文件", "请核对文件名和所在文件夹") from None
    except OSError as error:
        raise UsageError(f"读不出“{shown}”：{reason(error)}", advice(error)) from None


def require_regular(typed: str) -> None:
    """Raise UsageError for a pipe or a device, which may never end; what is not there is left to the reader."""
    path = typed_path(typed, "文件")
    if typed != "-" and path.exists() and not path.is_file() and not path.is_dir():
        raise UsageError(f"“{one_line(typed, _SHOWN)}”不是普通文件（是管道或设备）", "请写硬盘上一个文件的名字")


def read_stdin(limit: int) -> bytes:
    """Standard input, at most `limit` + 1 bytes. Raises UsageError when it is closed, FazhiError when it fails."""
    if sys.stdin is None:
        raise UsageError("标准输入没有打开，读不到内容", "请去掉命令里的 <&-，或写文件名")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise FazhiError(f"标准输入读不出来：{reason(error)}", advice(error)) from None


def quoted(text: str) -> str:
    """`text` as one word of a command line of this system; a path that begins with a dash is no option then."""
    if text.startswith("-"):
        text = f"./{text}"
    if os.name != "nt":
        return shlex.quote(text)
    kept = "".join(char for char in text if char not in '"`$%!')
    plain = kept.replace("-", "").replace(".", "").replace("/", "")
    return f'"{kept}"' if not plain.isalnum() or not kept.isascii() else kept
