"""What a column holds, by its head: 牵头单位, 细化措施, 一季度目标, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from spt_fazhi.intake.obligations.phrases import find_in
from spt_fazhi.intake.structure.unit_lists import heading_role
from spt_fazhi.text.normalise import normalise

UNITS: Final = frozenset({"lead", "responsible", "cooperating"})
CONTENT: Final = frozenset({"title", "text", "period"})
QUANTITY: Final = re.compile("目标值|指标值|数量|任务数|计划数|任务量|数值")
WORDS: Final[Mapping[str, str]] = {
    "number": "序号",
    "section": "部分",
    "title": "任务名称",
    "text": "具体要求",
    "period": "分期目标",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "deadline": "完成时限",
}
"""What a role is called in what a person reads."""

_LONGEST: Final = 24
_SHORT: Final = 10
_UNIT: Final = "(?:单位|部门|科室|股室|处室|机构|主体|站所|责任方|地区|局办)(?:名称)?$"
_NUMBER: Final = re.compile("序号|编号|项次|序|号|№|No\\.?|NO\\.?|排序|(?:任务|项目|事项|工作)(?:编号|序号)")
_NOTE: Final = re.compile(
    "(?:完成|落实|进展|推进|开展|整改|办理|实施)情况|(?<!年度)(?:工作)?进展|^(?:下一?步|下阶段).*|备注|备考|(?:计量|指标|数量|度量|统计)单位|^(?:验收|验证|销号|评估|考评|评价|审核|复核|审查|审批|督导|包联|数据来源|来源|填报|编制|制表|联系|指导|监测|统计|认定)(?:单位|部门|机构|主体)(?:名称)?$|(?<!任务)(?<!工作)(?<!内容)(?<!措施)(?<!要求)说明$|附注|佐证|依据|来源|状态|是否|(?:启动|开始|起始)时间"
    "|电话|联系方式|资金|投资|预算|经费|分值|得分|权重|自评|评分"
)
_HINDERING: Final = re.compile("(?:存在|主要|困难).{0,4}(?:问题|困难)$")
_PERSON: Final = re.compile("领导|责任人|负责人|联系人|联络员|承办人|经办人|包抓人|[县区市旗]长$")
_ROLES: Final = (
    ("lead", "牵头|主责|主办|主管|首要责任|第一责任|主要责任|主体责任|组织单位|组织部门"),
    ("cooperating", "配合|协助|协办|参与|参加|协同|会办|协作|支持"),
    ("responsible", "责任|承办|落实|实施|执行|负责|完成|承担|公开|普法|报送|发布|^"),
)
_BARE: Final = {
    "牵头": "lead",
    "牵头责任": "lead",
    "主办": "lead",
    "配合": "cooperating",
    "参与": "cooperating",
    "协办": "cooperating",
    "责任": "responsible",
    "承办": "responsible",
    "责任分工": "responsible",
    "职责分工": "responsible",
    "任务分工": "responsible",
    "分工": "responsible",
}
_AFTER_PERIOD: Final = re.compile(
    "(?:目标|任务|计划|进度|工作|节点|安排|要求|举措|措施|内容|重点|拟|需|完成|形象|序时|阶段)*"
)
_MAY_BE: Final = re.compile(
    "单位|部门|科室|股室|处室|机构|主体|站所|责任|地区|局办|牵头|主办|配合|参与|协办|承办|分工|时限|期限|时间|节点|进度"
    "|负责人|联系人|联络员|经办人|包抓人|领导|月份"
)
"""One of these is in every row of heads."""
_DEADLINE: Final = re.compile("时限|期限|时间|日期|月份|季度$|节点|进度安排|工期|频次|频率|周期")
_SECTION: Final = re.compile(
    "(?:类别|分类|领域|板块|类型|方面|部分|大类|专项|条线|一级(?:指标|事项|任务|目标))$|^重点领域"
)
DUTY: Final = re.compile("(?:主要|工作|具体|岗位|法治|普法|法定|部门|重点)(?:责任|职责)(?:内容|事项|任务)?")
"""Heads of what is to be done, though they may be of who does it."""
_TEXT: Final = re.compile(
    "(?:任务说明|工作说明|内容说明|措施说明|要求说明|措施|举措|内容|要求|做法|细则|细化|标准|步骤|路径|抓手|成果|成效|目标|指标|任务分解|目标与任务|目标和任务|目标及任务|目标任务|任务目标)$"
)
_TITLE: Final = re.compile("(?:任务|事项|项目|工作|名称|要点|条目|活动|主题|问题|课题|议题|任务清单|职责|法律法规)$")
_WHAT: Final = (
    ("deadline", _DEADLINE),
    ("section", _SECTION),
    ("text", _TEXT),
    ("title", _TITLE),
    ("text", QUANTITY),
)


def squeezed(head: str) -> str:
    """A head less its white space, marks of emphasis and what stands in brackets."""
    name = re.sub(r"[\s*\u200b:：]", "", head)
    return re.sub(r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]?", "", name) or name.strip("（）()〔〕[]【】")


def period_of(head: str) -> str:
    """The time a head names for what stands below it (一季度目标 → 一季度); "" when it names none."""
    name = normalise(re.sub(r"[（(].*", "", head)).text
    found = next((each for each in find_in(name) if each.kind == "date" and each.start == 0), None)
    return found.text if found and _AFTER_PERIOD.fullmatch(name, found.end) else ""


@lru_cache(maxsize=2048)
def role_of(head: str) -> str:
    """The role of a column; "" where its head is not known."""
    if len(head) > 2 * _LONGEST:
        return ""
    name = squeezed(head)
    if not name or len(name) > _LONGEST or re.match("各(?!季|月|阶段)|全体|相关|有关", name) or "。" in name:
        return ""
    bare = re.sub(r"^20\d\d年度?(?![底末前])", "", name) or name
    first = next(filter(None, map(_role, re.split(r"[/／\\]", bare))), "")
    return first or next(filter(None, map(_role, re.split("[、]|以?及|[和与]", bare))), "")


def _role(name: str) -> str:
    if not name or _NUMBER.fullmatch(name):
        return "number" if name else ""
    if _NOTE.search(name) or heading_role(name) == "overseer":
        return "note"
    if DUTY.fullmatch(name):
        return "title"
    is_of_units = re.search(_UNIT, name) is not None
    units = _BARE.get(name) or (_units(name) if is_of_units else "")
    if not units and _PERSON.search(name) and not re.search("单位|部门|科室|机构", name):
        return "person"
    return units or _what(name)


def _what(name: str) -> str:
    """The role of a head that names no unit and no person."""
    if period_of(name):
        return "period"
    known = (each for each, pattern in _WHAT if pattern.search(name))
    return next(known, "") or heading_role(name) or ""


def _units(name: str) -> str:
    return next((role for role, words in _ROLES if re.search(words, name)), "")


def are_heads(cells: Sequence[str]) -> bool:
    """Whether the cells of a row are heads of a table of tasks: what is to be done, and who or by when."""
    names = list(dict.fromkeys(filter(None, (cell.strip() for cell in cells))))
    if _are_plain_heads(names):
        return True
    if len(names) < 2 or not any(map(_MAY_BE.search, (re.sub(r"\s", "", name) for name in names if len(name) < 50))):
        return False
    roles = [role_of(name) for name in names]
    known = set(filter(None, roles))
    if 2 * sum(map(bool, roles)) < len(names) or not known & (CONTENT | {"section"}):
        return False
    if not known & {"title", "text", "section"} and not known & UNITS:
        return False
    strict = any(re.search("时限|期限|完成时间|节点|进度", name) for name in names)
    return bool(known & UNITS) or (strict and "deadline" in known) or ({"title", "text", "person"} <= known)


def _are_plain_heads(names: Sequence[str]) -> bool:
    """序号, 监督内容, 监督对象, 时间安排: a number, what and when, all short, in whatever words the others are."""
    if not 4 <= len(names) <= _SHORT or not _NUMBER.fullmatch(squeezed(names[0])[:_SHORT]):
        return False
    return all(len(name) <= _SHORT for name in names) and {"deadline", "text"} <= set(map(role_of, names[1:]))


def columns_of(rows: Sequence[Sequence[str]]) -> tuple[dict[int, str], dict[int, str]]:
    """Roles and names of the columns under one or two rows of heads; a lower head wins over the one above it."""
    roles: dict[int, str] = {}
    names: dict[int, str] = {}
    for at in range(max(map(len, rows))):
        stack = list(dict.fromkeys(filter(None, (re.sub(r"\s", "", row[at]) if at < len(row) else "" for row in rows))))
        names[at] = "·".join(stack)
        tried = [*reversed(stack), "".join(stack)]
        roles[at] = next(filter(None, map(role_of, tried)), "")
        above = role_of(stack[0]) if stack else ""
        if len(stack) > 1 and above == "period" and roles[at] in {"text", "title"}:
            roles[at] = "period"  # 一季度 over 目标
    titles = [at for at, role in roles.items() if role == "title"]
    hindering = [at for at in titles if _HINDERING.search(names[at])]
    if len(hindering) < len(titles):
        roles.update(dict.fromkeys(hindering, "note"))  # in a ledger; alone they are what is to be mended
    return settled(roles), names


def settled(roles: dict[int, str]) -> dict[int, str]:
    """Two columns of titles are a section and a title, or a title and its text where there is none."""
    found = dict(roles)
    titles = [at for at, role in found.items() if role == "title"]
    if len(titles) > 1 and not {"text", "period"} & set(found.values()):
        found[titles.pop()] = "text"
    for at in titles[:-1]:
        found[at] = "section"
    return found
