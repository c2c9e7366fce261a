"""What of the words that were left out must be asked about: what names units, a day or a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_in
from spt_fazhi.intake.obligations.who.groups import is_group
from spt_fazhi.intake.structure.subjects import subjects_in
from spt_fazhi.intake.structure.unit_lists import looks_like_names
from spt_fazhi.intake.structure.values import LeftOut
from spt_fazhi.text.normalise import normalise

_NAMES_UNITS: Final = re.compile(r"(?:负责|牵头|配合|(?<!贯彻)(?<!抓好)落实)[\s)）\]】〕。;；.,，]*$")
_LABEL: Final = re.compile(
    "(?:牵头|责任|配合|主办|承办|协办)(?:单位|部门|科室|处室|股室|机构)(?:[:：]|(?=[县市区旗州各]))"
    "|由[^,;。:]{2,30}(?:负责|牵头|承担|提出|组织实施|组织开展)"
)
_NO_FIGURE: Final = re.compile(
    r"〔\d{4}〕第?\d+号|(?<!\d)\d{4}年度?(?![底末内前初\d])|附[件表录]\d+|[按分](?:季度|月度?|年度?)(?=分解|细化|分工|列出)|第\d+[页版](?:共\d+页)?"
)
_FIGURE: Final = re.compile(r"(?<![\d\-])\d{1,6}(?:\.\d+)?(?:%|‰|[一-龥])|年底|年末|季度|半年|每年|每月|月底|年内")


def left_out_notes(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Those left-out words that name units, a day or a number."""
    return tuple(each for each in left_out if naming(each.text) or _goes_on(each))


def _goes_on(left: LeftOut) -> bool:
    """Whether left-out words are a list of units that went on after a task (its second line)."""
    return left.reason == "任务之后的段落" and looks_like_names(left.text)


def naming(text: str) -> str:
    """What left-out words name that a duty may hang on: 单位, 时限或数字, or ""."""
    normal = normalise(text).text
    if _NAMES_UNITS.search(normal[-40:]) or _LABEL.search(normal) or _has_subject(text):
        return "单位"
    bare = _NO_FIGURE.sub("", normal)
    return "时限或数字" if _FIGURE.search(bare) or find_in(bare) else ""


def _has_subject(text: str) -> bool:
    """Whether a sentence says what one unit has to do (县财政局要将经费纳入预算)."""
    return any(not is_group(name) for name in subjects_in(text).names)
