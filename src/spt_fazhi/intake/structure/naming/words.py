"""The words around the names of a list: labels, verbs of a role, ways of saying that all share the work, times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Role = Literal["lead", "responsible", "cooperating", "deadline", "person", "overseer"]

_PLACE: Final = "单位|部门|科室|处室|股室|机构|主体|地区|乡镇|镇街|党组织|组织|方"
_ROLES: Final[tuple[tuple[Role, str, str], ...]] = (  # role, whole labels, labels that may stand with a noun
    (
        "person",
        (
            "(?:分线|分管|责任|牵头|包抓|包保|挂联|挂钩|联系|督办|包联|县级|区级|市级|旗级|县领导|区领导|主管|带队|具体)(?:县|区|市|旗)?"
            "(?:领导|责任人|负责人|同志)|(?:第一|直接|具体|主要|整改)?责任人|(?:主要)?负责人|联络员|联系人|联系电话|联系方式|经办人"
        ),
        "",
    ),
    (
        "overseer",
        "",
        "督导|督查|督办|督促|监督|跟踪督办|考核|督察",
    ),
    (
        "deadline",
        (
            "(?:完成|办结|整改|落实|办理|推进|实施|工作|任务|销号|报送|公开|公布|更新|开展)(?:的)?(?:时限|时间|期限|日期|节点|时间节点)(?:要求)?"
            "|时间节点|时间|时限要求|时间要求|时间安排|进度安排|时限|期限|(?:办结|完成|截止|交付|销号|整改)日期?|截止时间"
        ),
        "",
    ),
    (
        "lead",
        "(?:整改牵头|牵头整改)(?:单位|部门)|牵头责任(?:单位|部门)|责任牵头(?:单位|部门)|牵头(?:抓总|负责|主办|实施)(?:单位|部门)|首位责任单位",
        "(?:第[一二三]|共同|联合|总)?牵头|主要责任|首要责任|第一责任|主责|主办|主管|主体责任|主抓|组织",
    ),
    ("cooperating", "", "配合责任|配合整改|整改配合|配合|协助|协办|参与|参加|协同|会办|协作|联办|支持"),
    (
        "responsible",
        "责任主体",
        "其他责任|其它责任|相关责任|具体责任|共同责任|直接责任|责任整改|责任|整改责任|整改|落实|承办|实施|完成|负责|执行|办理|承担|建设|业主|实施主体|普法责任|具体负责|具体承办",
    ),
)  # fmt: skip


def _alternatives(role: Role, whole: str, with_noun: str, *, bare: bool) -> str:
    """The labels of a role; `bare` are those that need no colon, and so a noun."""
    noun = f"(?:{with_noun})(?:{_PLACE}){'' if bare else '?'}" if with_noun else ""
    return f"(?P<{role}>{'|'.join(filter(None, (whole, noun)))})"


_MARKS: Final = r"(?:[(（]盖章[)）])?"
_COLON: Final = re.compile(
    f"(?P<box>[【〔［\\[（(])?(?P<label>{'|'.join(_alternatives(*each, bare=False) for each in _ROLES)}){_MARKS}"
    r"[ \u3000\t]*(?(box)[】〕］\]）)][ \u3000\t]*[:：]?"
    r"|(?:[:：]|(?<=单位|部门|时限|时间)[—－]{1,2}|(?<=单位|部门|科室|股室|处室)为(?=[\u4e00-\u9fff])))[ \u3000\t]*"
)
_AFTER_LABEL: Final = re.compile("[:：】〕］\\]）)—－为]")  # one of these ends each label with a colon or in brackets
_BARE: Final = re.compile(
    f"(?P<label>{'|'.join(_alternatives(*each, bare=True) for each in _ROLES)})"
    r"(?:[ \u3000\t]+|$|(?=[县区市旗各镇乡省州]))"
)
_COLUMN: Final = re.compile("|".join(_alternatives(*each, bare=False) for each in _ROLES))

_SAYING: Final = (
    "为(?:总?牵头|主责|主办|责任|承办|配合|协办|参与)(?:单位|部门)|各司其职|各负其责|齐抓共管|分工负责|分工协作|分工落实|通力协作|密切协作|密切配合|协同配合|协调联动|上下联动|条块结合|属地管理|属地负责|抓好落实|抓落实|贯彻落实|"
    "组织实施|组织落实|组织开展|组织推进|组织协调|组织(?=牵头)|工作职责|工作分工|工作实际|职责分工|任务分工|责任分工|职责范围|职责权限|职能职责|部门职责|主体责任|"
    "法定职责|各自职责|自身职责|三定方案|三定规定|三定|按照|依照|依据|根据|结合|立足|围绕|对照|依|按|照|各自|分别|共同|自身|本单位|本部门|本地区|本地|本级|本辖区|本领域|"
    "本行业|本系统|辖区|职责|职能|职权|权限|分工|责任|范围|任务|实际情况|实际|情况|要求|具体|认真|切实|密切|积极|全面|全力|抓紧|加快|同步|统一|全程|日常|主动|"
    "协同|协作|协调|联动|合作|统筹|指导|督促|抓总|抓好|抓实|做好|抓|落实|落细|实施|办理|推进|推动|执行|开展|承担|承办|完成|负责|牵头|主责|主办|主抓|配合|协助|"
    "参加|参与|协办|支持|会办|(?:跟踪|督促|督查|督导|检查|考核)*(?:督办|督查|督导|督察|考核)(?:落实|问效)?|(?<=[局委办])保障|下同|排名不分先后|不分先后|以下同"
)
_COUNT: Final = "(?:\\d{1,4}|[一二三四五六七八九十两百]{1,4})"
_TIMES: Final = (
    rf"(?:19|20)\d\d[年./\-—－]{_COUNT}[月./\-—－]{_COUNT}日?|(?:19|20)\d\d年度?|第?[一二三四1-4]季度|[上下]半年|{_COUNT}个?(?:工作日|月份|月|日|号|天|年|周|季度)|"
    "每个?(?:年度|年|半年|季度|季|月|周|旬|日)|[今本当次明]年度?|年度|全年|半年|季度|年|月度|逐月|逐季|按月|按季|按季度|按年|最后一个月|首月|末月|次月|当月|"
    "上旬|中旬|下旬|月|"
    "元旦|春节|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|宪法日|两会|汛期|开学|暑期|寒假|暑假|采暖期|印发|发布|"
    "之日|之前|以前|前|以内|之内|内|底|末|初|起|止|后|的|至|到|于|在|截至|不晚于|不迟于|结束|期满|力争|确保|原则上|计划|预计|并|"
    "长期坚持|长期推进|长期开展|长期|持续推进|持续开展|持续实施|持续|常态化推进|常态化开展|常态化|常年|全年推进|立行立改|立即整改|立即|即知即改|随时|适时|贯穿全年|"
    "启动|开工|竣工|建成|投用|全面完成|基本完成|完成|办结|落实到位|落实|推进|实施|开展|报送|更新|取得明显成效|取得阶段性成效|取得成效|坚持|分阶段|分步|"
    "分别(?=[于在]?\\d)|和(?=\\d)|[-—~～－、]"
)
_TIME_CORE: Final = (
    rf"(?:19|20)\d\d[年./\-]|季度|半年|{_COUNT}个?(?:工作日|月|日|天|年|周)|每个?[年季月周旬半]|[今本当次明]年|全年|年[底末内]|月[底末]|"
    "元旦|春节|清明|五一|劳动节|端午|中秋|国庆|宪法日|两会|汛期|开学|暑假|寒假|采暖期|长期|持续|常态化|常年|立行立改|立即|即知即改|随时|适时|逐月|逐季|按月|按季"
)
_TIME: Final = re.compile(f"(?:{_TIMES})++")
_HAS_CORE: Final = re.compile(_TIME_CORE)
_TAIL: Final = re.compile(f"(?:{_SAYING}|{_TIMES})++")
_VERB: Final = re.compile(f"(?:{_SAYING})++")
_ROLE_VERBS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("overseer", re.compile("督办|督查|督导|督察|考核")),
    ("lead", re.compile("牵头|主责|主办|主抓|抓总")),
    ("cooperating", re.compile("配合|协助|参加|参与|协办|会办|支持|保障|(?<!统筹)指导$")),
    ("responsible", re.compile("负责|责任|落实|实施|承办|承担|办理|执行|完成|推进|推动|职责|分工|抓好|做好")),
)
_ANY_VERB: Final = re.compile("|".join(verbs.pattern.removesuffix("$") for _, verbs in _ROLE_VERBS))
_WHOLE_TIME: Final = re.compile("(?:[前底末内日月年度起]|完成|办结|推进|坚持)$|[前底末内日月].{0,2}$")
_OFFICE: Final = re.compile("(?<=[政文科侨残作])协办|(?<=[总工学协商])会办")  # of 县政协办: no 协办
_LONGEST_TAIL: Final = 40


def role_of(match: re.Match[str]) -> Role:
    """The role of a label that was found."""
    return next(role for role, _, _ in _ROLES if match[role])


def column_role(text: str) -> Role | None:
    """The role of a column by its heading, which is nothing but a label."""
    match = _COLUMN.fullmatch(text)
    return role_of(match) if match else None


def labels_in(text: str) -> list[re.Match[str]]:
    """The labels in `text`, in order: with a colon anywhere, without one only where nothing but marks stand before."""
    every = _COLON.finditer(text) if _AFTER_LABEL.search(text) else ()
    found = [match for match in every if not _is_of_a_name(text, match)]
    if not found:
        first = _BARE.match(text)
        if first is not None:
            return [first, *(match for match in _BARE.finditer(text, first.end()) if text[match.start() - 1] in _APART)]
    return found


def _is_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a verb in round brackets says what the name right before it does: 县司法局（牵头）、县财政局."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if after and after not in _APART:
        return False
    return match["box"] in {"(", "（"} and re.search(_PLACE, match["label"]) is None and "一" <= before <= "龥"


_APART: Final = "、,，;；。 \u3000\t\n"


@lru_cache(maxsize=4096)
def is_time(text: str) -> bool:
    """Whether `text` is nothing but a time (6月底前完成, 持续推进)."""
    return len(text) <= _LONGEST_TAIL and _TIME.fullmatch(text) is not None and _HAS_CORE.search(text) is not None


@lru_cache(maxsize=4096)
def is_saying(text: str) -> bool:
    """Whether `text` only says that or how the work is shared (按职责分工负责, 结合实际落实)."""
    return len(text) <= _LONGEST_TAIL and _VERB.fullmatch(text) is not None


def may_give_roles(text: str) -> bool:
    """Whether there is a verb in `text` that may give a role to names before it: where there is none, none is given."""
    return _ANY_VERB.search(text) is not None


def verb_role(text: str) -> Role | None:
    """The role the verbs of a tail give to the names before them; None where there is no verb."""
    return next((role for role, verbs in _ROLE_VERBS if verbs.search(text)), None)


@lru_cache(maxsize=4096)
def time_before(text: str) -> int:
    """How long the time is that `text` begins with, before something else; 0 when there is none."""
    match = _TIME.match(text[:_LONGEST_TAIL])
    if match is None or match.end() == len(text) or _HAS_CORE.search(match[0]) is None:
        return 0
    return match.end() if _WHOLE_TIME.search(match[0]) else 0


@lru_cache(maxsize=4096)
def tail_start(text: str) -> int:
    """Where the words after a name begin (县司法局|牵头负责, 县司法局|6月底前完成); `len(text)` when there are none.

    The earliest place from which nothing but such words follows.
    """
    for place in range(max(0, len(text) - _LONGEST_TAIL), len(text)):
        match = _TAIL.match(text, place)
        if match is not None and match.end() == len(text) and place != 1 and not _OFFICE.match(text, place):
            return place
    return len(text)


def time_in(tail: str) -> str:
    """The time within the words after a name, "" when there is none."""
    for match in _TIME.finditer(tail):
        if _HAS_CORE.search(match[0]):
            return match[0].strip("并的、")
    return ""
