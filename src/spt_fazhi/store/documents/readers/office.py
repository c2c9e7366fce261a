"""Old Word files (.doc, .wps, .rtf) and those of LibreOffice (.odt), made .docx by it where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError

_SECONDS: Final = 120
_ADVICE: Final = "请用 Word 或 WPS 打开，另存为 .docx 再试"
_SUFFIXES: Final = frozenset({".doc", ".wps", ".rtf", ".odt", ".xml"})
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")


def as_new_word(data: bytes, name: str, suffix: str) -> bytes:
    """The file as .docx, made by LibreOffice. Raises FazhiError without it, when it fails and for a protected file."""
    if _PROTECTED in data:
        raise FazhiError(f"“{name}”加了打开密码，读不了", "请用 Word 或 WPS 打开，去掉密码后另存为 .docx 再试")
    program = _program()
    if program is None:
        raise FazhiError(f"“{name}”是旧的 Word 或 WPS 格式，读不了", _ADVICE)
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"in{suffix if suffix in _SUFFIXES else '.doc'}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", folder]
        try:
            _run([program, profile, *options, str(source)])
            return source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise FazhiError(f"LibreOffice 转不了“{name}”", _ADVICE) from None


def _run(command: Sequence[str]) -> None:
    """Run a program to its end, or end it with the processes it started. Raises OSError and SubprocessError."""
    quiet = subprocess.DEVNULL
    own_group = sys.platform != "win32"
    with subprocess.Popen(  # noqa: S603 - a list, no shell
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=own_group
    ) as running:
        try:
            running.wait(_SECONDS)
        except BaseException:  # an interrupt too: what it started would go on else
            running.kill()
            if own_group:
                with contextlib.suppress(OSError):
                    os.killpg(running.pid, signal.SIGKILL)
            raise


def _program() -> str | None:
    """LibreOffice's program, in PATH or where its installer puts it."""
    for each in ("soffice", "libreoffice"):
        found = shutil.which(each)
        if found:
            return found
    if sys.platform == "win32":
        for base in (os.environ.get("PROGRAMFILES", ""), os.environ.get("PROGRAMFILES(X86)", "")):
            place = Path(base, "LibreOffice", "program", "soffice.exe")
            if base and place.is_file():
                return str(place)
    return None
