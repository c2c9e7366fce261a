"""The straight lines that a page of a PDF file draws: borders of tables, whichever way a program writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from spt_fazhi.store.documents.readers.pages.ruled import Rule

_THIN: Final = 2.5
"""Points up to which a filled rectangle is a line."""
_STRAIGHT: Final = 0.5
_MOST: Final = 20_000
_STROKED: Final = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLED: Final = frozenset({b"f", b"F", b"f*"})
_PAINTS: Final = _STROKED | _FILLED | {b"n"}


def rule_between(x0: float, y0: float, x1: float, y1: float) -> Rule:
    """The line between two points, from its lower left end."""
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class Drawing:
    """Follows the drawing of a page; `rules` are the straight lines that were painted."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.rules: list[Rule] = []
        self._path: list[Rule] = []
        self._at = self._first = (0.0, 0.0)

    def visit(self, operator: Any, operands: Sequence[Any], matrix: Sequence[float], _text_matrix: Any) -> None:
        """Take in one operator of the page's content, as pypdf calls it."""
        if operator in _PAINTS:
            self._paint(operator)
        elif operator == b"re" and len(operands) >= 4:
            x, y, wide, tall = map(float, operands[:4])
            corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
            places = [_moved(matrix, *corner) for corner in corners]
            for one, other in zip(places, [*places[1:], places[0]], strict=True):
                self._line(one, other)
        elif operator == b"m" and len(operands) >= 2:
            self._at = self._first = _moved(matrix, float(operands[0]), float(operands[1]))
        elif operator == b"l" and len(operands) >= 2:
            place = _moved(matrix, float(operands[0]), float(operands[1]))
            self._line(self._at, place)
            self._at = place
        elif operator == b"h":
            self._line(self._at, self._first)
            self._at = self._first

    def _line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        if len(self._path) < _MOST and min(abs(one[0] - other[0]), abs(one[1] - other[1])) < _STRAIGHT:
            self._path.append(rule_between(*one, *other))

    def _paint(self, operator: bytes) -> None:
        """A path that is stroked shows its lines; one that is filled shows as a line where it is thin."""
        path, self._path = self._path, []
        if operator == b"n" or len(self.rules) >= _MOST:
            return
        if operator in _STROKED:
            self.rules += path
            return
        if _is_thin(path):
            self.rules += _longest(path)
        elif len(path) % 4 == 0:  # several rectangles in one path
            fours = (path[at : at + 4] for at in range(0, len(path), 4))
            self.rules += [each for four in fours if _is_thin(four) for each in _longest(four)]


def _longest(path: Sequence[Rule]) -> list[Rule]:
    return [max(path, key=lambda each: each.x1 - each.x0 + each.y1 - each.y0)] if path else []


def _is_thin(path: Sequence[Rule]) -> bool:
    wide = max((each.x1 for each in path), default=0.0) - min((each.x0 for each in path), default=0.0)
    tall = max((each.y1 for each in path), default=0.0) - min((each.y0 for each in path), default=0.0)
    return min(wide, tall) <= _THIN


def _moved(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix[:6]
    return a * x + c * y + e, b * x + d * y + f
