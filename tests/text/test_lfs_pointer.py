"""The three lines Git LFS leaves, and whatever only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.lfs_pointer import LfsPointer, lfs_pointer

SHA = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393"
LINES = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{SHA}", "size 12345")


def text(*lines: str, end: str = "\n") -> bytes:
    return "".join(line + end for line in lines).encode()


@pytest.mark.parametrize("data", [text(*LINES), text(*LINES, end="\r\n"), text(*LINES)[:-1]])
def test_a_pointer(data: bytes) -> None:
    assert lfs_pointer(data) == LfsPointer(SHA, 12345)


def test_an_empty_file_has_one_too() -> None:
    assert lfs_pointer(text(LINES[0], LINES[1], "size 0")) == LfsPointer(SHA, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"", text(LINES[0]), text(*LINES[:2]), text(*LINES, "x"), text(LINES[1], LINES[0], LINES[2]), text(LINES[0], LINES[2], LINES[1]),
        text("version https://git-lfs.github.com/spec/v2", *LINES[1:]), text(LINES[0], f"oid sha1:{SHA}", LINES[2]),
        text(LINES[0], f"oid sha256:{SHA.upper()}", LINES[2]), text(LINES[0], f"oid sha256:{SHA[1:]}", LINES[2]),
        text(*LINES[:2], "size -1"), text(*LINES[:2], "size １"), text(*LINES[:2], "size 1 MB"), text(*LINES[:2], "size " + "1" * 40),
        b"\xff" + text(*LINES), text(*LINES) + b"\n" * 1024, text(*LINES[:2], "size 1\x00"),
    ],
)  # fmt: skip
def test_no_pointer(data: bytes) -> None:
    assert lfs_pointer(data) is None


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_have_an_answer(before: bytes, after: bytes) -> None:
    assert lfs_pointer(before) is None
    found = lfs_pointer(text(*LINES)[:-6] + after)
    assert found is None or found.sha256 == SHA
