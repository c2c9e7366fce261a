"""The turn of the year on disk: this year's data to `archive/<year>/`, the next year's in its place.

All is built and synced in one folder, `S` = `.fazhi-new-<8 hex digits>`, beside `data/`; then a marker is written (see
`marker`) and four steps follow, each synced before the next:

1. `data` is renamed to `S/2024/data`, beside the copy of the templates;
2. `S/data` is renamed to `data`;
3. `S/2024` is renamed to `archive/2024`;
4. `S` and the marker go.

What a kill leaves is told by what is where, and `settle` brings it to an end: killed before the first step the old year
stays, killed after it the new year comes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.paths import ARCHIVE_DIR, DATA_DIR, MARKER_FILE
from spt_fazhi.store.disk.durable import exclusive, sync_folder, write_fault
from spt_fazhi.store.workspace.file_facts import sha256_of
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.write.marker import Marker, retire, set_aside, write_marker
from spt_fazhi.store.write.staging import discard, new_staging, sweep_staging, write_tree
from spt_fazhi.store.write.uninterrupted import uninterrupted
from spt_fazhi.text.system_words import advice, reason

_TEMPLATES: Final = "templates"


def archive_place(root: Path, year: int) -> Path:
    """Where a year is archived. Raises RefusedError when something is there already, or a link leads elsewhere."""
    unchanged = "没有改动任何文件"
    for name in (DATA_DIR, ARCHIVE_DIR):
        place = root / name
        if place.is_symlink():
            raise RefusedError(f"{name} 是一个链接，{unchanged}", "请换成真正的文件夹（工作区里不用链接）")
        if os.path.lexists(place) and not stat.S_ISDIR(place.lstat().st_mode):
            raise RefusedError(f"{name} 不是文件夹，{unchanged}", "请把它挪开或改名")
    archive, place = root / ARCHIVE_DIR, root / ARCHIVE_DIR / str(year)
    if os.path.lexists(place):
        raise RefusedError(f"{ARCHIVE_DIR}/{year} 已经存在，{unchanged}", "这一年已经归档过；请核对年度")
    if archive.exists() and archive.stat().st_dev != root.stat().st_dev:
        raise RefusedError(f"{ARCHIVE_DIR} 在另一个磁盘上，{unchanged}", "请放到工作区所在的磁盘上")
    return place


def turn_year(
    root: Path, old_year: int, new_year: int, files: Mapping[str, bytes], ready: Callable[[], None] = lambda: None
) -> Path:
    """Archive `data/` (with a copy of `templates/`) and put `files` (relative to `data/`) in its place.

    `ready` is asked when nobody else can write any more; what it raises stops it. Returns the archived workspace.
    Raises RefusedError and FazhiError: nothing has changed then, or the message says what is to be done.
    """
    try:
        with exclusive(root) as alone, exclusive(root / DATA_DIR):
            if os.path.lexists(root / MARKER_FILE):
                raise RefusedError("上次换年度还没有收拾好，没有改动任何文件", "请先运行 fazhi status，照它说的做")
            place = archive_place(root, old_year)
            ready()
            if alone:
                sweep_staging(root)
            _turn(root, old_year, new_year, files)
    except OSError as error:
        raise write_fault(error, str(root)) from None
    return place


def _turn(root: Path, old_year: int, new_year: int, files: Mapping[str, bytes]) -> None:
    staging = new_staging(root)
    begun = False
    try:
        write_tree(staging, {f"{DATA_DIR}/{name}": data for name, data in files.items()})
        parted = staging / str(old_year)
        parted.mkdir()
        write_tree(parted, dict(_templates(root)))
        sync_folder(staging)
        sync_folder(root)
        with uninterrupted():
            marker = Marker(staging=staging.name, old_year=old_year, new_year=new_year)
            write_marker(root, marker)
            begun = True
            _all_or_nothing(YearTurn(root=root, marker=marker))
    finally:
        if not begun:
            discard(staging)


def _all_or_nothing(turn: YearTurn) -> None:
    """Turn the year. Raises OSError with all undone, FazhiError when even that could not be."""
    archive = turn.archived.parent
    was_there = os.path.lexists(archive)
    try:
        turn.go_on()
    except OSError as error:
        try:
            turn.go_back()
            if not was_there and archive.exists():
                archive.rmdir()
        except OSError:
            said = f"换年度没有做完：{reason(error)}（{turn.root}）"
            raise FazhiError(said, f"{advice(error)}；再运行任何一个 fazhi 命令，会接着做完或退回") from None
        raise


def _templates(root: Path) -> Iterator[tuple[str, bytes]]:
    """The workspace's templates. Raises RefusedError for a link among them."""
    tree = WorkTree(root)
    for info in tree.walk(_TEMPLATES):
        stream = None if info.is_link else tree.stream(info.path)
        if stream is None:
            raise RefusedError(f"{info.path} 是链接或不是普通文件，没有改动任何文件", "请换成真正的文件，或先删去它")
        with stream:
            yield info.path, stream.read()


