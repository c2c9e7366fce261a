"""What is known of the files of a workspace from earlier runs: by folder, each file's stamp and the tree it gave.

A file counts as known while its stamp is the same: in the work tree its size, times and inode, at a revision the id of
its content. What was changed just before it was read is not kept: a second change might leave it the same stamp.
"""

from __future__ import annotations

import marshal
import time
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from spt_fazhi.store.workspace.cache import Cache
from spt_fazhi.store.workspace.sources import Source, Stamp
from spt_fazhi.store.yaml.reader import Tree

_SETTLED: Final = 2_000_000_000
"""Nanoseconds after which a disk tells another change by another time (the slowest counts whole two seconds)."""
_SOUND: Final = "sound"


class Facts:
    """The trees of one source that need not be read again, and those that were read now."""

    def __init__(self, source: Source, cache: Cache, paths: Iterable[str]) -> None:
        """Know what earlier runs left in the cache about the files at `paths` of `source`."""
        self._cache = cache
        self._kind = "files" if source.revision is None else "blobs"
        settled = time.time_ns() - _SETTLED
        self._stamps: dict[str, Stamp | None] = {path: source.stamp(path) for path in paths}
        self._unsettled = {path for path, stamp in self._stamps.items() if not _is_settled(stamp, settled)}
        self._found: dict[str, dict[str, Any]] = {}
        """By folder what is to be kept of it, by name."""
        self._changed: set[str] = set()
        self._last = ""

    def trees(self, paths: Iterable[str]) -> dict[str, Tree]:
        """The trees of those of `paths`, all of whole folders, whose files are as they were."""
        by_folder: dict[str, list[str]] = {}
        for path in paths:
            by_folder.setdefault(path[: path.rfind("/")], []).append(path)
        trees: dict[str, Tree] = {}
        for folder, inside in by_folder.items():
            kept = self._cache.get(self._name(folder)) or {}
            same = {path: known for path in inside if (known := self._same(path, kept)) is not None}
            if len(same) < len(inside) or len(same) < len(kept):  # otherwise there is nothing to keep anew
                self._found[folder] = {path[len(folder) + 1 :]: known for path, known in same.items()}
            if len(same) < len(kept):
                self._changed.add(folder)
            trees.update((path, tree) for path, (_, tree) in same.items())
        return trees

    def _same(self, path: str, kept: Mapping[str, Any]) -> Any:
        known = kept.get(path[path.rfind("/") + 1 :])
        return known if known is not None and known[0] == self._stamps[path] else None

    def put(self, path: str, tree: Tree) -> None:
        """Keep what a file that `trees` did not know was found to hold."""
        if path not in self._unsettled:
            folder, _, name = path.rpartition("/")
            self._found[folder][name] = [self._stamps[path], tree]
            if folder != self._last:  # files are read folder by folder: the last one is whole
                self._write(self._last)
                self._last = folder
            self._changed.add(folder)

    def save(self) -> None:
        """Write what was found out of folders that are not as they were."""
        for folder in tuple(self._changed):
            self._write(folder)
        self._found.clear()
        self._cache.used()

    def _write(self, folder: str) -> None:
        if folder in self._changed:
            self._changed.remove(folder)
            self._cache.put(self._name(folder), self._found[folder])
            self._found[folder] = {}

    @cached_property
    def digest(self) -> str:
        """What tells these files, as they are, from any others; "" while one of them may still change unseen."""
        if self._unsettled:
            return ""
        stamps = marshal.dumps(self._stamps, 2)  # the version without references says the same of equal values
        return blake2b(stamps, digest_size=16).hexdigest()

    @property
    def are_sound(self) -> bool:
        """Whether an earlier run read exactly these files and found nothing wrong with any."""
        return bool(self.digest) and self.answer(_SOUND) == 1

    def note_sound(self) -> None:
        """Keep that there is nothing wrong with any of these files."""
        if not self.are_sound:
            self.keep(_SOUND, 1)

    def answer(self, question: str) -> Any:
        """What was kept as the answer to a question about exactly these files; None when nothing was."""
        kept = self._cache.get(f"{question}-{self._kind}.json")
        return kept[1] if kept is not None and kept[0] == self.digest != "" else None

    def keep(self, question: str, answer: Any) -> None:
        """Keep an answer; it takes the place of the one that was kept to that question."""
        if self.digest:
            self._cache.put(f"{question}-{self._kind}.json", [self.digest, answer])

    def _name(self, folder: str) -> str:
        return f"{self._kind}-{blake2b(folder.encode(errors='surrogateescape'), digest_size=8).hexdigest()}.json"


def _is_settled(stamp: Stamp | None, settled: int) -> bool:
    return isinstance(stamp, str) or (stamp is not None and max(stamp[1], stamp[2]) < settled)
