"""Where every value of a YAML file begins and ends, for changing one of them and nothing else."""

from __future__ import annotations

from itertools import islice
from typing import Any

from spt_fazhi.model.problem import Where
from spt_fazhi.store.yaml.reader import MAX_EVENTS, events, guard


def spans(text: str) -> dict[Where, tuple[int, int]]:
    """By its path (keys and places in lists) the stretch of each value, without the line break after it.

    A block list or mapping reaches to the end of its last value. Raises YamlFault and yaml.YAMLError.
    """
    import yaml

    guard(text)
    found: dict[Where, tuple[int, int]] = {}
    stack: list[list[Any]] = []  # [path, begin, is a mapping, key or None, number of children, end of the last child]
    for event in islice(events(text), MAX_EVENTS):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            path, begin, _, _, _, last = stack.pop()
            in_flow = text[begin : begin + 1] in {"[", "{"}
            _close(found, stack, path, begin, _index(event.end_mark) if in_flow else last)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            begin = _index(event.start_mark)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            stack.append([_path(stack), begin, is_mapping, None, 0, begin])
        elif isinstance(event, yaml.ScalarEvent):
            begin, end = _index(event.start_mark), _index(event.end_mark)
            if stack and stack[-1][2] and stack[-1][3] is None:
                stack[-1][3] = event.value
            else:
                _close(found, stack, _path(stack), begin, begin + len(text[begin:end].rstrip()))
    return found


def _path(stack: list[list[Any]]) -> Where:
    """The path of the value that begins now."""
    if not stack:
        return ()
    path, _, is_mapping, key, number, _ = stack[-1]
    return (*path, key if is_mapping else number)


def _close(found: dict[Where, tuple[int, int]], stack: list[list[Any]], path: Where, begin: int, end: int) -> None:
    """A value has ended: its parent goes on to the next."""
    found[path] = (begin, end)
    if stack:
        parent = stack[-1]
        parent[3] = None
        parent[4] += 1
        parent[5] = end


def _index(mark: Any) -> int:
    return int(mark.index)
