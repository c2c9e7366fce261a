"""What this program worked out before, outside the workspace, so that a warm start need not work it out again.

Each document is sealed with a key that only the user has: one that is lost, cut short, altered, copied from another
workspace or left by another version of the program is no document. It costs time, never correctness. Nothing here is a
reason to fail. `FAZHI_CACHE=off` turns it off, another value names its folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import stat
import sys
import time
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from spt_fazhi import __version__
from spt_fazhi.store.disk.durable import READ_FLAGS, create, write_all, write_whole

_FORMAT: Final = 2
_SEAL: Final = 32
"""Bytes of a seal in hexadecimal."""
_KEY: Final = 32
"""Bytes of a key."""
MAX_BYTES: Final = 1 << 29
"""What all workspaces together may take; those unused for longest leave first."""
MAX_DOCUMENT: Final = 1 << 27
"""The longest document that is kept or read."""
_TAG: Final = "CACHEDIR.TAG"
_TAGGED: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of fazhi.\n"
"""How a folder says that it is a cache (https://bford.info/cachedir/); no other folder is ever removed."""
_OURS: Final = re.compile(r"[0-9a-f]{16}")
_A_DAY: Final = 86_400
_PARTS: Final = ("model", "model/entries", "store/yaml", "store/workspace", "engine", "engine/entries")
"""The packages that say what a document means."""


def _given() -> Path | None:
    """The folder for all workspaces; None when there is to be no cache."""
    chosen = os.environ.get("FAZHI_CACHE", "")
    if chosen.lower() in {"off", "0", "no"}:
        return None
    if chosen:
        return Path(os.path.expanduser(chosen))
    return _of_user("LOCALAPPDATA", "XDG_CACHE_HOME", "~/.cache")


def _of_user(windows: str, variable: str, elsewhere: str) -> Path | None:
    """A folder of the user's own."""
    if sys.platform == "win32":
        base = os.environ.get(windows, "")
    else:
        base = os.environ.get(variable, "")
        base = base if os.path.isabs(base) else os.path.expanduser(elsewhere)
    return Path(base, "fazhi") if base and os.path.isabs(base) else None


def cache_of(workspace: str) -> Cache | None:
    """The cache of a workspace (its absolute path); None when there is to be none."""
    folder = _given()
    return Cache(workspace, folder) if folder is not None else None


class Cache:
    """The sealed documents of one workspace, by name."""

    def __init__(self, workspace: str, above: Path) -> None:
        """Those of `workspace` in the cache folder `above`; nothing is read or written yet."""
        self._folder = above / blake2b(workspace.encode(errors="surrogateescape"), digest_size=8).hexdigest()
        self._workspace = workspace
        self._key: bytes | None = None

    def get(self, name: str) -> Any:
        """The document that was put under `name`; None when there is none."""
        try:
            data = _document(self._folder / name)
            seal, body = data[:_SEAL], data[_SEAL:]
            if not secrets.compare_digest(seal, self._seal(name, body)):
                return None
            return json.loads(body)
        except (OSError, ValueError, RecursionError, MemoryError):
            return None

    def put(self, name: str, document: Any) -> None:
        """Keep a document for later runs, whole or not at all."""
        with contextlib.suppress(OSError, ValueError):
            body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
            if len(body) > MAX_DOCUMENT - _SEAL:
                return
            if not self._folder.is_dir():
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(self._folder / _TAG, _TAGGED, overwrite=True, durable=False)
                _make_room(self._folder)
            write_whole(self._folder / name, self._seal(name, body) + body, overwrite=True, durable=False)

    def used(self) -> None:
        """Note that the workspace is still worked in, at most once a day."""
        with contextlib.suppress(OSError):
            if time.time() - self._folder.stat().st_mtime > _A_DAY:
                os.utime(self._folder)

    def _seal(self, name: str, body: bytes) -> bytes:
        """What only the user's key makes of a document, its name, its workspace and the program. Raises OSError."""
        if self._key is None:
            self._key = blake2b(
                repr((_FORMAT, __version__, _build_stamp(), self._workspace)).encode(), key=_user_key()
            ).digest()
        return blake2b(name.encode() + b"\0" + body, key=self._key, digest_size=_SEAL // 2).hexdigest().encode()


def _user_key() -> bytes:
    """The user's own key, made when it is first asked for, never in the cache folder. Raises OSError, ValueError."""
    folder = _of_user("APPDATA", "XDG_STATE_HOME", "~/.local/state")
    if folder is None:
        raise OSError
    file = folder / "cache.key"
    with contextlib.suppress(FileNotFoundError):
        return _whole_key(file)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):  # another process was first
        handle = create(file)
        try:
            file.chmod(0o600)
            write_all(handle, secrets.token_bytes(_KEY))
        finally:
            os.close(handle)
    return _whole_key(file)


def _whole_key(file: Path) -> bytes:
    key = file.read_bytes()
    if len(key) != _KEY:
        raise ValueError
    return key


def _build_stamp() -> int:
    """Changes whenever the code that makes or reads documents does, so that an edit of it forgets the cache."""
    package = Path(__file__).parents[2]
    stamp = 0
    for part in _PARTS:
        with contextlib.suppress(OSError), os.scandir(package / part) as found:
            stamp = max([stamp, *(entry.stat().st_mtime_ns for entry in found if entry.name.endswith(".py"))])
    return stamp


def _document(file: Path) -> bytes:
    """A document as it lies there. Raises OSError for what is no file, and for more than any document has."""
    handle = os.open(file, READ_FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_DOCUMENT:
            raise OSError
        with os.fdopen(handle, "rb", closefd=False) as opened:
            return opened.read(MAX_DOCUMENT)
    finally:
        os.close(handle)


def _make_room(newest: Path) -> None:
    """Before another workspace is kept, forget those unused for longest until the rest takes no more than it may.

    Whatever else lies beside them is left alone: the folder may be one that the user has other things in.
    """
    with os.scandir(newest.parent) as found:
        folders = [Path(entry) for entry in found if entry.is_dir(follow_symlinks=False) and entry.name != newest.name]
    left = MAX_BYTES
    for folder in sorted(filter(_is_ours, folders), key=lambda each: each.stat().st_mtime, reverse=True):
        files = [each for each in folder.iterdir() if stat.S_ISREG(each.lstat().st_mode)]
        left -= sum(each.lstat().st_size for each in files)
        if left < 0:
            with contextlib.suppress(OSError):
                for each in files:
                    each.unlink()
                folder.rmdir()


def _is_ours(folder: Path) -> bool:
    try:
        return bool(_OURS.fullmatch(folder.name)) and _document(folder / _TAG) == _TAGGED
    except OSError:
        return False
