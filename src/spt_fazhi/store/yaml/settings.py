"""The part of `register:` that is the office's own and outlives the year, as people wrote it in tasks.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from spt_fazhi.model.fields import parse_day
from spt_fazhi.model.period import years_after
from spt_fazhi.store.yaml.reader import YamlFault, read_tree
from spt_fazhi.text.yaml_text import scalar

OF_THE_DOCUMENT: Final = frozenset({"format", "year", "title", "issuer", "issued", "source", "also"})
"""The keys that every year's document writes anew."""
_DAYS: Final = frozenset({"backfill_until"})
_KEY: Final = re.compile(r"(?P<indent> +)(?P<key>[a-z_]+): *(?P<rest>.*)")


def settings_of(text: str, years: int) -> tuple[str, ...]:
    """The lines of the settings, indented by two spaces, with the comments that stand above or beside them.

    Their days move by so many `years`. Where they are written in a way that lines cannot be taken from
    (`register: {…}`), they are written anew. Raises YamlFault for a text that cannot be read.
    """
    kept = {key: value for key, value in read_tree(text)["register"].items() if key not in OF_THE_DOCUMENT}
    moved = {key: _later(value, years) if key in _DAYS else value for key, value in kept.items()}
    lines = tuple(_with_days(_lines(text), kept, moved))
    return lines if _reads_as(lines, moved) else tuple(f"  {key}: {_flow(value)}" for key, value in moved.items())


def _with_days(lines: Iterator[str], old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for line in lines:
        match = _KEY.match(line)
        key = match["key"] if match and len(match["indent"]) == 2 else ""
        yield line.replace(old[key], new[key], 1) if key in _DAYS else line


def _later(day: Any, years: int) -> Any:
    """A written day so many years later; what is no day stays as it is."""
    try:
        return str(years_after(parse_day(day), years))
    except ValueError:
        return day


def _lines(text: str) -> Iterator[str]:
    """The lines below `register:` that belong to settings, and the comments directly above each."""
    waiting: list[str] = []
    indent = ""
    wanted = False
    for line in _block(text):
        if line.lstrip()[:1] in {"", "#"}:
            waiting.append(line)
            continue
        match = _KEY.match(line)
        if match and (not indent or match["indent"] == indent):
            indent = match["indent"]
            wanted = match["key"] not in OF_THE_DOCUMENT
        if wanted:
            yield from (_moved(each, indent) for each in (*waiting, line))
        waiting = []


def _block(text: str) -> Iterator[str]:
    """The lines below `register:` up to the next key."""
    inside = False
    for line in text.splitlines():
        if inside and line[:1] not in {"", " ", "#"}:
            return
        if inside:
            yield line
        inside = inside or re.fullmatch(r"register: *(?:#.*)?", line) is not None


def _moved(line: str, indent: str) -> str:
    """A line of a block that was indented by `indent`, indented by two spaces."""
    return f"  {line.removeprefix(indent)}" if line.strip() else ""


def _reads_as(lines: tuple[str, ...], wanted: dict[str, Any]) -> bool:
    if not lines:
        return not wanted
    try:
        return bool(read_tree("\n".join(("register:", *lines, ""))) == {"register": wanted})
    except YamlFault:
        return False


def _flow(value: Any) -> str:
    """A value of a tree on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(each) for each in value)}]"
    return scalar(value, in_flow=True)
