"""The two streams: text and JSON to stdout, warnings to stderr; a console that lacks a character gets a plain one."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.cli.streams import flush_stdout, silence_stdout
from spt_fazhi.text.plain import escaped, plain
from spt_fazhi.views.streamed import Streamed

if TYPE_CHECKING:
    from rich.console import Console


def _console(stream: Any) -> Console:
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR")) or not stream.isatty() or os.environ.get("TERM") == "dumb"
    width = None
    if not stream.isatty():
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdigit() and int(columns) >= 20 else 80
    console = Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        no_color=plain,
        width=width,
        force_terminal=False if plain and not stream.isatty() else None,
        legacy_windows=False if plain else None,
    )
    console.on_broken_pipe = _raise_again  # type: ignore[method-assign]  # Rich would leave with exit code 1 here
    return console


def _raise_again() -> None:
    """Called by Rich while it handles a BrokenPipeError: the one boundary ends the program."""
    raise BrokenPipeError


def out() -> Console:
    """The console for results."""
    return _console(sys.stdout)


def err() -> Console:
    """The console for warnings and progress bars."""
    return _console(sys.stderr)


def note(text: str) -> None:
    """One plain line on stderr."""
    sys.stdout.flush()
    sys.stderr.write(plain(text) + "\n")
    sys.stderr.flush()


@contextmanager
def whatever_is_read() -> Iterator[None]:
    """The verdict that follows stands whether or not the reader of stdout stayed to the end (`fazhi check | head`)."""
    try:
        yield
        flush_stdout()
    except BrokenPipeError:
        silence_stdout()


def print_json(document: Any) -> None:
    """One JSON object on stdout, readable and in UTF-8; a list of its own that is `Streamed` is never held whole."""
    for piece in _pieces(document):
        print_text(escaped(piece))


_AT_ONCE: Final = 400
"""Items of a long list that are printed at once: each call of the encoder leaves a circle of objects behind."""


def _pieces(document: Any) -> Iterator[str]:
    """The text of a document, as `json.dumps` would give it, and a line end."""
    if not isinstance(document, dict) or not any(isinstance(value, Streamed) for value in document.values()):
        yield _text(document) + "\n"
        return
    before = "{\n"
    for key, value in document.items():
        before += f"  {_text(key)}: "
        if isinstance(value, Streamed) and len(value):
            items, between = iter(value), "[\n"
            while some := list(islice(items, _AT_ONCE)):
                yield f"{before}{between}  {_text(some, 2)[4:-4]}"
                before, between = "", ",\n"
            before = "\n  ],\n"
        else:
            before += _text(list(value) if isinstance(value, Streamed) else value, 2) + ",\n"
    yield f"{before[:-2]}\n}}\n"


def _text(value: Any, indent: int = 0) -> str:
    """A value as it stands so far from the left; no text in it has a line end of its own."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)


def values_text(values: Any) -> str:
    """The values of a report as JSON, a line at its end."""
    return escaped(json.dumps(dataclasses.asdict(values), ensure_ascii=False, indent=2, default=str)) + "\n"


def print_lines(lines: Callable[[int | None], Iterable[tuple[str, str]]]) -> None:
    """Lines with their styles, made for the columns of a terminal; a pipe (None) does not wait for colours."""
    if not sys.stdout.isatty():
        sys.stdout.write("".join(f"{line}\n" for line, _ in lines(None)))
        return
    from rich.text import Text

    console = out()  # all at once: printing costs several times as much as a line
    text = Text("\n").join(Text(line, style=style) for line, style in lines(console.width))
    console.print(text, soft_wrap=True)


def print_text(text: str) -> None:
    """Text for another program on stdout: bytes as they are, line ends too, unless a person looks at a console."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8", "replace"))
    buffer.flush()
