"""A `Source` over files that are held in memory: a draft can be read and checked before it is written."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from spt_fazhi.store.workspace.sources import FileInfo, folders_named_as_files


class MemorySource:
    """Reads from a mapping of path (relative to the workspace) to content."""

    revision: str | None = None

    def __init__(self, files: Mapping[str, bytes], name: str = "") -> None:
        """Read these files."""
        self._files = files
        self.name = name

    def read(self, path: str) -> bytes | None:
        """See `Source.read`."""
        return self._files.get(path)

    def read_many(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """See `Source.read_many`."""
        for path in paths:
            yield path, self._files.get(path)

    def stream(self, path: str) -> BinaryIO | None:
        """See `Source.stream`."""
        data = self._files.get(path)
        return None if data is None else io.BytesIO(data)

    def stamp(self, path: str) -> None:
        """See `Source.stamp`: what is held in memory is never kept."""

    def expect(self, paths: Iterable[str]) -> None:
        """See `Source.expect`: memory needs no telling."""

    def walk(self, folder: str) -> list[FileInfo]:
        """See `Source.walk`."""
        paths = [path for path in self._files if path.startswith(f"{folder}/")]
        folders = (FileInfo(each, is_folder=True) for each in folders_named_as_files(paths, folder))
        return sorted((*map(FileInfo, paths), *folders))
