"""The JSON Schemas in a folder: which are up to date, and the others written anew."""

from __future__ import annotations

from pathlib import Path

from spt_fazhi.errors import RefusedError
from spt_fazhi.store.disk.durable import write_fault
from spt_fazhi.store.disk.named_file import is_there, refuse_kept
from spt_fazhi.store.schema.schema import FileState, file_state, schema_names, write_schema
from spt_fazhi.store.workspace.sources import WorkTree

_FOLDER = "schema"


def schema_folder(root: Path) -> Path:
    """Where a workspace keeps them. Raises RefusedError for a link, which would lead the writing out of it."""
    if not WorkTree(root).is_inside(_FOLDER):
        raise RefusedError(f"{_FOLDER} 是链接，不能写入", "请把它换成真正的文件夹（工作区里不用链接）")
    return root / _FOLDER


def schema_states(folder: Path) -> dict[str, FileState]:
    """Each schema's file name and whether the file there is up to date. Raises UsageError for what is no file."""
    for name in schema_names():
        is_there(folder / name, str(folder / name))
    return {name: file_state(folder, name) for name in schema_names()}


def write_schemas(folder: Path) -> dict[str, FileState]:
    """Write what is not up to date; returns the states from before. Raises FazhiError."""
    refuse_kept(folder, str(folder))
    states = schema_states(folder)
    for name, state in states.items():
        if state != "current":
            try:
                write_schema(folder, name)
            except OSError as error:
                raise write_fault(error, str(folder / name)) from None
    return states
