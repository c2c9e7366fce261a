"""What git tells of a file: the commit that brought it, the merge that let it in, the commits that changed it since."""

from __future__ import annotations

from spt_fazhi.model.frozen import frozen


@frozen
class Commit:
    """A commit: its full id, its author, when (ISO 8601 in the author's own zone) and its first line."""

    id: str
    author: str
    date: str
    subject: str


@frozen
class Brought:
    """How a file came in: by which commit, and by which merge into the main line (None for a direct commit).

    `cut` says that the history begins with this very commit because the clone is shallow. `changes` are later commits
    that changed the file, as ("modified" | "deleted", commit).
    """

    commit: Commit
    merged: Commit | None = None
    cut: bool = False
    changes: tuple[tuple[str, Commit], ...] = ()
