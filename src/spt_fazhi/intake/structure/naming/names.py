"""What looks like the name of a unit, and where one name ends and the next begins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Look = Literal["strong", "general", "weak", "odd"]

_ENDINGS: Final = (
    "局|办|办公室|委|委员会|工委|院|厅|处|科|室|站|所|队|中心|镇|乡|街道|街道办|街办|办事处|社区|村|苏木|嘎查|牧场|林场|农场|渔场|盐场|乡镇场|镇街|街镇|乡镇|"
    "政府|小组|领导组|工作组|专班|公司|集团|银行|农商行|支行|分行|商行|农发行|工行|农行|建行|中行|邮储|信用社|联社|农信社|供销社|合作社|报社|通讯社|旅行社|出版社|杂志社|日报|"
    "法院|检察院|人大|政协|纪委|监委|工会|商会|协会|学会|律协|联合会|研究会|促进会|贸促会|基金会|理事会|管委会|常委会|居委会|村委会|执委会|组委会|总会|慈善会|红十字会|妇联会?|"
    "团委|工商联|残联|侨联|科协|文联|社科联|台联|作协|记协|关工委|老干部局|总队|支队|大队|中队|分局|总局|学校|中学|小学|高中|大学|学院|幼儿园|党校|医院|卫生院|"
    "单位|部门|机关|机构|企业|团体|组织|指挥部|司令部|人武部|组织部|宣传部|统战部|社会工作部|工作部|武装部|事业部|项目部|管理部|总部|部队|党组|党委|党支部|"
    "气象台|电视台|广播电视台|广播台|电台|融媒体|海关|海关署|审计署|税务署|公署|行署|公路段|机务段|少年宫|文化宫|书店|民主党派|园区|高新区|开发区|经开区|新区|示范区|试验区|管理区|保税区|综保区|度假区|风景区|景区|工业区|林区|矿区|"
    "产业园|工业园|科技园|创业园|物流园|园|县区|区县|县市区|旗县区|旗县市区|市县|县市|区|县|旗|馆|社|署|联|网信办|电网|烟草|邮政|电信|联通|移动公司|铁塔|消防|武警"
)
_REAL: Final = re.compile(
    f"[\u4e00-\u9fffA-Za-z（）()〔〕·“”、]{{0,24}}(?:{_ENDINGS})(?:[（(〔][^（）()〔〕]{{1,16}}[）)〕])?"
)
_EVERY: Final = re.compile(
    "各[\u4e00-\u9fff（）()〔〕、·]{0,20}?(?:"
    f"{_ENDINGS}|地|地区|级|乡|镇|村|有关方面|方面|系统|领域主管|行业主管|景点|点|站所|校|院校|园|街)(?:[（(〔][^（）()〔〕]{{1,10}}[）)〕])?"
)
_NO_UNIT: Final = re.compile(
    "(?:座谈|推进|培训|听证|现场|发布|报告|研讨|宣讲|调度|工作|联席|专题)会$|(?:部|签)署$|[平舞后柜阳]台$|(?:内|外|局|全|干)部$|场所$|厕所$|[排团]队$|"
    "网站$|[校乐家田花]园$|[百学本]科$|[好用查惩之]处$|[教调]室$|互联$|关联$|[下送]乡$|[辖城片地灾小郊]区$|全[区县旗]$|跨[区县]|"
    "^(?:包含|包括|包[^头]|不含|含(?!山)|其中|例如|如(?!东|皋)|即(?!墨)|指(?!挥)|以下|下称|简称|原(?!阳|州|平)|除|见|详见|附|约|对(?!外)|在|从(?!江|化)|向(?!阳)|与|把|将(?!乐)|以|被|为|经(?!开|信|济|发|贸|管)|按|"
    "到|至|由|因|未(?!央)|无(?!锡|为|极|棣)|不|非(?!物|遗|公)|已|待|可|应(?!急|城|县)|须|需|且(?!末)|或|并|但|若(?!羌|尔)|涉及|覆盖|面向|深入|走进|参照|根据|依托|通过|利用|建立|打造|命名|创建|纳入|完善|加强|推进|推动|开展|组织(?!部|人事)|"
    "确保|力争|实现|做到|聚焦|围绕|鼓励|支持|引导)"
    "|的(?:单位|部门|机关|机构|组织)$|为(?:牵头|责任|配合|主责)|(?<![促引推先])进(?!修|出|贤|士)|[，。！？：]|不少于|不低于|以上|以下|至少|应当|必须|以及其他"
)
_GENERAL: Final = re.compile(
    "(?:行政|城市|农村|建制|自然)?(?:村|社区|乡镇|街道|镇街|乡|镇|区|县|市|学校|中学|小学|高中|大学|幼儿园|企业|机关|单位|部门|机构|团体|组织|医院|公司|集团|银行|景区|园区|"
    "商会|协会|学会|馆|所|站|室|科|办|部|委|局|院|队|中心|专班|小组|网站|工会|法院|检察院|政府|党委|社会组织|行业协会|国有企业|事业单位|党政机关|开发区|示范区|试验区|"
    "牵头单位|责任单位|服务中心|服务站|工作站|工作室|服务点)"
)
_SEATED: Final = re.compile(
    "^(?:各|全|[县区市旗州省镇乡盟]|国家|自治|中共|团[县区市旗州]|驻|示例|有关|相关)|^.{1,6}?[县区市旗州省镇乡盟]"
)
_SURE_ENDING: Final = re.compile(
    "(?:局|办公室|委员会|政府|法院|检察院|纪委|监委|党委|银行|公司|支队|大队|委|办|科|股|公证处|管理处|信访处)$"
)
_POSSIBLE: Final = re.compile("[\u4e00-\u9fffA-Za-z（）()〔〕·“”、]{2,24}")
_NO_NAME: Final = re.compile("[的了吗是有须应将未]|要求|工作$|情况$|等$|试行$|线上|线下|网上|以上|案件|次数|人数")
_NOUN: Final = re.compile(
    "(?:文件|代表|人员|负责人|责任人|领导|干部|律师|专家|群众|居民|明白人|志愿者|学生|职工|党员|制度|清单|案件|规定|决定|会议|活动|项目|方案|平台|系统|领域|行业|层面|事项|内容|材料|"
    "标准|政策|问题|报告|数据|信息|服务|宣传|培训|检查|执法|监督|审查|备案|方式|形式|渠道|途径|主题|版|类|级|型|期|年|次|个|名|件|种|项)$"
)
_BREAK: Final = re.compile("以及|及其|[和及与暨](?!平|田|硕|顺|布|龙|林|政|静)|会同|联合(?!会|社|体|国|工会|执法|惩戒)")
_WHOLE: Final = re.compile(
    "(?:局|办|办公室|委|委员会|院|厅|中心|镇|乡|乡镇|街道|政府|公司|银行|大队|支队|部门|单位|人大|政协|法院|检察院|党校|学校|社|台|馆|会|部|分局|园区|高新区|开发区|站|所)$"
)
_MORE: Final = re.compile(
    "(?P<said>等(?:[\\d一二三四五六七八九十]{1,3}(?:个|家))?(?:各?(?:有关|相关|职能|责任|成员|主管|行业|行业主管|行政执法|综合执法|执法|监管|审批|配合|县直|区直|市直|县级|区级|市级|相关责任|有关责任)*"
    "(?:部门|单位|方面|机构|企业|部门和单位|部门单位|部门、单位|乡镇|镇街|街道|科室))?)$"
)


@lru_cache(maxsize=4096)
def look_of(name: str) -> Look:
    """How much `name` looks like that of a unit.

    `strong`: by its ending; `general`: a bare noun (乡镇, 学校); `weak`: it may be one; `odd`: it cannot.
    """
    if _POSSIBLE.fullmatch(name) is None and _EVERY.fullmatch(name) is None:
        return "odd"
    if _GENERAL.fullmatch(name):
        return "general"
    if _NO_UNIT.search(name):
        return "odd"
    if _EVERY.fullmatch(name) if name.startswith("各") else _REAL.fullmatch(name):
        return "strong"
    return "odd" if _NO_NAME.search(name) or len(name) > 20 else "weak"


def stands_alone(name: str) -> bool:
    """Whether a name is one without a label, a verb or other names around it (区委编办, not 普法中心)."""
    return _SURE_ENDING.search(name) is not None or _SEATED.match(name) is not None


def is_seated(name: str) -> bool:
    """Whether a name says whose unit it is (县电影队, 各片区)."""
    return _SEATED.match(name) is not None


def is_noun(name: str) -> bool:
    """Whether words that might be a name end like a thing or like people (部门文件, 企业代表)."""
    return _NOUN.search(name) is not None


def without_more(name: str) -> tuple[str, str]:
    """A name without 等有关部门 at its end, and those words."""
    match = _MORE.search(name)
    if match is None or match.start() < 2:
        return name, ""
    return name[: match.start()], match["said"]


@lru_cache(maxsize=4096)
def names_joined(text: str) -> tuple[tuple[str, bool], ...]:
    """The names in words without a separator (县委编办及县直单位, 甲局会同乙局); True for one after 会同 or 联合.

    和 and 及 are within many names (住房和城乡建设局): they part two only after what can end a name.
    """
    found: list[tuple[str, bool]] = []
    start, joined = 0, False
    for match in _BREAK.finditer(text):
        before, after = text[start : match.start()], text[match.end() :]
        if len(before) < 2 or len(after) < 2 or match.start() < start:
            continue
        follows = after.startswith(("各", "县", "区", "市", "旗", "有关", "相关", "其他", "全"))
        if not (_WHOLE.search(before) or (follows and match[0] in {"和", "及", "与", "以及", "会同"})):
            continue
        found.append((before, joined))
        start, joined = match.end(), joined or match[0] in {"会同", "联合"}
    return (*found, (text[start:], joined))
