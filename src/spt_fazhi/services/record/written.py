"""What a write of records or decisions did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.register import Entry
from spt_fazhi.views.effect import Effect


@frozen
class Written:
    """What was written and what it did.

    `paths` are relative to the workspace; `effect` is None when no duty changed; `committed` is the commit's id. When
    the file stands but could not be committed, `failure` says why.
    """

    entry: Entry[Any]
    paths: Sequence[str]
    warnings: Sequence[str]
    effect: Effect | None
    in_repository: bool
    committed: str | None = None
    failure: FazhiError | None = None


@frozen
class WrittenAll:
    """What several files, written together, did: see `Written`. `effects` are in the order of the duties."""

    entries: Sequence[Entry[Any]]
    paths: Sequence[str]
    warnings: Sequence[str]
    effects: Sequence[Effect]
    in_repository: bool
    committed: str | None = None
    failure: FazhiError | None = None


def the_one(written: WrittenAll) -> Written:
    """What one file did, of a write of one."""
    return Written(
        entry=written.entries[0],
        paths=written.paths,
        warnings=written.warnings,
        effect=next(iter(written.effects), None),
        in_repository=written.in_repository,
        committed=written.committed,
        failure=written.failure,
    )


def committed(written: WrittenAll, commit: Callable[[Sequence[str], str], str], subject: str) -> WrittenAll:
    """What was written, committed; a commit that fails is told in the answer."""
    try:
        return replace(written, committed=commit(written.paths, subject))
    except FazhiError as error:
        first = written.entries[0].file
        files = first if len(written.entries) == 1 else f"{first} 等 {len(written.entries)} 个"
        message = f"文件已写好（{files}），但没有提交：{error.message}"
        return replace(written, failure=FazhiError(message, error.hint))
