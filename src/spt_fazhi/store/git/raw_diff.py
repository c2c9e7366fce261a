"""Git's raw differences (`--raw -z`), read in one place for `log`, `diff-tree` and `diff-index`."""

from __future__ import annotations

import os
from typing import Final

from spt_fazhi.model.frozen import frozen
from spt_fazhi.store.git.trees import LINK, Blob

RAW: Final = ("--raw", "--no-renames", "--no-abbrev", "--no-relative")
"""What git is asked with, besides `-z`."""
_NOTHING: Final = "000000"


@frozen
class FileChange:
    """A path whose file differs: what it was and what it is; None for what is not there."""

    path: str
    old: Blob | None
    new: Blob | None


def same(one: Blob | None, other: Blob | None) -> bool:
    """Whether two files are the same but for the right to execute them."""
    if one is None or other is None:
        return one is other
    return one.oid == other.oid and (one.mode == LINK) == (other.mode == LINK)


def raw_change(head: bytes, path: bytes) -> FileChange:
    """One difference: `:<old mode> <new mode> <old id> <new id> <status>` and its path.

    A merge, shown against all its parents, has as many colons, old modes and old ids; its change is the one from the
    first parent.
    """
    parts = head.decode("ascii", "replace").split(" ")
    parents = len(parts[0]) - len(parts[0].lstrip(":"))
    modes, oids = parts[: parents + 1], parts[parents + 1 : 2 * parents + 2]
    return FileChange(path=os.fsdecode(path), old=_blob(modes[0].lstrip(":"), oids[0]), new=_blob(modes[-1], oids[-1]))


def _blob(mode: str, oid: str) -> Blob | None:
    return None if mode == _NOTHING else Blob(mode, oid)


def by_path(output: bytes) -> dict[str, FileChange]:
    """All differences of one answer of git by path.

    A tree out of order makes git name a changed file twice, as added and as deleted: that is one change.
    """
    found: dict[str, FileChange] = {}
    parts = output.split(b"\0")
    for each in map(raw_change, parts[::2], parts[1::2]):
        before = found.get(each.path)
        if before is None:
            found[each.path] = each
        else:
            found[each.path] = FileChange(path=each.path, old=before.old or each.old, new=before.new or each.new)
    return found
