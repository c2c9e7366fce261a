"""New records and decisions on disk: create-only, atomic, durable; a kill at any point leaves the old state or the new.

The order of a write, each step synced before the next:

1. `.fazhi-tmp-<stem>.d/` is filled with the attachments;
2. `.fazhi-tmp-<stem>` is written, the complete record;
3. the attachments' folder is renamed to `<stem>/`;
4. the record is linked to `<stem>.yaml`: this is the moment it exists;
5. `.fazhi-tmp-<stem>` is removed.

A reader passes over what is unfinished (`unfinished.settled`), the next writer removes it (`interrupted.sweep`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.paths import (
    RANDOM_LENGTH,
    RANDOM_LETTERS,
    SUFFIX,
    id_of,
    stem_of,
)
from spt_fazhi.store.disk.durable import (
    TEMP_PREFIX,
    exclusive,
    publish,
    sync_folder,
    write_fault,
    write_synced,
)
from spt_fazhi.store.workspace.sources import WorkTree
from spt_fazhi.store.write.attachments import Advance, SourceFile, copy_in
from spt_fazhi.store.write.interrupted import sweep, take_back
from spt_fazhi.store.write.staging import sweep_unused
from spt_fazhi.store.write.uninterrupted import uninterrupted

_TRIES: Final = 50
_ORDER: Final = "".join(sorted(RANDOM_LETTERS))
STEMS: Final = len(_ORDER) ** RANDOM_LENGTH
"""How many files of one head there may be."""


class PendingFile:
    """One record or decision on its way to disk; made by `begin`."""

    def __init__(self, root: Path, folder: str, stem: str) -> None:
        """A draft of `<folder>/<stem>.yaml`; nothing is written yet."""
        self.folder = folder
        self.stem = stem
        self._root = root
        self._place = root / folder
        self.waiting = self._place / f"{TEMP_PREFIX}{stem}"
        self._staging = self._place / f"{TEMP_PREFIX}{stem}.d"
        self._made: list[Path] = []
        self._attached = False
        self._renamed = False
        self._published = False

    @property
    def id(self) -> str:
        """The id it will have: `sfj/2024-06-12-6.1-k7q2` or, for decisions, the stem."""
        return id_of(self.file)

    @property
    def file(self) -> str:
        """The file it will have, relative to the workspace."""
        return f"{self.folder}/{self.stem}{SUFFIX}"

    @property
    def paths(self) -> tuple[str, ...]:
        """Everything it will consist of, relative to the workspace: the file and the folder of attachments."""
        return (self.file, f"{self.folder}/{self.stem}") if self._attached else (self.file,)

    def source(self) -> WorkTree:
        """The workspace as it will be: the attachments are found where they will lie."""
        return _Staged(self._root, f"{self.folder}/{self.stem}/", f"{self.folder}/{self._staging.name}/")

    def attach(self, source: SourceFile, limit_mib: int, advance: Advance) -> Attachment:
        """Copy one file in; see `attachments.copy_in`. Raises FazhiError, nothing stays once it is discarded."""
        try:
            self._make_place()
            if not self._attached:
                self._staging.mkdir()
                self._attached = True
            return copy_in(source, self._staging / source.name, limit_mib, advance)
        except OSError as error:
            raise write_fault(error, f"附件 {source.name}") from None

    def publish(self, text: str) -> None:
        """Write the record; from its return on it exists. Raises FazhiError and leaves nothing otherwise."""
        with write_faults(self.file), uninterrupted():
            self.stage(text)
            self.link()

    def stage(self, text: str) -> None:
        """Steps 1 and 2: all of it on disk under temporary names. Raises OSError."""
        self._make_place()
        if self._attached:
            sync_folder(self._staging)
        write_synced(self.waiting, text.encode())
        sync_folder(self._place)

    def link(self) -> None:
        """Steps 3 to 5: under its own names. Raises OSError, FileExistsError for a name that is taken."""
        final = self._place / self.stem
        if self._attached:
            if os.path.lexists(final):
                raise FileExistsError(final)
            self._staging.rename(final)
            self._renamed = True
            sync_folder(self._place)
        record = self._place / f"{self.stem}{SUFFIX}"
        publish(self.waiting, record)
        try:
            sync_folder(self._place)
        except OSError:
            record.unlink()
            raise
        self._published = True

    def undo(self) -> None:
        """Take back what was linked, attachments first: `discard` then finds an unpublished draft. Raises OSError."""
        if self._published:
            try:
                take_back(self._place / self.stem)
            finally:  # it may be gone, and the disk not let us make sure of it
                self._published = os.path.lexists(self._place / f"{self.stem}{SUFFIX}")

    def _make_place(self) -> None:
        """The folder it goes to, made where it is missing and never reached through a link."""
        missing = [
            each for each in (self._place, *self._place.parents) if self._root in each.parents and not each.exists()
        ]
        for each in reversed(missing):
            each.mkdir()
            self._made.append(each)
            sync_folder(each.parent)
        if not WorkTree(self._root).is_inside(self.folder):
            raise RefusedError(f"{self.folder} 的路径中有链接，不能写入", "请把它换成真正的文件夹（工作区里不用链接）")

    def discard(self) -> None:
        """Remove what an unpublished draft left; nothing once it is published."""
        if self._published:
            return
        for folder in (self._staging, *([self._place / self.stem] if self._renamed else [])):
            shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.waiting.unlink(missing_ok=True)
        for each in reversed(self._made):
            with contextlib.suppress(OSError):
                each.rmdir()


class _Staged(WorkTree):
    """A work tree in which the files of one folder are still in another."""

    def __init__(self, root: Path, final: str, staging: str) -> None:
        super().__init__(root)
        self._final, self._staging = final, staging

    def stream(self, path: str) -> BinaryIO | None:
        """See `Source.stream`."""
        return super().stream(path.replace(self._final, self._staging, 1) if path.startswith(self._final) else path)


def begin(
    root: Path, place: Sequence[str], stack: contextlib.ExitStack, taken: Collection[str], *, letters: str = ""
) -> PendingFile:
    """A draft for a `place` (folder, head of the name), discarded when `stack` closes; see `alone`.

    Four random characters end the name, so that of one head the later sorts after the earlier; or `letters` do.
    """
    made = PendingFile(root, place[0], stem_of(place[1], letters) if letters else _free_stem(root, place, taken))
    if letters and (made.stem in taken or os.path.lexists(root / made.file)):
        raise FazhiError(f"{made.file} 已经存在，没有覆盖", "请重新运行一次，已录入的会认出来")
    stack.callback(made.discard)
    return made


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """One writer at a time, after what earlier ones left is removed. Raises FazhiError."""
    try:
        guard = exclusive(root / "data")
        locked = guard.__enter__()
    except OSError as error:
        raise write_fault(error, "data/") from None
    with contextlib.ExitStack() as stack:
        stack.push(guard)
        if locked:
            sweep(root)
            sweep_unused(root)
        yield


@contextlib.contextmanager
def write_faults(file: str) -> Iterator[None]:
    """What the disk refuses, as one Chinese sentence about `file`. Raises FazhiError."""
    try:
        yield
    except FileExistsError:
        raise FazhiError(f"{file} 已经存在，没有覆盖", "请重新运行一次，会换一个编号") from None
    except OSError as error:
        raise write_fault(error, file) from None


def _free_stem(root: Path, place: Sequence[str], taken: Collection[str]) -> str:
    folder, head = root / place[0], place[1]
    first = _last_number(folder, head, taken) + 1
    room = max((STEMS - first) // 8, 1) if first else STEMS // 2  # leaves some for those to come
    for attempt in range(_TRIES):
        if attempt > _TRIES // 2 or first == STEMS:  # no place is left after the last: any will do
            first, room = 0, STEMS
        stem = stem_of(head, letters_of(first + secrets.randbelow(room)))
        names = (stem, f"{stem}{SUFFIX}", f"{TEMP_PREFIX}{stem}", f"{TEMP_PREFIX}{stem}.d")
        if stem not in taken and not any(os.path.lexists(folder / name) for name in names):
            return stem
    raise FazhiError("找不到没有用过的编号", "请重新运行一次")


def _last_number(folder: Path, head: str, taken: Collection[str]) -> int:
    """The greatest number among the random parts of the files of one head, -1 without any: ids tell their order."""
    start = stem_of(head, "")
    found = [-1]
    names = [f"{stem}{SUFFIX}" for stem in taken]
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        names += [entry.name for entry in entries]
    for name in names:
        letters = name.removeprefix(start).removesuffix(SUFFIX)
        if name == f"{start}{letters}{SUFFIX}" and len(letters) == RANDOM_LENGTH and set(letters) <= set(_ORDER):
            found.append(sum(_ORDER.index(each) * len(_ORDER) ** at for at, each in enumerate(reversed(letters))))
    return max(found)


def letters_of(number: int) -> str:
    """The chance part of a name with this number (below `STEMS`): the greater it is, the later the name sorts."""
    size = len(_ORDER)
    return "".join(_ORDER[number // size**at % size] for at in reversed(range(RANDOM_LENGTH)))
