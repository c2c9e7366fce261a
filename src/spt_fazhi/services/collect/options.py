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
    """How forms are collected: whose they are where they do not say, what becomes of faults, changes and commits."""

    said: Confirmation = Confirmation()
    dry_run: bool = False
    commit: bool = False
    skip_bad: bool = False
    replace: bool = False
