"""Check a whole workspace: what reading found and what the rules find, each with its place, numbers masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from spt_fazhi.checks.context import CheckContext
from spt_fazhi.checks.runner import run
from spt_fazhi.checks.sensitive import conceal
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.problem import Problem
from spt_fazhi.model.register_data import Register
from spt_fazhi.store.facts import entry_files, file_facts, source_document
from spt_fazhi.store.loader import Loaded, place_problems


def context_of(loaded: Loaded, today: date) -> CheckContext | None:
    """What the rules read, gathered from the workspace; None when nothing at all was read."""
    register: Register | None = loaded.partial
    if register is None:
        return None
    text, problem = source_document(loaded.source, register)
    return CheckContext(
        register=register,
        today=today,
        source_text=text,
        source_problem=problem,
        files=file_facts(loaded.source, loaded.files, register),
        entry_files=entry_files(loaded.files),
        lacking=loaded.lacking,
    )


def check_workspace(loaded: Loaded, today: date) -> list[Problem]:
    """Every problem of what was loaded (without the cache, so that nothing is written), by file and place.

    Each has a line and a column (1:1 for a file as a whole); no full personal number is in any of them.
    """
    context = context_of(loaded, today)
    found = [*loaded.problems, *(run(context) if context is not None else ())]
    return list(_presentable(place_problems(found, loaded.source)))


def _presentable(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen = set()
    for each in problems:
        shown = replace(
            each, file=conceal(each.file), message=conceal(each.message), hint=conceal(each.hint),
            line=max(each.line, 1), column=max(each.column, 1), within="",
        )  # fmt: skip
        if shown not in seen:
            seen.add(shown)
            yield shown
