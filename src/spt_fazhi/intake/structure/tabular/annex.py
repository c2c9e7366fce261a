"""A table that lists the tasks of the running text once more: one task of both, what differs is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_phrases
from spt_fazhi.intake.structure.builder import Parts
from spt_fazhi.intake.structure.document import Table
from spt_fazhi.intake.structure.naming.leads import Led
from spt_fazhi.intake.structure.outlining.choosing import Chosen
from spt_fazhi.intake.structure.outlining.nodes import Outline
from spt_fazhi.intake.structure.tabular.rows import TableTask, row_task
from spt_fazhi.intake.structure.titles import title_in
from spt_fazhi.intake.structure.unit_lists import NamedUnits
from spt_fazhi.intake.structure.values import LeftOut, ParsedTask
from spt_fazhi.model.frozen import replace
from spt_fazhi.text.normalise import normalise

_NO_UNITS: Final = "没有读出单位"
_SHORTEST: Final = 4


def key_of(text: str) -> str:
    """A title as it is held against others: its letters and figures alone."""
    return re.sub(r"[\W_]", "", text)


def annexed_nodes(outline: Outline, tables: Sequence[Table]) -> Chosen | None:
    """The tasks of a text that names no units, where a table lists at least half of its own among them; else None."""
    keys = set(_keys(tables)) if outline.nodes else set[str]()
    places = {node.place for node in outline.nodes if keys and key_of(_title(node.heading)) in keys}
    if not places or 2 * len({key_of(_title(outline.nodes[place].heading)) for place in places}) < len(keys):
        return None
    depths = Counter(outline.nodes[place].depth for place in places)
    depth = depths.most_common(1)[0][0]
    parents = {id(outline.nodes[place].parent) for place in places}
    tasks = {node.place for node in outline.nodes if node.depth == depth and id(node.parent) in parents}
    return Chosen(tasks=frozenset(tasks), lenders={}, headings=frozenset())


def _title(heading: str) -> str:
    return title_in(heading, more=True).title


def _keys(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        columns = table.columns
        if columns is None or not columns.known:
            continue
        for row in table.rows:
            if row.number not in columns.heads | columns.above and len(set(row.cells)) > 1:
                task = row_task(row, columns.roles, columns.names)
                if task is not None and len(key_of(task.title)) >= _SHORTEST:
                    yield key_of(task.title)


class Annex:
    """The tasks of the running text, to be held against those of the tables after it."""

    def __init__(self, parts: Parts) -> None:
        """Remember the tasks that `parts` has so far."""
        self.parts = parts
        self.sections = tuple(parts.sections) if parts.tasks else ()
        self.places: dict[str, int] = {}
        for place, task in enumerate(parts.tasks):
            for words in (task.title, task.text):
                if len(key_of(words)) >= _SHORTEST:
                    self.places.setdefault(key_of(words), place)

    def twin(self, task: TableTask) -> int | None:
        """The place of the same task in the running text."""
        found = self.places.get(key_of(task.title))
        return self.places.get(key_of(task.text)) if found is None else found

    def merge(self, place: int, task: TableTask, units: NamedUnits) -> tuple[str, ...]:
        """Put what the table adds to a task of the text; the roles of the cells that are left out with a question."""
        old, parts = self.parts.tasks[place], self.parts
        left: list[str] = []
        led = parts.leads.of(Led(units.lead, units.responsible, units.cooperating), units.rule, task.row.number)
        new = old
        if not units.is_empty and not (old.lead or old.responsible or old.cooperating):
            new = replace(new, lead=led.lead, responsible=led.responsible, cooperating=led.cooperating)
            parts.remarks = [
                each for each in parts.remarks if each.line != old.line or not each.message.startswith(_NO_UNITS)
            ]
            if led.said:
                parts.remark(task.row.number, led.said, "请核对牵头单位和责任单位")
        elif not units.is_empty and _named(old) != _named(replace(old, **_of(led))):
            self._asked(task, "单位", "、".join(dict.fromkeys((*led.lead, *led.responsible, *led.cooperating))))
            left += ["lead", "responsible", "cooperating"]
        if units.deadline and not old.deadline:
            new = replace(new, deadline=units.deadline)
        elif units.deadline and normalise(units.deadline).text != normalise(old.deadline).text:
            self._asked(task, "时限", units.deadline)
            left.append("deadline")
        parts.tasks[place] = new
        if key_of(task.text) not in key_of(old.title + old.text):
            left.append("text")
            self._figures(task, old)
        return tuple(left)

    def _asked(self, task: TableTask, what: str, said: str) -> None:
        self.parts.remark(task.row.number, f"附表写的{what}与正文不同，按正文；附表是“{said}”", "请核对，不对的改过来")

    def _figures(self, task: TableTask, old: ParsedTask) -> None:
        """Figures and days that stand in the table alone: asked, as they are in no task."""
        said = {normalise(each.text).text for each in find_phrases(f"{old.title}\n{old.text}")}
        more = [each.text for each in find_phrases(task.text) if normalise(each.text).text not in said]
        if more:
            shown = "、".join(f"“{each}”" for each in dict.fromkeys(more))
            self.parts.remark(task.row.number, f"附表里这条任务还写了{shown}，正文没有", "请核对，要的话补成事项")

    def leave(self, task: TableTask, at: int) -> None:
        """Leave a cell of a row out whose task is one of the text."""
        words = task.row.cells[at].strip()
        self.parts.left_out.append(LeftOut(line=task.row.number, text=words, reason="附表里与正文不同的文字"))


def _of(led: Led) -> dict[str, tuple[str, ...]]:
    return {"lead": led.lead, "responsible": led.responsible, "cooperating": led.cooperating}


def _named(task: ParsedTask) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(task.lead), frozenset((*task.responsible, *task.cooperating))
