"""Fields that hold one of a few words, what each word means in Chinese, and the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from spt_fazhi.model.fields import one_of, optional
from spt_fazhi.model.value import Parsed

Scope = Literal["each", "joint"]
Every = Literal["month", "quarter", "half"]
Settle = Literal["at-due", "when-reached"]
Combine = Literal["add", "latest"]
Pace = Literal["even", "none"]
Recurs = Literal["yearly"]
ProgressCycle = Literal["month", "quarter", "half", "none"]
ProgressScope = Literal["unmeasured", "all"]
UnitKind = Literal["party", "npc", "cppcc", "judicial", "government", "vertical", "institution", "township"]

UNIT_KINDS: Final[Mapping[str, str]] = {
    "party": "党委部门",
    "npc": "人大机关",
    "cppcc": "政协机关",
    "judicial": "法院检察院",
    "government": "政府部门",
    "vertical": "垂直管理部门",
    "institution": "事业单位",
    "township": "乡镇",
}
SCOPES: Final = {"each": "各单位分别完成", "joint": "共同完成"}
CYCLES: Final = {"month": "每月", "quarter": "每季度", "half": "每半年"}
PROGRESS_CYCLES: Final = {**CYCLES, "none": "不要求"}


def words(meanings: Mapping[str, str]) -> Parsed:
    """A field that takes one of these words."""
    return Parsed(one_of(**meanings), {"type": "string", "enum": list(meanings)}, few=True)


def optional_words(meanings: Mapping[str, str]) -> Parsed:
    """A field that takes one of these words or is left empty."""
    return Parsed(optional(one_of(**meanings)), {"type": ["string", "null"], "enum": [*meanings, None]}, few=True)


FORMAT: Final = 2
"""The format of the data files that this program reads."""


def _format(raw: object) -> int:
    if raw != str(FORMAT):
        raise ValueError(f"“{raw}”不是本程序读的格式，应写 {FORMAT}")
    return FORMAT


FormatNumber = Annotated[int, Parsed(_format, {"enum": [FORMAT, str(FORMAT)]})]
ScopeText = Annotated[Scope, words(SCOPES)]
EveryText = Annotated[Every | None, optional_words(CYCLES)]
SettleText = Annotated[Settle, words({"at-due": "到期时结算", "when-reached": "达到即结算"})]
CombineText = Annotated[Combine | None, optional_words({"add": "各次相加", "latest": "取最新一次"})]
PaceText = Annotated[Pace, words({"even": "按时间均匀推进", "none": "不看序时进度"})]
RecursText = Annotated[Recurs | None, optional_words({"yearly": "每年都有"})]
ProgressCycleText = Annotated[ProgressCycle, words(PROGRESS_CYCLES)]
ProgressScopeText = Annotated[ProgressScope, words({"unmeasured": "只要没有事项的任务", "all": "全部任务"})]
UnitKindText = Annotated[UnitKind, words(UNIT_KINDS)]
