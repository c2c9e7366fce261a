"""A cache of validated trees, outside the workspace, so that a warm start needs neither YAML nor Pydantic.

It holds, for each file, the text that was validated and the tree it gave; an entry counts only for exactly that text.
Losing or corrupting it costs time, never correctness. `FAZHI_CACHE=off` turns it off, another value names its folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import zlib
from pathlib import Path
from typing import Any, Final

from spt_fazhi import __version__
from spt_fazhi.store.disk.durable import write_whole

MAX_FILES: Final = 1500
_FORMAT: Final = 1


def _folder() -> Path | None:
    chosen = os.environ.get("FAZHI_CACHE", "")
    if chosen.lower() in {"off", "0", "no"}:
        return None
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return Path(base, "fazhi") if base and os.path.isabs(base) else None


class TreeCache:
    """The validated trees of one workspace. All methods swallow disk errors: a cache is never a reason to fail."""

    def __init__(self, workspace: str, folder: Path | None = None) -> None:
        """Load the cache of `workspace` (its absolute path) from `folder`, by default the user's cache folder."""
        self._workspace = workspace
        self._folder = folder or _folder()
        self._changed = False
        self._used: dict[str, list[Any]] = {}
        self._known = self._load()

    @property
    def _file(self) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{zlib.crc32(self._workspace.encode(errors='surrogateescape')):08x}.json"

    def _head(self) -> list[Any]:
        return [_FORMAT, __version__, _build_stamp(), self._workspace]

    def _load(self) -> dict[str, list[Any]]:
        if self._file is None:
            return {}
        try:
            head, files = json.loads(self._file.read_bytes())
        except (OSError, ValueError, TypeError, RecursionError):
            return {}
        return files if head == self._head() and isinstance(files, dict) else {}

    def get(self, path: str, text: str) -> Any:
        """The tree of `path` if exactly this text was validated before, else None."""
        entry = self._known.get(path)
        if not isinstance(entry, list) or len(entry) != 2 or entry[0] != text:
            return None
        self._used[path] = entry
        return entry[1]

    def put(self, path: str, text: str, tree: Any) -> None:
        """Remember that `text` was found valid."""
        self._used[path] = [text, tree]
        self._changed = True

    def save(self) -> None:
        """Write what this run used, if anything is new; atomically, silently."""
        gone = len(self._used) != len(self._known)
        if self._file is None or not (self._changed or gone) or len(self._used) > MAX_FILES:
            return
        with contextlib.suppress(OSError, ValueError):
            text = json.dumps([self._head(), self._used], ensure_ascii=False, separators=(",", ":"))
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, text.encode(), overwrite=True, durable=False)


def _build_stamp() -> int:
    """Changes whenever the models do, so that an upgrade (or an edit of the code) forgets the cache."""
    stamp = 0
    model = Path(__file__).parents[2] / "model"
    with contextlib.suppress(OSError):
        stamp = max(entry.stat().st_mtime_ns for entry in os.scandir(model) if entry.name.endswith(".py"))
    return stamp
