"""Check a whole workspace: what reading found and what the rules find, each with its place, numbers masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.checks.rules import duplicates
from spt_fazhi.checks.runner import rules_of, run, run_with
from spt_fazhi.engine.entries.matching import Matching
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import SUFFIX, FilePlace, folder_of, is_attachment
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register import Register
from spt_fazhi.store.git.attributes import rewritten
from spt_fazhi.store.git.git import Git
from spt_fazhi.store.workspace.file_facts import file_facts, source_document
from spt_fazhi.store.workspace.loader import Loaded
from spt_fazhi.store.workspace.places import place_problems
from spt_fazhi.store.workspace.sources import WorkTree, folders_named_as_files
from spt_fazhi.text.sensitive import conceal


def context_of(loaded: Loaded, today: date) -> CheckContext | None:
    """What the rules read, gathered from the workspace; None when nothing at all was read, or could be."""
    register: Register | None = loaded.partial
    if register is None or loaded.other_format is not None:
        return None
    text, problem = source_document(loaded.source, register)
    return CheckContext(
        register=register,
        today=today,
        source_text=text,
        source_problem=problem,
        files=file_facts(loaded.source, loaded.files.others, register),
        entry_files=loaded.files.entries,
        lacking=loaded.lacking,
        rewritable=_rewritable(loaded),
    )


def _rewritable(loaded: Loaded) -> tuple[str, ...]:
    """The attachments on disk that git has not been told to leave alone."""
    if not isinstance(loaded.source, WorkTree):
        return ()
    attached = (each.path for each in loaded.files.others if is_attachment(each.path) and not each.is_link)
    return rewritten(Git(loaded.source.root), attached)


def check_workspace(loaded: Loaded, today: date) -> list[Problem]:
    """Every problem of what was loaded (without the cache, so that nothing is written), by file and place.

    Each has a line and a column (1:1 for a file as a whole); no full personal number is in any of them.
    """
    return list(_presentable(place_problems(_all_problems(loaded, today), loaded.source)))


@frozen
class Checked:
    """One side of a comparison: what was read, and what stands."""

    loaded: Loaded
    matching: Matching


def introduced_problems(
    old: Checked, new: Checked, today: date, changed: Collection[FilePlace], *, complete: bool
) -> tuple[Problem, ...]:
    """What is wrong in `new` and not in `old` (of the same workspace), not placed yet.

    Unless both were read completely they hold the files `changed` and what those can touch, and share plan, units
    and document: then the rules for single entries look at the changed ones alone, those for the plan at nothing.
    """
    before, after = (
        _all_problems(side.loaded, today)
        if complete
        else _changed_problems(side, today, changed, differing_from=other.matching)
        for side, other in ((old, new), (new, old))
    )
    known = Counter((each.rule, each.file, each.message) for each in before)
    found = []
    for each in after:
        key = (each.rule, each.file, each.message)
        if known[key]:
            known[key] -= 1  # one like it was there; a second one is new
        else:
            found.append(each)
    return tuple(found)


def _all_problems(loaded: Loaded, today: date) -> list[Problem]:
    context = context_of(loaded, today)
    return [*loaded.problems, *(run(context) if context is not None else ())]


def _changed_problems(
    side: Checked, today: date, changed: Collection[FilePlace], differing_from: Matching
) -> list[Problem]:
    loaded = side.loaded
    register = loaded.partial
    if register is None:
        return list(loaded.problems)
    whole = CheckContext(register=register, today=today, lacking=loaded.lacking, known_matching=side.matching)
    paths = {each.path for each in changed}
    folders = {each.folder for each in changed}
    written = {f"{folder}{SUFFIX}" for folder in folders}
    on_the_way = folders_named_as_files(paths, "")
    own = replace(
        register,
        records=tuple(each for each in register.records if each.file in written),
        decisions=tuple(each for each in register.decisions if each.file in paths),
        inspections=tuple(each for each in register.inspections if each.file in paths),
        issued=tuple(each for each in register.issued if each.file in written),
    )
    files = [
        info
        for info in loaded.files.others
        if info.path in paths or info.path in folders or folder_of(info.path) in folders or info.path in on_the_way
    ]
    part = CheckContext(
        register=own,
        today=today,
        files=file_facts(loaded.source, files, own),
        entry_files=loaded.files.entries,
        lacking=loaded.lacking,
        known_matching=side.matching,
    )
    everywhere = run_with(whole, rules_of("all"), {id(duplicates): whole.differing(differing_from)})
    return [*loaded.problems, *everywhere, *run(part, rules_of("entry"))]


def _presentable(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen = set()
    for each in problems:
        shown = replace(
            each,
            file=conceal(each.file),
            message=conceal(each.message),
            hint=conceal(each.hint),
            line=max(each.line, 1),
            column=max(each.column, 1),
            within="",
        )
        if shown not in seen:
            seen.add(shown)
            yield shown
