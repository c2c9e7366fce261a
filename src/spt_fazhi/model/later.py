"""A sequence whose length is known and whose items are made when the first is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """Equal to the tuple of its items."""

    __slots__ = ("_items", "_length", "_make")

    def __init__(self, length: int, make: Callable[[], Iterable[T]]) -> None:
        """`make` gives exactly `length` items, and is called at most once."""
        self._length = length
        self._make = make
        self._items: tuple[T, ...] | None = None

    def _made(self) -> tuple[T, ...]:
        if self._items is None:
            self._items = tuple(self._make())
        return self._items

    def __len__(self) -> int:
        """How many there are; nothing is made for it."""
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: Any) -> Any:
        """One of the items, or some."""
        return self._made()[at]

    def __iter__(self) -> Iterator[T]:
        """The items in order."""
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        """Whether the items are those of another such sequence or of a tuple."""
        return self._made() == tuple(other) if isinstance(other, tuple | Later) else NotImplemented

    def __hash__(self) -> int:
        """As of the tuple."""
        return hash(self._made())

    def __repr__(self) -> str:
        """As of the tuple."""
        return repr(self._made())
