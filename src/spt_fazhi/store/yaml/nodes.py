"""Where the values of a YAML file stand; of the flat YAML that `plain` reads, told from its lines without a parser."""

from __future__ import annotations

from spt_fazhi.store.yaml.plain import read_plain


class Node:
    """Where a value begins and what follows it, where its key begins (None: it has none), and the nodes inside it.

    Of what holds others only the first sign is meant.
    """

    __slots__ = ("children", "end", "index", "key")

    def __init__(self, index: int, end: int, key: int | None = None) -> None:
        """Hold nothing yet."""
        self.index, self.end, self.key = index, end, key
        self.children: dict[str | int, Node] = {}

    def add(self, name: str | int, index: int, end: int, key: int | None = None) -> Node:
        """A value inside; of several by one name the first is found."""
        return self.children.setdefault(name, Node(index, end, key))


def plain_nodes(text: str) -> Node | None:
    """What the parser's events would tell of a text that `read_plain` reads; None of every other."""
    if read_plain(text) is None:
        return None
    at = text.find("\n") + 1 if text[:2] == "# " else 0
    root = Node(at, at)
    last, item = root, root  # what a line goes on with, of a list what is inside it
    for line in text[at:].split("\n")[:-1]:
        if line[:2] == "- ":
            if not last.children:
                last.index, last.end = at, at + 1
            item = last.add(len(last.children), at + 2, at + 2)
            _add(item, at + 2, line[2:])
        elif line[:2] != "  ":
            last = _add(root, at, line)
        elif last.children:
            _add(item, at + 2, line[2:])
        else:
            last.end = at + len(line) + 1
        at += len(line) + 1
    return root


def _add(holder: Node, at: int, line: str) -> Node:
    """Add the key and the value of a line that begins at `at`."""
    name, _, value = line.partition(": ")
    start = at + len(name) + 2
    if value[:1] != "{":
        return holder.add(name.removesuffix(":"), start, at + len(line), at)
    node = holder.add(name, start, start + 1, at)
    start += 1
    for pair in value[1:-1].split(", "):
        _add(node, start, pair)
        start += len(pair) + 2
    return node
