"""New attachments that differ from one already there in a few bytes: what is left when a copy is to look new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.paths import attachment_of
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.services.review.scope import Scope
from spt_fazhi.store.git.trees import GitTree

_PAIRS, _BYTES_READ = 300, 256 << 20
"""How many attachments a review compares, and how much it reads for that, however many are new."""
_LARGEST: Final = 20 << 20
_SMALLEST: Final = 16
_BYTES: Final = 64


def near_twins(scope: Scope, register: Register, matching: Matching, tree: GitTree) -> Mapping[str, tuple[str, ...]]:
    """By path of each attachment the branch adds: those of the same duty, or of the records it is compared with."""
    found: dict[str, list[str]] = defaultdict(list)
    contents = _Contents(tree)
    for path, other, size in islice(_pairs(scope, register, matching, tree), _PAIRS):
        if contents.bytes_read > _BYTES_READ:
            break
        if nearly_equal(contents.of(path, size), contents.of(other, size)):
            found[path].append(other)
    return {path: tuple(others) for path, others in found.items()}


class _Contents:
    """The contents of attachments, each read once, as far as they are of the size they are said to have."""

    def __init__(self, tree: GitTree) -> None:
        self._tree = tree
        self._held: dict[str, bytes] = {}
        self.bytes_read = 0

    def of(self, path: str, size: int) -> bytes:
        """The content, and a little more than `size` at most; nothing for what is no file."""
        if path not in self._held:
            stream = self._tree.stream(path)
            content = b""
            if stream is not None:
                with stream:
                    content = stream.read(size + 2 * _BYTES)
            self.bytes_read += len(content)
            self._held[path] = content
        return self._held[path]


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


class _Lot:
    """The attachments of some records, in their order, found by size."""

    def __init__(self, records: Iterable[str], reported: Mapping[str, Evidence | Rectify], tree: GitTree) -> None:
        self._by_size: dict[int, dict[str, list[tuple[int, str, str]]]] = {}  # then by content: place, record, path
        place = 0
        for record in records:
            for file in reported[record].files if record in reported else ():
                path = attachment_of(record, file.name)
                if path in tree.tree:
                    same_size = self._by_size.setdefault(file.size, {})
                    same_size.setdefault(tree.tree[path].oid, []).append((place, record, path))
                    place += 1

    def near(self, record: str, size: int, content: str) -> list[tuple[str, str, int]]:
        """Those of about this size and another content, beside other records: each record, path and size."""
        most = size + _slack(size)
        while most + 1 - size <= _slack(most + 1):
            most += 1
        found = [
            (*each, other)
            for other in range(size - _slack(size), most + 1)
            for oid, files in self._by_size.get(other, {}).items()
            if oid != content
            for each in files
            if each[1] != record
        ]
        return [each[1:] for each in sorted(found)]


def _pairs(scope: Scope, register: Register, matching: Matching, tree: GitTree) -> Iterator[tuple[str, str, int]]:
    """Each new attachment with those it may have been made from, of about its size and not the same; and that size."""
    fresh = {each.place.path for each in scope.files if each.place.kind == "attachment" and each.change.old is None}
    if not fresh:
        return
    reported = {entry.id: entry.value for entry in register.records if isinstance(entry.value, Evidence | Rectify)}
    together: dict[str, list[str]] = {}
    filed: Iterable[Sequence[Entry[Evidence] | Entry[Rectify]]] = (
        *matching.evidence.values(),
        *matching.rectify.values(),
    )
    for entries in filed:
        ids = [entry.id for entry in entries]
        together.update(dict.fromkeys(ids, ids))
    lots: dict[int, _Lot] = {}
    for record in sorted({each.place.id for each in scope.files} & reported.keys()):
        for each in reported[record].files:
            path = attachment_of(record, each.name)
            if path not in fresh or path not in tree.tree or not _SMALLEST <= each.size <= _LARGEST:
                continue
            own = together.get(record, [])
            if id(own) not in lots and own:
                lots[id(own)] = _Lot(own, reported, tree)
            others = [peer for peer in scope.peers.get(record, ()) if together.get(peer) is not own]
            beside = _Lot(others, reported, tree)
            for lot in (*([lots[id(own)]] if own else []), beside):
                for _, there, size in lot.near(record, each.size, tree.tree[path].oid):
                    yield path, there, max(size, each.size)
