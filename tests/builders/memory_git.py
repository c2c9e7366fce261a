"""Two workspaces as two commits, without git: the real reader, comparison and rules run, git's object store is a dictionary."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from spt_fazhi.store.git.comparison import Comparison, undo
from spt_fazhi.store.git.raw_diff import FileChange
from spt_fazhi.store.git.trees import Blob, GitTree


class MemoryBlobs:
    """Contents by id, as `Blobs` gives them."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def put(self, data: bytes) -> Blob:
        oid = hashlib.sha1(data).hexdigest()
        self.contents[oid] = data
        return Blob("100644", oid)

    def read(self, oid: str) -> bytes:
        return self.contents[oid]

    def expect(self, oids: Iterable[str]) -> None:
        """All is at hand."""

    def stream(self, oid: str) -> BinaryIO:
        return io.BytesIO(self.contents[oid])

    def read_many(self, oids: Iterable[str]) -> Iterator[bytes]:
        return map(self.contents.__getitem__, oids)

    @contextlib.contextmanager
    def search_beside(self, oids: Iterable[str], words: re.Pattern[bytes]) -> Iterator[Callable[[], Iterator[bool]]]:
        yield lambda: (words.search(self.contents[oid]) is not None for oid in oids)


def compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Comparison:
    """The comparison of two workspaces, each by path and content, as that of a branch with its base."""
    blobs = MemoryBlobs()
    old = {path: blobs.put(data) for path, data in before.items()}
    new = {path: blobs.put(data) for path, data in after.items()}
    changes = tuple(
        FileChange(path=path, old=old.get(path), new=new.get(path))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    )
    tree = GitTree(blobs, new, name="示范区", revision="b" * 40)  # type: ignore[arg-type]
    base = GitTree(blobs, undo(new, changes), name="示范区", revision="a" * 40)  # type: ignore[arg-type]
    return Comparison(
        root=Path("示范区"),
        old=base,
        new=tree,
        changes=changes,
        outside=(),
        base="a" * 40,
        head="b" * 40,
        base_name="main",
        head_name="pr",
    )
