"""The program's own modules, for tests of what may stand in them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.builders.places import SRC

PROGRAM = SRC / "spt_fazhi"


def modules(words: Iterable[str]) -> Iterator[tuple[str, ast.Module]]:
    """Name and tree of each module that has one of these words in it; to take all of them apart takes seconds."""
    sought = tuple(words)
    for file in PROGRAM.rglob("*.py"):
        text = file.read_text("utf-8")
        if any(word in text for word in sought):
            yield file.relative_to(PROGRAM).as_posix(), ast.parse(text)
