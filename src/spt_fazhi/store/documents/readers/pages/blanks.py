"""The room that a run of words in a PDF leaves for words drawn in another font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

_LEAST: Final = 0.3
"""Sizes of the type from which a step between two glyphs is room for something."""


class Blanks:
    """Follows the drawing of text: how far each `TJ` steps on between its words (pypdf gives one space for a step)."""

    def __init__(self) -> None:
        """Begin before any words."""
        self._steps: list[float] = []

    def visit(self, operator: Any, operands: Sequence[Any]) -> None:
        """Take in one operator of the page's content, as pypdf calls it."""
        if operator != b"TJ" or not operands or not isinstance(operands[0], list):
            return
        step = 0.0
        begun = False
        for each in operands[0]:
            if isinstance(each, (int, float)):
                step -= each / 1000
                continue
            if begun and step >= _LEAST:
                self._steps.append(step)
            step, begun = 0.0, True

    def of(self, text: str) -> tuple[float, ...]:
        """How wide each space of the words that were drawn since is, in sizes of the type; () where that is unsure."""
        steps, self._steps = self._steps, []
        return tuple(steps) if steps and text.count(" ") == len(steps) else ()
