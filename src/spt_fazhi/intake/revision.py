"""What a revised document changes in a register, as values."""

from __future__ import annotations

from typing import Literal

from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.structure.values import ParsedTask
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.plan import Section, Task

ChangeKind = Literal["text", "title", "units", "new", "gone"]


@frozen
class TaskChange:
    """One thing a revised document changes. `id` is what `--only` names: the task's number, with `-units` or `-title`.

    `after` is the task as it will be (None: it goes), of which `fields` are the changed ones. `safe` changes may be
    applied without a question, `possible` ones at all; `why` says why not. `drafted`, `found` and `section` are a new
    task's, `fresh` new obligations of a known one; `deadline` is what the document says of the time
    beside the text (a column), before and now.
    """

    id: str
    kind: ChangeKind
    task: int
    said: str
    after: Task | None
    fields: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    safe: bool = True
    possible: bool = True
    why: str = ""
    drafted: ParsedTask | None = None
    found: Proposals | None = None
    section: Section | None = None
    fresh: tuple[Proposal, ...] = ()
    deadline: tuple[str, str] | None = None


@frozen
class Revision:
    """All that a revised document changes; `kept` tasks are as they were, `untouched` ones it does not speak of.

    `own` says what differs from the document because a person has set it so, `asked` what was read and became no task.
    """

    changes: tuple[TaskChange, ...]
    kept: int
    untouched: int
    own: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@frozen
class Updated:
    """What was done: the changes applied and left, and the files written, relative to the workspace."""

    applied: tuple[TaskChange, ...]
    left: tuple[TaskChange, ...]
    written: tuple[str, ...]
