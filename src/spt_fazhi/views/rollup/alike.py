"""Obligations of different districts that mean one thing, known by their quotes; what is not sure is a question.

Quotes are put together only where each is like every other one: that one district's words lie between those of two
others makes these two no likelier. What somebody decided about two quotes holds for whatever is counted with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Final, NamedTuple

from spt_fazhi.model.frozen import frozen
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.views.rollup.answers import Doubt

SURE: Final = 0.9
"""From here on two quotes are one obligation without a question."""
LIKELY: Final = 0.8
"""From here on `--yes` takes them for one."""
DOUBTFUL: Final = 0.65
"""Below, nobody is asked."""
NEVER_QUITE: Final = 0.99
"""The most that two different quotes are alike, digits aside."""
MOST: Final = 1000
"""Quotes that are compared: those in most registers."""


class QuoteLine(NamedTuple):
    """A quote by its key: its words, in which registers it stands, and the name of one of them."""

    key: str
    quote: str
    registers: frozenset[str]
    name: str


class Alike(NamedTuple):
    """A quote's key, the key under which it is counted, and how alike it is to the quote of that key, 0 to 1."""

    quote_key: str
    topic: str
    likeness: float


@frozen
class AlikeQuotes:
    """What is counted together, what was not sure and how it was decided, None where it was not."""

    alike: tuple[Alike, ...]
    doubts: tuple[Doubt, ...]


Decided = Mapping[frozenset[str], bool]
"""By two keys, whether they mean one thing."""


def match_quotes(quotes: Sequence[QuoteLine], decided: Decided, *, likely: bool = False) -> AlikeQuotes:
    """Put quotes together; with `likely`, also what is likely and was not decided otherwise."""
    apart = [pair for pair, same in decided.items() if not same]
    nodes = _nodes(quotes, set(apart))
    likeness = dict(_pairs(nodes))
    groups = _Groups(nodes, likeness)
    for pair, value in _likeliest(likeness):
        if value < SURE:
            break
        one, other = sorted(pair)
        if groups.fit(one, other) and not groups.meet(one, other) and not groups.are_apart(one, other, apart):
            groups.join(one, other)
    for pair, same in decided.items():
        if same and pair <= groups.known.keys():
            groups.join(min(pair), max(pair))
    doubts = tuple(_doubts(groups, likeness, apart, likely=likely))
    return AlikeQuotes(alike=tuple(groups.alike()), doubts=doubts)


def _meet(one: Collection[str], other: Collection[str]) -> bool:
    """Whether most registers that have one thing have the other, too: they mean two things by them.

    One register alone, that copies what two others write, does not keep these apart.
    """
    return 2 * len(set(one) & set(other)) > min(len(one), len(other))


class _Node(NamedTuple):
    """Quotes that differ in digits, punctuation and their district's own name alone; the first names them."""

    counted: Counter[str]
    lines: list[QuoteLine]
    registers: set[str]


def _nodes(quotes: Sequence[QuoteLine], apart: Collection[frozenset[str]]) -> list[_Node]:
    """Quotes put together that need no comparing: those of one form, but where registers mean two things by them."""
    forms: dict[frozenset[tuple[str, int]], list[_Node]] = {}
    for each in sorted(quotes, key=lambda line: (-len(line.registers), line.key)):
        counted = grams(_without_own_name(each))
        known = forms.setdefault(frozenset(counted.items()), [])
        for node in known if counted else ():
            said = any(frozenset((each.key, line.key)) in apart for line in node.lines) if apart else False
            if not said and not _meet(each.registers, node.registers):
                node.lines.append(each)
                node.registers.update(each.registers)
                break
        else:
            known.append(_Node(counted, [each], set(each.registers)))
    return [node for nodes in forms.values() for node in nodes]


def _without_own_name(line: QuoteLine) -> str:
    """A quote without the name of its district, whole or as it is called within its city."""
    quote = line.quote.replace(line.name, "") if line.name else line.quote
    short = line.name.rpartition("市")[2] or line.name
    return quote.replace(short, "") if len(short) > 1 else quote


def _likeliest(likeness: Mapping[frozenset[str], float]) -> list[tuple[frozenset[str], float]]:
    return sorted(likeness.items(), key=lambda item: (-item[1], sorted(item[0])))


def _pairs(nodes: Sequence[_Node]) -> Iterator[tuple[frozenset[str], float]]:
    """Every two nodes that are alike enough to be asked about, by their first quotes, and how alike they are.

    Only those are compared that share one of the rarest pairs of characters of either: what is more than so alike must
    share one (prefix filtering), so that thousands cost no millions of comparisons.
    """
    for at, other in _near([node.counted for node in nodes]):
        value = similarity(nodes[at].counted, nodes[other].counted)
        if value >= DOUBTFUL:
            yield frozenset((nodes[at].lines[0].key, nodes[other].lines[0].key)), min(value, NEVER_QUITE)


