"""What every written value is made of: a frozen dataclass that Pydantic validates and that `made` makes without it.

The classes of this package are plain dataclasses so that a command which finds nothing to refuse need not import
Pydantic (docs/decisions/0001-dataclasses-validated-by-pydantic.md, 0024). `Parsed` is the one place where a field says
how its text becomes a value; Pydantic and `made` both read it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    NamedTuple,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from spt_fazhi.model.frozen import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

T = TypeVar("T")
Setter = Callable[[Any, Any], None]
_FEW: Final = 4096
"""Texts of a field that are remembered with what they mean."""
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

    `schema` is the JSON Schema an editor sees for the field. What has `few` different texts in a whole register (days,
    numbers of obligations, names of units) is parsed once for each.
    """

    __slots__ = ("few", "parse", "schema")

    def __init__(self, parse: Callable[[Any], Any], schema: Mapping[str, Any], *, few: bool = False) -> None:
        """Pair a parser with the JSON Schema of what it accepts."""
        self.parse = parse
        self.schema = schema
        self.few = few

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


class _Maker(NamedTuple):  # a tuple: asked for once a value
    """How a class is made from a tree: by written key how the field is set, its parser, and what that made before.

    What stands for a key that is not written follows: values, and what makes them; last what looks at the whole.
    """

    fields: dict[str, tuple[Setter, Callable[[Any], Any], dict[Any, Any] | None]]
    required: frozenset[str]
    defaults: tuple[tuple[str, Setter, Any], ...]
    factories: tuple[tuple[str, Setter, Callable[[], Any]], ...]
    check: Callable[[Any], None] | None


@cache
def _maker(cls: type) -> _Maker:
    hints = get_type_hints(cls, include_extras=True)
    fields, required, defaults, factories = {}, set(), [], []
    for field in dataclasses.fields(cls):
        key, put = _written_name(field.name), getattr(cls, field.name).__set__
        fields[key] = (put, *_parser(hints[field.name]))
        if field.default is not dataclasses.MISSING:
            defaults.append((key, put, field.default))
        elif field.default_factory is not dataclasses.MISSING:
            factories.append((key, put, field.default_factory))
        else:
            required.add(key)
    check = getattr(cls, "__post_init__", None)
    return _Maker(fields, frozenset(required), tuple(defaults), tuple(factories), check)


def _parser(hint: Any) -> tuple[Callable[[Any], Any], dict[Any, Any] | None]:
    """How the tree of a field becomes its value, and the place for what was parsed before."""
    if get_origin(hint) is Annotated:
        for mark in hint.__metadata__:
            if isinstance(mark, Parsed):
                return mark.parse, {} if mark.few else None
            if isinstance(mark, Tagged):
                return partial(_chosen, mark), None
        return _parser(get_args(hint)[0])
    if get_origin(hint) is tuple:
        item = _parser(get_args(hint)[0])[0]
        return partial(_listed, item), None
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return partial(made, hint), None
    raise TypeError(f"a field of a value class needs Parsed, Tagged, a tuple or a value class, not {hint!r}")


def _chosen(tagged: Tagged, tree: Any) -> Any:
    return made(tagged.by_key[tagged.choose(tree)], tree)


def _listed(item: Callable[[Any], Any], tree: Any) -> tuple[Any, ...]:
    if type(tree) is not list:
        raise TypeError("not a list")
    return tuple([item(part) for part in tree])


def made(cls: type[T], tree: Any) -> T:
    """The value that Pydantic makes of a tree of dicts, lists and strings, made by the same parsers without it.

    Raises ValueError, KeyError or TypeError for exactly the trees that Pydantic refuses; it says what is wrong
    (`store/yaml/validate.py`).
    """
    fields, required, defaults, factories, check = _maker(cls)  # type: ignore[arg-type]  # mypy: type[T] is not Hashable
    if type(tree) is not dict or not required <= tree.keys():
        raise TypeError(f"no tree of {cls.__name__}")
    value = object.__new__(cls)
    for key, part in tree.items():
        put, parse, known = fields[key]
        if known is None:
            put(value, parse(part))
        elif part in known:
            put(value, known[part])
        else:
            found = parse(part)
            put(value, found)
            if len(known) < _FEW:
                known[part] = found
    for key, put, default in defaults:
        if key not in tree:
            put(value, default)
    for key, put, factory in factories:
        if key not in tree:
            put(value, factory())
    if check is not None:
        check(value)
    return value
