"""Contents out of git's object store by id: one `cat-file --batch` for many, one that stays open for single ones."""

from __future__ import annotations

import contextlib
import mmap
import re
import subprocess
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import IO, BinaryIO, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.store.disk.scratch import scratch
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.yaml.reader import MAX_BYTES
from spt_fazhi.text.plain import one_line

_PIECE: Final = 1 << 20
_IN_MEMORY: Final = 8 << 20
_BATCH: Final = ("cat-file", "--batch", "--buffer")
_FEW: Final = 64
"""Up to so many contents are asked one by one of the process that stays open: to start another takes as long."""
_SHORT: Final = 6
"""Digits of the length of a content that is read in one go."""


class Blobs:
    """Reads blobs of one repository. Contents longer than 16 MiB are cut, except in `stream`."""

    def __init__(self, git: Git) -> None:
        """Nothing is started before something is read."""
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self.contents = 0
        """How many contents were asked of git so far."""

    def read(self, oid: str) -> bytes:
        """One content. Raises FazhiError when the object is not there (a partial clone, a damaged repository)."""
        self.contents += 1
        with self._one(oid) as pipe:
            return _content(pipe, oid)

    def kind(self, name: str) -> str | None:
        """What kind of object git calls so (`blob`, `tree`), by its own process where that is open; None for none.

        `name` is in git's own words, `<commit>:<path>`, without a line break.
        """
        with self._one(name) as pipe:
            parts = pipe.readline().rsplit(b" ", 2)
            if len(parts) != 3 or not parts[2].strip().isdigit():
                return None
            left = int(parts[2]) + 1
            while left and (data := pipe.read(min(left, _PIECE))):
                left -= len(data)
            return parts[1].decode()

    def stream(self, oid: str) -> BinaryIO:
        """One content of any length as a seekable stream, the caller's to close."""
        kept: BinaryIO = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
        self.contents += 1
        with self._one(oid) as pipe:
            kept.writelines(_pieces(pipe, oid))
        kept.seek(0)
        return kept

    def read_many(self, oids: Iterable[str]) -> Iterator[bytes]:
        """Many contents in the order asked for, through one process that answers while it is asked.

        Raises FazhiError at the first that is not there.
        """
        wanted = list(oids)
        if len(wanted) <= _FEW:
            yield from map(self.read, wanted)
            return
        with _asked(wanted) as questions:
            process = self._git.start(*_BATCH, stdin=questions)
        pipe = _output(process)
        try:
            for oid in wanted:
                self.contents += 1
                yield _content(pipe, oid)
        finally:
            pipe.close()
            process.kill()
            process.wait()

    @contextlib.contextmanager
    def search_beside(self, oids: Iterable[str], words: re.Pattern[bytes]) -> Iterator[Callable[[], Iterator[bool]]]:
        """Which of many contents, in their order, hold one of some words, none of which goes on over a line break.

        Git puts them together while other things are done: what is given waits for it, and raises as `read_many`.
        """
        wanted = list(oids)
        if len(wanted) <= _FEW:
            yield lambda: (words.search(data) is not None for data in self.read_many(wanted))
            return
        with _asked(wanted) as questions, self._git.beside(*_BATCH, stdin=questions) as answer:
            self.contents += len(wanted)
            yield lambda: _searched(answer(), wanted, words)

    def expect(self, oids: Iterable[str]) -> None:
        """Be told which contents are about to be read."""

    @contextlib.contextmanager
    def _one(self, oid: str) -> Iterator[IO[bytes]]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
            weakref.finalize(self, _end, self._process)
        pipe, questions = _output(self._process), self._process.stdin
        if questions is None:
            raise AssertionError
        try:
            questions.write(oid.encode() + b"\n")
            questions.flush()
        except BrokenPipeError:
            raise _gone(oid) from None
        yield pipe


