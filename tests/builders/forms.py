"""Forms of a workspace, made as they are sent out, and filled in as a person would with openpyxl."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from spt_fazhi.engine.assess import Assessment, assess
from spt_fazhi.forms.asked import Scope, asked
from spt_fazhi.forms.form import Form
from spt_fazhi.forms.layout import FormTerms, form_of
from spt_fazhi.model.period import parse_period
from spt_fazhi.render.office.xlsx import form_bytes
from spt_fazhi.store.workspace.loader import load
from spt_fazhi.store.workspace.sources import WorkTree

DAY = date(2024, 6, 20)
HEAD_ROW = 2


def judged(root: Path, day: date = DAY) -> Assessment:
    """The workspace as of a day."""
    register = load(WorkTree(root), use_cache=False).register
    assert register is not None
    return assess(register, day)


def forms(root: Path, day: date = DAY, period: str | None = None) -> dict[str, Form]:
    """The form of every desk."""
    assessment = judged(root, day)
    when = parse_period(period) if period else None
    terms = FormTerms(period=when, answer_by=date(2024, 7, 5))
    return {unit: form_of(assessment, own, terms) for unit, own in asked(assessment, Scope(period=when), ()).items()}


class Filled:
    """A form opened as in a spreadsheet program: `write` in it, `change` it, `save` it."""

    def __init__(self, form: Form | bytes) -> None:
        data = form if isinstance(form, bytes) else form_bytes(form)
        self.book: Workbook = load_workbook(BytesIO(data))

    def columns(self, sheet: str) -> dict[str, int]:
        for row in self.book[sheet].iter_rows(max_row=6):
            heads = {str(cell.value).split("（")[0]: cell.column for cell in row if cell.value is not None}
            if len(heads) > 3:
                return heads
        raise AssertionError("no heads")

    def rows(self, sheet: str, about: str) -> list[int]:
        """The numbers of the rows about an obligation or a task, as their keys have it."""
        key = self.columns(sheet)["编号"]
        return [
            row[key - 1].row for row in self.book[sheet].iter_rows() if str(row[key - 1].value).startswith(f"{about}/")
        ]

    def write(self, about: str, said: Mapping[str, object], slot: int = 1, period: str = "", code: str = "") -> Filled:
        """Fill in the cells of a row by the heads of their columns; `code` is of who owes it, where several do.

        `about` is an obligation, a task, or a finding in full.
        """
        sheet = "整改" if "-" in about else "佐证" if "." in about else "进展"
        columns = self.columns(sheet)
        key = columns["编号"]
        wanted = f"/{period}/{slot}" if period else f"/{slot}"
        at = next(
            row
            for row in self.rows(sheet, f"{about}/{code}" if code else about)
            if str(self.book[sheet].cell(row, key).value).endswith(wanted)
        )
        for head, value in said.items():
            self.book[sheet].cell(at, columns[head]).value = value
        return self

    def change(self, work: Callable[[Workbook], Any]) -> Filled:
        """Do something else to the workbook."""
        work(self.book)
        return self

    def bytes(self) -> bytes:
        made = BytesIO()
        self.book.save(made)
        return made.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path
