"""Every text a person wrote, with its place: what the scan for sensitive data reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.model.entries.record import Attachment
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE
from spt_fazhi.model.problem import Where

# free of personal data by their own form, and checked for that form when they are read
_FORMAL = frozenset(
    {
        "kind",
        "sha256",
        "code",
        "scope",
        "every",
        "settle",
        "progress",
        "obligation",
        "period",
        "record",
        "inspection",
        "adds_to",
        "stage",
        "commit",
        "duties",
    }
)


@cache
def _field_names(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Attribute and written key of the fields of a value class that may hold free text or more values."""
    return tuple(
        (each.name, each.name.rstrip("_"))
        for each in dataclasses.fields(cls)
        if each.name not in _FORMAL and (cls is Attachment or each.name != "id")
    )


def texts_in(value: object, where: Where = ()) -> Iterator[tuple[str, Where]]:
    """Every text inside a value and its place below `where`."""
    if isinstance(value, str):
        yield value, where
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, (*where, index))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name, key in _field_names(type(value)):
            part = getattr(value, name)
            if part is not None and part != ():
                yield from texts_in(part, (*where, key))


def joined(value: object) -> str:
    """All texts of a flat value in one, to look through before looking closely."""
    parts: list[str] = []
    for name, _ in _field_names(type(value)):  # type: ignore[arg-type]  # classes are hashable, mypy doubts it
        part = getattr(value, name)
        if type(part) is str:
            parts.append(part)
        elif type(part) is tuple:
            parts += [each if type(each) is str else " ".join(texts for texts, _ in texts_in(each)) for each in part]
    return "\n".join(parts)


def plan_texts(context: CheckContext) -> Iterator[tuple[str, str, Where]]:
    """File, text and place of everything written in tasks.yaml and units.yaml."""
    for text, where in texts_in(context.register.info, ("register",)):
        yield TASKS_FILE, text, where
    for placed, file in (
        (context.sections(), TASKS_FILE),
        (context.tasks(), TASKS_FILE),
        (context.units(), UNITS_FILE),
        (context.groups(), UNITS_FILE),
    ):
        for value, base in placed:
            for text, where in texts_in(value, base):
                yield file, text, where
