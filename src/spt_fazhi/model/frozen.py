"""Frozen dataclasses that are cheap to define: `@frozen` is `dataclass(frozen=True, slots=True, kw_only=True)`.

The standard library compiles six methods for each such class, about a millisecond a class, and the classes that
`fazhi status` loads would take it from 0.95 to 1.35 times the import of its five libraries. Here the standard library
still works out the fields (so Pydantic and `dataclasses.fields` know the class), while the methods are the same few
functions for all (docs/decisions/0001-dataclasses-validated-by-pydantic.md).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")
C = TypeVar("C", bound=type)


class _Spec(NamedTuple):
    """What `_init` needs of a class: how each field is set, in order, and what stands where no argument is given."""

    put: tuple[tuple[str, Callable[[Any, Any], None]], ...]
    defaults: dict[str, Any]
    factories: dict[str, Callable[[], Any]]
    check: Callable[[Any], None] | None


_SPECS: dict[type, _Spec] = {}


def _init(self: Any, /, **kwargs: Any) -> None:
    """Set every field from the arguments and the defaults; TypeError for what does not fit."""
    put, defaults, factories, check = _SPECS[type(self)]
    values = {**defaults, **kwargs} if defaults else kwargs
    for name, factory in factories.items():
        if name not in values:
            values[name] = factory()
    if len(values) != len(put):
        raise _misfit(type(self), put, values)
    try:
        for name, set_field in put:
            set_field(self, values[name])
    except KeyError:
        raise _misfit(type(self), put, values) from None
    if check is not None:
        check(self)


def _misfit(cls: type, put: tuple[tuple[str, Any], ...], values: Collection[str]) -> TypeError:
    names = [name for name, _ in put]
    missing = [name for name in names if name not in values]
    if missing:
        return TypeError(f"{cls.__name__}() misses the argument {missing[0]!r}")
    return TypeError(f"{cls.__name__}() got unknown arguments {sorted(set(values) - set(names))}")


def _compared(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, field.name) for field in dataclasses.fields(self) if field.compare)


def _eq(self: Any, other: object) -> Any:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), _compared(self)))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, _ in _SPECS[type(self)].put)
    return f"{type(self).__name__}({shown})"


def _refuse(_self: Any, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _rebuild(cls: Any, values: dict[str, Any]) -> Any:
    return cls(**values)


def _reduce(self: Any) -> tuple[Any, ...]:
    return _rebuild, (type(self), as_dict(self))


def _make(cls: C) -> C:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    fields = dataclasses.fields(made)
    missing = dataclasses.MISSING
    _SPECS[made] = _Spec(
        tuple((field.name, getattr(made, field.name).__set__) for field in fields),
        {field.name: field.default for field in fields if field.default is not missing},
        {field.name: field.default_factory for field in fields if field.default_factory is not missing},
        getattr(made, "__post_init__", None),
    )
    made.__init__, made.__eq__, made.__hash__, made.__repr__ = _init, _eq, _hash, _repr
    made.__setattr__, made.__delattr__, made.__reduce__ = _refuse, _refuse, _reduce
    return made  # type: ignore[no-any-return]  # the same class, rebuilt with slots


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass with keyword arguments only: the one style of a value that we define."""
    return _make(cls)


def as_dict(item: Any) -> dict[str, Any]:
    """The fields of a frozen value by name, in the order they are written; values inside it stay values."""
    return {name: getattr(item, name) for name, _ in _SPECS[type(item)].put}


def replace(item: T, **changes: Any) -> T:
    """A copy of a frozen value with some fields changed."""
    cls = type(item)
    put, _, _, check = _SPECS[cls]
    made = object.__new__(cls)
    left = len(changes)
    for name, set_field in put:
        if name in changes:
            set_field(made, changes[name])
            left -= 1
        else:
            set_field(made, getattr(item, name))
    if left:
        raise _misfit(cls, put, {**as_dict(item), **changes})
    if check is not None:
        check(made)
    return made
