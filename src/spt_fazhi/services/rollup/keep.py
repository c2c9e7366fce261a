"""What was read and checked, kept in a folder as exports: for Spark, and for a roll-up of roll-ups."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.services.rollup.hold import Held
from spt_fazhi.store.parquet.keep import ALIKE
from spt_fazhi.store.write.folder import written_folder


def keep_registers(held: Held, folder: Path, shown: str, *, overwrite: bool) -> int:
    """Write every register that was taken, each whole or not at all, and last which quotes are one; how many files.

    `shown` is the folder as typed. Raises UsageError for what is there already, FazhiError when the disk refuses.
    """
    number = 0
    for each in held.kept:
        files = held.tables.kept(each, held.staged)
        with written_folder(folder, shown, files, overwrite=overwrite, durable=False):
            number += len(files)
    with written_folder(folder, shown, {ALIKE: held.tables.alike()}, overwrite=True):
        return number + 1
