"""The lines of a cell of units: one name a line, or one name broken over two."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.structure.naming.clauses import parts_of
from spt_fazhi.intake.structure.naming.names import is_seated, look_of
from spt_fazhi.intake.structure.naming.words import verb_role
from spt_fazhi.intake.structure.numbering import number_of
from spt_fazhi.intake.structure.unit_lists import label_of

_SEPARATORS: Final = "、,，;；/。:：|"
_STOPS: Final = ("、", "，", ",", "；", ";", "/", "。", "：", ":", "）", ")")
_PARTY: Final = re.compile("(?:[县区市旗州省盟]|乡镇?|镇|街道)(?:党?委|(?:人民)?政府|人大|政协)")
"""What is a unit by itself and begins the names of others: 县委 of 县委宣传部, 县政府 of 县政府办公室."""
_PART: Final = re.compile("[\u4e00-\u9fff]{1,16}(?:部|办|办公室|室|党校|委员会|常委会|老干部局)|部|办|办公室|党校")
"""What such a unit is cut off from."""
_TAIL: Final = re.compile("(?:人民)?政府|单位|部门|机关|办公室|委员会|办事处|中心|分?局|室|会|站|所|院|部|大队|支队")
"""What ends a name and is none."""
_MOST: Final = 200
"""Lines of one cell; more are no names of units."""
_LONGEST: Final = 60
"""So much of the lines before is looked at."""
_OPEN: Final = re.compile("(?:[和与及的]|有关|相关|责任|成员)$")

PERSON: Final = "领导或联系人，台账不记"
"""Why the names of people are left out."""
_PEOPLE: Final = re.compile("责任人|负责人|联系人|联络员|领导|承办人|经办人")
_IN_BRACKETS: Final = re.compile("[（(][ \u3000]*([\u4e00-\u9fff]{2,4})[ \u3000]*[）)]")
_AFTER_NAME: Final = re.compile(
    "(?<=[局办委会院部室心府镇乡])(?:[：:]|[ \u3000]{1,4})([\u4e00-\u9fff]{2,3})(?=$|[\n、，；])"
)


def with_people(head: str) -> bool:
    """Whether a column of units has the names of people too (牵头单位及责任人)."""
    return _PEOPLE.search(head) is not None


def people_in(text: str) -> tuple[tuple[str, ...], str]:
    """The names of people in a cell of units, and the cell without them."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        if look_of(match[1]) in {"strong", "general"} or verb_role(match[1]):
            return match[0]
        found.append(match[1])
        return ""

    bare = _AFTER_NAME.sub(take, _IN_BRACKETS.sub(take, text))
    return tuple(found), bare


def whole_names(text: str) -> str:
    """The text of a cell of units with 、 between lines that are names, and without the breaks inside of one.

    `县财政局⏎县水务局` are two, `市市场⏎监管局` and `县委⏎宣传部` one. Nothing else is touched.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not 1 < len(lines) <= _MOST:
        return text
    whole, tail = [lines[0]], lines[0][-_LONGEST:]
    at = 1
    while at < len(lines):
        taken = next((more for more in (1, 2) if _goes_on(tail, "".join(lines[at : at + more]))), 0)
        if taken and (taken == 1 or look_of(lines[at]) != "strong"):
            whole.extend(lines[at : at + taken])
            tail = "".join((tail, *lines[at : at + taken]))[-_LONGEST:]
        else:
            whole += ["\n", lines[at]]
            tail = lines[at][-_LONGEST:]
        at += taken or 1
    return "".join(whole)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the name that the line before it ends with."""
    if before.endswith(_STOPS) or label_of(line) is not None or number_of(line) is not None:
        return False
    first = next(parts_of(line), "")
    last = re.split(f"[{_SEPARATORS}\\s]", before)[-1]
    if not first or not last or line[0] in f"{_SEPARATORS}（(":
        return False
    if is_seated(first):
        return bool(_OPEN.search(last)) and look_of(last + first) == "strong"
    if look_of(last + first) not in {"strong", "general"}:
        return False
    if _PARTY.fullmatch(last):
        return _PART.fullmatch(first) is not None
    return look_of(last) != "strong" or last.endswith("城乡") or _TAIL.fullmatch(first) is not None
