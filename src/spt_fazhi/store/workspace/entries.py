"""The records, decisions and inspections of a workspace, and what it has issued, one file each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from spt_fazhi.model.entries.decision import DECISION_KINDS
from spt_fazhi.model.entries.record import RECORD_KINDS
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import (
    DECISIONS_DIR,
    INSPECTIONS_DIR,
    ISSUED_DIR,
    RECORDS_DIR,
    SUFFIX,
    EntryKind,
    PathKind,
    hides_entries,
    id_of,
    kind_of,
    well_named,
)
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry
from spt_fazhi.model.value import made
from spt_fazhi.store.workspace.reading import WorkspaceReader
from spt_fazhi.store.workspace.sources import FileInfo, Source, WorkTree
from spt_fazhi.store.workspace.unfinished import settled
from spt_fazhi.store.yaml.reader import Tree, full_width_colon

ENTRY_KINDS: Final[tuple[EntryKind, ...]] = ("record", "decision", "inspection", "issued")
_EXAMPLES: Final[dict[EntryKind, str]] = {
    "record": "2024-06-12-6.1-k7q2.yaml",
    "decision": "2024-06-18-return-aaah.yaml",
    "inspection": "2024-05-24-k7q2.yaml",
    "issued": "2024-07-08-quarter-k7q2.yaml",
}
_ENTRY_DIRS: Final = (RECORDS_DIR, DECISIONS_DIR, INSPECTIONS_DIR, ISSUED_DIR)
_SKIPPED: Final[Any] = object()


def entry_classes(kind: EntryKind) -> Mapping[str, type]:
    """The value classes by the `kind` that is written in the file; "" where none is.

    A start that finds no inspection and nothing issued does not wait for their classes.
    """
    if kind == "record":
        return RECORD_KINDS
    if kind == "decision":
        return DECISION_KINDS
    if kind == "inspection":
        from spt_fazhi.model.entries.inspection import Inspection

        return {"": Inspection}
    from spt_fazhi.model.entries.issued import Issued

    return {"": Issued}


@frozen
class EntryFiles:
    """The files below the folders of entries: paths of records, of decisions, of inspections, of what was issued,
    and everything else.

    What `others` holds is an attachment, a link, a folder called like a record, or lies where it should not.
    """

    records: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    inspections: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    others: tuple[FileInfo, ...] = ()

    def __len__(self) -> int:
        """How many files there are."""
        return len(self.records) + len(self.decisions) + len(self.inspections) + len(self.issued) + len(self.others)

    def less(self, paths: Collection[str]) -> EntryFiles:
        """The same without `paths`."""
        return EntryFiles(
            records=tuple(path for path in self.records if path not in paths),
            decisions=tuple(path for path in self.decisions if path not in paths),
            inspections=tuple(path for path in self.inspections if path not in paths),
            issued=tuple(path for path in self.issued if path not in paths),
            others=tuple(info for info in self.others if info.path not in paths),
        )

    def joined(self, more: EntryFiles) -> EntryFiles:
        """These and others, in order."""
        return EntryFiles(
            records=tuple(sorted((*self.records, *more.records))),
            decisions=tuple(sorted((*self.decisions, *more.decisions))),
            inspections=tuple(sorted((*self.inspections, *more.inspections))),
            issued=tuple(sorted((*self.issued, *more.issued))),
            others=tuple(sorted((*self.others, *more.others))),
        )

    @property
    def in_order(self) -> tuple[str, ...]:
        """The paths of all entries, readable or not, kind by kind."""
        return (*self.records, *self.decisions, *self.inspections, *self.issued)

    @property
    def entries(self) -> frozenset[str]:
        """The paths of all entries, readable or not."""
        return frozenset(self.in_order)


def entry_files(source: Source) -> EntryFiles:
    """Every file below the folders of entries, each asked once what it is, less what an unfinished write left."""
    found: dict[PathKind, list[str]] = {"record": [], "decision": [], "inspection": [], "issued": []}
    others = []
    root = source.root if isinstance(source, WorkTree) else None
    for info in settled((each for folder in _ENTRY_DIRS for each in source.walk(folder)), root):
        listed = None if info.is_link or info.is_folder else found.get(kind_of(info.path))
        if listed is None:
            others.append(info)
        else:
            listed.append(info.path)
    return EntryFiles(
        records=tuple(found["record"]),
        decisions=tuple(found["decision"]),
        inspections=tuple(found["inspection"]),
        issued=tuple(found["issued"]),
        others=tuple(sorted(others)),
    )


def hidden(files: EntryFiles) -> int:
    """How many links and folders stand where a record, a decision or a folder of them should be."""
    return sum(info.is_folder or (info.is_link and hides_entries(info.path)) for info in files.others)


def read_entries(reader: WorkspaceReader, paths: Sequence[str], kind: EntryKind) -> Iterator[Entry[Any]]:
    """The entries of one kind at `paths` that can be read and are not to be skipped; the others as problems."""
    if not paths:
        return  # a pattern compiled for nothing costs a warm start a fiftieth of its time
    fits = well_named(kind)
    classes = entry_classes(kind)
    unread = reader.source.read_many([path for path in paths if path not in reader.known])
    for path in paths:
        tree = reader.known.pop(path, None)
        if tree is not None:
            yield Entry(id=id_of(path), file=path, value=made(_class_of(tree, classes), tree))
            continue
        _, data = next(unread)
        if fits(path[path.rfind("/") + 1 : -len(SUFFIX)]) is None:
            reader.unusable += 1
            hint = f"应为 {_EXAMPLES[kind]} 的样子；请用 fazhi record / decide / inspect / issue 生成"
            reader.fault("file-name", path, "文件名不合规则，本条不计入", hint)
            continue
        if data is None:
            reader.unusable += 1
            reader.fault("missing-file", path, "文件读不出来", "请检查它是不是普通文件、有没有读取权限")
            continue
        found = _value_once(reader, path, data, kind)
        if found is None:
            reader.unusable += 1
        elif found is not _SKIPPED:
            yield Entry(id=id_of(path), file=path, value=found)


def _class_of(tree: Tree, classes: Mapping[str, type]) -> type:
    return classes[tree["kind"] if "" not in classes else ""]


def _value_once(reader: WorkspaceReader, path: str, data: bytes, kind: EntryKind) -> Any:
    if reader.memo is None:
        return _value(reader, path, data, kind)
    return reader.once(kind, path, data, lambda: _value(reader, path, data, kind))


def _value(reader: WorkspaceReader, path: str, data: bytes, kind: EntryKind) -> Any:
    """The entry's value, None when it cannot be read, _SKIPPED when it is not wanted."""
    text = reader.text(path, data)
    tree = reader.tree(path, text) if text is not None else None
    if text is None or tree is None:
        return None
    if reader.skip is not None and reader.skip(path, tree):
        return _SKIPPED
    classes = entry_classes(kind)
    written = tree.get("kind") if "" not in classes else ""
    cls = classes.get(written) if isinstance(written, str) else None
    if cls is None:
        _bad_kind(reader, path, text, written, classes)
        return None
    return reader.checked(cls, tree, path, text)


def _bad_kind(reader: WorkspaceReader, path: str, text: str, written: object, classes: Iterable[str]) -> None:
    colon = full_width_colon(text)
    problem = Problem(
        rule="bad-kind",
        severity="error",
        file=path,
        message="缺少 kind（种类）" if written is None else f"不认识的 kind“{written}”",
        hint="kind 可写：" + "、".join(classes),
        where=("kind",),
    )
    reader.problems.append(colon.problem(path) if colon else problem)
