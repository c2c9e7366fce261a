"""The flat YAML that `fazhi` writes, read by one regular expression: five times faster than a YAML parser's events.

Only a text that any YAML reader takes for the same flat mapping of plain or quoted one-line strings, literal blocks, a
list of attachments and figures in braces is read here; for every other text the answer is None and the real parser
takes over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

_SCALAR: Final = r"""(?:([^\s\-?:,\[\]{}#&*!|>'"%@`~=<][^\n]*)|"([^"\\\n]*)"|'([^'\n]*)')\n"""
_LONGEST_KEY: Final = 40
"""Characters of a key: from each place in a text that is one long word no more than these are looked at."""
_LONGEST_TEXT: Final = 1 << 20
"""Characters of a text that is read here: too few for more things than the parser reads of any text."""
_GROUPS: Final = 7
"""What a line is split into: what stands before it, and the groups of its pattern."""
_FIGURE: Final = rf"[\w（）]{{1,{_LONGEST_KEY}}}: -?[0-9]{{1,20}}(?:\.[0-9]{{1,20}})?"


class _Patterns(NamedTuple):  # a tuple: asked for once a file
    """The patterns: of a line, of an attachment, of characters of a kind of their own, of what is more than a line.

    `odd` are those that YAML forbids, takes for line breaks or treats in a way of its own; `nested` says what the text
    of each key that holds more begins with, that key, its pattern and what reads what is inside.
    """

    line: re.Pattern[str]
    item: re.Pattern[str]
    odd: re.Pattern[str]
    nested: tuple[tuple[str, str, re.Pattern[str], Callable[[str], Any]], ...]


@cache
def _patterns() -> _Patterns:
    """Compiled when a file is read: where the cache knows all of them, it would be a millisecond for nothing."""
    return _Patterns(
        line=re.compile(rf"([a-z_0-9]{{1,{_LONGEST_KEY}}}): (?:{_SCALAR}|\|(-?)\n((?:  \S[^\n]*\n)+))"),
        item=re.compile(rf"- name: {_SCALAR}  sha256: {_SCALAR}  size: {_SCALAR}"),
        odd=re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"),
        nested=(
            (
                "\nfiles:\n",
                "files",
                re.compile(r"^files:\n((?:- name: [^\n]*\n  sha256: [^\n]*\n  size: [^\n]*\n)+)", re.MULTILINE),
                _items,
            ),
            (
                "\nfigures: {",
                "figures",
                re.compile(rf"^figures: \{{({_FIGURE}(?:, {_FIGURE})*)\}}\n", re.MULTILINE),
                _figures,
            ),
        ),
    )


def read_plain(text: str) -> dict[str, Any] | None:
    """The mapping a YAML parser would read from `text`, all scalars as strings; None when it takes a real parser."""
    known = _patterns()
    # of what is odd in the comment, too: there as well it is for the parser to say what ends a line
    if len(text) > _LONGEST_TEXT or known.odd.search(text):
        return None
    if text[:2] == "# ":
        text = text[text.find("\n") + 1 :]
    nested: dict[str, Any] = {}
    for start, key, pattern, read in known.nested:
        if start in text:
            found = pattern.search(text)
            value = read(found[1]) if found else None
            if found is None or value is None:
                return None
            nested[key] = value
            text = f"{text[: found.start()]}{key}: x\n{text[found.end() :]}"
    if text[-1:] != "\n" or " #" in text or " \n" in text or ":\n" in text:
        return None
    parts = known.line.split(text)
    if any(parts[::_GROUPS]):
        return None
    tree: dict[str, Any] = {}
    for at in range(1, len(parts), _GROUPS):
        key, plain, double, single, strip, block = parts[at : at + 6]
        if plain is not None:
            tree[key] = plain
        elif block is not None:
            lines = block[2:-1].replace("\n  ", "\n")
            tree[key] = lines if strip else f"{lines}\n"
        else:
            tree[key] = single if double is None else double
    if len(tree) * _GROUPS != len(parts) - 1 or text.count(": ") != len(tree) or not tree:
        return None
    tree.update(nested)
    return tree


def _figures(text: str) -> dict[str, str] | None:
    """The figures of a record; None when one is given twice."""
    pairs = [pair.split(": ") for pair in text.split(", ")]
    given = dict(pairs)
    return given if len(given) == len(pairs) else None


def _items(text: str) -> list[dict[str, str]] | None:
    """The attachments of a record; None when a value is not as simple as it should be."""
    if " #" in text or " \n" in text or ":\n" in text:
        return None
    item = _patterns().item
    parts = item.split(text)
    size = item.groups + 1
    if any(parts[::size]) or text.count(": ") != 3 * (len(parts) - 1) // size:
        return None
    values = ([part for part in parts[at : at + size - 1] if part is not None] for at in range(1, len(parts), size))
    return [dict(zip(("name", "sha256", "size"), each, strict=True)) for each in values]
