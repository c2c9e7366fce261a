"""Files a command writes because its `-o` says so."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError


def write_text(text: str, output: str, *, force: bool) -> None:
    """Write a text where the clerk said: atomically, and over an existing file only when told to."""
    file = Path(output).expanduser()
    if file.is_dir():
        raise UsageError(f"“{output}”是文件夹", "请写文件名，如 二季度通报.md")
    if file.exists() and not force:
        raise UsageError(f"“{output}”已经存在，没有覆盖", "要覆盖请加 --force，或换一个文件名")
    if not file.parent.is_dir():
        raise FazhiError(f"没有文件夹“{file.parent}”", "请先建好文件夹，或换一个位置")
    handle, temporary = tempfile.mkstemp(prefix=".fazhi-tmp-", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    note(f"已写入 {output}")
