"""Entries that lie in the workspace and in no commit: nobody else will ever see them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.paths import DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR, RECORDS_DIR, kind_of
from spt_fazhi.store.git.git import Git

_FOLDERS: Final = (RECORDS_DIR, DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR)
_KINDS: Final = frozenset({"record", "decision", "inspection", "issued"})


def uncommitted(root: Path) -> tuple[str, ...]:
    """The files of entries that the last commit does not have, in their order; none where git cannot tell."""
    try:
        changed = Git(root).changed(_FOLDERS)
    except FazhiError:
        return ()
    return tuple(sorted(each.path for each in changed if each.is_new and kind_of(each.path) in _KINDS))
