"""A list of a JSON document whose items are made one by one, while they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any


class Streamed:
    """`make` of each of `items`, in order; equal to the list of them."""

    def __init__(self, items: Sequence[Any], make: Callable[[Any], Any]) -> None:
        """Nothing is made yet, and nothing that was made is held."""
        self._items = items
        self._make = make

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        """Each, made when its turn comes."""
        return map(self._make, self._items)

    def __getitem__(self, at: int) -> Any:
        """One, made anew."""
        return self._make(self._items[at])

    def __eq__(self, other: object) -> bool:
        """Whether these are the items of a list, or of another such list."""
        return list(self) == list(other) if isinstance(other, list | Streamed) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list
