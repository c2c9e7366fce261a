"""JSON Schemas of the files for editors and other programs, generated from the value classes by Pydantic.

What a schema cannot say (a quote occurs in its text, a unit owes the obligation) stays with `fazhi check`; the
schemas refuse nothing that the program accepts from a file written in the usual way.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.inspection import Inspection
from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.plan import TasksFile
from spt_fazhi.model.unit import UnitsFile
from spt_fazhi.store.disk.durable import write_whole
from spt_fazhi.store.schema.words import WORDS

Schema = dict[str, Any]
FileState = Literal["current", "stale", "missing"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SOURCES: Final[dict[str, Any]] = {
    "tasks.schema.json": TasksFile,
    "units.schema.json": UnitsFile,
    "record.schema.json": Record,
    "decision.schema.json": Decision,
    "inspection.schema.json": Inspection,
    "issued.schema.json": Issued,
}
_UNIONS: Final = {
    "record.schema.json": ("记录", "data/records/ 下的一个文件：佐证、进展、整改或作废"),
    "decision.schema.json": ("决定", "data/decisions/ 下的一个文件：退回、延期、不适用、销号或去除"),
}
_KEY_ORDER: Final = (
    "$schema",
    "title",
    "description",
    "type",
    "const",
    "enum",
    "required",
    "additionalProperties",
    "properties",
    "items",
    "oneOf",
    "allOf",
)


def schema_names() -> tuple[str, ...]:
    """The file names of all schemas."""
    return tuple(_SOURCES)


@cache
def schema_text(name: str) -> str:
    """One schema as the text of its file; the same for the same models. Raises KeyError for an unknown name."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(_SOURCES[name]).json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    for cls, definition in definitions.items():
        _describe(cls, definition)
    if name in _UNIONS:
        schema["oneOf"] = schema.pop("anyOf")
        schema["type"] = "object"
        schema["title"], schema["description"] = _UNIONS[name]
    else:
        _describe(_SOURCES[name].__name__, schema)
    schema["$schema"] = _DIALECT
    ordered = {**_ordered(schema), "$defs": {cls: _ordered(definitions[cls]) for cls in definitions}}
    return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def _describe(cls: str, schema: Schema) -> None:
    """Put Chinese in place of the class's own words, and add what the class checks beyond single fields."""
    words = WORDS[cls]
    schema["title"], schema["description"] = words.title, words.text
    for key, field in schema["properties"].items():
        if field.get("default", ...) in (None, []):
            del field["default"]
        if "$ref" in field:  # the definition it points to has a title of its own
            continue
        field["title"], field["description"] = words.fields[key]
        if key == "kind" and len(field.get("enum", ())) == 1:
            field["const"] = field.pop("enum")[0]
            field.pop("default", None)
            schema["required"] = ["kind", *schema["required"]]
    schema.update(_BEYOND_FIELDS.get(cls, {}))
    if cls == "RegisterInfo":  # whoever writes a register says in which format; the program has its own for itself
        schema["required"] = ["format", *schema["required"]]
    if cls == "Task":
        schema["properties"]["lead"]["minItems"] = 1


def _given(key: str) -> Schema:
    """The key is there and not left empty."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


_SUBJECTS: Final = [_given("obligation"), _given("task"), _given("inspection")]
_BEYOND_FIELDS: Final[dict[str, Schema]] = {
    "Obligation": {"oneOf": [_given("due"), _given("every")]},
    "Extend": {"oneOf": _SUBJECTS},
    "Waive": {"oneOf": _SUBJECTS},
    "IssuedDuty": {"oneOf": _SUBJECTS},
    "Evidence": {"allOf": [{"if": _given("reached"), "then": _given("of"), "else": {"not": _given("of")}}]},
}


def _ordered(node: Any, *, names: bool = False) -> Any:
    """The same schema with its keywords in reading order; `names` marks a mapping of field names, kept as it is."""
    if isinstance(node, list):
        return [_ordered(part) for part in node]
    if not isinstance(node, dict):
        return node
    keys = list(node) if names else sorted(node, key=lambda key: (_rank(key), key))
    return {key: _ordered(node[key], names=key == "properties" and not names) for key in keys}


def _rank(key: str) -> int:
    return _KEY_ORDER.index(key) if key in _KEY_ORDER else len(_KEY_ORDER)


def file_state(folder: Path, name: str) -> FileState:
    """Whether the schema's file in `folder` says what the program says today."""
    try:
        found = (folder / name).read_bytes()
    except FileNotFoundError:
        return "missing"
    return "current" if found.replace(b"\r\n", b"\n") == schema_text(name).encode() else "stale"


def write_schema(folder: Path, name: str) -> None:
    """Write one schema into `folder`, in one step: a reader finds the old file or the new one. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, schema_text(name).encode(), overwrite=True)
