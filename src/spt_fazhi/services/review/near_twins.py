"""New attachments that differ from one already there in a few bytes: what is left when a copy is to look new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spt_fazhi.engine.matching import Matching
from spt_fazhi.model.paths import attachment_of
from spt_fazhi.model.record import Evidence
from spt_fazhi.model.register import Register
from spt_fazhi.services.review.scope import Scope
from spt_fazhi.store.git.trees import GitTree

_PAIRS: Final = 300
"""About how many attachments a review reads to compare."""
_LARGEST: Final = 20 << 20
_SMALLEST: Final = 16
_BYTES: Final = 64


def near_twins(scope: Scope, register: Register, matching: Matching, tree: GitTree) -> Mapping[str, tuple[str, ...]]:
    """By path of each attachment the branch adds: those of the same duty, or of the records it is compared with."""
    found: dict[str, list[str]] = defaultdict(list)
    held: dict[str, bytes] = {}
    for number, (path, other) in enumerate(_pairs(scope, register, matching, tree)):
        if number == _PAIRS:
            break
        if path not in held:
            held = {path: tree.read(path) or b""}
        if nearly_equal(held[path], tree.read(other) or b""):
            found[path].append(other)
    return {path: tuple(others) for path, others in found.items()}


def nearly_equal(one: bytes, other: bytes) -> bool:
    """Whether two contents, not the same, are alike but for a few bytes in one place."""
    longest = max(len(one), len(other))
    if one == other or min(len(one), len(other)) < _SMALLEST:
        return False
    start = _common(one, other)
    rest = min(len(one), len(other)) - start
    end = _common(one[::-1][:rest], other[::-1][:rest])
    return longest - start - end <= _slack(longest)


def _slack(size: int) -> int:
    return max(2, min(_BYTES, size // 100))


def _common(one: bytes, other: bytes) -> int:
    """How many bytes two contents begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _pairs(scope: Scope, register: Register, matching: Matching, tree: GitTree) -> Iterator[tuple[str, str]]:
    """Each new attachment with those it may have been made from: of about its size, and not the same."""
    fresh = {each.place.path for each in scope.files if each.place.kind == "attachment" and each.change.old is None}
    if not fresh:
        return
    evidence = {entry.id: entry.value for entry in register.records if isinstance(entry.value, Evidence)}
    together: dict[str, Sequence[str]] = {}
    for entries in matching.evidence.values():
        ids = [entry.id for entry in entries]
        together.update(dict.fromkeys(ids, ids))
    for record in sorted({each.place.id for each in scope.files} & evidence.keys()):
        others = dict.fromkeys((*together.get(record, ()), *scope.peers.get(record, ())))
        for each in evidence[record].files:
            path = attachment_of(record, each.name)
            if path not in fresh or path not in tree.tree or not _SMALLEST <= each.size <= _LARGEST:
                continue
            for other in others:
                if other == record or other not in evidence:
                    continue
                for file in evidence[other].files:
                    there = attachment_of(other, file.name)
                    near = abs(file.size - each.size) <= _slack(max(file.size, each.size))
                    if near and there in tree.tree and tree.tree[there].oid != tree.tree[path].oid:
                        yield path, there
