"""Read a workspace: good values and problems, all at once; one broken file never hides the rest."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from typing import Any, Final

from spt_fazhi.errors import FazhiError
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.later import Later
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE, EntryKind
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Entry, Register
from spt_fazhi.store.workspace.cache import cache_of
from spt_fazhi.store.workspace.entries import EntryFiles, entry_files, hidden, read_entries
from spt_fazhi.store.workspace.fact_cache import Facts
from spt_fazhi.store.workspace.plan_parts import read_plan
from spt_fazhi.store.workspace.reading import Memo, Skip, WorkspaceReader
from spt_fazhi.store.workspace.sources import Source

_PLAN_FILES: Final = (TASKS_FILE, UNITS_FILE)


@frozen
class Loaded:
    """What was read. `register` is None when the plan or the units cannot be read at all.

    `unusable` counts the files (and tasks or units inside a file) that could not be read. `files` lists every
    file below the folders of entries, less what an unfinished write left. `partial` is what could be
    read, with an empty plan or no units where `lacking` names "plan" or "units": enough for `check` to look at
    the rest. Of a plan in another format nothing is read: `other_format` is then the one problem there is. `facts` are
    what earlier runs left of the files.
    """

    register: Register | None
    problems: list[Problem]
    unusable: int
    source: Source
    files: EntryFiles = EntryFiles()
    partial: Register | None = None
    lacking: frozenset[str] = frozenset()
    other_format: Problem | None = None
    facts: Facts | None = field(default=None, compare=False)


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
        facts = _facts(source, files) if use_cache and known is None else None
        if facts is not None and not hidden(files) and facts.are_sound:
            return _as_before(source, files, facts)
        reader = WorkspaceReader(source, facts, memo, skip)
        reader.begin((*_PLAN_FILES, *files.in_order))
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
        if facts is not None:
            facts.save()
            if not reader.problems and not reader.unusable:
                facts.note_sound()
    partial = replace(plan, records=records, decisions=decisions, inspections=inspections, issued=issued)
    return Loaded(
        register=None if lacking else partial,
        problems=reader.problems,
        unusable=reader.unusable,
        source=source,
        files=files,
        partial=partial,
        lacking=lacking,
        facts=facts,
    )


def _facts(source: Source, files: EntryFiles) -> Facts | None:
    """What earlier runs left of these files; None when nothing is to be kept."""
    cache = cache_of(source.name)
    return Facts(source, cache, (*_PLAN_FILES, *files.in_order)) if cache is not None else None


def _as_before(source: Source, files: EntryFiles, facts: Facts) -> Loaded:
    """A workspace whose files are those that an earlier run found nothing wrong with: nothing is read unasked.

    The records, which are most of it, and the decisions about them wait until somebody asks.
    """

    def read(paths: Sequence[str], kind: EntryKind) -> Iterator[Entry[Any]]:
        with _no_garbage_collection():
            reader = WorkspaceReader(source, facts)
            reader.begin(paths)
            found = tuple(read_entries(reader, paths, kind))
            facts.save()
        if reader.problems or reader.unusable:
            raise _changed_meanwhile()
        return iter(found)

    reader = WorkspaceReader(source, facts)
    reader.begin(_PLAN_FILES)
    plan, _ = read_plan(reader)
    if reader.problems:
        raise _changed_meanwhile()
    register = replace(
        plan,
        records=Later(len(files.records), lambda: read(files.records, "record")),
        decisions=Later(len(files.decisions), lambda: read(files.decisions, "decision")),
        inspections=tuple(read(files.inspections, "inspection")),
        issued=tuple(read(files.issued, "issued")),
    )
    return Loaded(register=register, problems=[], unusable=0, source=source, files=files, partial=register, facts=facts)


def _changed_meanwhile() -> FazhiError:
    return FazhiError("台账在读取的时候被改动了，结果作不了数", "请再运行一次")


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
