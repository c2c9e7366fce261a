"""Small real attachments: a text note, a table and a picture, the same bytes everywhere."""

from __future__ import annotations

import struct
import zlib
from typing import Final

_SIDE: Final = 24


def note(subject: str) -> tuple[str, bytes]:
    """A page of plain text about `subject`."""
    return "情况说明.txt", f"演示附件，内容虚构。\n事项：{subject}\n说明：已按要求完成，有关材料存档备查。\n".encode()


def letter(subject: str) -> tuple[str, bytes]:
    """The text of a letter about `subject`, as it was sent."""
    return (
        "提示函.txt",
        f"提示函\n演示文书，内容虚构。\n贵单位“{subject}”已过时限，请于6月21日前办好并提供佐证。\n".encode(),
    )


def table(subject: str, rows: int) -> tuple[str, bytes]:
    """A small table, as a spreadsheet saves it."""
    lines = [("序号", "事项", "情况"), *((str(row), subject, "演示内容") for row in range(1, rows + 1))]
    return "统计表.csv", "".join(",".join(line) + "\n" for line in lines).encode()


def roster(people: int) -> tuple[str, bytes]:
    """A list of people that should not be kept here; every name and number in it is invented and none is real."""
    lines = [("序号", "姓名", "证件"), *((str(each), f"演示人员{each}", "（略）") for each in range(1, people + 1))]
    return "参训人员花名册.csv", "".join(",".join(line) + "\n" for line in lines).encode()


def picture(shade: int) -> tuple[str, bytes]:
    """A grey square as a PNG (stored, not compressed, so that no zlib version changes a byte)."""
    scan_lines = (b"\x00" + bytes((shade + row * 4) % 256 for _ in range(_SIDE)) for row in range(_SIDE))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 0, 0, 0, 0)),
        (b"IDAT", _stored(b"".join(scan_lines))),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(unit)) + kind + unit + struct.pack(">I", zlib.crc32(kind + unit)) for kind, unit in parts
    )
    return "现场照片.png", b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _stored(data: bytes) -> bytes:
    """A zlib stream of one stored block; `data` is shorter than 64 KiB."""
    size = len(data)
    return b"\x78\x01\x01" + struct.pack("<HH", size, size ^ 0xFFFF) + data + struct.pack(">I", zlib.adler32(data))
