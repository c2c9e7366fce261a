"""The JSON Schemas in a folder: which are up to date, and the others written anew."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.store.schema.schema import FileState, file_state, schema_names, write_schema
from spt_fazhi.store.write.durable import write_fault


def schema_states(folder: Path) -> dict[str, FileState]:
    """Each schema's file name and whether the file there is up to date."""
    return {name: file_state(folder, name) for name in schema_names()}


def write_schemas(folder: Path) -> dict[str, FileState]:
    """Write what is not up to date; returns the states from before. Raises FazhiError."""
    states = schema_states(folder)
    for name, state in states.items():
        if state != "current":
            try:
                write_schema(folder, name)
            except OSError as error:
                raise write_fault(error, str(folder / name)) from None
    return states
