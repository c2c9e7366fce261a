"""Exports of invented districts, and what somebody may do to one of them before it is handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from spt_fazhi.demo.districts import district_name, list_text, make_district
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.services.rollup.export import export_register
from spt_fazhi.services.workspace.workspace import Workspace
from spt_fazhi.store.write.new_workspace import create_workspace
from spt_fazhi.store.write.staging import write_tree
from spt_fazhi.views.rollup.identity import Identity
from spt_fazhi.views.rollup.rows import Extras

REQUEST = DemoRequest(tasks=20, units=16, records=120)
DAY = REQUEST.day
MARKS = {district_name(number): f"x{number}" for number in range(1, 4)}
"""The districts of `export_tree` and their marks."""


def districts(place: Path, number: int) -> Path:
    """So many workspaces in a folder with a list of them."""
    names = [district_name(at) for at in range(1, number + 1)]
    for at, name in enumerate(names, 1):
        create_workspace(place / name, make_district(at, REQUEST), durable=False)
    (place / "名单.yaml").write_text(list_text(tuple(names)), "utf-8")
    return place


def export_tree(workspaces: Path, tree: Path) -> Path:
    """The exports of three districts in one folder."""
    for name, mark in MARKS.items():
        write_tree(tree, exported(workspaces / name, mark, name), durable=False)
    return tree


def exported(workspace: Path, mark: str, name: str) -> dict[str, bytes]:
    """The files of an export, by place."""
    read = Workspace.read(workspace, DAY, use_cache=False)
    return export_register(read, Identity(register=mark, name=name), Extras()).files


def place_of(tree: Path, table: str, mark: str = "x2") -> Path:
    """A file of an export."""
    return tree / table / "year=2024" / f"register={mark}" / "data.parquet"


def rewrite(file: Path, query: str, **marks: str) -> None:
    """Write a file anew from what a query makes of its rows `t`; `marks` are what else its metadata say."""
    with duckdb.connect() as database:
        database.execute("SET threads = 1")
        said = dict(database.execute("SELECT key, value FROM parquet_kv_metadata($1)", [str(file)]).fetchall())
        known = {key.decode(): value.decode() for key, value in said.items()} | marks
        database.execute("CREATE TABLE t AS SELECT * FROM read_parquet($1, hive_partitioning = false)", [str(file)])
        listed = ", ".join(f"'{key}': '{value}'" for key, value in known.items())
        other = file.with_suffix(".new")
        database.execute(f"COPY ({query}) TO '{other}' (FORMAT parquet, KV_METADATA {{{listed}}})")
    other.replace(file)


def figures(answer: Any) -> dict[str, Any]:
    """What is said of each register in a JSON answer, by its mark."""
    return {
        each["register"]: {
            question: [row for row in answer[question] if row.get("register") == each["register"]]
            for question in ("totals", "on_time", "worst")
        }
        for each in answer["registers"]
    }
