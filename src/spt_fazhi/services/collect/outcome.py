"""What came of the forms that were collected: of each, and of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spt_fazhi.errors import FazhiError
from spt_fazhi.forms.form import Form
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.register import Entry
from spt_fazhi.services.collect.received import Received
from spt_fazhi.views.effect import Effect


@frozen
class FormFault:
    """What is wrong with a form: where (`东镇.xlsx 佐证!F7`), what, and what to write."""

    place: str
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """In one line."""
        return f"{self.place}：{self.message}{f'；{self.hint}' if self.hint else ''}"


@frozen
class FormOutcome:
    """What came of one form.

    `unit` and `form` are whose and which it is, "" where that is not known. `written` are the new records (with `dry`
    those that would be), `same` the number of rows that are recorded already, `cells` that of the cells filled in.
    `faults` are the unit's, `changed` what differs from what is recorded and waits for the clerk. `back` is the form to
    be sent back; `named` are the files that its rows name; `failure` says why it was not written or not committed;
    `branch` is the one that its records are on, "" where there is none or it is merged. `again` is the copy of the form
    that came put right in its place: nothing is taken from this one.
    """

    received: Received
    unit: str = ""
    form: str = ""
    written: tuple[Entry[Any], ...] = ()
    paths: tuple[str, ...] = ()
    same: int = 0
    cells: int = 0
    faults: tuple[FormFault, ...] = ()
    changed: tuple[FormFault, ...] = ()
    notices: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    back: Form | None = None
    named: tuple[Path, ...] = ()
    subject: str = ""
    branch: str = ""
    again: str = ""
    committed: str | None = None
    failure: FazhiError | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.received.name

    @property
    def is_answer(self) -> bool:
        """Whether it is a form in which something was filled in."""
        return bool(self.unit and (self.cells or self.faults))


@frozen
class Collected:
    """What came of all forms, in their order; `passed` are tables that are no forms but attachments of some.

    `missing` are the units that were sent a form and have not answered it.
    """

    outcomes: tuple[FormOutcome, ...]
    passed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def has_faults(self) -> bool:
        """Whether any form had a fault, differs from what is recorded, or could not be committed."""
        return any(each.faults or each.changed or each.failure for each in self.outcomes)

    @property
    def used(self) -> frozenset[Path]:
        """The files that were forms, or told of as none, or that rows name."""
        own = {each.received.path for each in self.outcomes if each.received.path is not None}
        return frozenset(own.union(*(each.named for each in self.outcomes)))

    @property
    def answered(self) -> Mapping[str, int]:
        """The units that filled something in, each with the number of cells."""
        by_form: dict[tuple[str, str], int] = {}
        for each in self.outcomes:
            if each.is_answer:
                key = (each.unit, each.form or each.name)
                by_form[key] = max(by_form.get(key, 0), each.cells)  # several copies of one form are one answer
        found: dict[str, int] = {}
        for (unit, _), cells in by_form.items():
            found[unit] = found.get(unit, 0) + cells
        return found
