"""The entry point: finds the commands, runs one, and is the only place where an error becomes text and an exit code."""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from spt_fazhi import __version__
from spt_fazhi.cli import COMPLETE_VAR
from spt_fazhi.cli.streams import flush_stdout, prepare_streams, read_arguments, silence_stdout
from spt_fazhi.errors import EXIT_DEFECT, EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, FazhiError
from spt_fazhi.text.plain import plain
from spt_fazhi.text.system_words import advice, reason

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run `fazhi` and leave the process with its exit code (docs/commands.md). Never shows a traceback."""
    gc.disable()  # one short command: looking for cycles of garbage costs a tenth of its time
    code = run(read_arguments(argv))
    gc.freeze()  # nor are they looked for when the process ends, a tenth of a second after a large board
    raise SystemExit(code)


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code (0, 1, 2, 3 or 130)."""
    prepare_streams()
    if sys.stdout is None:  # nothing is begun whose result could not be shown
        return _say(
            "标准输出没有打开，结果没有地方显示；什么也没有做",
            "请去掉命令里的 >&-；不想看结果请写 >/dev/null",
            EXIT_USAGE,
        )
    try:
        return _run_and_flush(list(argv))
    except KeyboardInterrupt:
        return _say("已中断。", "", EXIT_INTERRUPTED)
    except FazhiError as error:
        return _say(error.message, error.hint, error.exit_code)
    except OSError as error:
        return _from_system(error)
    except Exception as error:  # noqa: BLE001 - the one boundary: a clerk never sees a traceback
        return _from_click(error) or _defect(error)


def _from_system(error: OSError) -> int:
    """Exit code after an operating system error; a closed pipe (head, less) is no error at all."""
    if isinstance(error, BrokenPipeError) or _is_broken_pipe(error):
        silence_stdout()
        return EXIT_OK
    names = [str(name) for name in (error.filename, error.filename2) if name]
    if names:
        return _say(f"{reason(error)}：{names[0]}", advice(error), EXIT_USAGE)
    silence_stdout()  # what is opened by no name is a stream
    hint = "结果没有显示完；如果是录入，请先用 git status 看看是不是已经写好，再决定要不要重来"
    return _say(f"输出没有写完：{reason(error)}", hint, EXIT_USAGE)


def _run_and_flush(argv: list[str]) -> int:
    asked = os.environ.get(COMPLETE_VAR)
    if asked:
        return _complete(asked)
    if argv in (["--version"], ["-V"]):  # before Typer is imported: an installer asks this often
        sys.stdout.write(f"fazhi {__version__}\n")
        flush_stdout()
        return EXIT_OK
    from click.exceptions import Exit

    from spt_fazhi.cli.lazy_group import build

    code = EXIT_OK
    group = build()
    try:  # not `group.main`, which would swallow Ctrl-C and a closed pipe on its own terms
        with group.make_context("fazhi", argv) as context:
            group.invoke(context)
    except Exit as leaving:
        code = leaving.exit_code
    flush_stdout()
    return code


def _complete(asked: str) -> int:
    """Answer a shell that completes a line, in the terminal's encoding (to PowerShell in UTF-8). Never an error."""
    with contextlib.suppress(Exception), contextlib.redirect_stderr(io.StringIO()):
        from spt_fazhi.cli.completion.shells import answer
        from spt_fazhi.cli.lazy_group import build
        from spt_fazhi.store.disk.typed import locale_encoding

        encoding = "utf-8" if asked.startswith("powershell") else locale_encoding() or "utf-8"
        sys.stdout.buffer.write(answer(build(), asked).encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    return EXIT_OK


def _say(message: str, hint: str, code: int) -> int:
    with contextlib.suppress(OSError, KeyboardInterrupt):
        flush_stdout()
    if message:
        text = f"错误：{plain(message)}" if code != EXIT_INTERRUPTED else message
        if hint:
            text += f"\n  → {plain(hint)}"
        with contextlib.suppress(OSError):
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
    return code


def _is_broken_pipe(error: OSError) -> bool:
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)


def _from_click(error: Exception) -> int | None:
    """Exit code of a usage error or abort that Click raised, None for anything else."""
    import click

    if isinstance(error, click.Abort):
        return _say("已取消，没有写入任何内容。", "", EXIT_INTERRUPTED)
    if isinstance(error, click.ClickException):
        from spt_fazhi.cli.usage_errors import explain

        message, hint = explain(error)
        return _say(message, hint, EXIT_USAGE)
    return None


def _defect(error: Exception) -> int:
    """A fault of the program itself: say so, keep the details in a file the clerk can send on."""
    if os.environ.get("FAZHI_DEBUG"):
        raise error
    import tempfile
    import traceback

    place = ""
    with contextlib.suppress(OSError):
        handle, place = tempfile.mkstemp(prefix="fazhi-error-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(f"fazhi {__version__}, Python {sys.version}\n{' '.join(sys.argv[:2])}\n")
            traceback.print_exception(error, file=out)
    hint = f"详情已存到 {place}，请发给维护人员" if place else "请把刚才的命令和这句话告诉维护人员"
    return _say(f"程序内部出错（{type(error).__name__}），这不是您的问题。", hint, EXIT_DEFECT)
