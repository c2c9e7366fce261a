"""What two wordings differ in, clause by clause, to be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.text.normalise import normalise, unbroken
from spt_fazhi.text.plain import one_line

_CLAUSE: Final = re.compile(r"[^，,；;。！？\n]*[，,；;。！？\n]|[^，,；;。！？\n]+")
_SHOWN: Final = 160


def rewording_said(old: str, new: str) -> Iterator[str]:
    """The clauses that only one of two wordings has, in words. Costs in proportion to their length."""
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    dropped, added = _only(before, after), _only(after, before)
    if dropped and added:
        yield f"文字：“{one_line(dropped, _SHOWN)}”→“{one_line(added, _SHOWN)}”"
    elif dropped:
        yield f"去掉文字：“{one_line(dropped, _SHOWN)}”"
    elif added:
        yield f"加上文字：“{one_line(added, _SHOWN)}”"
    elif normalise(old).text != normalise(new).text:
        yield "语句没有增减，次序变了"
    elif unbroken(old) != unbroken(new):
        yield "只有标点或全角半角不同"


def _only(some: Sequence[str], others: Sequence[str]) -> str:
    """The clauses of `some` that `others` have not, one after the other, each as often as it is missing."""
    there = Counter(normalise(clause).text for clause in others)
    found = []
    for clause in some:
        words = normalise(clause).text
        if there[words]:
            there[words] -= 1
        else:
            found.append(clause)
    return "".join(found)
