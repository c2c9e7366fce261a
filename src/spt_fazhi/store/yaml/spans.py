"""Where every value of a YAML file begins and ends, for changing one of them and nothing else."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from spt_fazhi.model.problem import Where
from spt_fazhi.store.yaml.reader import MAX_EVENTS, events, guard


class Span(NamedTuple):
    """The stretch of a value without the line break after it, and where its key begins (the value, in a list)."""

    begin: int
    end: int
    key: int


class _Open:
    """A list or mapping whose end has not come yet."""

    def __init__(self, path: Where, begin: int, key: int, *, is_mapping: bool) -> None:
        self.path, self.begin, self.key, self.is_mapping = path, begin, key, is_mapping
        self.name: tuple[str, int] | None = None  # of the value that comes next, and where it begins
        self.number = 0
        self.end = begin  # of the last value in it

    def next(self, begin: int) -> tuple[Where, int]:
        """The path of the value that begins now, and where its key begins."""
        if self.name is not None:
            return (*self.path, self.name[0]), self.name[1]
        return (*self.path, self.number), begin


def spans(text: str) -> dict[Where, Span]:
    """By its path (keys and places in lists) where each value stands; a block reaches to the end of its last value.

    Raises YamlFault and yaml.YAMLError.
    """
    import yaml

    guard(text)
    found: dict[Where, Span] = {}
    stack: list[_Open] = []

    def close(path: Where, span: Span) -> None:
        found[path] = span
        if stack:
            stack[-1].name, stack[-1].end = None, span.end
            stack[-1].number += 1

    for event in islice(events(text), MAX_EVENTS):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = stack.pop()
            in_flow = text[done.begin : done.begin + 1] in {"[", "{"}
            close(done.path, Span(done.begin, _index(event.end_mark) if in_flow else done.end, done.key))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            begin = _index(event.start_mark)
            path, key = stack[-1].next(begin) if stack else ((), begin)
            stack.append(_Open(path, begin, key, is_mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.ScalarEvent) and stack:
            begin, end = _index(event.start_mark), _index(event.end_mark)
            if stack[-1].is_mapping and stack[-1].name is None:
                stack[-1].name = event.value, begin
            else:
                path, key = stack[-1].next(begin)
                close(path, Span(begin, begin + len(text[begin:end].rstrip()), key))
    return found


def _index(mark: Any) -> int:
    return int(mark.index)
