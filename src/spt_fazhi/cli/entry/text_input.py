"""Longer texts a clerk hands in: from an option, a file, standard input or an editor."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.disk.durable import write_new
from spt_fazhi.store.disk.typed import locale_encoding, read_typed
from spt_fazhi.text.decoding import any_text, some_text
from spt_fazhi.text.system_words import reason

_LIMIT: Final = 1 << 20
_EDITORS: Final = ("sensible-editor", "nano", "vim", "vi")


def read_text(typed: str, option: str) -> str:
    """The text of the file `typed`, or of standard input for `-`. Raises UsageError."""
    return decode(read_typed(typed, option, _LIMIT), "标准输入" if typed == "-" else f"文件“{typed}”")


def decode(data: bytes, what: str, *, told: bool = False) -> str:
    """Text in UTF-8, else as older Windows programs write it, which is said unless the clerk was `told`.

    Raises UsageError for too much of it and for what is no text.
    """
    if len(data) > _LIMIT:
        raise UsageError(f"{what}超过 1 MiB", "进展写要点即可，详细材料请作为附件")
    try:
        text, encoding = any_text(data)
    except UnicodeDecodeError:
        raise UsageError(f"{what}不是文本，或编码认不出来", "请另存为 UTF-8 的纯文本（.txt）") from None
    if encoding == "gb18030" and not told:
        note(f"提示：{what}不是 UTF-8，已按 GBK/GB18030 读取，请核对写入的文字。")
    return text


@contextlib.contextmanager
def edited(intro: Sequence[str], parts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Let the clerk write several texts in an editor; yields key → text (empty for what was left out).

    `intro` lines are shown as comments, `parts` maps keys to headings. When the block fails, the text is kept and
    the clerk told where. Raises FazhiError when there is no editor or it fails.
    """
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="fazhi-"))
    file = folder / "进展.txt"
    lines = [*(f"# {line}" for line in intro), "# 以 # 开头的行不会写入；写好后保存并关闭编辑器。", ""]
    for heading in parts.values():
        lines += [f"【{heading}】", "", ""]
    newline = "\r\n" if sys.platform == "win32" else "\n"
    write_new(file, newline.join(lines).encode(_editors_encoding(), errors="replace"))
    try:
        _open_editor(file)
        text = decode(file.read_bytes(), "编辑的内容", told=True)
        yield split_parts(text, parts)
    except BaseException:
        with contextlib.suppress(OSError):
            if _has_content(some_text(file.read_bytes()), parts):
                note(f"您写的内容保存在 {file}，改好后可以分项用 --done-file 等选项重新录入。")
                raise
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def split_parts(text: str, parts: Mapping[str, str]) -> dict[str, str]:
    """What stands under each heading (`【…】` alone on a line), comment lines left out.

    Text before the first heading belongs to the first part.
    """
    by_heading = {f"【{heading}】": key for key, heading in parts.items()}
    found: dict[str, list[str]] = {key: [] for key in parts}
    current = next(iter(found.values()))
    for line in text.splitlines():
        if line.strip() in by_heading:
            current = found[by_heading[line.strip()]]
        elif not line.startswith("#"):
            current.append(line)
    return {key: "\n".join(lines).strip() for key, lines in found.items()}


def _editors_encoding() -> str:
    """What an editor expects: Notepad a byte order mark, one in a terminal the encoding of the locale."""
    return "utf-8-sig" if sys.platform == "win32" else locale_encoding() or "utf-8"


def _has_content(text: str, parts: Mapping[str, str]) -> bool:
    return any(split_parts(text, parts).values())


def _open_editor(file: Path) -> None:
    command = [*_editor(), str(file)]
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the clerk's own editor
    except OSError as error:
        raise FazhiError(
            f"编辑器“{command[0]}”打不开（{reason(error)}）",
            "请设置环境变量 EDITOR，或用 --done、--done-file 给出内容",
        ) from None
    if code:
        raise FazhiError(f"编辑器没有正常结束（退出码 {code}），没有写入", "请重试，或用 --done、--done-file 给出内容")


def _editor() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        if chosen := os.environ.get(name, "").strip():
            return _words(name, chosen)
    if sys.platform == "win32":
        return [str(Path(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32", "notepad.exe"))]
    found = next((path for name in _EDITORS if (path := shutil.which(name))), None)
    if found is None:
        raise FazhiError("没有找到编辑器", "请设置环境变量 EDITOR，或用 --done、--done-file 给出内容")
    return [found]


def _words(name: str, command: str) -> list[str]:
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        raise FazhiError(f"环境变量 {name} 的引号不成对：{command}", "请改正后重试") from None
    return [word.strip('"') for word in words]