@dataclass(frozen=True, kw_only=True)
class YearTurn:
    """The turn that a marker speaks of, wherever it stands."""

    root: Path
    marker: Marker

    @property
    def data(self) -> Path:
        """Where the year in use lies."""
        return self.root / DATA_DIR

    @property
    def fresh(self) -> Path:
        """Where the new year waits."""
        return self.root / self.marker.staging / DATA_DIR

    @property
    def parted(self) -> Path:
        """The old year's workspace before it has its name."""
        return self.root / self.marker.staging / str(self.marker.old_year)

    @property
    def archived(self) -> Path:
        """The old year's workspace under its name."""
        return self.root / ARCHIVE_DIR / str(self.marker.old_year)

    def go_on(self) -> None:
        """Take the steps that are left. Raises OSError at the first that fails."""
        if not os.path.lexists(self.parted / DATA_DIR):
            _move(self.data, self.parted / DATA_DIR)
        if os.path.lexists(self.fresh):
            _move(self.fresh, self.data)
        archive = self.archived.parent
        if not os.path.lexists(archive):
            archive.mkdir()
            sync_folder(self.root)
        _move(self.parted, self.archived)
        with contextlib.suppress(OSError):  # all is done but the clearing up, which the next command makes good
            retire(self.root, self.marker)

    def go_back(self) -> None:
        """Undo the steps that were taken. Raises OSError."""
        if os.path.lexists(self.archived / DATA_DIR) and not os.path.lexists(self.parted):
            _move(self.archived, self.parted)
        if os.path.lexists(self.parted / DATA_DIR):
            if os.path.lexists(self.data):
                _move(self.data, self.fresh)
            _move(self.parted / DATA_DIR, self.data)
        retire(self.root, self.marker)


def settle_year(root: Path, marker: Marker) -> str:
    """Bring a turn that was cut short to its end, forward or back; what became of it, as one Chinese sentence.

    For the holder of the root's lock. Raises OSError and FazhiError when it cannot be done: then nothing is lost, and
    the next command tries again.
    """
    turn = YearTurn(root=root, marker=marker)
    staged = os.path.lexists(root / marker.staging)
    if not staged or not os.path.lexists(turn.parted / DATA_DIR):
        if staged and not os.path.lexists(turn.data):
            raise RefusedError(f"data 文件夹不见了；新年度的草稿在 {marker.staging}/data", "请先放回 data/")
        done = os.path.lexists(turn.archived / DATA_DIR)
        retire(root, marker)
        return _said(marker, done=done)
    there, waiting = os.path.lexists(turn.data), os.path.lexists(turn.fresh)
    if there and waiting:
        return _put_back_by_hand(turn)
    try:
        archive_place(root, marker.old_year)
    except RefusedError:
        if there:
            raise
        waiting = False
    if not there and not waiting:
        turn.go_back()
        with contextlib.suppress(OSError):  # made for the old year, and empty
            turn.archived.parent.rmdir()
        return _said(marker, done=False)
    turn.go_on()
    return _said(marker, done=True)


def _put_back_by_hand(turn: YearTurn) -> str:
    """Somebody has put a `data/` in the place of the one that was moved away: theirs stands, the other one is kept."""
    old = turn.parted / DATA_DIR
    if _same(turn.data, old):
        old.rename(turn.parted.parent / "same")  # no year is lost with it
        kept = ""
    else:
        name = set_aside(old, turn.root, f"{DATA_DIR}-换年度前")
        kept = f"换年度前的那份与它不同，放在 {name}，请核对。"
    retire(turn.root, turn.marker)
    return f"{_said(turn.marker, done=False)}{kept}"


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    return _digests(one) == _digests(other)


def _digests(folder: Path) -> list[tuple[str, str]]:
    """Every file below a folder with its hash; "" for what is none (a link)."""
    tree = WorkTree(folder.parent)
    found = []
    for info in tree.walk(folder.name):
        stream = None if info.is_link else tree.stream(info.path)
        digest = ""
        if stream is not None:
            with stream:
                digest = sha256_of(stream)
        found.append((info.path.partition("/")[2], digest))
    return found


def _said(marker: Marker, *, done: bool) -> str:
    old, new = marker.old_year, marker.new_year
    if done:
        return f"上次换年度中断在半路，已接着做完：{old} 年归档在 archive/{old}，现在是 {new} 年的台账。"
    return f"上次换年度没有做完就中断了，已退回：仍是 {old} 年的台账。"


def _move(source: Path, target: Path) -> None:
    """Rename, never onto anything, and make it durable."""
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, "", str(target))
    source.rename(target)
    sync_folder(target.parent)
    sync_folder(source.parent)
