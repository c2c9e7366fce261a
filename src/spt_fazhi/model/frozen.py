"""Frozen dataclasses that are cheap to define.

`dataclasses.dataclass(frozen=True)` compiles six methods for each class, about a millisecond a class, and the thirty
classes of the core would cost `fazhi status` a fifth of its start. Here the standard library still works out the
fields (so Pydantic and `dataclasses.fields` know the class), while the methods are the same few functions for all.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
C = TypeVar("C", bound=type)
_SPECS: dict[type, tuple[tuple[str, ...], dict[str, Any], dict[str, Any], int]] = {}


def _init(self: Any, *args: Any, **kwargs: Any) -> None:
    """Set every field from the arguments and the defaults; TypeError for what does not fit."""
    cls = type(self)
    names, defaults, factories, positional = _SPECS[cls]
    if args:
        if len(args) > positional:
            raise TypeError(f"{cls.__name__}() takes at most {positional} positional arguments, {len(args)} given")
        kwargs.update(zip(names, args, strict=False))
    put = object.__setattr__
    for name in names:
        if name in kwargs:
            put(self, name, kwargs.pop(name))
        elif name in defaults:
            put(self, name, defaults[name])
        elif name in factories:
            put(self, name, factories[name]())
        else:
            raise TypeError(f"{cls.__name__}() misses the argument {name!r}")
    if kwargs:
        raise TypeError(f"{cls.__name__}() got unknown arguments {sorted(kwargs)}")
    check = getattr(self, "__post_init__", None)
    if check is not None:
        check()


def _compared(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, field.name) for field in dataclasses.fields(self) if field.compare)


def _eq(self: Any, other: object) -> Any:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), _compared(self)))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _SPECS[type(self)][0])
    return f"{type(self).__name__}({shown})"


def _refuse(_self: Any, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _rebuild(cls: Any, values: dict[str, Any]) -> Any:
    return cls(**values)


def _reduce(self: Any) -> tuple[Any, ...]:
    return _rebuild, (type(self), {name: getattr(self, name) for name in _SPECS[type(self)][0]})


def _make(cls: C, *, kw_only: bool) -> C:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    fields = dataclasses.fields(made)
    missing = dataclasses.MISSING
    _SPECS[made] = (
        tuple(field.name for field in fields),
        {field.name: field.default for field in fields if field.default is not missing},
        {field.name: field.default_factory for field in fields if field.default_factory is not missing},
        0 if kw_only else len(fields),
    )
    made.__init__, made.__eq__, made.__hash__, made.__repr__ = _init, _eq, _hash, _repr
    made.__setattr__, made.__delattr__, made.__reduce__ = _refuse, _refuse, _reduce
    return made  # type: ignore[no-any-return]  # the same class, rebuilt with slots


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass with positional or keyword arguments."""
    return _make(cls, kw_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,))
def frozen_keywords(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass with keyword arguments only."""
    return _make(cls, kw_only=True)


def replace(item: T, **changes: Any) -> T:
    """A copy of a frozen value with some fields changed."""
    values = {name: getattr(item, name) for name in _SPECS[type(item)][0]}
    return type(item)(**{**values, **changes})