def _near(counted: Sequence[Counter[str]]) -> Iterator[tuple[int, int]]:
    """The places of every two texts that may be alike enough."""
    often = Counter(gram for found in counted for gram in found)
    long = [found.total() for found in counted]
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, found in enumerate(counted):
        single = sorted(
            ((gram, number) for gram, many in found.items() for number in range(many)),
            key=lambda one: (often[one[0]], one),
        )
        rarest = single[: len(single) - ceil(DOUBTFUL * len(single) / (2 - DOUBTFUL)) + 1]
        for other in sorted({other for gram in rarest for other in holders[gram]}):
            if 2 * min(long[at], long[other]) >= DOUBTFUL * (long[at] + long[other]):
                yield at, other
        for gram in rarest:
            holders[gram].append(at)


class _Group:
    """Nodes that are counted together: their quotes, the registers that have one, the key whose quote most have."""

    def __init__(self, node: _Node) -> None:
        self.keys = [line.key for line in node.lines]
        self.nodes = 1
        self.registers = frozenset(node.registers)
        self.first = (-len(node.lines[0].registers), node.lines[0].key)
        self.sure: Counter[int] = Counter()
        """By the number of another group, how many pairs of nodes of both are surely alike."""


class _Groups:
    """Who is counted with whom; each node begins alone."""

    def __init__(self, nodes: Sequence[_Node], likeness: Mapping[frozenset[str], float]) -> None:
        self.known = {line.key: line for node in nodes for line in node.lines}
        self._groups = {at: _Group(node) for at, node in enumerate(nodes)}
        self._of = {line.key: at for at, node in enumerate(nodes) for line in node.lines}
        for (one, other), value in ((sorted(pair), value) for pair, value in likeness.items()):
            if value >= SURE:
                self._groups[self._of[one]].sure[self._of[other]] += 1
                self._groups[self._of[other]].sure[self._of[one]] += 1

    def together(self, one: str, other: str) -> bool:
        """Whether two are counted together already."""
        return self._of[one] == self._of[other]

    def join(self, one: str, other: str) -> None:
        """Count two groups together."""
        if self.together(one, other):
            return
        kept, gone = self._of[one], self._of[other]
        first, second = self._groups[kept], self._groups.pop(gone)
        for key in second.keys:
            self._of[key] = kept
        first.keys += second.keys
        first.nodes += second.nodes
        first.registers |= second.registers
        first.first = min(first.first, second.first)
        for other_number, many in second.sure.items():
            if other_number != kept:
                first.sure[other_number] += many
                third = self._groups[other_number].sure
                third[kept] += third.pop(gone)
        first.sure.pop(gone, None)

    def fit(self, one: str, other: str) -> bool:
        """Whether two groups are apart yet, and every quote of one is surely like every quote of the other."""
        first, second = self._both(one, other)
        pairs = first.nodes * second.nodes
        return first is not second and first.sure[self._of[other]] == pairs

    def are_apart(self, one: str, other: str, apart: Iterable[frozenset[str]]) -> bool:
        """Whether somebody said that something in one group is another thing than something in the other."""
        wanted = {self._of[one], self._of[other]}
        return any(
            {self._of[key] for key in pair} == wanted for pair in apart if len(pair) == 2 and pair <= self._of.keys()
        )

    def meet(self, one: str, other: str) -> bool:
        """Whether registers mean two things by two groups."""
        first, second = self._both(one, other)
        return _meet(first.registers, second.registers)

    def names(self, one: str, other: str) -> frozenset[str]:
        """What two groups are called, by the quotes that most registers have."""
        return frozenset(group.first[1] for group in self._both(one, other))

    def _both(self, one: str, other: str) -> tuple[_Group, _Group]:
        return self._groups[self._of[one]], self._groups[self._of[other]]

    def alike(self) -> Iterator[Alike]:
        """The groups of more than one."""
        for key, number in self._of.items():
            group = self._groups[number]
            if len(group.keys) > 1:
                topic = group.first[1]
                yield Alike(key, topic, 1.0 if key == topic else self._compared(key, topic))

    def _compared(self, one: str, other: str) -> float:
        """How alike two quotes are, also where they were put together by somebody's word."""
        counted = (grams(_without_own_name(self.known[key])) for key in (one, other))
        return min(NEVER_QUITE, similarity(*counted))


def _doubts(
    groups: _Groups, likeness: Mapping[frozenset[str], float], apart: Collection[frozenset[str]], *, likely: bool
) -> Iterator[Doubt]:
    """One question for every two groups that may be one, by the two quotes of theirs that are most alike.

    With `likely` what is likely is counted together at once, and asked about no more.
    """
    asked: set[frozenset[str]] = set()
    for pair, value in _likeliest(likeness):
        one, other = sorted(pair, key=lambda key: (-len(groups.known[key].registers), key))
        if groups.together(one, other):
            continue
        between = groups.names(one, other)
        if between in asked:
            continue
        asked.add(between)
        if groups.meet(one, other):
            continue
        same = False if groups.are_apart(one, other, apart) else True if likely and value >= LIKELY else None
        if same:
            groups.join(one, other)
        yield Doubt(
            one=groups.known[one].quote,
            other=groups.known[other].quote,
            one_key=one,
            other_key=other,
            one_name=groups.known[one].name,
            other_name=groups.known[other].name,
            likeness=value,
            same=same,
        )
