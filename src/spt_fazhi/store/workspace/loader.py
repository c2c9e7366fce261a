"""Read a workspace: good values and problems, all at once; one broken file never hides the rest."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register
from spt_fazhi.store.workspace.cache import MAX_FILES, TreeCache
from spt_fazhi.store.workspace.entries import EntryFiles, entry_files, hidden, read_entries
from spt_fazhi.store.workspace.plan_parts import read_plan
from spt_fazhi.store.workspace.reading import Memo, Skip, WorkspaceReader
from spt_fazhi.store.workspace.sources import Source


@frozen
class Loaded:
    """What was read. `register` is None when the plan or the units cannot be read at all.

    `unusable` counts the files (and tasks or units inside a file) that could not be read. `files` lists every
    file below the folders of entries, less what an unfinished write left. `partial` is what could be
    read, with an empty plan or no units where `lacking` names "plan" or "units": enough for `check` to look at
    the rest. Of a plan in another format nothing is read: `other_format` is then the one problem there is.
    """

    register: Register | None
    problems: list[Problem]
    unusable: int
    source: Source
    files: EntryFiles = EntryFiles()
    partial: Register | None = None
    lacking: frozenset[str] = frozenset()
    other_format: Problem | None = None


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Loading makes only trees: collecting cycles meanwhile costs a third of the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(
    source: Source,
    *,
    use_cache: bool = True,
    memo: Memo | None = None,
    plan_of: Loaded | None = None,
    skip: Skip | None = None,
) -> Loaded:
    """Read everything. Raises nothing for bad data: it comes back as problems.

    Several revisions read with one `memo` parse equal contents once. With `plan_of` the plan and the units (and what
    is wrong with them) are taken from there and not read again, and `skip` may leave out entries before they are
    validated.
    """
    known = plan_of.partial if plan_of is not None else None
    with _no_garbage_collection():
        files = entry_files(source)
        cache = TreeCache(source.name) if use_cache and known is None and len(files) <= MAX_FILES else None
        reader = WorkspaceReader(source, cache, memo, skip)
        reader.unusable += hidden(files)
        if plan_of is None or known is None:
            plan, lacking = read_plan(reader)
        else:
            plan, lacking = known, plan_of.lacking
        if reader.other_format is not None:
            return _foreign(reader, reader.other_format, plan, files)
        records = tuple(read_entries(reader, files.records, "record"))
        decisions = tuple(read_entries(reader, files.decisions, "decision"))
        inspections = tuple(read_entries(reader, files.inspections, "inspection"))
        issued = tuple(read_entries(reader, files.issued, "issued"))
        if cache is not None and source.revision is None:  # a glance at the past must not push out the present
            cache.save()
    partial = replace(plan, records=records, decisions=decisions, inspections=inspections, issued=issued)
    return Loaded(
        register=None if lacking else partial,
        problems=reader.problems,
        unusable=reader.unusable,
        source=source,
        files=files,
        partial=partial,
        lacking=lacking,
    )


def _foreign(reader: WorkspaceReader, problem: Problem, plan: Register, files: EntryFiles) -> Loaded:
    """A workspace whose plan is written in another format."""
    return Loaded(
        register=None,
        problems=[problem],
        unusable=1,
        source=reader.source,
        files=files,
        partial=plan,
        lacking=frozenset(("plan", "units")),
        other_format=problem,
    )
