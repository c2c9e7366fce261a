"""What Git LFS leaves in the place of a file that was not fetched: three known lines instead of the content."""

from __future__ import annotations

from typing import Final, NamedTuple

LONGEST_POINTER: Final = 1024
"""Bytes of the longest pointer, by the specification of Git LFS."""
VERSION: Final = b"version https://git-lfs.github.com/spec/v1"
"""How every pointer begins."""
_OID: Final = "oid sha256:"
_SIZE: Final = "size "
_HEX: Final = frozenset("0123456789abcdef")


class LfsPointer(NamedTuple):
    """The file a pointer stands for: its SHA-256 in lower-case hexadecimal digits, its size in bytes."""

    sha256: str
    size: int


def lfs_pointer(data: bytes) -> LfsPointer | None:
    """The pointer that `data`, a whole file, is; None for any other file."""
    if len(data) >= LONGEST_POINTER or not data.startswith(VERSION):
        return None
    lines = data.decode("utf-8", "replace").splitlines()
    if (
        len(lines) != 3
        or lines[0] != VERSION.decode()
        or not (lines[1].startswith(_OID) and lines[2].startswith(_SIZE))
    ):
        return None
    oid, size = lines[1].removeprefix(_OID), lines[2].removeprefix(_SIZE)
    if len(oid) != 64 or not _HEX.issuperset(oid) or not size.isascii() or not size.isdecimal() or len(size) > 18:
        return None
    return LfsPointer(sha256=oid, size=int(size))
