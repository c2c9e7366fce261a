"""How the process stands before a command runs: names in UTF-8, arguments as text, three usable streams."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.store.disk.typed import argument_text, locale_encoding

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESTARTED: Final = ["-X", "utf8=1"]
_PLAIN = {
    "●": "*",
    "○": "o",
    "■": "#",
    "□": "-",
    "█": "#",
    "▓": "=",
    "▲": "^",
    "★": "*",
    "☆": "+",
    "◎": "@",
    "◆": "!",
    "◇": "<",
    "←": "<-",
    "√": "v",
    "×": "x",
    "→": "->",
    "·": ".",
    "…": "...",
    "─": "-",
    "│": "|",
    "—": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
    "〔": "[",
    "〕": "]",
}


def use_utf8_names() -> None:
    """Start again in UTF-8 mode where the locale would spell names on disk otherwise (zh_CN.GBK, a bare C).

    Python fixes the encoding of file names when it starts. What is written must be the same on every machine: git
    keeps the bytes of a name, and a register written under GBK would be full of missing attachments elsewhere.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.orig_argv[1:3] == _RESTARTED:
        return
    if not sys.executable or getattr(sys, "frozen", False):
        return
    with contextlib.suppress(OSError, UnicodeError):
        os.execv(sys.executable, _again())  # noqa: S606 - this program itself


def _again() -> list[bytes]:
    """The command that started this process, byte for byte, with UTF-8 mode asked for.

    The C library read it into characters, and not all of them have a way back (a byte 80 under GBK becomes €).
    """
    try:
        found = Path("/proc/self/cmdline").read_bytes().split(b"\0")[:-1]
    except OSError:
        found = []
    typed = found if len(found) == len(sys.orig_argv) else [os.fsencode(each) for each in sys.orig_argv]
    return [os.fsencode(each) for each in (sys.executable, *_RESTARTED)] + typed[1:]


def arguments() -> list[str]:
    """What was typed after the program's name, read by the terminal's locale where that is not UTF-8."""
    return [argument_text(each) for each in sys.argv[1:]]


def keep_descriptors() -> None:
    """Occupy what was closed of descriptors 0, 1 and 2: a file opened next would else be taken for a stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def prepare_streams() -> None:
    """Make stdout and stderr never fail on a character: UTF-8 into a file or pipe, stand-ins on a poor console.

    A closed stderr is replaced by one that says nothing; a closed stdin or stdout stays None, for the caller to say.
    """
    codecs.register_error("fazhi-plain", _plainer)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=_encoding(stream), errors="fazhi-plain")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure") and sys.stdin.isatty():
        sys.stdin.reconfigure(encoding=_encoding(sys.stdin))


def _encoding(stream: Any) -> str:
    """UTF-8 for a file or pipe; for a console what it was set to, or what the terminal's locale says."""
    if not stream.isatty():
        return "utf-8"
    said: str = stream.encoding
    asked = os.environ.get("PYTHONIOENCODING") or os.environ.get("PYTHONUTF8") == "1"
    return said if asked or not sys.flags.utf8_mode else locale_encoding() or said


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: a plain stand-in for what the console cannot show, `?` for the rest."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end


def flush_stdout() -> None:
    """Send what is waiting. Raises OSError, after which the interpreter does not try again when it ends."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        silence_stdout()
        raise


def silence_stdout() -> None:
    """Let nothing more go to stdout, so that the interpreter does not complain about it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_arguments(argv: Sequence[str] | None) -> list[str]:
    """Prepare the process; `argv` as given, else what was typed."""
    if argv is not None:
        return list(argv)
    use_utf8_names()
    keep_descriptors()
    return arguments()
