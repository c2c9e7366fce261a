"""Makes a review: reads both sides of a comparison, in full or only what the branch can touch, and judges it.

Only what it can touch is read when the plan, the units and the document are the same on both sides: then a record
can bear on no other duty than its folder and name say (a record named otherwise does not count), or on that of a unit
that acts through the folder's unit, that it carries on or that carries it on; so the other records of those duties, the
withdrawals among them, and the decisions are all there is to know. `--full` reads everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from spt_fazhi.changes.context import FileDifference, FileForm, FileKind, ReviewContext
from spt_fazhi.changes.diff import changes, withdrawals, without_redacted
from spt_fazhi.changes.effects import effects, totals, totals_of
from spt_fazhi.changes.redactions import let_go
from spt_fazhi.changes.review import Review
from spt_fazhi.changes.runner import run
from spt_fazhi.engine.assess import assess, touched
from spt_fazhi.engine.duties import DutyKey
from spt_fazhi.engine.entries.letters import letters_of
from spt_fazhi.engine.entries.matching import attach_both
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.paths import TASKS_FILE, UNITS_FILE, FilePlace
from spt_fazhi.model.register import Register
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.check import Checked, introduced_problems
from spt_fazhi.services.review.near_twins import near_twins
from spt_fazhi.services.review.periods import ChangedPeriods
from spt_fazhi.services.review.places import placed
from spt_fazhi.services.review.scope import (
    VOID,
    ChangedFile,
    Scope,
    beside_peers,
    paths_of,
    redacted,
    scope_of,
)
from spt_fazhi.store.git.comparison import Comparison, archived
from spt_fazhi.store.git.trees import LINK, MODULE, GitTree
from spt_fazhi.store.workspace.entries import EntryFiles
from spt_fazhi.store.workspace.loader import Loaded, load
from spt_fazhi.store.workspace.sources import folders_named_as_files
from spt_fazhi.text.sensitive import conceal

_PLAN: Final = frozenset({"plan", "units", "source"})
_ENTRY_KINDS: Final[dict[str, FileKind]] = {
    "record": "record",
    "decision": "decision",
    "inspection": "inspection",
    "issued": "issued",
    "enclosure": "enclosure",
}
_FORMS: Final[dict[str, FileForm]] = {LINK: "link", MODULE: "repository"}
_CHUNK: Final = 1 << 20
FULL_UP_TO: Final = 3000
"""Number of files below which both sides are read in full anyway: it takes a moment, and gives the plan's totals."""


@frozen
class ReviewOptions:
    """How strict the review is."""

    allow_register: bool = False


@frozen
class Sides:
    """Both sides as they were read, and what the branch's file names tell. `complete` says that all was read.

    `checked` are the places of the files for which the branch may have made something right or wrong.
    """

    old: Loaded
    new: Loaded
    scope: Scope
    checked: tuple[FilePlace, ...]
    complete: bool


def read_sides(comparison: Comparison, *, full: bool = False) -> Sides:
    """Both sides, read as far as needed."""
    scope = scope_of(comparison)
    places = tuple(each.place for each in scope.files)
    plan = None if full or len(comparison.new.tree) <= FULL_UP_TO else _unchanged_plan(comparison, scope)
    if plan is None or plan.partial is None:
        old, new = load(comparison.old), load(comparison.new)
        return Sides(old=old, new=new, scope=scope, checked=places, complete=True)
    before, after = (load(_part(side, scope.paths), plan_of=plan) for side in (comparison.old, comparison.new))
    changed = [each.partial for each in (before, after) if each.partial is not None]
    periods = ChangedPeriods(plan.partial, changed, scope.records)
    wanted = paths_of(scope, plan.partial, changed)
    with comparison.new.search_beside(beside_peers(scope, plan.partial, wanted), VOID) as found:
        new = load(_part(comparison.new, wanted), plan_of=plan, skip=periods.skip)
        voids = found()
    if voids:
        new = _with_records(new, load(_part(comparison.new, voids), plan_of=plan, skip=periods.skip))
    old = _joined(new, before, scope.paths, comparison.old)
    return Sides(old=old, new=new, scope=scope, checked=(*places, *redacted(changed)), complete=False)


def _unchanged_plan(comparison: Comparison, scope: Scope) -> Loaded | None:
    """The plan and the units, if they can be read and are, like the document, the same on both sides."""
    if any(each.place.kind in _PLAN for each in scope.files):
        return None
    plan = load(_part(comparison.new, (TASKS_FILE, UNITS_FILE)))
    return None if plan.lacking or scope.paths & _documents(plan) else plan


def _part(tree: GitTree, paths: Iterable[str]) -> GitTree:
    """The tree less everything but `paths`."""
    return tree.only(path for path in paths if path in tree.tree)


def _with_records(new: Loaded, more: Loaded) -> Loaded:
    """A side with more of its records."""
    register = _register(new)
    records = sorted((*register.records, *_register(more).records), key=lambda each: each.file)
    register = replace(register, records=tuple(records))
    return replace(
        new,
        register=register,
        problems=[*new.problems, *more.problems],
        unusable=new.unusable + more.unusable,
        files=new.files.joined(more.files),
        partial=register,
    )


