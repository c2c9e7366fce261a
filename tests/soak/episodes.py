"""The operations of a soak that are several steps: forms out and back, branches, two commands at once."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from tests.builders.forms import HEAD_ROW, forms
from tests.builders.repositories import git
from tests.soak import units
from tests.soak.looking import look, settle
from tests.soak.model import Wanted
from tests.soak.operations import OPERATIONS, Operation
from tests.soak.soak import Soak

from spt_fazhi.model.entries.issued import Issued
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.render.office.xlsx import form_bytes

MAIN: Final = "main"
_SHEET: Final = "佐证"
_MERGEABLE: Final = ("evidence", "evidence", "evidence", "progress", "inspect", "call", "void", "return", "redact")
"""What two branches may do at once without either making the other's wrong."""
Batches = dict[str, list[Wanted]]


def branch(soak: Soak) -> None:
    """A branch with operations of its own, merged into one that has gone on."""
    name = f"pr/{soak.model.number()}"
    soak.switch(name, new=True)
    base = dict(soak.model.held)
    for _ in range(soak.rng.randrange(1, 5)):
        OPERATIONS[soak.rng.choice(_MERGEABLE)][0](soak)
    soak.switch(MAIN)
    for _ in range(soak.rng.randrange(4)):
        OPERATIONS[soak.rng.choice(_MERGEABLE)][0](soak)
    soak.merge(name, base)


def collect(soak: Soak) -> None:
    """Forms come back and are collected; whatever came of that, once more brings all of them in, and none twice."""
    inbox, batches = _inbox(soak)
    if not batches:
        return
    words = ["collect", str(inbox), "--recorded", soak.day.isoformat()]
    if soak.rng.random() < 0.2:
        words.append("--commit")
    soak.do(words, list(batches.values()))
    left = [batch for batch in batches.values() if not _is_held(soak, batch)]
    soak.do(words, left, way="here")


def collect_on_branches(soak: Soak) -> None:
    """Forms are collected on a branch a unit, and the branches merged."""
    soak.commit_all()
    inbox, batches = _inbox(soak)
    if not batches:
        return
    words = ["collect", str(inbox), "--recorded", soak.day.isoformat(), "--branch"]
    soak.do(words, [])
    soak.do(words, [], way="here")
    made = git(soak.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/collect").split()
    assert {each.rpartition("/")[2] for each in made} == set(batches), (made, batches)
    for each in made:
        soak.log.append(f"git merge {each}")
        git(soak.root, "merge", "--quiet", "--no-ff", "--no-edit", each)
        assert settle(soak.model, look(soak.root), [batches[each.rpartition("/")[2]]]) == [True]
        git(soak.root, "branch", "--quiet", "-D", each)
        soak.counts["merge"] += 1


def _is_held(soak: Soak, batch: list[Wanted]) -> bool:
    return all(any(wanted.fits(path, held.value) for path, held in soak.model.held.items()) for wanted in batch)


def _inbox(soak: Soak) -> tuple[Path, Batches]:
    """A folder with the filled forms of a few desks, and the records they ask for, by the desk's code."""
    inbox = soak.root.parent / "收" / str(soak.model.number())
    inbox.mkdir(parents=True)
    codes = {each.name: each.code for each in soak.model.plan.units}
    made = forms(soak.root, soak.day)
    # a desk is asked once a day: of one day the same form is the same, and what it says else is a correction
    known = [name for name in sorted(made) if name in codes and f"form {name} {soak.day}" not in soak.model.used]
    wanted: Batches = {}
    for name in soak.rng.sample(known, min(len(known), soak.rng.randrange(1, 4))):
        soak.model.used.add(f"form {name} {soak.day}")
        data = _sent(soak, name) if soak.rng.random() < 0.3 else form_bytes(made[name])
        filled = _filled(soak, data, inbox / f"{name}.xlsx") if data is not None else []
        if filled:
            wanted[codes[name]] = filled
    return inbox, wanted


def _sent(soak: Soak, name: str) -> bytes | None:
    """The form as the command writes it, entered as sent; None where it would not."""
    place = soak.root.parent / "表" / f"{name}{soak.model.number()}.xlsx"
    place.parent.mkdir(exist_ok=True)
    day = soak.day.isoformat()
    words = ["form", name, "-o", str(place), "--as-of", day, "--recorded", day, "--issue", "--again"]
    wanted = Wanted(
        f"data/issued/{day}-form-", Issued, {"name": "form", "to": (name,), "recorded": soak.day}, None, whole=False
    )
    return place.read_bytes() if soak.do(words, [[wanted]], must=False) and place.exists() else None


def _filled(soak: Soak, data: bytes, place: Path) -> list[Wanted]:
    """Fill in a few rows of a form and save it; the records they ask for."""
    book = load_workbook(BytesIO(data))
    if _SHEET not in book.sheetnames:
        return []
    sheet = book[_SHEET]
    heads = {str(cell.value).split("（")[0]: cell.column for cell in sheet[HEAD_ROW] if cell.value is not None}
    form = next(str(row[1]) for row in book["fazhi"].iter_rows(values_only=True) if row[0] == "form")
    rows = [
        row
        for row in range(HEAD_ROW + 1, sheet.max_row + 1)
        if str(sheet.cell(row, heads["编号"]).value).endswith("/1")
    ]
    wanted = []
    for row in soak.rng.sample(rows, min(len(rows), soak.rng.randrange(1, 4))):
        about, code, period, _ = str(sheet.cell(row, heads["编号"]).value).split("/")
        unit = next((each for each in soak.model.plan.units if each.code == code), None)
        if unit is None or unit.until is not None or unit.from_ is not None or soak.model.excused(about, unit.name):
            continue
        when = _day_in(soak, period)
        number = soak.model.number()
        fields: dict[str, Any] = {
            "unit": unit.name, "obligation": about, "date": when, "title": f"第{number}次填报", "document": f"示发〔2024〕{number}号",
            "form": form, "recorded": soak.day,
        }  # fmt: skip
        cells = {"日期": when.isoformat(), "做了什么": fields["title"], "文号": fields["document"]}
        if about in {"3.2", "3.3"}:
            fields |= {"reached": 9, "of": 10}
            cells |= {"达到数": 9, "总数": 10, "数据截至": when.isoformat()}
        for head, said in cells.items():
            sheet.cell(row, heads[head]).value = said
        wanted.append(Wanted(f"data/records/{code}/{when}-{about}-", Evidence, fields, whole=False))
    book.save(place)
    return wanted


def _day_in(soak: Soak, period: str) -> date:
    """A day of a month or quarter, until now."""
    month = int(period[5:7]) if "-" in period else int(period[5:]) * 3 - 2 if "Q" in period else 2
    return min(date(2024, month, soak.rng.randrange(2, 28)), soak.day)


def two_at_once(soak: Soak) -> None:
    """Two clerks enter something at the same moment: both of it is there."""
    soak.do_both(units.evidence, units.evidence)


EPISODES: Final[dict[str, tuple[Operation, int]]] = {
    "branch": (branch, 4), "collect": (collect, 3), "collect --branch": (collect_on_branches, 1), "two at once": (two_at_once, 3),
}  # fmt: skip
"""Each by its name, and how often it comes."""
