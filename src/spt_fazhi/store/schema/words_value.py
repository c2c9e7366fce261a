"""What is said of one class of the files."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):  # a tuple: the table below is written by position, one line a class
    """A value class in Chinese: its name, what it is, and for each key its name and what to write there."""

    title: str
    text: str
    fields: dict[str, tuple[str, str]]
