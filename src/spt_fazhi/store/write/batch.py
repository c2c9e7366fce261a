"""Several new records that stand or fall together: a kill at any point leaves all of them or none.

Each is staged like a single one (`journal`). Before the first is linked, all are named in a list in `data/records`
(`workspace.unfinished`); while it is there, readers pass over them and the next writer takes them back. Removing the
list is the moment the batch exists.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from spt_fazhi.model.paths import RECORDS_DIR
from spt_fazhi.store.disk.durable import sync_folder, write_synced
from spt_fazhi.store.workspace.unfinished import BATCH_PREFIX, batch_line
from spt_fazhi.store.write.journal import PendingFile, alone, begin, write_faults
from spt_fazhi.store.write.uninterrupted import uninterrupted


@contextlib.contextmanager
def drafts(root: Path, places: Sequence[tuple[str, ...]]) -> Iterator[tuple[PendingFile, ...]]:
    """New records, each for a folder (relative to the workspace) and the head of its name; one writer at a time.

    A head is `2024-06-12-6.1` or `2024-06-18-return`; the four letters at the end of the name may be given besides,
    else they are random. What earlier, cut-short writes left is removed first. When the
    block ends without `publish_all`, nothing of them remains.
    """
    with alone(root), contextlib.ExitStack() as stack:
        made: dict[str, PendingFile] = {}
        for folder, head, *letters in places:
            begun = begin(root, (folder, head), stack, made, letters="".join(letters))
            made[begun.stem] = begun
        yield tuple(made.values())


def publish_all(root: Path, made: Sequence[PendingFile], texts: Sequence[str]) -> None:
    """Write all the records; from its return on they exist. Raises FazhiError and leaves nothing otherwise."""
    if len(made) == 1:
        made[0].publish(texts[0])
        return
    with write_faults(f"{made[0].file} 等 {len(made)} 个文件"), uninterrupted():
        for each, text in zip(made, texts, strict=True):
            each.stage(text)
        listed = _write_list(root, made)
        try:
            for each in made:
                each.link()
            listed.unlink()
            sync_folder(listed.parent)
        except BaseException:
            _undo(made)
            listed.unlink(missing_ok=True)
            raise


def _undo(made: Sequence[PendingFile]) -> None:
    """Take back all that was linked, whatever the disk says of one: some alone would be half of what was confirmed.

    Raises the first OSError, after all.
    """
    faults: list[OSError] = []
    for each in made:
        try:
            each.undo()
        except OSError as error:
            faults.append(error)
    if faults:
        raise faults[0]


def _write_list(root: Path, made: Sequence[PendingFile]) -> Path:
    folder = root / RECORDS_DIR
    if not folder.is_dir():
        folder.mkdir()
        sync_folder(folder.parent)
    listed = folder / f"{BATCH_PREFIX}{os.urandom(6).hex()}"
    lines = [batch_line(f"{each.folder}/{each.stem}", each.waiting) for each in made]
    write_synced(listed, "".join(lines).encode())
    sync_folder(folder)
    return listed
