"""Values as YAML, written in one way everywhere: plain where every reader takes it for that text, quoted where not.

Nothing is imported for it: a plan, a record and twenty thousand invented records come out of the same functions. What
is written reads back as the same text in YAML 1.1 and 1.2, with and without this project's rule that all is text.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final

_LONG: Final = 60  # characters from which a text gets a block of its own
_LONG_FIELDS: Final = frozenset({"detail", "done", "problems", "next", "reason"})
_ID_FIELDS: Final = frozenset({"obligation"})  # always quoted: other readers take `6.10` for a number
_PLAIN_START: Final = re.compile(r"[^\W\d_]|[【“《（〔]|\d[^\n]*[\u4e00-\u9fff]|\d{4}(?:[QH][1-4]|-(?:0[1-9]|1[0-2]))$")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_FLOW_MARKS: Final = frozenset(",[]{}:?")


def scalar(text: str, *, in_flow: bool = False) -> str:
    """`text` on one line; `in_flow` inside brackets or braces, where commas and colons mean more."""
    unsafe = ": " in text or " #" in text or text[-1:] in {" ", ":"} or text.lower() in _WORDS
    if unsafe or not _PLAIN_START.match(text) or not text.isprintable():
        return quoted(text)
    return quoted(text) if in_flow and not _FLOW_MARKS.isdisjoint(text) else text


def quoted(text: str) -> str:
    """`text` in single quotes, or in double ones where it holds a quote, a backslash or what cannot be printed."""
    if text.isprintable() and "'" not in text and "\\" not in text:
        return f"'{text}'"
    return "".join(char if char.isprintable() else _escaped(char) for char in json.dumps(text, ensure_ascii=False))


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def names(texts: Iterable[str]) -> str:
    """A list on one line: `[甲, 乙]`."""
    return "[" + ", ".join(scalar(text, in_flow=True) for text in texts) + "]"


def block(text: str) -> str:
    """`text` as the value of a key at the left edge: a `|` block where YAML can hold it so, else on one line."""
    body = text.removesuffix("\n")
    blank_edge = body[:1] in {"", " ", "\n"} or body[-1] == "\n"
    if blank_edge or " \n" in f"{text}\n" or not text.replace("\n", "").isprintable():
        return quoted(text)
    indented = f"  {body}" if "\n" not in body else "\n".join(f"  {line}" if line else "" for line in body.split("\n"))
    return f"|-\n{indented}" if body == text else f"|\n{indented}"


def entry_text(value: Any, head: str = "") -> str:
    """The text of an entry's file; `head` is a comment line put first (without `#`).

    `value` is a flat dataclass of texts, days, numbers, lists of texts, pairs, and lists of such dataclasses; what was
    not given is left out.
    """
    lines = [f"# {head}", *_lines(value), ""] if head else [*_lines(value), ""]
    return "\n".join(lines)


def _lines(value: Any) -> Iterator[str]:
    for name, key, is_id, may_be_long in _keys(type(value)):  # type: ignore[arg-type]  # mypy: type[Any] is not Hashable (typeshed)
        item = getattr(value, name)
        if item is None or item is False or item == ():
            continue
        if is_id and isinstance(item, tuple) and len(item) == 1:
            item = item[0]  # one of what may be several is written like what is always one
        if isinstance(item, str):
            if is_id:
                yield f"{key}: {json.dumps(item, ensure_ascii=False)}"
            elif "\n" in item or (may_be_long and len(item) > _LONG):
                yield f"{key}: {block(item)}"
            else:
                yield f"{key}: {scalar(item)}"
        elif isinstance(item, tuple):
            yield from _tuple_lines(key, item)
        else:
            yield f"{key}: {'yes' if item is True else _number(item)}"


def _tuple_lines(key: str, items: tuple[Any, ...]) -> Iterator[str]:
    """A list of texts, pairs of a name with a text or a number, or a list of values with fields of their own."""
    if isinstance(items[0], str):
        yield f"{key}: {names(items)}"
    elif isinstance(items[0], tuple) and isinstance(items[0][1], str):
        yield f"{key}:"
        yield from (f"  {scalar(pair, in_flow=True)}: {scalar(text)}" for pair, text in items)
    elif isinstance(items[0], tuple):
        inside = (f"{scalar(pair, in_flow=True)}: {_number(number)}" for pair, number in items)
        yield f"{key}: {{{', '.join(inside)}}}"
    else:
        yield f"{key}:"
        for part in items:
            for index, line in enumerate(_lines(part)):
                yield f"  {line}" if index else f"- {line}"


def _number(item: Any) -> str:
    return f"{item:f}" if isinstance(item, Decimal) else str(item)


@cache
def _keys(cls: type) -> tuple[tuple[str, str, bool, bool], ...]:
    """The fields of a dataclass: name, key in the file, whether always quoted, whether a block when long."""
    found = ((field.name, field.name.rstrip("_")) for field in dataclasses.fields(cls))
    return tuple((name, key, key in _ID_FIELDS, key in _LONG_FIELDS) for name, key in found)
