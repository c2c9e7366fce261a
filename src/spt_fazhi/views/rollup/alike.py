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
MOST: Final = 2000
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
    known = {each.key: each for each in quotes}
    likeness = dict(_pairs(quotes))
    groups = _Groups(known, likeness)
    apart = [pair for pair, same in decided.items() if not same]
    for pair, value in _likeliest(likeness):
        if value < SURE:
            break
        one, other = sorted(pair)
        if groups.fits(one, other, SURE) and not groups.meet(one, other) and not groups.is_apart(one, other, apart):
            groups.join(one, other)
    for pair, same in decided.items():
        if same and pair <= known.keys():
            one, other = min(pair), max(pair)
            groups.join(one, other)
    doubts = tuple(_doubts(groups, likeness, apart, likely=likely))
    return AlikeQuotes(alike=tuple(groups.alike()), doubts=doubts)


def _likeliest(likeness: Mapping[frozenset[str], float]) -> list[tuple[frozenset[str], float]]:
    return sorted(likeness.items(), key=lambda item: (-item[1], sorted(item[0])))


def _pairs(quotes: Sequence[QuoteLine]) -> Iterator[tuple[frozenset[str], float]]:
    """Every two quotes that are alike enough to be asked about, and how alike they are.

    Only those are compared that share one of the rarest pairs of characters of either: what is more than so alike must
    share one (prefix filtering), so that thousands cost no millions of comparisons.
    """
    counted = [grams(each.quote) for each in quotes]
    long = [found.total() for found in counted]
    often = Counter(gram for found in counted for gram in found)
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, found in enumerate(counted):
        single = sorted(
            ((gram, number) for gram, many in found.items() for number in range(many)),
            key=lambda one: (often[one[0]], one),
        )
        rarest = single[: len(single) - ceil(DOUBTFUL * len(single) / (2 - DOUBTFUL)) + 1]
        near = {other for gram in rarest for other in holders[gram]}
        for other in sorted(near):
            if 2 * min(long[at], long[other]) < DOUBTFUL * (long[at] + long[other]):
                continue  # too much of one has nothing to stand beside
            value = similarity(found, counted[other])
            if value >= DOUBTFUL:
                yield frozenset((quotes[at].key, quotes[other].key)), min(value, NEVER_QUITE)
        for gram in rarest:
            holders[gram].append(at)


class _Groups:
    """Keys that are counted together; each begins alone."""

    def __init__(self, known: Mapping[str, QuoteLine], likeness: Mapping[frozenset[str], float]) -> None:
        self.known = known
        self.likeness = likeness
        self.of: dict[str, set[str]] = {key: {key} for key in known}

    def join(self, one: str, other: str) -> None:
        """Count two groups together."""
        if self.of[one] is not self.of[other]:
            both = self.of[one] | self.of[other]
            for key in both:
                self.of[key] = both

    def fits(self, one: str, other: str, least: float) -> bool:
        """Whether every quote of one group is so like every quote of the other."""
        return all(self.between(a, b) >= least for a in self.of[one] for b in self.of[other] if a != b)

    def between(self, one: str, other: str) -> float:
        """How alike two quotes are; 0 where they are hardly alike."""
        return 1.0 if one == other else self.likeness.get(frozenset((one, other)), 0.0)

    def is_apart(self, one: str, other: str, apart: Iterable[frozenset[str]]) -> bool:
        """Whether somebody said that something in one group is another thing than something in the other."""
        first, second = self.of[one], self.of[other]
        return any(
            (not pair.isdisjoint(first)) and (not pair.isdisjoint(second)) and first is not second for pair in apart
        )

    def meet(self, one: str, other: str) -> bool:
        """Whether most registers that have a quote of one group have one of the other, too: they mean two things.

        One register alone, that copies what two others write, does not keep these apart.
        """
        first, second = self._registers(one), self._registers(other)
        return 2 * len(first & second) > min(len(first), len(second))

    def _registers(self, key: str) -> frozenset[str]:
        return frozenset().union(*(self.known[each].registers for each in self.of[key]))

    def first(self, group: Collection[str]) -> str:
        """The key that names a group: whose quote stands in most registers."""
        return min(group, key=lambda key: (-len(self.known[key].registers), key))

    def alike(self) -> Iterator[Alike]:
        """The groups of more than one."""
        for key in self.known:
            group = self.of[key]
            if len(group) > 1:
                topic = self.first(group)
                yield Alike(key, topic, self.between(key, topic) or self._compared(key, topic))

    def _compared(self, one: str, other: str) -> float:
        """How alike two quotes are that were put together by somebody's word."""
        return min(NEVER_QUITE, similarity(grams(self.known[one].quote), grams(self.known[other].quote)))


def _doubts(
    groups: _Groups, likeness: Mapping[frozenset[str], float], apart: Collection[frozenset[str]], *, likely: bool
) -> Iterator[Doubt]:
    """One question for every two groups that may be one, by the two quotes of theirs that are most alike.

    With `likely` what is likely is counted together at once, and asked about no more.
    """
    asked: set[frozenset[str]] = set()
    for pair, value in _likeliest(likeness):
        one, other = sorted(pair, key=lambda key: (-len(groups.known[key].registers), key))
        if groups.of[one] is groups.of[other] or groups.meet(one, other):
            continue
        between = frozenset((groups.first(groups.of[one]), groups.first(groups.of[other])))
        if between in asked:
            continue
        asked.add(between)
        same = False if groups.is_apart(one, other, apart) else True if likely and value >= LIKELY else None
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
