"""What was read and checked, kept in a folder as exports: for Spark, and for a roll-up of roll-ups."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.errors import UsageError
from spt_fazhi.services.rollup.hold import Held
from spt_fazhi.store.parquet.exports import exports_in
from spt_fazhi.store.parquet.keep import ALIKE
from spt_fazhi.store.write.folder import written_folder
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text


def keep_registers(held: Held, folder: Path, shown: str, *, overwrite: bool) -> int:
    """Write every register that was taken, each whole or not at all, and last which quotes are one; how many files.

    `shown` is the folder as typed. Raises UsageError for what is there already, registers of others too: whoever reads
    the folder would count them. FazhiError when the disk refuses.
    """
    _refuse_others(held, folder, shown)
    number = 0
    for each in held.kept:
        files = held.tables.kept(each, held.staged)
        with written_folder(folder, shown, files, overwrite=overwrite, durable=False):
            number += len(files)
    with written_folder(folder, shown, {ALIKE: held.tables.alike()}, overwrite=True):
        return number + 1


def _refuse_others(held: Held, folder: Path, shown: str) -> None:
    if not folder.is_dir():
        return
    mine = {(each.year, each.given) for each in held.kept}
    others = [each.whose for each in exports_in(folder)[0] if tuple(each.whose) not in mine]
    if others:
        said = names_text([f"{each.register}（{each.year}年）" for each in others], counter="本")
        raise UsageError(
            f"--keep 的文件夹“{one_line(shown, 80)}”里还有这次没有的台账：{said}，会和这次的一起被读",
            "请换一个空的文件夹，或先删掉",
        )
