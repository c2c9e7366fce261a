"""A branch reviewed: both sides compared, read as far as needed, judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spt_fazhi.changes.review import Review
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.unit import Unit
from spt_fazhi.services.review.review import ReviewOptions, Sides, read_sides, review
from spt_fazhi.services.workspace.workspace import Workspace, other_format
from spt_fazhi.store.git.comparison import compare


@frozen
class BranchOptions:
    """What is compared with what, and how strictly.

    `base` and `head` are revisions (None: where the branch left the main one, and the current branch); with `worktree`
    what is not committed counts too. `only_unit` is a unit as typed: nothing of another's may pass.
    """

    base: str | None = None
    head: str | None = None
    worktree: bool = False
    only_unit: str | None = None
    allow_register: bool = False
    full: bool = False


@frozen
class ReviewedBranch:
    """The review, and the workspace's folder from the repository's top ("" or ending in `/`)."""

    review: Review
    prefix: str


def review_branch(folder: Path, options: BranchOptions, day: date) -> ReviewedBranch:
    """Review the branch of the workspace in or around `folder`. Raises FazhiError for what cannot be compared."""
    comparison = compare(folder, options.base, options.head, worktree=options.worktree)
    sides = read_sides(comparison, full=options.full)
    for side, name in ((sides.old, comparison.base_name), (sides.new, comparison.head_name)):
        if side.other_format is not None:
            raise other_format(side, f"{name} 的台账")
    unit = None if options.only_unit is None else _unit(options.only_unit, sides, day)
    found = review(comparison, sides, day, ReviewOptions(allow_register=options.allow_register), unit)
    return ReviewedBranch(review=found, prefix=comparison.prefix)


def plan_year(folder: Path, head: str | None) -> int | None:
    """The year of the plan under review, for a day that was typed without one; None where it cannot be read."""
    return Workspace.read_at(folder, head or "HEAD", date.min, exact=False).year


def _unit(typed: str, sides: Sides, day: date) -> Unit:
    """The unit as the base knows it: a branch cannot rename itself into another unit."""
    known = sides.old if sides.old.partial is not None and sides.old.partial.units else sides.new
    return Workspace(Path(), known.source, known, day).unit(typed)
