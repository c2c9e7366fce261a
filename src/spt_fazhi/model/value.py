"""What every written value is made of: a frozen dataclass that Pydantic validates and a cache can revive.

The classes of this package are plain dataclasses so that a command which finds its data in the cache
need not import Pydantic (see docs/decisions/0001-dataclasses-validated-by-pydantic.md). `Parsed` is the one
place where a field says how its text becomes a value; Pydantic and `revive` both read it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from spt_fazhi.model.frozen import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

T = TypeVar("T")
TAG = "<tag> "  # begins the parts of a Pydantic error's `loc` that name a class of a union, not a key


def _written_name(name: str) -> str:
    """The key a field has in the files: `except_` is written `except`."""
    return name.rstrip("_")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, slotted, keyword-only dataclass that refuses unknown keys when validated."""
    made = frozen(cls)
    # Pydantic reads this attribute, which type[T] does not declare
    made.__pydantic_config__ = {"extra": "forbid", "alias_generator": _written_name}  # type: ignore[attr-defined]
    return made


class PlacedError(ValueError):
    """What is wrong with a value as a whole, and the key, or the keys and indexes, at which it is best mended."""

    def __init__(self, message: str, *where: str | int) -> None:
        """Say it in Chinese, with the place below the value."""
        super().__init__(message)
        self.where = where


class Parsed:
    """Field metadata: `parse` turns the text of the file into the value, or raises ValueError in Chinese.

    `schema` is the JSON Schema an editor sees for the field.
    """

    __slots__ = ("parse", "schema")

    def __init__(self, parse: Callable[[Any], Any], schema: Mapping[str, Any]) -> None:
        """Pair a parser with the JSON Schema of what it accepts."""
        self.parse = parse
        self.schema = schema

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Pydantic validates the field by `parse` alone."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, Any]:
        """The schema an editor sees."""
        return dict(self.schema)


class Tagged:
    """Field metadata for a union of value classes told apart by the presence of a key.

    `by_key` maps a key to its class, first match wins; the last class is the fallback.
    """

    __slots__ = ("by_key",)

    def __init__(self, by_key: Mapping[str, type]) -> None:
        """Tell the classes apart by these keys."""
        self.by_key = by_key

    def choose(self, tree: object) -> str:
        """The key whose class fits `tree`."""
        keys = list(self.by_key)
        if isinstance(tree, Mapping):
            for key in keys:
                if key in tree:
                    return key
        return keys[-1]

    def __get_pydantic_core_schema__(self, _source: object, handler: Callable[[object], CoreSchema]) -> CoreSchema:
        """A union whose errors speak of the class `choose` picked."""
        from pydantic_core import core_schema

        # generate_schema belongs to Pydantic's handler class, which is not imported before it is needed
        schema = handler.generate_schema  # type: ignore[attr-defined]
        choices = {f"{TAG}{key}": schema(cls) for key, cls in self.by_key.items()}
        return core_schema.tagged_union_schema(choices=choices, discriminator=lambda tree: TAG + self.choose(tree))


@cache
def _builders(cls: type) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """Written key → (field name, how to revive its tree) for a value class."""
    hints = get_type_hints(cls, include_extras=True)
    return {_written_name(field.name): (field.name, _builder(hints[field.name])) for field in dataclasses.fields(cls)}


def _builder(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is Annotated:
        for mark in hint.__metadata__:
            if isinstance(mark, Parsed):
                return mark.parse
            if isinstance(mark, Tagged):
                return lambda tree: revive(mark.by_key[mark.choose(tree)], tree)
        return _builder(get_args(hint)[0])
    if get_origin(hint) is tuple:
        item = _builder(get_args(hint)[0])
        return lambda tree: tuple(item(part) for part in tree)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return partial(revive, hint)
    raise TypeError(f"a field of a value class needs Parsed, Tagged, a tuple or a value class, not {hint!r}")


def revive(cls: type[T], tree: Mapping[str, Any]) -> T:
    """Build a value from a tree of strings that was validated before (by the same program version).

    Raises ValueError, KeyError or TypeError when it was not: callers treat that as "not cached".
    """
    builders = _builders(cls)  # type: ignore[arg-type]  # mypy: type[T] is not Hashable (typeshed)
    kwargs = {}
    for key, part in tree.items():
        name, build = builders[key]
        kwargs[name] = build(part)
    return cls(**kwargs)
