"""Which of the numbered paragraphs of an outline are tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.intake.structure.outline import Node, Outline

_CLOSING: Final = re.compile(
    "(?:工作|有关|相关)要求$|(?:保障|组织)措施$|(?:工作|组织)保障$|组织实施$|组织领导$|工作步骤|实施步骤|总体要求|指导思想|基本原则|(?:工作|总体|主要)目标$|附则$"
)


def task_nodes(outline: Outline, *, is_table: bool) -> set[int]:
    """The positions of the nodes that are tasks: those that name units, and their like that lost theirs."""
    nodes = outline.nodes
    carriers = {index for index, node in enumerate(nodes) if node.units is not None and not node.units.is_empty}
    place = {id(node): index for index, node in enumerate(nodes)}
    if not carriers:
        return set() if is_table else _leaves(nodes)
    depths = Counter(nodes[index].depth for index in carriers)
    common = min(depths, key=lambda depth: (-depths[depth], depth))
    carriers = _for_their_parents(nodes, carriers, common, place)
    found = {index for index in carriers if not any(place[id(n)] in carriers for n in nodes[index].descendants())}
    for index, node in enumerate(nodes):
        if index in found or node.depth != common or any(place[id(n)] in found for n in node.descendants()):
            continue
        if any(_ancestor_in(node, found, place)):
            continue
        root = _root(node)
        closing = root is not node and _CLOSING.search(_heading_text(root))
        if not closing and not (root is node and _CLOSING.search(_heading_text(node))):
            found.add(index)
    return found


def _for_their_parents(nodes: Sequence[Node], carriers: set[int], common: int, place: dict[int, int]) -> set[int]:
    """Below the level of tasks, units named by some of the items only (the last one) are those of the whole task."""
    found = set(carriers)
    for index in carriers:
        node = nodes[index]
        if node.depth <= common or node.parent is None:
            continue
        siblings = [place[id(each)] for each in node.parent.children if each.depth == node.depth]
        task = node.parent
        while task.parent is not None and task.depth > common:
            task = task.parent
        if task.depth == common and not all(each in carriers for each in siblings):
            found.discard(index)
            found.add(place[id(task)])
    return found


def _ancestor_in(node: Node, found: set[int], place: dict[int, int]) -> Iterable[bool]:
    parent = node.parent
    while parent is not None:
        yield place[id(parent)] in found
        parent = parent.parent


def _leaves(nodes: Sequence[Node]) -> set[int]:
    """Without any units: the deepest form of numbering that most sections have."""
    depths = Counter(node.depth for node in nodes if not _CLOSING.search(_heading_text(_root(node))))
    if not depths:
        return set()
    depth = 1 if 1 in depths else min(depths)
    return {
        index
        for index, node in enumerate(nodes)
        if node.depth == depth and not _CLOSING.search(_heading_text(_root(node)))
    }


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _heading_text(node: Node) -> str:
    return re.split("[。：:（(]", node.own.strip(), maxsplit=1)[0]