class KeptBlobs(Blobs):
    """Blobs of which some are known to be wanted: the first asked for brings all of those in one batch."""

    def __init__(self, blobs: Blobs, wanted: Iterable[str]) -> None:
        """Read `wanted` through `blobs`, each once, and hold them."""
        super().__init__(blobs._git)  # noqa: SLF001 - the same class
        self._source = blobs
        self._wanted = dict.fromkeys(wanted)
        self._held: dict[str, bytes] | None = None

    def expect(self, oids: Iterable[str]) -> None:
        """See `Blobs.expect`: fetch these and no others, unless some were fetched already."""
        if self._held is None:
            self._wanted = dict.fromkeys(oids)

    def read(self, oid: str) -> bytes:
        """See `Blobs.read`."""
        if oid not in self._wanted:
            return self._source.read(oid)
        if self._held is None:
            self._held = dict(zip(self._wanted, self._source.read_many(self._wanted), strict=True))
        return self._held[oid]

    def read_many(self, oids: Iterable[str]) -> Iterator[bytes]:
        """See `Blobs.read_many`."""
        return map(self.read, oids)

    def stream(self, oid: str) -> BinaryIO:
        """See `Blobs.stream`."""
        return self._source.stream(oid)


@contextlib.contextmanager
def _asked(oids: Iterable[str]) -> Iterator[IO[bytes]]:
    """The questions to a batch, as a file: a pipe would fill up on both sides."""
    with scratch() as questions:
        questions.writelines(oid.encode() + b"\n" for oid in oids)
        questions.seek(0)
        yield questions


def _output(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:
        raise AssertionError
    return process.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.kill()
    process.wait()


def _pieces(pipe: IO[bytes], oid: str, head: bytes | None = None) -> Iterator[bytes]:
    """The answer at hand, `<oid> blob <size>`, the content and a line break; git ends amid it when it is damaged."""
    parts = (pipe.readline() if head is None else head).split()
    if len(parts) != 3 or parts[1] != b"blob":
        raise _gone(oid)
    left = int(parts[2])
    while left:
        data = pipe.read(min(left, _PIECE))
        if not data:
            raise _gone(oid)
        left -= len(data)
        yield data
    if pipe.read(1) != b"\n":
        raise _gone(oid)


def _content(pipe: IO[bytes], oid: str) -> bytes:
    """The content at hand, cut above MAX_BYTES; the rest is read and forgotten."""
    head = pipe.readline()
    parts = head.split()
    if len(parts) == 3 and parts[1] == b"blob" and len(parts[2]) <= _SHORT:  # nearly all: one read, no pieces
        data = pipe.read(int(parts[2]) + 1)
        if len(data) != int(parts[2]) + 1 or data[-1:] != b"\n":
            raise _gone(oid)
        return data[:-1]
    pieces = _pieces(pipe, oid, head)
    first = next(pieces, b"")
    kept = [first]
    size = len(first)
    for data in pieces:
        if size <= MAX_BYTES:
            kept.append(data)
        size += len(data)
    return first if len(kept) == 1 else b"".join(kept)[: MAX_BYTES + 1]


def _searched(answer: IO[bytes], oids: Iterable[str], words: re.Pattern[bytes]) -> Iterator[bool]:
    """For each content in an answer whether it holds one of the words; they are looked for in all of it at once."""
    whole = mmap.mmap(answer.fileno(), 0, access=mmap.ACCESS_READ)
    hits = (found.start() for found in words.finditer(whole))
    hit = next(hits, len(whole))
    end = 0
    for oid in oids:
        begin = whole.find(b"\n", end) + 1
        head = whole[end:begin].split()
        if len(head) != 3 or head[1] != b"blob":
            raise _gone(oid)
        end = begin + int(head[2]) + 1
        if whole[end - 1 : end] != b"\n":
            raise _gone(oid)
        while hit < begin:  # git's own word
            hit = next(hits, len(whole))
        yield hit < end - 1
        while hit < end:
            hit = next(hits, len(whole))


def _gone(oid: str) -> FazhiError:
    name = oid.partition(":")[2] or oid[:12]  # a file of a commit goes by its path
    return FazhiError(
        f"git 仓库里缺少对象 {one_line(name, 60)}",
        "仓库可能是部分克隆或已损坏：请联网运行 git fetch，再用 git fsck 检查",
    )
