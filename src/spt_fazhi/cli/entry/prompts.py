"""Questions for what a command was not told: asked on a terminal, never otherwise."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from spt_fazhi.cli.output import note
from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.views.wording import names_text

T = TypeVar("T")
_SHOWN = 12


def on_terminal() -> bool:
    """Whether someone sits there to answer: both stdin and stdout are terminals."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


class Asker:
    """Collects the values a command needs; what is missing is asked for, or named all at once by `missing`."""

    def __init__(self) -> None:
        """Ask if there is a terminal to ask on."""
        self.can_ask = on_terminal()
        self._missing: list[str] = []
        self._introduced = False

    def get(
        self, option: str, label: str, given: str | None, parse: Callable[[str], T], *, choices: Sequence[str] = ()
    ) -> T | None:
        """The value of `option`: parsed from what was given, else asked until `parse` is content.

        None when it is missing and nobody can be asked: `missing` then names it. `parse` raises ValueError or
        UsageError in Chinese for what will not do; `choices` are shown when asking.
        """
        if given is not None:
            return self.given(option, given, parse)
        if not self.can_ask:
            self._missing.append(option)
            return None
        return self._ask(label, parse, choices)

    def optional(self, label: str, parse: Callable[[str], T]) -> T | None:
        """What is answered, asked until `parse` is content; None for an empty answer."""
        while True:
            typed = answer(label)
            if not typed.strip():
                return None
            found = self._tried(typed, parse)
            if found is not None:
                return found

    @property
    def is_asking(self) -> bool:
        """Whether a question was asked, so that there is a conversation."""
        return self._introduced

    @staticmethod
    def given(option: str, typed: str | None, parse: Callable[[str], T]) -> T | None:
        """What was typed for an option that is never asked for, parsed; None for nothing. Raises UsageError."""
        try:
            return None if typed is None else parse(typed)
        except ValueError as error:
            raise UsageError(f"{option}：{error}") from None

    @property
    def lacking(self) -> bool:
        """Whether anything was missing and could not be asked."""
        return bool(self._missing)

    def missing(self) -> UsageError:
        """The error that names everything that was missing and could not be asked."""
        return UsageError(f"缺少 {'、'.join(self._missing)}", "请在命令里写上；在终端里运行时也可以逐项询问")

    def _ask(self, label: str, parse: Callable[[str], T], choices: Sequence[str]) -> T:
        if not self._introduced:
            note("缺少的内容逐项询问，按 Ctrl-C 放弃。")
            self._introduced = True
        if choices:
            note(f"  可选：{names_text(choices, _SHOWN, '个')}")
        while True:
            typed = answer(label)
            if not typed.strip():
                note("  不能为空，请再输入一次。")
                continue
            found = self._tried(typed, parse)
            if found is not None:
                return found

    @staticmethod
    def _tried(typed: str, parse: Callable[[str], T]) -> T | None:
        """The value of an answer; None when it will not do, which is said."""
        try:
            return parse(typed)
        except ValueError as error:
            note(f"  {error}")
        except FazhiError as error:
            note(f"  {error.message}" + (f"；{error.hint}" if error.hint else ""))
        return None


def answer(label: str) -> str:
    """What is typed after `label` on the terminal. Raises FazhiError at the end of the input."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - importing it lets the clerk edit the line
    sys.stdout.flush()
    while True:
        try:
            return input(f"{label}：")
        except EOFError:
            raise FazhiError("输入已结束，没有写入任何内容", "请重新运行") from None
        except UnicodeDecodeError:
            note("  输入的编码认不出来，请再输入一次。")
