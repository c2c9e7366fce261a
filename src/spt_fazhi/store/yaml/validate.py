"""From trees of text to values: Pydantic does the work, this module turns its findings into Chinese problems."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_type_hints

from spt_fazhi.model.problem import Problem, Where
from spt_fazhi.model.value import TAG

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
    from pydantic_core import ValidationError

    try:
        return cast("T", validator(cls).validate_python(tree)), []  # type: ignore[arg-type]  # mypy: type[T] is not Hashable
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(cls, detail, file, base) for detail in details]


def _problem(cls: type, detail: ErrorDetails, file: str, base: Where) -> Problem:
    loc: Where = tuple(part for part in detail["loc"] if not str(part).startswith(TAG))
    kind = detail["type"]
    where = base + loc
    key = str(loc[-1]) if loc else ""
    if kind == "unexpected_keyword_argument":
        from difflib import get_close_matches

        known = _keys_at(cls, detail["loc"][:-1])
        near = get_close_matches(key, known, 1, 0.5)
        hint = f"是不是想写 {near[0]}？" if near else "请删去该字段；这里可写：" + "、".join(sorted(known))
        return Problem(
            rule="unknown-key",
            severity="error",
            file=file,
            message=f"不认识的字段“{key}”",
            hint=hint,
            where=where,
            at_key=True,
        )
    if kind == "missing":
        return Problem(
            rule="missing-key",
            severity="error",
            file=file,
            message=f"缺少必填字段“{key}”",
            hint=f"请补写一行：{key}: …",
            where=where[:-1],
        )
    if kind == "value_error":
        cause = detail.get("ctx", {}).get("error")
        subject = f"{key}：" if isinstance(loc[-1] if loc else None, str) else ""
        return Problem(
            rule="bad-value",
            severity="error",
            file=file,
            message=f"{subject}{cause}",
            hint="请改正后再运行 fazhi check",
            where=where,
        )
    if kind in {"tuple_type", "list_type"}:
        return Problem(
            rule="bad-type",
            severity="error",
            file=file,
            message=f"“{key}”应是一个列表",
            hint=f"写成 {key}: [甲, 乙]，或每行一个“- ”",
            where=where,
        )
    if kind in {"dataclass_type", "dataclass_exact_type", "dict_type", "model_type"}:
        at = f"“{key}”" if key else "这里"
        return Problem(
            rule="bad-type",
            severity="error",
            file=file,
            message=f"{at}应是一组“字段: 值”",
            hint="请检查缩进和冒号（半角冒号后加空格）",
            where=where,
        )
    return Problem(
        rule="bad-value",
        severity="error",
        file=file,
        message=f"“{key}”的值不合要求",
        hint="请对照 docs/data.md 改正",
        where=where,
    )


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


def as_mapping(tree: Any) -> Mapping[str, Any]:
    """`tree` if it is a mapping, else an empty one."""
    return tree if isinstance(tree, Mapping) else {}
