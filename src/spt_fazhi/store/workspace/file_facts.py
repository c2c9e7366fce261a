"""What the checks want to know of files that are not YAML: the source document, attachments, strays and links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import BinaryIO, Final

from spt_fazhi.checks.context import FileFact
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Attachment, Evidence, Rectify
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.paths import TASKS_FILE
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.sources import FileInfo, Source
from spt_fazhi.store.yaml.reader import YamlFault, decode
from spt_fazhi.text.decoding import some_text
from spt_fazhi.text.lfs_pointer import LONGEST_POINTER, LfsPointer, lfs_pointer

TEXT_SUFFIXES: Final = (
    ".txt",
    ".md",
    ".csv",
    ".tsv",
    ".html",
    ".htm",
    ".xml",
    ".json",
    ".log",
    ".yaml",
    ".yml",
    ".ini",
    ".eml",
    ".rtf",
    ".svg",
    ".vcf",
    ".ics",
)
MAX_TEXT: Final = 4 * 1024 * 1024
"""Bytes of a text file that are scanned."""


def file_facts(source: Source, files: Iterable[FileInfo], register: Register) -> tuple[FileFact, ...]:
    """Facts about `files`, which are no entries; links are named and never followed.

    Files are read as streams: a file that no entry names with its present size is not read beyond the start of
    its text. What cannot be read has no size.
    """
    listed = {
        f"{entry.folder}/{each.name}": each
        for entry in (*register.records, *register.issued)
        if isinstance(entry.value, Evidence | Rectify | Issued)
        for each in entry.value.files
    }
    return tuple(_fact(source, info, listed.get(info.path)) for info in files)


def _fact(source: Source, info: FileInfo, listed: Attachment | None) -> FileFact:
    if info.is_link or info.is_folder:
        return FileFact(path=info.path, is_link=info.is_link, is_folder=info.is_folder)
    try:
        stream = source.stream(info.path)
        if stream is None:
            return FileFact(path=info.path)
        with stream:
            size = stream.seek(0, 2)
            digest = sha256_of(stream) if listed is not None and size == listed.size else None
            pointer = _pointer(stream, size) if listed is not None else None
            is_text = pointer is None and info.path.lower().endswith(TEXT_SUFFIXES)
            text = _start_of(stream) if is_text else None
            line_ends = listed is not None and size != listed.size and _differs_in_line_ends(stream, size, listed)
    except OSError:
        return FileFact(path=info.path)
    return FileFact(
        path=info.path,
        is_link=False,
        size=size,
        sha256=digest,
        text=text,
        text_cut=text is not None and size > MAX_TEXT,
        pointer=pointer,
        line_ends=line_ends,
    )


def _pointer(stream: BinaryIO, size: int) -> LfsPointer | None:
    if size >= LONGEST_POINTER:
        return None
    stream.seek(0)
    return lfs_pointer(stream.read(LONGEST_POINTER))


def _differs_in_line_ends(stream: BinaryIO, size: int, listed: Attachment) -> bool:
    """Whether the file is the one that was recorded, with line ends as git rewrote them."""
    if not size <= 2 * listed.size <= 4 * size <= 4 * MAX_TEXT:  # each line end is one byte or two
        return False
    stream.seek(0)
    unix = stream.read(MAX_TEXT).replace(b"\r\n", b"\n")
    versions = (unix, unix.replace(b"\n", b"\r\n"))
    return any(len(each) == listed.size and hashlib.sha256(each).hexdigest() == listed.sha256 for each in versions)


def sha256_of(stream: BinaryIO) -> str:
    """The hash of a whole stream, in hexadecimal."""
    stream.seek(0)
    digest = hashlib.sha256()
    while data := stream.read(1 << 20):
        digest.update(data)
    return digest.hexdigest()


def _start_of(stream: BinaryIO) -> str:
    """The first part of a text file in whatever encoding a Chinese office writes it."""
    stream.seek(0)
    data = stream.read(MAX_TEXT + 1)
    return some_text(data[:MAX_TEXT], cut=len(data) > MAX_TEXT)


def source_document(source: Source, register: Register) -> tuple[str | None, Problem | None]:
    """The text of the official document, or None; and why, when the file is there and cannot be compared with.

    The text of earlier documents that still count follows it.
    """
    path = register.info.document
    if path is None:
        return None, None
    text, problem = _document(source, path)
    if text is None:
        return None, problem
    texts = [text]
    for earlier in register.info.documents[1:]:
        more, problem = _document(source, earlier)
        if more is None:
            return None, problem or _missing(earlier)
        texts.append(more)
    return "\n".join(texts), None


def _missing(path: str) -> Problem:
    return Problem(
        rule="source-missing",
        severity="error",
        file=TASKS_FILE,
        message=f"找不到沿用的原文 {path}",
        hint="请把那份原文放回该处，或改正 also",
        where=("register", "also"),
    )


def _document(source: Source, path: str) -> tuple[str | None, Problem | None]:
    data = source.read(path)
    if data is None:
        return None, None
    if not path.lower().endswith((".txt", ".md")):
        message, hint = "来源文件不是文本文件，无法逐字核对", "请把原文另存为 UTF-8 文本（.txt），并改写 source"
        return None, Problem(
            rule="source-unreadable", severity="warning", file=path, message=message, hint=hint, line=1, column=1
        )
    try:
        return decode(data)[0], None
    except YamlFault as fault:
        return None, replace(fault.problem(path), rule="source-unreadable")
