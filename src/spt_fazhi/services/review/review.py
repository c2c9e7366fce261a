"""Makes a review: reads both sides of a comparison, in full or only what the branch can touch, and judges it.

Only what it can touch is read when the plan, the units and the document are the same on both sides: then a record
can bear on no other duty than its folder and name say (a record named otherwise does not count), so the other records
of those duties, the withdrawals among them, and the decisions are all there is to know. `--full` reads everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from spt_fazhi.changes.context import FileDifference, ReviewContext
from spt_fazhi.changes.diff import changes, withdrawals
from spt_fazhi.changes.effects import effects, totals, touched
from spt_fazhi.changes.review import Review
from spt_fazhi.changes.runner import run
from spt_fazhi.engine.assess import assess
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.register import (
    DECISIONS_DIR,
    RECORDS_DIR,
    TASKS_FILE,
    UNITS_FILE,
    Register,
)
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.check import Checked, introduced_problems
from spt_fazhi.services.review.periods import TouchedPeriods
from spt_fazhi.services.review.places import placed
from spt_fazhi.services.review.scope import Peers, paths_of, peers_of, record_of, twins_of
from spt_fazhi.store.git.comparison import Comparison
from spt_fazhi.store.git.merge_bases import FileChange
from spt_fazhi.store.git.trees import GitTree
from spt_fazhi.store.workspace.loader import Loaded, is_entry_path, load
from spt_fazhi.text.sensitive import conceal

FULL_UP_TO: Final = 3000
"""Number of files below which both sides are read in full anyway: it takes a moment, and gives the plan's totals."""


@frozen
class ReviewOptions:
    """How strict the review is."""

    only_unit: str | None = None
    allow_register: bool = False
    full: bool = False


@frozen
class Sides:
    """Both sides as they were read, and what new records are compared with. `complete` says that all was read."""

    old: Loaded
    new: Loaded
    peers: Peers
    complete: bool


def read_sides(comparison: Comparison, *, full: bool = False) -> Sides:
    """Both sides, read as far as needed."""
    peers = peers_of(comparison)
    plan_differs = any(_kind(each.path) in _PLAN_KINDS for each in comparison.changes)
    if full or plan_differs or len(comparison.new.tree) <= FULL_UP_TO:
        return Sides(old=load(comparison.old), new=load(comparison.new), peers=peers, complete=True)
    plan = load(_part(comparison.new, (TASKS_FILE, UNITS_FILE)))
    document_differs = any(each.path in _sources(plan) for each in comparison.changes)
    if plan.partial is None or plan.lacking or document_differs:
        return Sides(old=load(comparison.old), new=load(comparison.new), peers=peers, complete=True)
    paths = {each.path for each in comparison.changes}
    before, after = (load(_part(side, paths), plan_of=plan) for side in (comparison.old, comparison.new))
    changed = [each.partial for each in (before, after) if each.partial is not None]
    touched = TouchedPeriods(plan.partial, changed, _kept(comparison, peers))
    wanted = paths_of(comparison, plan.partial, changed, peers)
    new = load(_part(comparison.new, wanted), plan_of=plan, skip=touched.skip)
    return Sides(old=_joined(plan, new, before, paths, comparison.old), new=new, peers=peers, complete=False)


def _kept(comparison: Comparison, peers: Peers) -> set[str]:
    """The records that are looked at whatever their period."""
    kept = {record_of(each.path) for each in comparison.changes}
    kept.update(record for each in peers.values() for record in each)
    kept.update(record_of(path) for each in twins_of(comparison).values() for path in each)
    return kept


_PLAN_KINDS: Final = frozenset({"plan", "source"})


def _part(tree: GitTree, paths: Iterable[str]) -> GitTree:
    """The tree less everything but `paths`."""
    return tree.only(path for path in paths if path in tree.tree)


