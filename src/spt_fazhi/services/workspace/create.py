"""A whole new workspace on disk: blank, drafted from a document, or invented."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from spt_fazhi.demo.districts import LIST, district_names, list_text, make_district, readme_text
from spt_fazhi.demo.generate import make_workspace
from spt_fazhi.demo.request import DemoRequest
from spt_fazhi.errors import FazhiError, RefusedError
from spt_fazhi.intake.draft import DraftPlan
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import DATA_DIR, MARKER_FILE, TASKS_FILE, UNITS_FILE
from spt_fazhi.services.drafting.files import draft_files
from spt_fazhi.services.workspace.blank_plan import NO_HEAD, Head, blank_plan
from spt_fazhi.services.workspace.skeleton import git_settings, skeleton
from spt_fazhi.store.disk.named_file import write_named
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.schema.schema import schema_names, schema_text
from spt_fazhi.store.write import new_workspace
from spt_fazhi.store.write.resume import resume

Repository = Literal["made", "inside-another", "failed", "not-wanted"]


@frozen
class Created:
    """What became of the git repository; `failure` says why there is none where one was wanted."""

    repository: Repository
    failure: FazhiError | None = None


def refuse_occupied(folder: Path) -> None:
    """Raise RefusedError when there is something at a place already: asked before a document is read for it.

    What a killed `init` or `rollover` left half done there is brought to an end, and the refusal says so.
    """
    if os.path.lexists(folder / MARKER_FILE):
        said = resume(folder)
        if said is not None:
            raise RefusedError(f"{said}没有另建", f"请看看 {folder} 里的内容；要重新建，请换一个文件夹名")
    new_workspace.refuse_occupied(folder)


def blank_files(year: int, today: date, head: Head = NO_HEAD) -> dict[str, bytes]:
    """The data files of a plan of that year, to be filled in."""
    tasks, units = blank_plan(year, today, head)
    return {TASKS_FILE: tasks.encode(), UNITS_FILE: units.encode()}


def drafted_files(drafted: DraftPlan) -> dict[str, bytes]:
    """The data files of a draft."""
    return {f"{DATA_DIR}/{name}": data for name, data in draft_files(drafted).items()}


def create_workspace(place: Path, title: str, forge: str, data: Mapping[str, bytes], *, git: bool) -> Created:
    """Write the workspace, whole or not at all, and make it a repository if wanted. Raises FazhiError."""
    created = Created(repository="not-wanted")

    def prepare(root: Path) -> None:
        nonlocal created
        created = _repository(root)

    files = {**skeleton(title, forge), **data}
    new_workspace.create_workspace(place, files, prepare=prepare if git else None)
    return created


def create_demo(place: Path, request: DemoRequest) -> None:
    """Write an invented workspace, whole or not at all. Raises FazhiError."""
    files = {**make_workspace(request), **git_settings()}
    files.update({f"schema/{name}": schema_text(name).encode() for name in schema_names()})
    new_workspace.create_workspace(place, files, durable=False)


def create_districts(place: Path, number: int, request: DemoRequest) -> tuple[str, ...]:
    """Write invented workspaces of so many districts into a new folder, and a list of them; their names.

    Each is whole or not there, the list comes last. Raises FazhiError.
    """
    names = district_names(number)
    schemas = {f"schema/{name}": schema_text(name).encode() for name in schema_names()}
    for at, name in enumerate(names, 1):
        files = {**make_district(at, request), **git_settings(), **schemas}
        new_workspace.create_workspace(place / name, files, durable=False)
    for name, text in ((LIST, list_text(names)), ("README.md", readme_text(names, request))):
        write_named(place / name, str(place / name), text.encode(), overwrite=False)
    return names


def _repository(root: Path) -> Created:
    """A new repository where the workspace is built, unless the folder lies in one or git is missing."""
    repository = Git(root.resolve())
    if repository.is_inside_repository():
        return Created(repository="inside-another")
    try:
        repository.run("init", "--quiet", "--initial-branch=main")
    except FazhiError as error:
        return Created(repository="failed", failure=error)
    return Created(repository="made")
