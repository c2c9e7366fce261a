"""Whether what is told in a row is told of its key: a row that was sorted or pasted without its key says another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.heads import RowFound
from spt_fazhi.model.plan import Obligation, Task
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.views.wording import period_text

OF_PERIOD: Final = "的第二条"
"""Follows the period in what stands for the title of a second row."""


def another_told(
    row: RowFound, key: RowKey, asked: Iterable[RowKey], plan: Mapping[str, tuple[Obligation, Task]]
) -> bool:
    """Whether the title in a row of evidence is that of another: of another period, of another obligation asked for."""
    keys = set(asked)
    if key.period and key.period not in (said := periods_told(row, key.subject, keys)) and said:
        return True
    title = re.sub(r"\([^()]*\)$", "", _first_line(row))
    own = _bare(plan[key.subject][0].title) if key.subject in plan else title
    return title != own and any(title == _bare(plan[each.subject][0].title) for each in keys if each.subject in plan)


def periods_told(row: RowFound, subject: str, asked: Iterable[RowKey]) -> frozenset[str]:
    """The periods asked for of an obligation, that the title in a row of evidence names: none or one."""
    first = _first_line(row)
    return frozenset(key.period for key in asked if key.subject == subject and key.period and _names(first, key.period))


def _first_line(row: RowFound) -> str:
    return _bare(row.text("title").split("\n")[0])


def _names(text: str, period: str) -> bool:
    said = f"({_bare(period_text(period))}"
    return f"{said})" in text or f"{said}{OF_PERIOD}" in text


def _bare(text: str) -> str:
    return "".join(narrow(text).split())
