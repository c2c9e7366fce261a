"""Whether what is told in a row is told of its key: a row that was sorted or pasted without its key says another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.forms.form import RowKey
from spt_fazhi.forms.heads import RowFound
from spt_fazhi.forms.told.subjects import Subjects
from spt_fazhi.text.as_typed import narrow
from spt_fazhi.views.wording import period_text

OF_PERIOD: Final = "的第二条"
"""Follows the period in what stands for the title of a second row."""


TITLES: Final = {"evidence": "title", "progress": "title", "rectify": "problem"}
"""The column that says, in its first line, what a row is called."""


def another_told(row: RowFound, key: RowKey, asked: Iterable[RowKey], plan: Subjects) -> bool:
    """Whether the title in a row of evidence is that of another: of another period, of another obligation asked for.

    Of a row about a finding: whether the problem is another's.
    """
    keys = {each for each in asked if each.sheet == key.sheet}
    if key.period and key.period not in (said := periods_told(row, key.subject, keys)) and said:
        return True
    title = _first_line(row)
    if key.sheet == "evidence":
        title = re.sub(r"\([^()]*\)$", "", title)
    titles = {each: _bare(about.title) for each in {key, *keys} if (about := plan.of(each)) is not None}
    own = titles.pop(key, title)
    return title != own and title in titles.values()


def periods_told(row: RowFound, subject: str, asked: Iterable[RowKey]) -> frozenset[str]:
    """The periods asked for of an obligation, that the title in a row of evidence names: none or one."""
    first = _first_line(row)
    return frozenset(key.period for key in asked if key.subject == subject and key.period and _names(first, key.period))


def _first_line(row: RowFound) -> str:
    return _bare(row.text(TITLES[row.sheet]).split("\n")[0])


def _names(text: str, period: str) -> bool:
    said = f"({_bare(period_text(period))}"
    return f"{said})" in text or f"{said}{OF_PERIOD}" in text


def _bare(text: str) -> str:
    return "".join(narrow(text).split())
