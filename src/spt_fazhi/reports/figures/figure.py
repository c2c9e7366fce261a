"""A number that a report prints, with its key and what it rests on: the one way in which reports count."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from spt_fazhi.model.frozen import frozen


@frozen
class Figure:
    """一个数字，连同它怎么来的；直接输出就是印出来的样子。"""

    key: Annotated[str, "键，全文唯一，如 totals.done"]
    value: Annotated[int | Decimal, "数；比较大小、计算用它"]
    printed: Annotated[str, "印出来的样子，如 12、35.2%"]
    basis: Annotated[str, "数的是什么、怎么数的，核对版注明"]
    records: Annotated[tuple[str, ...], "所依据的记录编号"]

    def __bool__(self) -> bool:
        """Whether there is anything: a figure of 0 is false."""
        return bool(self.value)


def number(key: str, value: int, basis: str, records: Iterable[str] = ()) -> Figure:
    """A whole number as a figure."""
    return Figure(key=key, value=value, printed=str(value), basis=basis, records=tuple(dict.fromkeys(records)))


def figures_in(values: Any) -> Mapping[str, Figure]:
    """Every figure in the values of a report, by key, wherever it lies. Raises ValueError for a key that means two."""
    found: dict[str, Figure] = {}
    for figure in _walk(values):
        if found.setdefault(figure.key, figure) != figure:
            raise ValueError(f"two figures are called {figure.key}")
    return found


def _walk(value: Any) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _walk(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _walk(each)
