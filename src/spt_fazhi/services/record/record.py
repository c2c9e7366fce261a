"""From what is to be written to a file on disk: build, refuse what `check` would refuse, write, tell the effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

from spt_fazhi.checks.admission import Admission, admission, with_entries
from spt_fazhi.checks.context import FileFact
from spt_fazhi.engine.assess import assess
from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import (
    ARCHIVE_DIR,
    SCHEMA_HEADS,
    SUFFIX,
    TASKS_FILE,
    id_of,
    stem_of,
)
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry
from spt_fazhi.services.record.faults import Faults
from spt_fazhi.services.record.new_file import NewFile
from spt_fazhi.services.record.written import Written, WrittenAll, committed, the_one
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.file_facts import file_facts
from spt_fazhi.store.workspace.sources import FileInfo
from spt_fazhi.store.write.attachments import Advance, SourceFile, gather, sha256_of
from spt_fazhi.store.write.batch import drafts, publish_all
from spt_fazhi.store.write.journal import STEMS, PendingFile, letters_of
from spt_fazhi.store.yaml.reader import YamlFault, decode, read_tree
from spt_fazhi.store.yaml.validate import validate
from spt_fazhi.text.plain import clean
from spt_fazhi.text.yaml_text import entry_text
from spt_fazhi.views.effect import effects

Copying = Callable[[int], AbstractContextManager[Advance]]
"""Told how many bytes will be copied; gives what is to be told of each part."""


@contextmanager
def quietly(_total: int) -> Iterator[Advance]:
    """Tell nobody how far the copying is."""
    yield lambda _: None


def record(workspace: Workspace, new_file: NewFile, *, commit: bool = False, copying: Copying = quietly) -> Written:
    """Write the file and, if asked, commit it.

    Raises FazhiError with nothing written; a commit that fails is told in the answer, the file then stands.
    """
    return the_one(record_all(workspace, [new_file], new_file.subject, commit=commit, copying=copying))


def record_all(
    workspace: Workspace,
    new_files: Sequence[NewFile],
    subject: str,
    *,
    commit: bool = False,
    copying: Copying = quietly,
) -> WrittenAll:
    """Write all the files or none and, if asked, commit them as one.

    Raises FazhiError with nothing written, all faults of all files said at once; a commit that fails is told in the
    answer, the files then stand.
    """
    git = Git(workspace.root)
    if commit:
        git.require_ready()
    limit = workspace.register.info.attachment_limit_mib
    with drafts(workspace.root, [(each.folder, each.name, each.letters) for each in new_files]) as made:
        _require_same_year(workspace)
        workspace = _as_it_is(workspace, {each.folder for each in new_files})
        entries, sources = _looked_at(new_files, [each.file for each in made], limit)
        facts: tuple[FileFact, ...] = ()
        if any(sources):
            _admitted(workspace, new_files, entries)  # refused before a byte is copied
            entries = _attached(made, entries, sources, limit, copying)
            facts = tuple(
                fact for each, entry in zip(made, entries, strict=True) for fact in _facts(workspace, each, entry)
            )
        admitted, warnings = _admitted(workspace, new_files, entries, facts)
        publish_all(workspace.root, made, _texts(new_files, entries))
    grown = assess(admitted.register, workspace.day, admitted.matching, admitted.differing)
    written = WrittenAll(
        entries=entries,
        paths=tuple(path for each in made for path in each.paths),
        warnings=warnings,
        effects=effects(workspace.assessment, grown),
        in_repository=commit or git.is_inside_repository(),
    )
    return committed(written, git.commit, subject) if commit else written


def _require_same_year(workspace: Workspace) -> None:
    """Nobody may have turned the year while questions were asked. Raises RefusedError."""
    year = workspace.register.info.year
    if not os.path.lexists(workspace.root / ARCHIVE_DIR / str(year)):
        return
    plan = workspace.source.read(TASKS_FILE)
    with suppress(YamlFault, KeyError, TypeError):
        if plan is not None and read_tree(decode(plan)[0])["register"]["year"] != str(year):
            raise RefusedError(f"没有写入：{year} 年刚刚归档，data/ 已是另一年的台账", "请核对后重新运行")


def _as_it_is(workspace: Workspace, folders: Iterable[str]) -> Workspace:
    """The workspace, read again where others have written into these folders since: the same may be entered by two."""
    files = workspace.loaded.files
    known = {*files.records, *files.decisions, *files.inspections, *files.issued, *(info.path for info in files.others)}
    for folder in folders:
        with suppress(OSError), os.scandir(workspace.root / folder) as entries:
            if any(each.name.endswith(SUFFIX) and f"{folder}/{each.name}" not in known for each in entries):
                return Workspace.read(workspace.root, workspace.day)
    return workspace


def refuse_all(workspace: Workspace, new_files: Sequence[NewFile]) -> list[Entry[Any]]:
    """What `record_all` would write; nothing is written or copied.

    Raises FazhiError, all faults said at once, for what it would refuse.
    """
    return would_write(workspace, new_files)[0]


def would_write(workspace: Workspace, new_files: Sequence[NewFile]) -> tuple[list[Entry[Any]], list[str]]:
    """As `refuse_all`, with what `check` would warn of."""
    limit = workspace.register.info.attachment_limit_mib
    last = STEMS - len(new_files)
    ends = [each.letters or letters_of(last + at) for at, each in enumerate(new_files)]
    files = [f"{each.folder}/{stem_of(each.name, end)}{SUFFIX}" for each, end in zip(new_files, ends, strict=True)]
    entries, sources = _looked_at(new_files, files, limit)
    if any(sources):
        _admitted(workspace, new_files, entries)
        entries = [_described(entry, own) for entry, own in zip(entries, sources, strict=True)]
    facts = [
        FileFact(path=f"{entry.folder}/{each.name}", size=each.size, sha256=each.sha256)
        for entry in entries
        for each in getattr(entry.value, "files", ())
    ]
    return entries, _admitted(workspace, new_files, entries, facts)[1]


def _described(entry: Entry[Any], sources: Sequence[SourceFile]) -> Entry[Any]:
    """An entry with its attachments as they lie where they come from."""
    if not sources:
        return entry
    files = tuple(Attachment(name=each.name, size=each.size, sha256=sha256_of(each.path)) for each in sources)
    return replace(entry, value=replace(entry.value, files=files))


def _looked_at(
    new_files: Sequence[NewFile], files: Iterable[str], limit: int
) -> tuple[list[Entry[Any]], list[tuple[SourceFile, ...]]]:
    """The entries that will stand in `files`, without attachments, and what is to be attached to each.

    Raises FazhiError for all that will not do.
    """
    faults = Faults(new_files)
    entries: list[Entry[Any]] = []
    sources: list[tuple[SourceFile, ...]] = []
    for index, (new_file, file) in enumerate(zip(new_files, files, strict=True)):
        try:
            sources.append(gather(new_file.files, limit))
        except FazhiError as error:
            faults.add_error(index, error, "files")
        value, problems = built(new_file, file)
        if value is None:
            faults.add_invalid(index, problems)
        entries.append(Entry(id=id_of(file), file=file, value=value))
    faults.refuse()
    return entries, sources


def _admitted(
    workspace: Workspace, new_files: Sequence[NewFile], entries: Sequence[Entry[Any]], facts: Iterable[FileFact] = ()
) -> tuple[Admission, list[str]]:
    """The register with the entries, and what `check` would warn of, as sentences.

    Raises RefusedError for what it would call an error.
    """
    found = admission(workspace.register, entries, workspace.day, facts, workspace.assessment.matching)
    faults, warnings = Faults(new_files), []
    for index, problems in enumerate((*found.own, found.elsewhere)):
        of = index if index < len(new_files) else None
        for each in problems:
            if each.severity == "error":
                faults.add(of, each)
            elif each.severity == "warning":
                label = faults.label(of)
                said = f"{each.message}；{each.hint}" if each.hint else each.message
                warnings.append(f"{label}：{said}" if label else said)
    faults.refuse()
    return found, warnings


def built(new_file: NewFile, file: str) -> tuple[Any, Sequence[Problem]]:
    """The value that `file` will hold, validated like what is read from disk; None and what is wrong with it."""
    tree = {key: _cleaned(said) for key, said in new_file.fields.items() if said is not None}
    return validate(new_file.cls, tree, file)


def _cleaned(said: Any) -> Any:
    """What is said, without characters that do not belong in a file."""
    if isinstance(said, str):
        return clean(said)
    if isinstance(said, Mapping):
        return {clean(name): _cleaned(each) for name, each in said.items()}
    return [_cleaned(each) for each in said]


def _text(value: Any, new_file: NewFile) -> str:
    """The file's text, proved to be read back as the same value."""
    text = entry_text(value, SCHEMA_HEADS[new_file.kind])
    try:
        same = validate(new_file.cls, read_tree(text), "")[0] == value
    except YamlFault as fault:
        raise RefusedError(f"没有写入：内容存不进数据文件（{fault.args[0]}）", "请删去文字里成串的特殊符号") from None
    if not same:
        raise RefusedError("没有写入：内容写进文件后读回来不一样", "请删去文字里的特殊符号后重试")
    return text


