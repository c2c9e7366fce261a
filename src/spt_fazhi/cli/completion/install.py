"""`--install-completion`, `--show-completion`: the script of a shell, put where the shell looks for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from spt_fazhi.cli.completion import OWN_SHELL
from spt_fazhi.cli.completion.shells import SHELLS, script
from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.store.disk.durable import write_whole

_MARK: Final = "# fazhi 补全"
_AGAIN: Final = "重开一个终端就能用：打 fazhi 和空格，再按 Tab"


def show(typed: str) -> None:
    """Print the script of a shell. Raises UsageError for a shell that is not known."""
    sys.stdout.write(script(_shell(typed)))


def install(typed: str) -> None:
    """Put the script where the shell finds it, and say so. Raises UsageError for a shell that is not known."""
    shell = _shell(typed)
    files = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell]()
    for file in files:
        note(f"已写好 {file}")
    note(f"{shell} 的补全已装好，{_AGAIN}。")


def _shell(typed: str) -> str:
    """The shell that was named, else the clerk's own by $SHELL (PowerShell on Windows)."""
    named = typed.strip().lower() if typed != OWN_SHELL else ""
    found = named or ("powershell" if os.name == "nt" else Path(os.environ.get("SHELL", "")).name)
    found = {"pwsh": "powershell"}.get(found, found)
    if found in SHELLS:
        return found
    message = f"没有“{typed}”的补全" if named else "认不出现在用的是哪种 shell"
    raise UsageError(message, f"请写明：fazhi --install-completion {' 或 '.join(SHELLS)}")


def _bash() -> list[Path]:
    settings = _settings(Path.home() / ".bashrc")
    file = _write(_data() / "fazhi.bash", script("bash"))
    return [file, _add_line(settings, _source(file))]


def _zsh() -> list[Path]:
    settings = _settings(Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc")
    file = _write(_data() / "fazhi.zsh", script("zsh"))
    return [file, _add_line(settings, _source(file))]


def _source(file: Path) -> str:
    quoted = shlex.quote(str(file))
    return f"[ -r {quoted} ] && . {quoted}"


def _fish() -> list[Path]:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [_write(config / "fish" / "completions" / "fazhi.fish", script("fish"))]


def _powershell() -> list[Path]:
    """Beside the profile, named by `$PSScriptRoot`: an old PowerShell misreads Chinese in a path of its profile."""
    profile = _settings(_profile())
    file = _write(profile.parent / "fazhi-completion.ps1", script("powershell"))
    return [file, _add_line(profile, '. "$PSScriptRoot/fazhi-completion.ps1"')]


def _profile() -> Path:
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        raise FazhiError("没有找到 PowerShell", "请装好 PowerShell，或用 --show-completion powershell 打印后自己放")
    ask = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE.CurrentUserCurrentHost"
    done = subprocess.run(  # noqa: S603 - the shell found on PATH, and a fixed text
        [program, "-NoProfile", "-NonInteractive", "-Command", ask], capture_output=True, check=False, timeout=60
    )
    said = done.stdout.decode("utf-8", "replace").strip().lstrip("\ufeff")
    if not said:
        raise FazhiError("PowerShell 没有说配置文件在哪", "请用 --show-completion powershell 打印后自己放")
    return Path(said)


def _settings(file: Path) -> Path:
    """The settings of a shell, if a line can be added to them. Raises FazhiError before anything is written."""
    if file.exists() and not (file.is_file() and os.access(file, os.W_OK)):
        raise FazhiError(f"{file} 写不进去，没有安装", "请用 --show-completion 打印脚本，自己放到 shell 的设置里")
    return file


def _data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fazhi"


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text.encode(), overwrite=True)
    return file


def _add_line(file: Path, line: str) -> Path:
    """Add a line to a shell's settings, once, in the encoding they have; nothing else in them is touched."""
    old = file.read_bytes() if file.exists() else b""
    encoding = "utf-16-le" if old.startswith(b"\xff\xfe") else "utf-8"  # what an old PowerShell writes by itself
    if line.encode(encoding) in old:
        return file
    text = f"{line}\n" if encoding == "utf-16-le" or file.suffix == ".ps1" else f"{_MARK}\n{line}\n"
    gap = "" if not old or old.endswith(b"\n".ljust(2 if encoding == "utf-16-le" else 1, b"\0")) else "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as out:
        out.write((gap + text).encode(encoding))
    return file
