"""Who owes it: the subject of a clause, and which known units and groups it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from spt_fazhi.intake.obligations import lexicon as lex
from spt_fazhi.intake.obligations.who.general import general_at
from spt_fazhi.intake.obligations.who.names import Names
from spt_fazhi.model.frozen import frozen

_ALL: Final = (
    "县级以上|乡级以上|各级|各有关|各相关|各|每一个|每个|每|全区|全县|全市|全旗|区直|县直|市直|区级|县级|市级|区属|县属|"
    "所有|全体|相关|有关|本级|其他|其|所属|下属|下设|(?:中省)?驻[区县市旗]|[区县市旗](?:人民)?政府(?=各|组成|工作|有关|相关)|[区县市旗](?=政府(?:工作)?部门)"
)
_DUTY: Final = "(?:承担|具有|负有|享有|行使|涉及|有)[^,、的]{2,14}?的"
_STRONG_UNIT: Final = (
    r"乡\(镇\)(?:人民政府|政府)?|镇\(乡\)(?:人民政府|政府)?|县\(市、?区\)(?:人民政府|政府)?|村\(社区\)|村\(居\)|苏木镇|乡镇街|镇街|街镇|"
    r"乡镇人民政府|乡镇政府|乡镇\(街道\)|乡\(镇、?街道\)|乡镇街道|乡镇和街道|镇\(街道\)|镇街道?|街道办事处|乡镇|苏木乡镇|街道|行政执法部门|行政执法单位|"
    "行政执法机关|综合执法部门|执法部门|执法单位|执法机关|政府组成部门|政府工作部门|组成部门|工作部门|职能部门|主管部门|监管部门|行业部门|"
    "政府部门|部门单位|部门和单位|部门、单位|部门|行政机关|成员单位|牵头单位|责任单位|牵头部门|责任部门|配合单位"
)
_WEAK_UNIT: Final = (
    r"机关单位|县\(市\)区|区县|县市区|县区|旗县区|旗县|市县|镇|园区|科室|股室|站所|窗口单位|中小学校?|医疗机构|金融机构|人民团体|"
    r"单位|机关(?!工委|事务|党委)|行政村|村居|村|社区|司法所|派出所|学校|企业|国有企业|地"
)
_GOVERNMENT: Final = "(?:本级|[区县市旗州盟])?(?:人民)?政府"
_GOVERNMENT_OFFICE: Final = re.compile("办公室|督查室|研究室")
_HEAD: Final = (
    "党政主要负责人|主要负责同志|主要负责人|主要领导|负责同志|分管负责人|分管领导|法定代表人|负责人|领导班子(?!成员)|"
    "党委\\(党组\\)|党组"
)
_PEOPLE: Final = (
    "领导班子成员|班子成员|执法人员|工作人员|审核人员|法治审核人员|法制审核人员|专业人员|公务员|领导干部|干部职工|干部|民警|辅警|人民调解员|调解员|网格员|公职律师|"
    "律师|法律顾问|学法用法示范户|法律明白人|职工|党员|普法讲师|特邀行政执法监督员|行政执法监督员|人员"
)
_JOIN: Final = re.compile("(?:、|和|与|以及|及其?|(?:要|应当?|须|负责|牵头)?会同|联合|,|(?=各))")
_UNIT: Final = re.compile(
    f"(?P<all>(?:{_ALL})*+)(?P<duty>(?:{_DUTY})?)(?:(?P<strong>{_STRONG_UNIT})|(?P<weak>{_WEAK_UNIT})|(?P<gov>{_GOVERNMENT}))"
)
_SEAT: Final = re.compile(
    "[区县市旗州省](?![域场民情内外里际级直属块])|[区县市旗州省](?=直机关)|[乡镇](?=党委|政府)|中共|驻|国家|团[区县市旗]委"
)
_OFFICE: Final = re.compile(
    "管理局|监管局|分局|局|委员会办公室|委员会|常委会|管委会|办公室|法院|检察院|"
    "(?P<short>党委|党工委|工委|委|办|中心组|中心(?!组)|公司|协会|总队|支队|大队|中队|调查队|组|供销社|联社|信用社|报社|气象台|电视台|[案书化物念育]馆|联合会|商会|学会|工会|基金会|"
    "十字会|银行|[分支]行|农商行|园区|高新区|经开区|开发区|医院|卫生院|学院|党校|学校|[织传战装]部|工作部|残联|妇联|文联|侨联|工商联|科联|科协|监委|纪委|政协|人大|厅|署)"
)
_REFERRING: Final = re.compile("(?:牵头|责任|配合)(?:单位|部门)$")  # to the task's own, whatever else is so named
_MORE: Final = re.compile("等(?:\\d{1,3}|[一二三四五六七八九十]{1,3})?[个家]?(?:有关|相关|责任|成员)?(?:部门|单位|地)")
_BARE: Final = re.compile("(?:人民)?(?:法院|检察院)|人大(?:常委会)?|政协|纪委(?:监委)?|监委")
_COMPOUND: Final = re.compile("政府(?:网站|信息|工作|采购|购买|投资|规章|合同|立法|债务|性)")
_HEAD_AT: Final = re.compile(f"的?(?:{_HEAD})")
_EACH_PERSON: Final = re.compile(f"(?:每名|每位|每个|每)(?P<who>“?[一-龥]{{0,10}}?(?:{_PEOPLE})”?)|每人|人均")
_PEOPLE_AT: Final = re.compile(f"(?P<who>(?:{_ALL})?[一-龥]{{0,10}}?(?:{_PEOPLE}))")
# after its subject a clause goes on with a verb, an adverb, a time or a preposition; else the words are part of a noun
_GOES_ON: Final = re.compile(
    f"$|{lex.ADVERBS}|{lex.STRONG}|{lex.DOING}|{lex.CLEARING}|{lex.SHOWING}|{lex.TELLING}|{lex.SOFT}|"
    r"[在对向将把于通按每至不由以依已未则可为参接旁撰学讲主带专达年到就组报培选聘集签确,]|第[一二三四]季|[上下]半年|[自从][\d一二三四五六七八九十]|次月|\d"
)

_VERBS_INSIDE: Final = re.compile(
    f"^(?:{lex.ADVERBS})*(?:{lex.STRONG}|{lex.DOING}|{lex.SOFT}|报|送|交|请|经|到)|对|向|将|把|选|聘|配|提醒|培训(?!人员|干部)|组织(?!部)|轮训|新增|发展(?!和?改革)|引进|培养|培育|命名|表彰|吸纳|招录|增加|全年"
)


@frozen
class Owner:
    """The subject of a clause: `clause[:end]` with what stands before it.

    `names` are the known units and groups meant, `unknown` the words that mean none of them; `taken` are words with
    the name they were taken for, and whether that is sure (县法院, 县人民法院). `default`: all the task's units are
    meant (各单位). `people` is the noun when persons owe it (行政执法人员), "" when units do; `leads` says that the
    clause says no more than that they lead, `loose` that a noun goes on after it (行政机关负责人出庭应诉率), so that it
    is no subject of the next clause; `joining` that it only names who else does it (会同县财政局).
    """

    names: tuple[str, ...]
    phrase: str
    end: int
    unknown: tuple[str, ...] = ()
    people: str = ""
    default: bool = False
    loose: bool = False
    leads: bool = False
    joining: bool = False
    taken: tuple[tuple[str, str, bool], ...] = ()


def read_owner(clause: str, start: int, names: Names, *, loose: bool = False) -> Owner | None:
    """The subject that stands at `start` of a normalised clause, or None.

    `loose` drops the test that a verb follows (for figures: 行政机关负责人出庭应诉率达到100%).
    """
    person = _EACH_PERSON.match(clause, start)
    if person:
        people = person["who"] or "人员"
        return Owner(
            names=names.enforcing(outside=False) if "执法" in people else (),
            phrase=person[0],
            end=person.end(),
            people=people,
        )
    found = _Found()
    place = _units(clause, start, names, found)
    head = _HEAD_AT.match(clause, start) if place == start else None
    if head and _GOES_ON.match(clause, head.end()):  # 党政主要负责人, of all the units
        return Owner(names=(), phrase=head[0], end=head.end(), default=True)
    people = _people(clause, place)
    if people:
        place += len(people)
        if not found.names and not found.unknown and "执法" in people:
            found.names.extend(names.enforcing(outside=False))
    if place == start or not (loose or people or _GOES_ON.match(clause, place)):
        return None
    return Owner(
        names=tuple(dict.fromkeys(found.names)),
        phrase=clause[start:place],
        end=place,
        unknown=tuple(found.unknown),
        people=people,
        default=found.default,
        loose=loose,
        taken=tuple(found.taken),
    )


@dataclass(slots=True)
class _Found:
    """What the units of a subject mean: names, words unknown, words taken for a name, whether all units are meant."""

    names: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    taken: list[tuple[str, str, bool]] = field(default_factory=list)
    default: bool = False

    def add(self, words: str, meant: tuple[str, ...], names: Names, *, default: bool) -> None:
        """One unit, read from these words."""
        self.default |= default
        self.names.extend(meant)
        if meant == names.government and "办" not in words:  # the document says 县政府, its office acts
            self.taken.extend((words, name, True) for name in meant if name != words)
        if meant or default:
            return
        name, sure = names.meant(words)
        if name:
            self.names.append(name)
            self.taken.append((words, name, sure))
        else:
            self.unknown.append(words)


def _units(clause: str, start: int, names: Names, found: _Found) -> int:
    """Read units one after another; where they end."""
    place = start
    while True:
        end, meant, default = _one_unit(clause, place, names)
        if end == place:
            break
        found.add(clause[place:end], meant, names, default=default)
        head = _HEAD_AT.match(clause, end)
        place = head.end() if head else end
        join = _JOIN.match(clause, place)
        if join is None or _one_unit(clause, join.end(), names)[0] == join.end():
            break
        place = join.end()
    more = _MORE.match(clause, place) if place > start else None
    if more is not None:  # 甲局、乙局等部门: which others, a person must say
        last = found.unknown.pop() if found.unknown and clause.endswith(found.unknown[-1], 0, place) else ""
        found.unknown.append(last + more[0])
        return more.end()
    return place


def _people(clause: str, place: int) -> str:
    """The persons a clause goes on with at `place` (行政执法人员), "" when it does not."""
    crowd = _PEOPLE_AT.match(clause, place)
    if crowd is None or _HEAD_AT.match(clause, place) or not _GOES_ON.match(clause, crowd.end()):
        return ""
    return "" if _verb_inside(crowd[0]) else crowd[0]


def _verb_inside(words: str) -> bool:
    """组织行政执法人员 is a verb and its object, no subject."""
    return _VERBS_INSIDE.search(words) is not None


def _one_unit(clause: str, place: int, names: Names) -> tuple[int, tuple[str, ...], bool]:
    """Where the unit at `place` ends (`place` when there is none), the names it means, whether it means all units."""
    own, end = names.at(clause, place)
    match = _UNIT.match(clause, place)
    if own and (match is None or (end >= match.end() and not _REFERRING.search(match[0]))):
        return end, (own,), False
    if match and (match["all"] or not match["weak"]) and not _COMPOUND.match(clause, place):
        office = _GOVERNMENT_OFFICE.match(clause, match.end()) if match["gov"] else None
        if office is not None:  # 县政府办公室, which nobody has registered
            return office.end(), (), False
        meant, default = _mean(match, names)
        return match.end(), meant, default
    general = general_at(clause, place)
    if general > place:
        return general, names.said(clause[place:general]), False
    return _stranger(clause, place), (), False


def _stranger(clause: str, place: int) -> int:
    """Where a unit ends that looks like one but is not known; `place` when there is none."""
    bare = _BARE.match(clause, place)
    if bare is not None and (_GOES_ON.match(clause, bare.end()) or clause[bare.end()] in "、和与"):
        return bare.end()
    seated = _SEAT.match(clause, place)
    shortest = place  # 区委 yields to 区委全面依法治区委员会办公室
    for office in _OFFICE.finditer(clause, place + (1 if seated else 2), place + 24):
        words, after = clause[place : office.end()], office.end()
        if not re.fullmatch("[一-龥]+", words) or _VERBS_INSIDE.search(words):
            break
        if (seated or not office["short"]) and (
            _GOES_ON.match(clause, after) or _JOIN.match(clause, after) or _MORE.match(clause, after)
        ):
            if len(words) > 2:
                return after
            shortest = after
    return shortest


def _mean(match: re.Match[str], names: Names) -> tuple[tuple[str, ...], bool]:
    """The known names a general word means, and whether it means all of the task's units."""
    unit = match["strong"] or match["weak"] or match["gov"]
    wide = match["all"] + match["duty"]
    if unit in {"单位", "机关单位", "地", "成员单位"} and "驻" not in wide:
        return (), True
    if unit in {"牵头单位", "牵头部门"}:
        meant = names.lead
    elif unit in {"责任单位", "责任部门", "配合单位"}:
        meant = names.responsible
    elif match["gov"]:
        meant = names.government
    elif "执法" in unit or "执法" in match["duty"]:
        meant = names.enforcing()
    elif unit in {"行政机关", "机关"}:
        meant = names.organs()
    elif re.search("(?<!各)(?:有关|相关)", wide) or match["duty"] or re.match("职能|主管|监管|行业", unit):
        meant = names.said(match[0])  # 有关部门: unless the document has a group of them, a person must say which
    elif re.search("乡|镇|街道", unit):
        streets = names.group("街道") if "街" in unit and re.search("[乡镇]", unit) else ()
        meant = tuple(dict.fromkeys((*names.townships(), *streets))) or names.said(match[0])
    elif "组成" in unit:
        meant = names.group("组成") or names.said(match[0]) or names.departments()
    else:
        meant = (names.departments() if "部门" in unit else ()) or names.said(match[0])
    return meant, False
