"""What git has been told of files: whether it may rewrite their line ends."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from spt_fazhi.store.git.git import Git

_NEVER: Final = "unset"
"""What `-text` in `.gitattributes` makes of the attribute."""


def rewritten(git: Git, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of `paths` (relative to the workspace) whose line ends git may convert, here or on another's machine.

    None of them outside a repository.
    """
    asked = tuple(paths)
    if not asked or not git.is_inside_repository():
        return ()
    said = git.run("check-attr", "-z", "--stdin", "text", stdin=b"".join(os.fsencode(each) + b"\0" for each in asked))
    parts = os.fsdecode(said).split("\0")
    return tuple(path for path, value in zip(parts[::3], parts[2::3], strict=False) if value != _NEVER)
