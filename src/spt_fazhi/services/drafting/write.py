"""The files of a draft written into a folder: what a person changed there is shown, never overwritten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from spt_fazhi.changes.diff import changes
from spt_fazhi.changes.values import Change
from spt_fazhi.errors import UsageError
from spt_fazhi.intake.alike_questions import Question
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import DATA_DIR
from spt_fazhi.services.drafting.draft import dated
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.store.disk.durable import write_fault, write_whole
from spt_fazhi.store.disk.named_file import is_there
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.memory import MemorySource
from spt_fazhi.store.yaml.reader import MAX_BYTES
from spt_fazhi.text.plain import one_line

_PLAN_FILES = frozenset({"tasks.yaml", "units.yaml"})


@frozen
class DraftWritten:
    """`fresh` were written; `kept` were there and say something else.

    `changes` lead from the draft to what is there, when plan or units are among `kept`; None when what is there cannot
    be read.
    """

    fresh: tuple[str, ...]
    kept: tuple[str, ...]
    changes: tuple[Change, ...] | None = ()

    @property
    def keeps_plan(self) -> bool:
        """Whether a plan or units differ from the draft."""
        return not _PLAN_FILES.isdisjoint(self.kept)


def write_draft(drafted: DraftPlan, folder: Path, asked: Sequence[Question] | None = None) -> DraftWritten:
    """Write the files that are not there yet; `asked` as in `draft_files`.

    Raises UsageError for a place that is no folder, FazhiError otherwise.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"“{folder}”不是文件夹", "请换一个名字")
    files = draft_files(dated(drafted), asked=asked)
    present = {name for name in files if is_there(folder / name, name)}
    there = {name: read_typed(str(folder / name), "--out", MAX_BYTES) for name in files if name in present}
    fresh = tuple(name for name in files if name not in present)
    _write(folder, {name: files[name] for name in fresh})
    kept = tuple(name for name, data in there.items() if data != files[name])
    found = DraftWritten(fresh=fresh, kept=kept)
    return DraftWritten(fresh=fresh, kept=kept, changes=_changes(files, there)) if found.keeps_plan else found


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, all or none. Raises FazhiError."""
    made: list[Path] = []
    try:
        for name, data in files.items():
            place = folder / name
            made += [each for each in reversed(place.parents) if not os.path.lexists(each)]
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, data, overwrite=False)
            made.append(place)
    except OSError as error:
        _take_back(made)
        raise write_fault(error, one_line(str(folder))) from None


def _take_back(made: Sequence[Path]) -> None:
    """Remove files and folders that were made, each after what was made in it."""
    for each in reversed(made):
        with contextlib.suppress(OSError):
            (each.rmdir if each.is_dir() else each.unlink)()


def _changes(made: Mapping[str, bytes], there: Mapping[str, bytes]) -> tuple[Change, ...] | None:
    sides = [
        load(MemorySource({f"{DATA_DIR}/{name}": data for name, data in each.items()}), use_cache=False)
        for each in (made, there)
    ]
    old, new = (None if each.lacking else each.partial for each in sides)
    return None if old is None or new is None else tuple(changes(old, new))
