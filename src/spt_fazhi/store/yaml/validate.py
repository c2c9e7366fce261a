"""From trees of text to values; what cannot be one Pydantic explains, and this module says it in Chinese problems."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args, get_type_hints

from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.value import TAG, PlacedError, made

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, SchemaValidator

T = TypeVar("T")


@cache
def validator(cls: type) -> SchemaValidator:
    """The compiled Pydantic validator of a value class."""
    from pydantic import TypeAdapter

    # a TypeAdapter's validator may be a plug-in's wrapper, which has the same methods
    return TypeAdapter(cls).validator  # type: ignore[return-value]


def validate(cls: type[T], tree: Any, file: str, base: Where = ()) -> tuple[T | None, list[Problem]]:
    """The value, or None and every problem of the tree; `base` is where the tree stands in the file."""
    try:
        return made(cls, tree), []
    except (ValueError, KeyError, TypeError):  # Pydantic says why, and has the last word
        return validated(cls, tree, file, base)


def validated(cls: type[T], tree: Any, file: str, base: Where = ()) -> tuple[T | None, list[Problem]]:
    """`validate` by Pydantic alone: every problem of the tree at once, each in its place."""
    from pydantic_core import ValidationError

    try:
        return cast("T", validator(cls).validate_python(tree)), []  # type: ignore[arg-type]  # mypy: type[T] is not Hashable
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(cls, detail, file, base) for detail in details]


_NOT_A_LIST: Final = frozenset({"tuple_type", "list_type"})
_NOT_A_MAPPING: Final = frozenset({"dataclass_type", "dataclass_exact_type", "dict_type", "model_type"})


def _problem(cls: type, detail: ErrorDetails, file: str, base: Where) -> Problem:
    loc: Where = tuple(part for part in detail["loc"] if not str(part).startswith(TAG))
    key = str(loc[-1]) if loc else ""
    unknown = detail["type"] == "unexpected_keyword_argument"
    if unknown:
        rule, message, hint = "unknown-key", f"不认识的字段“{key}”", _known_keys(cls, detail["loc"][:-1], key)
    else:
        named = isinstance(loc[-1] if loc else None, str)
        rule, message, hint = _said(detail, key, f"{key}：" if named else "")
    cause = detail.get("ctx", {}).get("error")
    inside = cause.where if isinstance(cause, PlacedError) else ()
    where = base + loc + inside
    return Problem(
        rule=rule,
        severity="error",
        file=file,
        message=message,
        hint=hint,
        where=where[:-1] if detail["type"] == "missing" else where,
        at_key=unknown,
    )


def _said(detail: ErrorDetails, key: str, subject: str) -> tuple[str, str, str]:
    """Rule, message and hint for what Pydantic found; `subject` begins the sentence of a parser of our own."""
    kind = detail["type"]
    if kind == "missing":
        return "missing-key", f"缺少必填字段“{key}”", f"请补写一行：{key}: …"
    if kind == "value_error":
        cause = detail.get("ctx", {}).get("error")
        return "bad-value", f"{subject}{cause}", "请改正后再运行 fazhi check"
    if kind in _NOT_A_LIST:
        return "bad-type", f"“{key}”应是一个列表", f"写成 {key}: [甲, 乙]，或每行一个“- ”"
    if kind in _NOT_A_MAPPING:
        at = f"“{key}”" if key else "这里"
        return "bad-type", f"{at}应是一组“字段: 值”", "请检查缩进和冒号（半角冒号后加空格）"
    return "bad-value", f"“{key}”的值不合要求", "请对照 docs/data.md 改正"


def _known_keys(cls: type, loc: Where, key: str) -> str:
    """What to do about a key that is not known where it stands."""
    from difflib import get_close_matches

    known = _keys_at(cls, loc)
    near = get_close_matches(key, known, 1, 0.5)
    return f"是不是想写 {near[0]}？" if near else "请删去该字段；这里可写：" + "、".join(sorted(known))


def _keys_at(cls: type, loc: Where) -> list[str]:
    """The keys a value class knows at `loc` inside it."""
    for part in loc:
        if isinstance(part, int) or part.startswith(TAG):
            continue
        hints = get_type_hints(cls)
        hint = hints.get(part) or hints.get(f"{part}_")
        found = _value_classes(hint) if hint is not None else []
        if found:
            cls = found[0] if len(found) == 1 else _by_tag(found, loc)
    return [field.name.rstrip("_") for field in dataclasses.fields(cls)]


def _value_classes(hint: Any) -> list[type]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return [hint]
    return [cls for arg in get_args(hint) for cls in _value_classes(arg)]


def _by_tag(classes: list[type], loc: Where) -> type:
    tags = {str(part).removeprefix(TAG) for part in loc if str(part).startswith(TAG)}
    return next((cls for cls in classes if any(field.name in tags for field in dataclasses.fields(cls))), classes[0])
