"""Old Word files (.doc, .wps, .rtf) through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError

_SECONDS: Final = 120
_ADVICE: Final = "请用 Word 或 WPS 打开，另存为 .docx 再试"


def as_new_word(data: bytes, name: str, suffix: str) -> bytes:
    """The file as .docx, made by LibreOffice. Raises FazhiError without it, or when it fails."""
    program = _program()
    if program is None:
        raise FazhiError(f"“{name}”是旧的 Word 或 WPS 格式，读不了", _ADVICE)
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        source = Path(folder, f"in{suffix if suffix in {'.doc', '.wps', '.rtf'} else '.doc'}")
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - a list, no shell
            return source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise FazhiError(f"LibreOffice 转不了“{name}”", _ADVICE) from None


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
