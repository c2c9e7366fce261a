"""Bytes to text in the encodings of Chinese offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spt_fazhi.text.decoding import any_text, declared_text, some_text, typed_text, utf8_text

TEXT = "做了三件事：甲、乙\r\n"
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "gb18030": "gb18030", "gbk": "gb18030"}


@pytest.mark.parametrize(("written", "told"), ENCODINGS.items())
def test_every_encoding_is_told(written: str, told: str) -> None:
    assert any_text(TEXT.encode(written)) == (TEXT, told)
    assert some_text(TEXT.encode(written)) == TEXT


def test_big_endian_utf16() -> None:
    assert any_text(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "utf-16")


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"\xff\xfe\x00\xd8\x00\x00", b"\xff\xfea", b"\x80\xff"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        any_text(data)
    assert "\ufffd" in some_text(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_cut_amid_a_character(encoding: str) -> None:
    data = TEXT.encode(encoding)
    for length in range(2, len(data) + 1):
        text = some_text(data[:length], cut=True)
        assert TEXT.startswith(text) or encoding != "utf-16"
        assert "\ufffd" not in text


def test_utf8_alone_says_where_it_ends() -> None:
    assert utf8_text(b"\xef\xbb\xbfabc") == ("abc", True)
    assert utf8_text(b"abc") == ("abc", False)
    with pytest.raises(UnicodeDecodeError) as caught:
        utf8_text(b"\xef\xbb\xbfab\xff")
    assert caught.value.object[: caught.value.start] == b"ab"


def test_a_page_chooses_among_chinese_encodings_alone() -> None:
    assert declared_text("甲".encode("gbk"), "GB2312") == "甲"
    assert declared_text("甲".encode("big5"), "Big5") == "甲"
    for name in ("idna", "unicode_escape", "punycode", "rot13", "utf-7", "没有"):
        assert declared_text(b"abc", name) is None


@pytest.mark.parametrize("word", ["司", "区司法局", "联通", "示范东镇", "镕", "一、甲", "plain", "--title=做了"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_what_was_typed_in_a_gbk_terminal(word: str, encoding: str) -> None:
    assert typed_text(word.encode(encoding), "gbk") == word


def test_what_was_typed_and_cannot_be_told() -> None:
    assert typed_text(b"\xff\xff", "gbk") is None
    assert typed_text("甲".encode("gbk"), "no-such-encoding") == "甲"


@given(st.binary())
def test_nothing_raises(data: bytes) -> None:
    assert isinstance(some_text(data), str)
    assert isinstance(some_text(data, cut=True), str)
    assert typed_text(data, "gbk") is None or isinstance(typed_text(data, "gbk"), str)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)))
def test_chinese_text_in_utf8_is_never_mistaken(text: str) -> None:
    assert any_text(text.encode()) == (text, "utf-8")
    assert typed_text(text.encode(), "gbk") == text
