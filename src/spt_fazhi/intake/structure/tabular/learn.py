"""Columns whose heads are not known: learned by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_in
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.tabular.heads import DUTY, QUANTITY, UNITS, WORDS, columns_of, role_of
from spt_fazhi.intake.structure.tabular.ticks import TICK, is_ticked, name_in, said_of
from spt_fazhi.intake.structure.unit_lists import looks_like_names
from spt_fazhi.text.normalise import normalise

_FIGURE: Final = re.compile(r"\d{1,6}(?:\.\d+)?[.、．]?|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、?|[①-⑳]")
_LOOKED_AT: Final = 200
"""Rows that are looked at to learn what a column holds."""
_OFFICE: Final = re.compile("(?:科室|股室|处室|内设机构)(?:名称)?$")
_LONG: Final = 10
_HEAD: Final = 16
_MEASURE: Final = 3
_SHORT: Final = 20

Grid = Sequence[Sequence[str]]


def kind_of(texts: Sequence[str]) -> str:
    """What most of the texts of a column are: names, days, figures, long, short; "" for a column without any."""
    said = [text.strip() for text in texts if text.strip()]
    if not said:
        return ""
    for kind, test in (("figures", is_figure), ("days", is_day), ("names", looks_like_names)):
        if 5 * sum(map(test, said)) >= 3 * len(said):
            return kind
    return "long" if sum(map(len, said)) >= _LONG * len(said) else "short"


def is_figure(text: str) -> bool:
    """Whether a cell is nothing but a number: 1, 1.0, (1), 一."""
    return _FIGURE.fullmatch(text.strip()) is not None


def is_day(text: str) -> bool:
    """Whether a cell says little more than by when: 6月底前, 2025-06-30, 长期坚持."""
    normal = normalise(text).text
    if re.fullmatch(r"20\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?|长期(?:坚持)?|持续推进|常态化", normal):
        return True
    said = sum(each.end - each.start for each in find_in(normal[:60]) if each.kind == "date")
    return 0 < len(normal) <= 20 and 2 * said >= len(normal)


def learned(roles: Mapping[int, str], names: Mapping[int, str], body: Grid) -> tuple[dict[int, str], str]:
    """The roles with those the contents tell, and what a person should look at."""
    found, taken = dict(roles), dict[int, str]()
    columns = [[row[at] if at < len(row) else "" for row in islice(body, _LOOKED_AT)] for at in range(len(roles))]
    kinds = {at: kind_of(columns[at]) for at in found}
    ticks = [at for at in found if name_in(names.get(at, "")) and is_ticked(columns[at])]
    found.update(dict.fromkeys(ticks, TICK))
    for at, role in roles.items():
        if at in ticks:
            continue
        if role in {"title", "text", "section"} and kinds[at] == "figures":
            others = [other for other, known in found.items() if other != at and known == role]
            if others or QUANTITY.search(names.get(at, "")):
                found[at] = "figures" if QUANTITY.search(names.get(at, "")) else "number"
        elif kinds[at] == "names" and (role == "person" or (role == "title" and DUTY.fullmatch(names.get(at, "")))):
            taken[at] = found[at] = "responsible"
        elif role in UNITS and _OFFICE.search(names.get(at, "")) and _others(roles, names, at):
            taken[at] = found[at] = "note"  # offices within the units of another column
        elif names.get(at) == "单位" and kinds[at] == "short" and max(map(len, columns[at])) <= _MEASURE:
            taken[at] = found[at] = "note"  # units of measure: 场, 人次
    for at in sorted(found):
        if not found[at] and kinds[at]:
            role = _role(kinds[at], at, found)
            taken[at] = found[at] = role
    _section_of_goals(found, columns)
    _title_of_short(found, taken, kinds)
    said = said_of([name_in(names[at]) for at in ticks]) if ticks else ""
    return found, "；".join(filter(None, (_said(taken, names), said)))


def _others(roles: Mapping[int, str], names: Mapping[int, str], at: int) -> bool:
    """Whether another column has units, of which a column of offices has parts."""
    return any(
        role in UNITS and other != at and not _OFFICE.search(names.get(other, "")) for other, role in roles.items()
    )


def _role(kind: str, at: int, found: Mapping[int, str]) -> str:
    known = set(found.values())
    if kind == "names":
        return "responsible"
    if kind == "days":
        return "note" if "deadline" in known else "deadline"
    if kind == "figures":
        return "number" if at == 0 and "number" not in known else "figures"
    return "text" if kind == "long" else "note"


def _section_of_goals(found: dict[int, str], columns: Sequence[Sequence[str]]) -> None:
    """A column of texts in front of that of the titles, short and the same over several rows, is one of sections."""
    titles = [at for at, role in found.items() if role == "title"]
    if not titles or "section" in found.values():
        return
    for at in sorted(at for at, role in found.items() if role == "text" and at < titles[0]):
        said = [text.strip() for text in columns[at] if text.strip()]
        alike = any(first == second for first, second in pairwise(said))
        if alike and all(len(text) <= _SHORT and not find_in(normalise(text).text) for text in said):
            found[at] = "section"
            return


def _title_of_short(found: dict[int, str], taken: dict[int, str], kinds: Mapping[int, str]) -> None:
    """Without a column of titles the first one of short words before the texts is that of the titles."""
    if "title" not in found.values():
        until = next((at for at, role in sorted(found.items()) if role in {"text", "period"}), len(found))
        short = [at for at, role in taken.items() if role == "note" and kinds[at] == "short" and at < until]
        if short:
            taken[short[0]] = found[short[0]] = "title"


def _said(taken: Mapping[int, str], names: Mapping[int, str]) -> str:
    if not taken:
        return ""
    parts = []
    for at, role in sorted(taken.items()):
        name = f"“{names[at]}”" if names.get(at) else f"第 {at + 1} 列"
        parts.append(f"{name}当作{WORDS[role]}" if role in WORDS else f"{name}没有采用")
    return f"有的表头不认识，按列里的内容来读：{'，'.join(parts)}"


def guessed(rows: Grid) -> tuple[dict[int, str], dict[int, str], int, str] | None:
    """Roles and names of a table no head of which is known, with how many rows its heads take (0 or 1), and the remark.

    None when its contents do not tell who or by when and what.
    """
    wide = max((len(row) for row in rows), default=0)
    first = next((at for at, row in enumerate(rows) if len({cell.strip() for cell in row if cell.strip()}) > 1), None)
    if wide < 2 or first is None or len(rows) - first < 2:
        return None
    top = [cell.strip() for cell in rows[first]]
    heads = all(top) and all(len(cell) <= _HEAD and not is_figure(cell) for cell in top)
    heads = (
        heads and not any(looks_like_names(cell) and not role_of(cell) for cell in top) and not any(map(is_day, top))
    )
    roles, names = columns_of([top]) if heads else (dict.fromkeys(range(wide), ""), dict.fromkeys(range(wide), ""))
    for at in range(len(top), wide):
        roles[at] = names[at] = ""
    body = rows[first + heads :]
    found, said = learned(roles, names, [row for row in body if len(set(row)) > 1])
    known = set(found.values())
    told = (known & UNITS and known & {"text", "period"}) or (known & UNITS and {"title", "deadline"} <= known)
    if not told or (not heads and not any(number_of(f"{row[0]}.") for row in body[:2] if row)):
        return None
    return found, names, first + heads, said or "这张表没有表头"
