"""Longer texts a clerk hands in: from an option, a file, standard input or an editor."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError

_LIMIT: Final = 1 << 20
_EDITORS: Final = ("sensible-editor", "nano", "vim", "vi")


def read_text(typed: str) -> str:
    """The text of the file `typed`, or of standard input for `-`. Raises UsageError."""
    if typed == "-":
        data = sys.stdin.buffer.read(_LIMIT + 1)
        return decode(data, "标准输入")
    try:
        with Path(typed).expanduser().open("rb") as file:
            data = file.read(_LIMIT + 1)
    except FileNotFoundError:
        raise UsageError(f"找不到文件“{typed}”", "请核对文件名和路径") from None
    except OSError as error:
        raise UsageError(
            f"文件“{typed}”读不出来（{error.strerror}）", "请检查它是不是普通文件、有没有读取权限"
        ) from None
    return decode(data, f"文件“{typed}”")


def decode(data: bytes, what: str) -> str:
    """Text in UTF-8, else in GB 18030 as older Windows programs write it. Raises UsageError."""
    if len(data) > _LIMIT:
        raise UsageError(f"{what}超过 1 MiB", "进展写要点即可，详细材料请作为附件")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise UsageError(f"{what}不是文本，或编码认不出来", "请另存为 UTF-8 的纯文本（.txt）") from None
    note(f"提示：{what}不是 UTF-8，已按 GBK/GB18030 读取，请核对写入的文字。")
    return text


@contextlib.contextmanager
def edited(intro: Sequence[str], parts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Let the clerk write several texts in an editor; yields key → text (empty for what was left out).

    `intro` lines are shown as comments, `parts` maps keys to headings. When the block fails, the text is kept and
    the clerk told where. Raises FazhiError when there is no editor or it fails.
    """
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="fazhi-"))
    file = folder / "进展.txt"
    lines = [*(f"# {line}" for line in intro), "# 以 # 开头的行不会写入；写好后保存并关闭编辑器。", ""]
    for heading in parts.values():
        lines += [f"【{heading}】", "", ""]
    newline = "\r\n" if sys.platform == "win32" else "\n"
    file.write_bytes(newline.join(lines).encode("utf-8-sig" if sys.platform == "win32" else "utf-8"))
    try:
        _open_editor(file)
        text = decode(file.read_bytes(), "编辑的内容")
        yield split_parts(text, parts)
    except BaseException:
        with contextlib.suppress(OSError):
            if _has_content(file.read_text("utf-8", errors="replace"), parts):
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


def _has_content(text: str, parts: Mapping[str, str]) -> bool:
    return any(split_parts(text.removeprefix("\ufeff"), parts).values())


def _open_editor(file: Path) -> None:
    import subprocess

    command = [*_editor(), str(file)]
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the clerk's own editor
    except OSError as error:
        raise FazhiError(
            f"编辑器“{command[0]}”打不开（{error.strerror}）",
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
    import shutil

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