def _joined(plan: Loaded, new: Loaded, before: Loaded, changed: set[str], old: GitTree) -> Loaded:
    """The old side: what the new one has and the branch did not touch, and what was there before (read from `old`)."""
    if plan.partial is None or new.partial is None or before.partial is None:
        raise AssertionError
    records = (*(each for each in new.partial.records if each.file not in changed), *before.partial.records)
    decisions = (*(each for each in new.partial.decisions if each.file not in changed), *before.partial.decisions)
    register = replace(
        plan.partial,
        records=tuple(sorted(records, key=lambda each: each.file)),
        decisions=tuple(sorted(decisions, key=lambda each: each.file)),
    )
    kept = [each for each in new.problems if each.file not in changed]
    files = (*(info for info in new.files if info.path not in changed), *before.files)
    return Loaded(
        register=register,
        problems=[*kept, *before.problems],
        unusable=0,
        source=old,
        files=tuple(sorted(files)),
        partial=register,
        lacking=plan.lacking,
    )


def review(comparison: Comparison, sides: Sides, day: date, options: ReviewOptions, unit: Unit | None) -> Review:
    """Judge what was read. `unit` is the unit of `--only-unit`."""
    before, after = assess(_register(sides.old), day), assess(_register(sides.new), day)
    found = (*changes(before.register, after.register), *withdrawals(before.matching, after.matching))
    sources = _sources(sides.old, sides.new)
    files = tuple(_difference(each, sources) for each in comparison.changes)
    paths = [each.path for each in files]
    context = ReviewContext(
        before=before,
        after=after,
        changes=found,
        files=files,
        outside=comparison.outside,
        introduced=introduced_problems(
            Checked(loaded=sides.old, matching=before.matching),
            Checked(loaded=sides.new, matching=after.matching),
            day,
            paths,
            complete=sides.complete,
        ),
        twins=twins_of(comparison),
        peers=sides.peers,
        only_unit=unit,
        allow_register=options.allow_register,
    )
    moved = effects(before, after)
    findings = tuple(
        sorted(
            (replace(each, message=conceal(each.message), hint=conceal(each.hint)) for each in run(context)),
            key=lambda each: each.sort_key,
        )
    )
    shown_changes, shown_findings = placed(found, findings, comparison)
    return Review(
        register=after.register,
        day=day,
        base=comparison.base_name,
        base_commit=comparison.base,
        head=comparison.head_name,
        head_commit=comparison.head,
        files=len(comparison.changes),
        changes=shown_changes,
        effects=moved,
        totals=totals(before.all_duties, after.all_duties) if sides.complete else None,
        touched=touched(moved),
        findings=shown_findings,
    )


def _register(loaded: Loaded) -> Register:
    if loaded.partial is None:
        raise AssertionError
    return loaded.partial


def _difference(each: FileChange, sources: frozenset[str]) -> FileDifference:
    action = "added" if each.old is None else "deleted" if each.new is None else "modified"
    kind = _kind(each.path, sources)
    folder = each.path.split("/")[2] if kind in {"record", "attachment"} else ""
    form = _FORMS.get(each.new.mode, "file") if each.new is not None else "file"
    return FileDifference(path=each.path, action=action, kind=kind, folder=folder, form=form)  # type: ignore[arg-type]


_FORMS: Final = {"120000": "link", "160000": "repository"}


def _sources(*sides: Loaded) -> frozenset[str]:
    """The files the plan names as its document."""
    infos = [side.partial.info for side in sides if side.partial is not None]
    return frozenset(f"data/{info.source}" for info in infos if info.source is not None)


def _kind(path: str, sources: frozenset[str] = frozenset()) -> str:
    if path in {TASKS_FILE, UNITS_FILE}:
        return "plan"
    if path.startswith("data/source/") or path in sources:
        return "source"
    if is_entry_path(path, RECORDS_DIR):
        return "record"
    if is_entry_path(path, DECISIONS_DIR):
        return "decision"
    return "attachment" if path.startswith(f"{RECORDS_DIR}/") and path.count("/") > 2 else "other"
