"""Archives and mails opened into temporary folders, so that forms and attachments lie beside each other as usual.

Each folder of an archive becomes one of its own, and so does a file whose name is taken there. All of it is gone when
the `Unpacking` ends, after Ctrl-C too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from types import TracebackType
from typing import Final, Self

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.services.collect.attached import Beside
from spt_fazhi.services.collect.identify import NoFormError
from spt_fazhi.services.collect.received import CLOSED, ENDINGS, PACKED, Received, refuse_empty
from spt_fazhi.store.disk.durable import write_fault, write_new
from spt_fazhi.store.disk.typed import read_typed
from spt_fazhi.store.documents.bundle import MAX_PACKED, Bundle, PackedFile, is_bundle, open_bundle
from spt_fazhi.store.documents.tables.packed import OLE, ZIP
from spt_fazhi.store.documents.tables.sheets import MAX_BYTES
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.sensitive import conceal
from spt_fazhi.views.wording import names_text

_SHOWN: Final = 5
_UNTOLD: Final = frozenset({"", ".bin", ".dat", ".tmp"})
"""How files are called whose name was lost on the way."""
_AS_FOLDER: Final = "请解压到文件夹里，把文件夹交给本命令"
_KINDS: Final = {
    ".rar": ("是 rar 压缩包，读不了", _AS_FOLDER),
    ".7z": ("是 7z 压缩包，读不了", _AS_FOLDER),
    ".msg": ("是 Outlook 的 .msg，读不了", "请另存为 .eml，或把附件存到文件夹里，把文件夹交给本命令"),
}


@frozen
class Unpacked:
    """A file that came packed (less its content), where it lies now, and how it is named: `东镇/报送表.xlsx`."""

    file: PackedFile
    path: Path
    shown: str
    may_be_form: bool


@frozen
class Opened:
    """One archive or mail: what it is called, whether it is a mail, the files in it, what was left out and why."""

    name: str
    is_mail: bool
    files: tuple[Unpacked, ...]
    left_out: tuple[str, ...]


class Unpacking:
    """Opens archives and mails into one temporary folder; a context that removes it."""

    def __init__(self) -> None:
        """Nothing is made before something is opened."""
        self.opened: list[Opened] = []
        self._place: tempfile.TemporaryDirectory[str] | None = None
        self._folders = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove all that was unpacked."""
        if self._place is not None:
            self._place.cleanup()

    def unpacked(self, came: Iterable[Received]) -> Iterator[Received]:
        """What came, with the forms in an archive or a mail in its place; where it has none, itself with the reason."""
        for each in came:
            suffix = each.path.suffix.lower() if each.path is not None else ""
            if each.path is None or suffix in ENDINGS:
                yield each
                continue
            try:
                data = _read(each, suffix)
                yield from self._open(each, suffix, data) if _is_packed(data, suffix) else (each,)
            except FazhiError as error:
                yield replace(each, read=_raising(error))

    def _open(self, came: Received, suffix: str, data: bytes) -> list[Received]:
        """The forms in a file. Raises FazhiError for one that cannot be opened or has none."""
        if suffix == ".zip" and not data.startswith(ZIP):
            raise UsageError("不是 zip 压缩包，或者里面是空的", f"请核对文件；是别的压缩格式的，{_AS_FOLDER}")
        bundle = open_bundle(data, came.name)
        opened = Opened(
            name=came.name,
            is_mail=bundle.letter is not None,
            files=tuple(self._written(bundle)),
            left_out=bundle.left_out,
        )
        forms = [each for each in opened.files if each.may_be_form]
        if not forms:
            raise _without_form(opened)
        self.opened.append(opened)
        beside = _beside(opened.files)
        return [
            Received(
                name=f"{came.name}/{each.shown}",
                read=partial(_form, each.path),
                beside=beside[each.file.folder],
                path=each.path,
                sure=False,
                origin=came.path,
                letter=bundle.letter or each.file.letter,
            )
            for each in forms
        ]

    def _written(self, bundle: Bundle) -> Iterator[Unpacked]:
        """The files of a bundle, on disk. Raises FazhiError for what the disk refuses."""
        places: dict[str, Path] = {}
        taken: dict[tuple[str, str], int] = {}
        for file in bundle.files:
            key = (file.folder, file.name.casefold())
            taken[key] = number = taken.get(key, 0) + 1
            try:
                folder = self._new_folder() if number > 1 or file.folder not in places else places[file.folder]
                write_new(folder / file.name, file.data)
            except OSError as error:
                raise write_fault(error, "临时文件夹") from None
            places.setdefault(file.folder, folder)
            shown = conceal("/".join(filter(None, (one_line(file.folder, 40), one_line(file.name, 60)))))
            shown = f"{shown}（第 {number} 个）" if number > 1 else shown
            may_be = _may_be_form(file)
            yield Unpacked(file=replace(file, data=b""), path=folder / file.name, shown=shown, may_be_form=may_be)

    def _new_folder(self) -> Path:
        if self._place is None:
            self._place = tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True)
        self._folders += 1
        made = Path(self._place.name, str(self._folders))
        made.mkdir()
        return made


