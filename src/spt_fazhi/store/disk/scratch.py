"""Nameless files for what one process tells another: more than a pipe holds."""

from __future__ import annotations

import tempfile
from typing import IO, Final

from spt_fazhi.errors import FazhiError

_HINT: Final = "请清理磁盘，或让环境变量 TMPDIR（Windows 是 TEMP）指向一个能写的文件夹"


def scratch() -> IO[bytes]:
    """A file that nobody else finds, gone once it is closed. Raises FazhiError where there is no place for one."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        raise FazhiError("没有能写的临时文件夹", _HINT) from None


def no_room(what: str) -> FazhiError:
    """What another process that wrote to such a file, and could not say why it ended, most likely met."""
    return FazhiError(f"{what}没有做完，也说不出原因：多半是临时文件夹满了", _HINT)
