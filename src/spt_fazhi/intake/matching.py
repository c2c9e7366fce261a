"""Which task of one plan is which of another: by equal words, by title, then by the pairs of characters they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.text.normalise import normalise

_ALIKE: Final = 0.45
_RARE: Final = 24  # so many of a task's rarest pairs of characters are looked up
_SPREAD: Final = 48  # a pair that stands in more tasks than this tells none of them
_NEAR: Final = 8  # so many of those that share most rare pairs are compared in full


class Worded(Protocol):
    """Anything with a title and a text."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def text(self) -> str:
        """Its text."""


def pairs_of(old: Sequence[Worded], new: Sequence[Worded]) -> dict[int, tuple[int, float]]:
    """Each new task (by place) with the old one it is most like and the share of equal wording, 0 to 1.

    The closest pairs come first, no task stands in two. Costs in proportion to the length of both plans: candidates
    are looked up by title and by their rarest pairs of characters.
    """
    before = [grams(task.title + task.text) for task in old]
    found = _Index(old, before)
    scores = []
    for index, task in enumerate(new):
        own = grams(task.title + task.text)
        words = _words(task)
        for place in found.near(task.title, words, own):
            share = similarity(own, before[place])
            if old[place].title == task.title:
                share = max(share, _ALIKE) + 0.5
            if found.words[place] == words:
                share += 1
            if share >= _ALIKE:
                scores.append((share, index, place))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for _, index, place in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if index not in pairs and place not in taken:
            pairs[index] = (place, similarity(grams(new[index].text), grams(old[place].text)))
            taken.add(place)
    return pairs


class _Index:
    """The old tasks by title, by text and by pairs of characters."""

    def __init__(self, old: Sequence[Worded], before: Sequence[Mapping[str, int]]) -> None:
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self.words = [_words(task) for task in old]
        for place, (task, own) in enumerate(zip(old, before, strict=True)):
            self._by_title[task.title].append(place)
            self._by_text[self.words[place]].append(place)
            for gram in own:
                self._by_gram[gram].append(place)

    def near(self, title: str, words: str, own: Iterable[str]) -> Iterator[int]:
        """The places of the tasks worth comparing with one."""
        known = sorted((len(self._by_gram[gram]), gram) for gram in own if gram in self._by_gram)
        votes = Counter(place for number, gram in known[:_RARE] if number <= _SPREAD for place in self._by_gram[gram])
        close = [place for place, _ in votes.most_common(_NEAR)]
        same = (*self._by_title.get(title, ())[:_NEAR], *self._by_text.get(words, ())[:_NEAR])
        yield from dict.fromkeys((*same, *close))


def _words(task: Worded) -> str:
    return normalise(task.text).text