def _read(came: Received, suffix: str) -> bytes:
    """The bytes of what may be an archive or a mail. Raises FazhiError."""
    if suffix in CLOSED:
        raise NoFormError(*_KINDS[suffix])
    packed = suffix in PACKED and came.path is not None and came.path.is_file()
    data = read_typed(str(came.path), "文件", MAX_PACKED) if packed else came.read()
    refuse_empty(data)
    return data


def _is_packed(data: bytes, suffix: str) -> bool:
    """Whether it is to be opened; a workbook that is called .zip is not."""
    return is_bundle(data, suffix) or (suffix in PACKED and not data.startswith(ZIP))


def _form(path: Path) -> bytes:
    return read_typed(str(path), "文件", MAX_BYTES)


def _raising(error: FazhiError) -> Callable[[], bytes]:
    def read() -> bytes:
        raise error

    return read


def _may_be_form(file: PackedFile) -> bool:
    """Whether it is called like a table, or is one by its content where its name does not say what it is."""
    suffix = PurePath(file.name).suffix.lower()
    return suffix in ENDINGS or (suffix in _UNTOLD and not file.opened and file.data.startswith((ZIP, OLE)))


def _beside(files: Sequence[Unpacked]) -> dict[str, Beside]:
    """For each folder of a bundle, the files that may be attachments of a form in it, those elsewhere last."""
    return {
        folder: Beside(
            (each.path for each in files if each.file.folder == folder),
            Beside(each.path for each in files if each.file.folder != folder),
        )
        for folder in {each.file.folder for each in files}
    }


def _without_form(opened: Opened) -> NoFormError:
    what = "这封邮件" if opened.is_mail else "这个压缩包"
    names = [each.shown for each in opened.files if not each.file.inline]
    held = f"；{'附件' if opened.is_mail else '里面'}有：{names_text(names, _SHOWN, '个')}" if names else ""
    left = conceal("".join(f"；{each}" for each in opened.left_out))
    return NoFormError(f"{what}里没有报送表{held}{left}", "请核对；要录的材料，请让单位填在报送表里再发")


def told(opened: Iterable[Opened], used: frozenset[Path]) -> Iterator[str]:
    """What is to be said of archives and mails: what was left out, and the files that are neither forms nor named.

    `used` are the files that were forms, or attachments of one, or were told otherwise.
    """
    for each in opened:
        yield from map(conceal, each.left_out)
        whole = [f"{_within(file)}/" for file in each.files if file.file.opened and file.path in used]
        idle = [
            file.shown
            for file in each.files
            if file.path not in used
            and not file.file.inline
            and not file.file.opened
            and not any(f"{file.file.folder}/".startswith(folder) for folder in whole)
        ]
        if idle:
            what = f"邮件“{each.name}”" if each.is_mail else f"压缩包“{each.name}”"
            yield f"{what}里还有 {len(idle)} 个附件没有写进表里：{names_text(idle, _SHOWN, '个')}"


def _within(archive: Unpacked) -> str:
    """The folder of what an archive in an archive holds."""
    return "/".join(filter(None, (archive.file.folder, archive.file.name)))