def _joined(new: Loaded, before: Loaded, changed: frozenset[str], source: GitTree) -> Loaded:
    """The old side, a part of `source`: what the new one has and the branch left alone, and what was there before."""
    after, earlier = _register(new), _register(before)
    records = (*(each for each in after.records if each.file not in changed), *earlier.records)
    decisions = (*(each for each in after.decisions if each.file not in changed), *earlier.decisions)
    inspections = (*(each for each in after.inspections if each.file not in changed), *earlier.inspections)
    issued = (*(each for each in after.issued if each.file not in changed), *earlier.issued)
    register = replace(
        after,
        records=tuple(sorted(records, key=lambda each: each.file)),
        decisions=tuple(sorted(decisions, key=lambda each: each.file)),
        inspections=tuple(sorted(inspections, key=lambda each: each.file)),
        issued=tuple(sorted(issued, key=lambda each: each.file)),
    )
    kept = [each for each in new.problems if each.file not in changed]
    # folders called like an entry, of which there are hardly any, come and go with the files in them
    folders = {each.path: each for side in (new, before) for each in side.files.others if each.is_folder}
    stood = folders_named_as_files(source.tree, "") if folders else set()
    stood |= {path for path in folders if path in source.tree and source.tree[path].mode == MODULE}
    there = tuple(each for path, each in folders.items() if path in stood)
    files = new.files.less(changed | folders.keys()).joined(before.files.less(folders))
    return replace(
        before,
        register=register,
        problems=[*kept, *before.problems],
        unusable=0,
        source=source,
        files=files.joined(EntryFiles(others=there)),
        partial=register,
    )


def review(comparison: Comparison, sides: Sides, day: date, options: ReviewOptions, unit: Unit | None) -> Review:
    """Judge what was read. `unit` is the unit of `--only-unit`."""
    old, new = _register(sides.old), _register(sides.new)
    stands, stands_now, differing = attach_both(old, new)
    among: Collection[DutyKey] | None = None
    if not sides.complete:  # all others stand alike on both sides
        among = differing
        if among is None:
            letters = (*letters_of(old, day, stands.directory), *letters_of(new, day, stands_now.directory))
            among = touched(stands, letters) | touched(stands_now, ())
    before, after = assess(old, day, stands, among), assess(new, day, stands_now, among)
    found = (*changes(before.register, after.register), *withdrawals(before.matching, after.matching))
    context = ReviewContext(
        before=before,
        after=after,
        changes=found,
        files=_differences(sides),
        outside=comparison.outside,
        introduced=introduced_problems(
            Checked(loaded=sides.old, matching=before.matching),
            Checked(loaded=sides.new, matching=after.matching),
            day,
            sides.checked,
            complete=sides.complete,
        ),
        twins=_twins(sides.scope),
        near_twins=near_twins(sides.scope, after.register, after.matching, comparison.new),
        # a register that begins with this branch brings its past along, which is older than any commit
        arrivals=comparison.arrivals if TASKS_FILE in comparison.old.tree else {},
        old_hashes=_old_hashes(comparison, before.register, after.register),
        archived=_archived(comparison, before.register, after.register),
        peers=sides.scope.peers,
        only_unit=unit,
        allow_register=options.allow_register,
    )
    concealed = (replace(each, message=conceal(each.message), hint=conceal(each.hint)) for each in run(context))
    findings = sorted(concealed, key=lambda each: each.sort_key)
    shown_changes, shown_findings = placed(without_redacted(found), findings, comparison)
    moved = effects(before, after)
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
        touched=totals_of(moved),
        findings=shown_findings,
    )


def _twins(scope: Scope) -> dict[str, tuple[str, ...]]:
    """The twins by their paths; the same tuple for all of one content."""
    lots = {id(lot): tuple(twin.path for twin in lot) for lot in scope.same}
    return {path: lots[id(lot)] for path, lot in scope.twins.items()}


def _archived(comparison: Comparison, before: Register, after: Register) -> frozenset[str]:
    """The changed files that lie in the archive of their year as they were, where a later year began."""
    year, readable = before.info.year, bool(before.info.title and after.info.title)  # a plan has a title
    return archived(comparison, year) if readable and year < after.info.year else frozenset()


def _old_hashes(comparison: Comparison, before: Register, after: Register) -> dict[str, str]:
    """The SHA-256 of what stood in the changed files that a redaction names."""
    named = {each.path for each in let_go(before, after.decisions)}
    found = {}
    for each in comparison.changes:
        stream = comparison.old.stream(each.path) if each.path in named and each.old is not None else None
        if stream is not None:
            with stream:
                digest = hashlib.sha256()
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
            found[each.path] = digest.hexdigest()
    return found


def _register(loaded: Loaded) -> Register:
    if loaded.partial is None:
        raise AssertionError
    return loaded.partial


def _documents(*sides: Loaded) -> frozenset[str]:
    """The files the plan names as its document."""
    infos = [side.partial.info for side in sides if side.partial is not None]
    return frozenset(path for info in infos for path in info.documents)


def _differences(sides: Sides) -> tuple[FileDifference, ...]:
    documents = _documents(sides.old, sides.new)
    return tuple(_difference(each, documents) for each in sides.scope.files)


def _difference(each: ChangedFile, documents: frozenset[str]) -> FileDifference:
    change, place = each.change, each.place
    kind = _file_kind(place, documents)
    return FileDifference(
        path=place.path,
        action="added" if change.old is None else "deleted" if change.new is None else "modified",
        kind=kind,
        folder=place.code if kind in {"record", "attachment"} else "",
        form=_FORMS.get(change.new.mode, "file") if change.new is not None else "file",
        empty=change.new is not None and change.new.is_empty,
    )


def _file_kind(place: FilePlace, documents: frozenset[str]) -> FileKind:
    """What a reviewer is told it is: whatever else lies in a unit's folder is taken for an attachment."""
    if place.kind in {"plan", "units"}:
        return "plan"
    if place.kind == "source" or place.path in documents:
        return "source"
    if place.kind in _ENTRY_KINDS:
        return _ENTRY_KINDS[place.kind]
    return "attachment" if place.code else "other"