def _texts(new_files: Sequence[NewFile], entries: Sequence[Entry[Any]]) -> list[str]:
    return [_text(entry.value, new_file) for new_file, entry in zip(new_files, entries, strict=True)]


def _attached(
    made: Sequence[PendingFile],
    entries: Sequence[Entry[Any]],
    sources: Sequence[tuple[SourceFile, ...]],
    limit: int,
    copying: Copying,
) -> list[Entry[Any]]:
    """The entries with their attachments, which are copied in."""
    total = sum(source.size for own in sources for source in own)
    with copying(total) as advance:
        return [
            replace(entry, value=replace(entry.value, files=_attach(pending, own, limit, advance))) if own else entry
            for pending, entry, own in zip(made, entries, sources, strict=True)
        ]


def _attach(made: PendingFile, sources: Sequence[SourceFile], limit: int, advance: Advance) -> tuple[Attachment, ...]:
    return tuple(made.attach(source, limit, advance) for source in sources)


def _facts(workspace: Workspace, made: PendingFile, entry: Entry[Any]) -> tuple[FileFact, ...]:
    """What the rules want to know of the attachments, which still lie where they were copied to."""
    infos = [FileInfo(f"{entry.folder}/{each.name}") for each in getattr(entry.value, "files", ())]
    return file_facts(made.source(), infos, with_entries(workspace.register, [entry])) if infos else ()
