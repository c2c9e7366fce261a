"""Rules of a document for who leads where it does not say so task by task."""

from __future__ import annotations

import re
from typing import Final, Literal

from spt_fazhi.model.frozen import frozen

_SAME: Final = "(?:[，,、；;。]?(?:以)?(?:下同|后同|以下同|以下均同|同下|其[余他它][^，,。；;（）()]{0,16}))?"
_AHEAD: Final = (
    "(?:注|备注|说明)?[:：]?(?:各项|每项|以上|以下|上述|其中)?(?:任务|工作|事项)?[中里]?[，,]?(?:均为|均以)?"
    "(?:(?:无|没有|未(?:列|列明|明确|注明|标注|确定)|只列|仅列|只有|仅有)[^。；;（）()]{0,8}(?:单位|部门)?的?[，,])?"
)
_FIRST: Final = (
    "(?:(?:责任|有关|相关)?(?:单位|部门))?(?:名单)?中?"
    "(?:(?:排|列|位|居|写|放|名列|位列|位居|排列)(?:名|序|在|于|位){0,3}(?:第一|首|第1|最前)(?:位|名|个|列)?|(?:第一|首|第1)(?:个|位|列|家)|第一(?=责任))"
    "(?:的|者|责任|单位|部门|牵头){0,5}[，,]?(?:即)?(?:为|是|作为|系|负责|均为)?(?:任务)?(?:的)?(?:总)?牵头(?:责任)?(?:单位|部门|机构|者|负责)?"
)
_LEADER_FIRST: Final = (
    "牵头(?:责任)?(?:单位|部门)(?:均)?(?:排|列|位|居)(?:名|序|在|于|位){0,3}(?:第一|首|第1)(?:位|名|个)?"
)
_ALL: Final = (
    "(?:(?:无|没有|未(?:列|列明|明确|注明|标注|确定)|只列|仅列|只有|仅有|只明确)[^。；;（）()]{0,10}(?:单位|部门)?[^。；;（）()]{0,8})"
    "(?:责任|上述|所列)(?:单位|部门)[^。；;（）()]{0,8}牵头(?:责任)?(?:单位|部门)?"
    "|(?:各|所有|所列)责任(?:单位|部门)(?:均|都)?(?:即)?(?:为|是)牵头(?:责任)?(?:单位|部门)"
)
_RULE: Final = re.compile(f"{_AHEAD}(?:(?P<first>{_FIRST}|{_LEADER_FIRST})|(?P<all>{_ALL})){_SAME}")
_OPEN, _CLOSE = ("(", "（", "〔", "[", "【"), (")", "）", "〕", "]", "】")
_QUICK: Final = "牵头"

Kind = Literal["first", "all"]


@frozen
class LeadRule:
    """`first`: the unit listed first leads; `all`: without a lead all responsible units lead.

    `words` are the document's, at `line`; `lasting` that it holds from there on (下同); it holds from line `since` on.
    """

    kind: Kind
    words: str
    lasting: bool = False
    since: int = 0
    line: int = 0


@frozen
class FoundRule:
    """A rule and where its words stand."""

    rule: LeadRule
    start: int
    end: int


def rule_in(text: str) -> FoundRule | None:
    """The first rule in `text`, if any."""
    if _QUICK not in text:
        return None
    match = _RULE.search(text)
    if match is None:
        return None
    words = match[0].strip("，,、；;。 ")
    kind: Kind = "all" if match["all"] and not re.search("第一|首|第1", match["all"]) else "first"
    rule = LeadRule(kind=kind, words=words, lasting=re.search("下同|后同|同下|均同|以下", words) is not None)
    return FoundRule(rule=rule, start=match.start(), end=match.end())


def without_rule(text: str) -> tuple[str, LeadRule | None]:
    """`text` less a rule, and the rule."""
    found = rule_in(text)
    if found is None:
        return text, None
    before, after = text[: found.start], text[found.end :]
    if before[-1:] in _OPEN and after[:1] in _CLOSE:  # 甲局、乙局（列第一位的为牵头单位）
        before, after = before[:-1], after[1:]
    gap = "" if after.startswith((":", "：")) else "，"
    return f"{before}{gap}{after}", found.rule
