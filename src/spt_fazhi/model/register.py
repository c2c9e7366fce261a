"""Everything that was read from one workspace at one revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from spt_fazhi.model.entries.decision import Decision
from spt_fazhi.model.entries.record import Record
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.paths import code_of, folder_of, subject_of
from spt_fazhi.model.plan import RegisterInfo, Section, Task
from spt_fazhi.model.unit import Group, Unit

if TYPE_CHECKING:  # a start without such entries does not wait for their classes
    from spt_fazhi.model.entries.inspection import Inspection
    from spt_fazhi.model.entries.issued import Issued

V_co = TypeVar("V_co", covariant=True)
UNTOLD: Final = -1
"""Among the numbers of unreadable tasks: some task cannot even be told by its number."""


@frozen
class Entry(Generic[V_co]):
    """A record, a decision, an inspection or something issued, with its id and its file.

    Ids are `sfj/2024-06-12-6.1-k7q2`, `2024-06-18-return-aaaa`, `2024-05-24-k7q2`, `2024-07-08-quarter-k7q2`.
    """

    id: str
    file: str
    value: V_co

    @property
    def folder(self) -> str:
        """The folder of its attachments, relative to the workspace."""
        return folder_of(self.file)

    @property
    def code(self) -> str:
        """The unit code a record's id begins with."""
        return code_of(self.id)

    @property
    def subject(self) -> str:
        """What the file name says the entry is about.

        An obligation, a task or a finding (`k7q2.1`); a decision's kind; a document's name.
        """
        return subject_of(self.id)


def entered_order(entry: Entry[Record | Decision | Inspection | Issued]) -> tuple[date, str]:
    """Sorts entries by the day of entry, the oldest first."""
    return entry.value.recorded, entry.id


@frozen
class Place:
    """Where an item stands in its file: the index in the file's list, which may differ after a faulty neighbour."""

    tasks: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    sections: tuple[int, ...] = ()


@frozen
class Register:
    """The plan, its units, and all readable records, decisions, inspections and issued documents (each in
    order of id).

    `unreadable_tasks` are the numbers of tasks that stand in tasks.yaml and cannot be read, `UNTOLD` for one whose
    number cannot be read either; `unreadable_units` the names, aliases and codes of such units and groups, "" for one
    without a name.
    """

    info: RegisterInfo
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    records: Sequence[Entry[Record]] = ()
    decisions: Sequence[Entry[Decision]] = ()
    inspections: Sequence[Entry[Inspection]] = ()
    issued: Sequence[Entry[Issued]] = ()
    place: Place = field(default=Place(), compare=False)
    unreadable_tasks: frozenset[int] = frozenset()
    unreadable_units: frozenset[str] = frozenset()

    @property
    def in_use(self) -> bool:
        """Whether anything has been entered: without a record, decision or inspection nobody is judged."""
        return bool(self.records or self.decisions or self.inspections)
