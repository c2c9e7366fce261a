"""The questions, each a file of plain SQL that runs unchanged on DuckDB and on Spark SQL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

FOLDER: Final = "sql"
_SUFFIX: Final = ".sql"


@cache
def queries() -> Mapping[str, str]:
    """The queries by name: in the wheel beside the code, in a checkout at its top."""
    package = resources.files("spt_fazhi")
    folder = package / FOLDER
    if not folder.is_dir():
        folder = Path(str(package)).parents[1] / FOLDER
    return {
        each.name.removesuffix(_SUFFIX): each.read_text("utf-8").replace("\r\n", "\n")
        for each in sorted(folder.iterdir(), key=lambda file: file.name)
        if each.name.endswith(_SUFFIX)
    }
