"""Where things stand in a file: read again for positions, only when a message needs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import islice
from typing import Any

from spt_fazhi.model.problem import Where
from spt_fazhi.store.yaml.nodes import Node, plain_nodes
from spt_fazhi.store.yaml.reader import MAX_DEPTH, MAX_EVENTS, YamlFault, events, guard


class Marks:
    """Line and column of every key and value of one file, for messages."""

    def __init__(self, text: str) -> None:
        """Read `text` as far as it can be read; nothing is raised."""
        self._text = text
        self._root = plain_nodes(text) or (parsed_nodes(text) if _readable(text) else None)

    def find(self, where: Where, *, at_key: bool = False, within: str = "") -> tuple[int, int]:
        """Line and column of the value (or key) that `where` names; parts that are not there are passed over.

        With `within`, the place of that piece of text inside the value when it stands there as written.
        """
        node = self._root
        if node is None:
            return 1, 1
        last_is_key = False
        for part in where:
            child = node.children.get(part)
            last_is_key = child is not None
            if child is not None:
                node = child
        if at_key and last_is_key and node.key is not None:
            return self._place(node.key)
        if within:
            index = self._text.find(within, node.index, node.end)
            if index >= 0:
                return self._place(index)
        return self._place(node.index)

    def _place(self, index: int) -> tuple[int, int]:
        """What `place` says, for one of many."""
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self._text))]


def _readable(text: str) -> bool:
    try:
        guard(text)
    except YamlFault:
        return False
    return True


def parsed_nodes(text: str) -> Node | None:
    """The nodes of any YAML, as far as a parser comes."""
    import yaml

    root: Node | None = None
    stack: list[list[Any]] = []  # [node, is mapping, pending key event]
    try:
        for event in islice(events(text), MAX_EVENTS):
            if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
                continue
            if not isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent):
                continue
            if stack and stack[-1][1] and stack[-1][2] is None:
                stack[-1][2] = event
                continue
            mark: Any = event.start_mark  # the stubs allow None, which the parser never gives
            end: Any = event.end_mark
            node = Node(mark.index, end.index)
            if stack:
                parent, is_mapping, key = stack[-1]
                name: str | int = key.value if is_mapping else len(parent.children)
                if is_mapping:
                    node.key = key.start_mark.index
                    stack[-1][2] = None
                parent.children.setdefault(name, node)
            else:
                root = node
            if not isinstance(event, yaml.ScalarEvent):
                if len(stack) > MAX_DEPTH:  # what is wrong with it is that
                    return root
                stack.append([node, isinstance(event, yaml.MappingStartEvent), None])
    except (yaml.YAMLError, AttributeError):
        return root
    return root
