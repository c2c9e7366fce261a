"""A zip that is the same whenever it is made from the same files: order, times and permissions are fixed."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3


def write_zip(file: Path, folder: str, content: Mapping[str, Path | bytes], programs: frozenset[str]) -> str:
    """Write `content` (name → a file, or bytes) below `folder` in a zip; returns the zip's sha256.

    `programs` can be run on Unix. Nothing is compressed: wheels are already, and other versions of zlib would differ.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _TIME)
            entry.create_system = _UNIX
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(entry, data_of(content[name]))
    return hash_of(file)


def sums(content: Mapping[str, Path | bytes]) -> bytes:
    """The hashes of `content` as `sha256sum -c` reads them."""
    lines = (f"{hash_of(each)}  {name}\n" for name, each in sorted(content.items()))
    return "".join(lines).encode("ascii")


def hash_of(each: Path | bytes) -> str:
    """The sha256 of one entry."""
    return hashlib.sha256(data_of(each)).hexdigest()


def data_of(each: Path | bytes) -> bytes:
    """The bytes of one entry."""
    return each if isinstance(each, bytes) else each.read_bytes()
