"""Where registers are: folders of workspaces, bare repositories, exports, and lists of them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from spt_fazhi.errors import FazhiError, UsageError
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.registers import ListedRegister, RegistersFile
from spt_fazhi.store.disk.typed import name_text, read_typed, typed_path
from spt_fazhi.store.parquet.exports import holds_exports
from spt_fazhi.store.yaml.reader import MAX_BYTES, YamlFault, decode, read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.rollup.answers import Refused
from spt_fazhi.views.rollup.schema import REGISTER

Kind = Literal["workspace", "bare", "export"]
_DEEPEST: Final = 3
"""Folders below the one that was typed in which registers are looked for."""
_SHOWN: Final = 80
LISTS: Final = (".yaml", ".yml")


@frozen
class SourceFolder:
    """A place that holds a register (an export: one or several), as it is shown; `listed` is what a list says of it.

    `given` are the names of folders that the one who collects has given: of the place that was typed and, where that
    was the only one, of the folder right below it. What lies deeper was named by who sent it.
    """

    kind: Kind
    path: Path
    shown: str
    listed: ListedRegister | None = None
    given: tuple[str, ...] = ()


@frozen
class Sources:
    """What was found, in order; what cannot be read, and what else lies there."""

    found: tuple[SourceFolder, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[str, ...]


def origins(typed: Sequence[str]) -> Sources:
    """The registers in the places that were typed: folders, patterns, lists.

    Raises UsageError for what is not there, FazhiError for a list that cannot be read.
    """
    found: list[SourceFolder] = []
    refused: list[Refused] = []
    remarks: list[str] = []
    places = [(each, _paths(each)) for each in typed]
    levels = 2 if sum(len(paths) for _, paths in places) == 1 else 1
    for each, paths in places:
        for path in paths:
            if path.is_dir():
                before = len(found)
                found += _below(path, refused, remarks, levels)
                if len(found) == before and not refused:
                    raise UsageError(
                        f"“{one_line(each, _SHOWN)}”里没有台账，也没有导出",
                        f"里面要有 {TASKS_FILE}（工作区）、裸仓库，或 fazhi export parquet 写的文件夹",
                    )
            elif path.suffix in LISTS:
                _listed(path, found, refused)
            else:
                raise UsageError(
                    f"“{one_line(str(path), _SHOWN)}”不是文件夹，也不是名单", "名单是 .yaml 文件，写法见 docs/rollup.md"
                )
    return Sources(found=tuple(_each_once(found, refused)), refused=tuple(refused), remarks=tuple(remarks))


def _each_once(found: Sequence[SourceFolder], refused: list[Refused]) -> list[SourceFolder]:
    """What was typed twice is read once; what a list has under two names is told."""
    known: dict[tuple[Path, str | None], SourceFolder] = {}
    for each in found:
        place = each.path.resolve(), each.listed.at if each.listed else None
        first = known.setdefault(place, each)
        if first is not each and each.listed is not None:
            other = one_line(first.listed.name, _SHOWN) if first.listed else first.shown
            why = f"与“{other}”是同一个文件夹，只计一次"
            refused.append(Refused(place=each.shown, name=one_line(each.listed.name), why=why, hint="请核对名单"))
    return list(known.values())


def _paths(typed: str) -> list[Path]:
    """The places a word of the command line stands for. Raises UsageError for none."""
    path = typed_path(typed, "来源")
    if os.path.lexists(path):
        return [path]
    matched = sorted(glob.glob(str(path))) if glob.has_magic(typed) else []  # noqa: PTH207 - of any folder
    if not matched:
        raise UsageError(f"没有“{one_line(typed, _SHOWN)}”", "写文件夹、带 * 的写法（加引号），或名单文件 .yaml")
    return [Path(each) for each in matched if Path(each).is_dir() or each.endswith(LISTS)]


def _kind(folder: Path) -> Kind | None:
    """What a folder is; None for none of these."""
    if os.path.lexists(folder / TASKS_FILE):
        return "workspace"
    if holds_exports(folder):
        return "export"
    if (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir():
        return "bare"
    return None


def _below(
    folder: Path, refused: list[Refused], remarks: list[str], levels: int, given: tuple[str, ...] = ()
) -> Iterator[SourceFolder]:
    """The registers in a folder and below it, those of a folder in the order of their names; links are not followed.

    `given` are the names above it, of which the first `levels` are noted.
    """
    depth, given = len(given), (*given, folder.absolute().name)
    kind = _kind(folder)
    shown = name_text(str(folder))
    if kind is not None:
        yield SourceFolder(kind=kind, path=folder, shown=shown, given=given[:levels])
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        refused.append(Refused(place=shown, name="", why="没有权限看这个文件夹"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        inside = folder / entry.name
        if entry.is_symlink() and inside.is_dir():
            refused.append(
                Refused(
                    place=name_text(str(inside)),
                    name="",
                    why="是链接，没有跟过去",
                    hint="要读它，请直接写它指向的文件夹",
                )
            )
        elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            found = list(_below(inside, refused, remarks, levels, given))
            yield from found
            if not found and depth == 0:
                remarks.append(f"“{one_line(name_text(str(inside)), _SHOWN)}”里没有台账，也没有导出。")


def _listed(path: Path, found: list[SourceFolder], refused: list[Refused]) -> None:
    """What a list names. Raises FazhiError for a list that cannot be read."""
    for each in read_list(path):
        place = path.parent / each.path
        shown = name_text(str(place))
        kind = _kind(place) if place.is_dir() else None
        if kind is None:
            why = "不是台账、裸仓库或导出" if place.is_dir() else "没有这个文件夹"
            refused.append(Refused(place=shown, name=one_line(each.name), why=why, hint=f"请核对名单 {path.name}"))
        else:
            found.append(SourceFolder(kind=kind, path=place, shown=shown, listed=each))


def read_list(path: Path) -> tuple[ListedRegister, ...]:
    """The registers of a list, each name and mark once. Raises FazhiError with file, line and what to do."""
    shown = name_text(str(path))
    data = read_typed(str(path), "来源", MAX_BYTES)
    try:
        tree = read_tree(decode(data)[0])
    except YamlFault as fault:
        problem = fault.problem(shown)
        raise FazhiError(f"{shown}:{problem.line}:{problem.column}: {problem.message}", problem.hint) from None
    value, problems = validate(RegistersFile, tree, shown)
    if value is None:
        first = problems[0]
        at = next((part for part in first.where if isinstance(part, int)), None)
        where = "" if at is None else f"第 {at + 1} 项"
        raise FazhiError(f"{shown}{where}：{first.message}", first.hint or "名单怎么写见 docs/rollup.md")
    if not value.registers:
        raise FazhiError(f"{shown}：registers 下面一个县区也没有", "名单怎么写见 docs/rollup.md")
    _refuse_twins(value.registers, shown)
    return value.registers


def _refuse_twins(listed: Sequence[ListedRegister], shown: str) -> None:
    names: set[str] = set()
    marks: set[str] = set()
    for each in listed:
        if each.register is not None and not re.fullmatch(REGISTER, each.register, re.ASCII):
            raise FazhiError(f"{shown}：代号“{one_line(each.register, 60)}”不能用", "写小写字母、数字和短横，40 个以内")
        if one_line(each.name) in names or (each.register in marks and each.register is not None):
            raise FazhiError(f"{shown}：“{one_line(each.name, 60)}”的名称或代号写了两次", "每本台账写一次")
        names.add(one_line(each.name))
        marks.add(each.register or "")
