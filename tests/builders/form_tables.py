"""Sheets of a form as tables of texts, read as they come back: for tests without a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.builders.world import day, evidence, obligation, register, units

from spt_fazhi.engine.assess import assess
from spt_fazhi.engine.directory import Directory
from spt_fazhi.forms.asked import Scope, asked
from spt_fazhi.forms.columns import HIDDEN, KEY, VERSION, SheetName
from spt_fazhi.forms.form import Form, RowKey
from spt_fazhi.forms.heads import found_sheets
from spt_fazhi.forms.hidden import FormHead, head_of
from spt_fazhi.forms.layout import FormTerms, form_of
from spt_fazhi.forms.reading import FormReader, Reading
from spt_fazhi.model.plan import AskedFigure, CountTarget
from spt_fazhi.text.cells import Cell, Sheet, column_letters

Table = list[list[str]]
MADE = register(
    obligation("1.1", target=CountTarget(count=2), who=("甲局",), figures=(AskedFigure(name="人数", unit="人"),)),
    obligation("1.2", who=("甲局", "庚府")),
    obligation("1.3", every="quarter", who=("甲局",)),
    units=units(庚府={}), progress="quarter", records=[evidence("01-05", "丁镇", "9.9")],
)  # fmt: skip
DIRECTORY = Directory(MADE.units, MADE.groups)
FORM: Form = form_of(
    assess(MADE, day("06-20")),
    asked(assess(MADE, day("06-20")), Scope(), ())["甲局"],
    FormTerms(period=None, answer_by=None),
)
FIGURES = ("人数",)


def table(form: Form, name: SheetName, typed: Mapping[RowKey, Mapping[str, str]]) -> Table:
    """A sheet of a form as rows of texts, heads first."""
    (sheet,) = (each for each in form.sheets if each.name == name)
    rows = []
    for row in sheet.rows:
        own = typed.get(row.key, {}) if row.key else {}
        told = {KEY: row.key.text if row.key else "", **row.told, **own}
        rows.append([told.get(column.key, "") for column in sheet.columns])
    return [[column.head for column in sheet.columns], *rows]


def sheet_of(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet(
        name=name,
        rows=tuple(
            tuple(Cell(f"{name}!{column_letters(at)}{number}", text) for at, text in enumerate(row))
            for number, row in enumerate(rows, 1)
            if any(row)
        ),
    )


def hidden(made: Form, **changed: str) -> Sheet:
    said = {"version": VERSION, "form": made.id, "register": made.register, "year": str(made.year), "code": made.code,
            "unit": made.unit, "day": made.day.isoformat(), "period": made.period or "", **changed}  # fmt: skip
    return sheet_of(HIDDEN, [*said.items(), *(("row", key.text) for key in made.keys)])


HEAD = head_of(hidden(FORM))
assert isinstance(HEAD, FormHead)


def read(*sheets: Sheet, head: FormHead | None = HEAD) -> Reading:
    return FormReader(MADE, DIRECTORY, next(unit for unit in MADE.units if unit.name == "甲局"), head).read(
        found_sheets(sheets, FIGURES)
    )


def row_of(rows: Table, **said: str) -> list[str]:
    """A row that was written in: its cells by the heads of their columns."""
    return [said.get(head, "") for head in rows[0]]
