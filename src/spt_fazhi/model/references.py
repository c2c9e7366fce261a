"""How other files name an inspection and its findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from spt_fazhi.model.fields import optional, parse_text, parse_whole
from spt_fazhi.model.paths import INSPECTION_ID
from spt_fazhi.model.value import Parsed

LAST_FINDING: Final = 999
"""The highest number a finding may have in its inspection."""


def parse_inspection_id(raw: object) -> str:
    """An inspection's id: the last day of the visit, four letters."""
    text = parse_text(raw)
    if not re.fullmatch(INSPECTION_ID, text, re.ASCII):
        raise ValueError(f"“{text}”不是督察编号，应写成 2024-05-24-k7q2 的样子（文件名，不带 .yaml）")
    return text


def parse_finding_number(raw: object) -> int:
    """A finding's running number in its inspection, 1 to 999."""
    number = parse_whole(raw)
    if not 1 <= number <= LAST_FINDING:
        raise ValueError(f"问题编号应是 1 到 {LAST_FINDING} 的整数")
    return number


_ID: Mapping[str, Any] = {"type": "string", "pattern": f"^{INSPECTION_ID}$"}
_NUMBER: Mapping[str, Any] = {"type": ["integer", "string"], "minimum": 1, "maximum": LAST_FINDING}
InspectionId = Annotated[str, Parsed(parse_inspection_id, _ID, few=True)]
OptionalInspectionId = Annotated[str | None, Parsed(optional(parse_inspection_id), {**_ID, "type": ["string", "null"]})]
FindingNumber = Annotated[int, Parsed(parse_finding_number, _NUMBER, few=True)]
OptionalFindingNumber = Annotated[
    int | None, Parsed(optional(parse_finding_number), {**_NUMBER, "type": ["integer", "string", "null"]})
]


def finding_id(inspection: str, number: int) -> str:
    """What names a finding in full: `2024-05-24-k7q2.1`."""
    return f"{inspection}.{number}"


def short_finding(inspection: str, number: int) -> str:
    """What a finding of an inspection is called for short: `k7q2.1`."""
    return finding_name(finding_id(inspection, number))


def finding_name(finding: str) -> str:
    """What a finding is called for short, and in file names: `k7q2.1` for `2024-05-24-k7q2.1`."""
    return finding[11:]


def year_of(finding: str) -> int:
    """The year in which the visit ended that a finding, named in full, was found at."""
    return int(finding[:4])
