"""How forms are collected."""

from __future__ import annotations

from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.unit import Unit


@frozen
class Confirmation:
    """What the clerk said of forms that do not say by themselves whose they are: a unit, or that it is all right."""

    unit: Unit | None = None
    yes: bool = False


@frozen
class CollectOptions:
    """How forms are collected: whose they are where they do not say, what becomes of faults, changes and commits.

    With `branch` each unit's records go to a branch of its own, by the `author` (name and address) if one is given.
    """

    said: Confirmation = Confirmation()
    dry_run: bool = False
    commit: bool = False
    branch: bool = False
    author: tuple[str, str] | None = None
    skip_bad: bool = False
    replace: bool = False
