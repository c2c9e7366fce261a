"""The few exceptions of the program; bad *data* is never one of them, it is a `Problem` value."""

from __future__ import annotations

from typing import Final

EXIT_OK: Final = 0
EXIT_FINDINGS: Final = 1
EXIT_USAGE: Final = 2
EXIT_DEFECT: Final = 3
EXIT_INTERRUPTED: Final = 130


class FazhiError(Exception):
    """A failure the clerk can act on: one Chinese sentence, what to do next, and the exit code.

    `message` says what is wrong, `hint` what to do (may be empty), `exit_code` is one of the codes
    of docs/commands.md.
    """

    exit_code: int = EXIT_USAGE

    def __init__(self, message: str, hint: str = "", *, exit_code: int | None = None) -> None:
        """Keep the parts for the error boundary; without `exit_code` the class decides it."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        if exit_code is not None:
            self.exit_code = exit_code


class UsageError(FazhiError):
    """The command was typed with words that do not fit (unknown unit, bad date, missing option)."""


class RefusedError(FazhiError):
    """A write was refused because `fazhi check` would refuse the result; nothing was written."""


class Findings(FazhiError):  # noqa: N818 - an outcome, not an error: it only carries exit code 1
    """The command worked and found what it was asked to look for (exit code 1); prints nothing more."""

    exit_code = EXIT_FINDINGS

    def __init__(self) -> None:
        """No message: what was found is already on stdout."""
        super().__init__("")


def install_office(packages: str) -> str:
    """What to do where a package of the extra `office` is missing; `packages` as pip takes them."""
    return f'请在装了 fazhi 的环境里运行 pip install "spt-fazhi[office]"（或 pip install {packages}）'


def install_board() -> str:
    """What to do where the package of the extra `board` is missing."""
    return '请在装了 fazhi 的环境里运行 pip install "spt-fazhi[board]"（或 pip install segno）'


def install_rollup() -> str:
    """What to do where the package of the extra `rollup` is missing."""
    return '请在装了 fazhi 的环境里运行 pip install "spt-fazhi[rollup]"（或 pip install duckdb）'
