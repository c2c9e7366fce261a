"""Which of the numbered paragraphs of an outline are tasks, and whose units hold for others too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from spt_fazhi.intake.structure.outlining.nodes import SECTIONS, Node, Outline
from spt_fazhi.model.frozen import frozen

_CLOSING: Final = re.compile(
    "(?:工作|有关|相关)要求$|(?:保障|组织)措施$|(?:工作|组织)保障$|组织实施$|组织领导$|工作步骤|实施步骤|总体要求|指导思想|基本原则|总体思路|"
    "(?:工作|总体|主要)目标$|(?:清理|监督|检查|整治|工作|适用)(?:范围|对象|标准)$|(?:时间|(?<![年步后度段])工作)安排$|工作回顾$|主要成效$|"
    "工作(?:开展|完成|推进|落实)?情况$|工作总结$|取得的?(?:主要)?(?:成效|成绩)$|(?:主要)?(?:做法|举措|工作)[和及与、]成效$|存在的?(?:主要)?(?:问题|不足)|重要意义$|附则$"
)
_STEPS: Final = re.compile("(?:工作|实施|方法)步骤$|步骤(?:和|及|与)(?:方法|安排|时间)")
_REPORT: Final = re.compile("\\d{1,2}月(?:\\d{1,2}日|底)前[^。；]{0,20}[报送]")
_PARTS: Final = frozenset({"digit-bracket", "circle", "ring", "dotted-2", "dotted-3"})


@frozen
class Chosen:
    """The places of the nodes that are tasks. `lenders`: for tasks that name no units, the node whose units are theirs.

    `headings` are the nodes whose units hold for all below.
    """

    tasks: frozenset[int]
    lenders: Mapping[int, Node]
    headings: frozenset[int]


def task_nodes(outline: Outline, *, is_table: bool) -> Chosen:
    """The tasks: the nodes that name units, and their like that do not. Each node is looked at a few times only."""
    nodes = outline.nodes
    carriers = {node.place for node in nodes if node.names_units}
    if not carriers:
        return Chosen(tasks=frozenset() if is_table else _leaves(nodes), lenders={}, headings=frozenset())
    headings = _headings(nodes, carriers)
    common = _common_depth(nodes, carriers - headings, headings)
    own = _for_their_parents(nodes, carriers - headings, common)
    above = _above(nodes, own)
    whole = {place for place in above if (place in own and _is_a_sentence(nodes[place])) or _says_more(nodes[place])}
    tasks = own - above | whole
    headings |= {place for place in own & above - whole if nodes[place].units is not None}
    tasks |= _their_like(nodes, tasks, carriers, headings, common)
    return Chosen(
        tasks=frozenset(tasks), lenders=_lenders(nodes, tasks, headings, common), headings=frozenset(headings)
    )


def _headings(nodes: Sequence[Node], carriers: set[int]) -> set[int]:
    """Headings whose units hold for the items below: sections, and those whose like have items with units."""
    found, items = set(), Counter(nodes[place].depth for place in carriers)
    for place in carriers:
        node = nodes[place]
        if not node.children or not node.is_heading or node.trailing_in not in {None, node.segment}:
            continue
        if node.texts and node.trailing_in is None:
            continue
        section = node.is_unit or (node.parent is None and node.number.kind in SECTIONS)
        if section or items[node.children[0].depth] > items[node.depth]:
            found.add(place)
    return found


def _is_a_sentence(node: Node) -> bool:
    """Whether a node with units of its own says itself what is to be done: then what is below is part of it."""
    return node.trailing_in is node.segment and (not node.is_heading or node.heading.rstrip()[-1:] in tuple("。；;"))


def _says_more(node: Node) -> bool:
    """Whether a numbered task says something itself above its parts (1) (2), which name units each."""
    parts = node.parent is not None and all(child.number.kind in _PARTS for child in node.children)
    return parts and (not node.is_heading or any(each.text.rstrip()[-1:] == "。" for each in node.texts))


def _common_depth(nodes: Sequence[Node], carriers: set[int], headings: set[int]) -> int:
    """The depth most tasks have. The last of (1) (2) that alone names units speaks for the numbered task above."""
    depths: Counter[int] = Counter()
    lacking = _lacking(nodes, carriers)
    for place in carriers:
        node = nodes[place]
        part = node.number.kind in _PARTS and node.parent is not None and node.parent.number.kind not in _PARTS
        depths[node.depth - (part and id(node.parent) in lacking and node.depth > 1)] += 1
    if not depths:
        depths = Counter(child.depth for place in headings for child in nodes[place].children)
    return min(depths, key=lambda depth: (-depths[depth], depth))


def _lacking(nodes: Sequence[Node], carriers: set[int]) -> set[int]:
    """The parents (by `id`) of nodes without units."""
    return {id(node.parent) for node in nodes if node.place not in carriers and node.parent is not None}


def _for_their_parents(nodes: Sequence[Node], carriers: set[int], common: int) -> set[int]:
    """Below the level of tasks, units named by some of the items only (the last one) are those of the whole task."""
    found = set(carriers)
    lacking = _lacking(nodes, carriers)
    for place in carriers:
        node = nodes[place]
        if node.depth <= common or node.parent is None or node.number.kind == "none":
            continue
        task = node.parent
        while task.parent is not None and task.depth > common:
            task = task.parent
        if task.depth == common and id(node.parent) in lacking:
            found.discard(place)
            found.add(task.place)
    return found


def _above(nodes: Sequence[Node], found: Iterable[int]) -> set[int]:
    """The places of all nodes above those of `found`."""
    seen: set[int] = set()
    for place in found:
        parent = nodes[place].parent
        while parent is not None and parent.place not in seen:
            seen.add(parent.place)
            parent = parent.parent
    return seen


def _their_like(
    nodes: Sequence[Node], tasks: set[int], carriers: set[int], headings: set[int], common: int
) -> set[int]:
    """Nodes without units at the level of the tasks, and those without items under a heading that has some."""
    roots = {_root(nodes[place]).place for place in carriers}
    above = _above(nodes, tasks)
    beneath: set[int] = set()  # at or beneath a task
    found: set[int] = set()
    closing = _closing(nodes)
    numbers = {(nodes[place].number.kind, nodes[place].number.value, nodes[place].depth) for place in tasks}
    for node in nodes:
        parent = node.parent
        if node.place in tasks or (parent is not None and parent.place in beneath):
            beneath.add(node.place)
            continue
        if node.place in above or node.place in headings:
            continue
        root = _root(node)
        here = (node.number.kind, node.number.value, node.depth)
        if root.place not in roots and root.place in closing and not _runs_on(node, numbers):
            continue
        numbers.add(here)
        if node.depth == common or (parent is not None and not node.children):
            found.add(node.place)
            beneath.add(node.place)
    return found


def _runs_on(node: Node, numbers: set[tuple[str, int, int]]) -> bool:
    """Whether a number goes on where those of the tasks stop: (十二) after (十一) of the section before."""
    if node.parent is None or node.parent.children[0].number.value < 2:
        return False
    here = (node.number.kind, node.number.value, node.depth)
    return here not in numbers and (here[0], here[1] - 1, here[2]) in numbers


def _lenders(nodes: Sequence[Node], tasks: set[int], headings: set[int], common: int) -> dict[int, Node]:
    """For the tasks without units: the heading above that has some, else the last of their section if it alone has."""
    found: dict[int, Node] = {}
    lasts = _lone_lasts(nodes, tasks, common)
    for place in tasks:
        node = nodes[place]
        if node.names_units or any(each.names_units for each in node.descendants()):
            continue
        parent = node.parent
        last = lasts.get(id(parent))
        while parent is not None and parent.place not in headings:
            parent = parent.parent
        lender = parent or last
        if lender is not None:
            found[place] = lender
    return found


def _lone_lasts(nodes: Sequence[Node], tasks: set[int], common: int) -> dict[int, Node]:
    """By parent the last of its tasks, where it alone names units."""
    groups: dict[int, list[Node]] = {}
    for place in sorted(tasks):
        node = nodes[place]
        if node.parent is not None and node.depth == common:
            groups.setdefault(id(node.parent), []).append(node)
    return {
        parent: group[-1]
        for parent, group in groups.items()
        if len(group) > 1
        and group[-1].units is not None
        and not group[-1].units.is_empty
        and not any(each.names_units or any(below.names_units for below in each.descendants()) for each in group[:-1])
    }


def _leaves(nodes: Sequence[Node]) -> frozenset[int]:
    """Without any units: the deepest form of numbering that most sections have."""
    closing = _closing(nodes)
    open_nodes = [node for node in nodes if _root(node).place not in closing]
    depths = {node.depth for node in open_nodes}
    if not depths:
        return frozenset()
    depth = 1 if 1 in depths else min(depths)
    return frozenset(node.place for node in open_nodes if node.depth == depth)


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _closing(nodes: Sequence[Node]) -> set[int]:
    """The places of the outermost sections that ask for nothing themselves."""
    return {node.place for node in nodes if node.parent is None and _is_closing(node)}


def _is_closing(root: Node) -> bool:
    """Whether a section is one that asks for nothing itself; steps do where somebody is to report by a day in them."""
    text = _heading_text(root)
    if _CLOSING.search(text) is None:
        return False
    return not (_STEPS.search(text) and any(_REPORT.search(each.segment.text) for each in root.descendants()))


def _heading_text(node: Node) -> str:
    return re.split("[。：:（(]", node.heading.strip(), maxsplit=1)[0][-20:]
