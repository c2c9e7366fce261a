"""Nameless files for what one process tells another: more than a pipe holds."""

from __future__ import annotations

import tempfile
from typing import IO

from spt_fazhi.errors import FazhiError


def scratch() -> IO[bytes]:
    """A file that nobody else finds, gone once it is closed. Raises FazhiError where there is no place for one."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        hint = "请清理磁盘，或让环境变量 TMPDIR（Windows 是 TEMP）指向一个能写的文件夹"
        raise FazhiError("没有能写的临时文件夹", hint) from None
