"""Which names mean several units (各乡镇, 县直有关部门, 街道办事处), and which surely mean one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from spt_fazhi.text.normalise import normalise

_LONGEST: Final = 60  # a name that is longer is none
_AREA: Final = (
    "(?:(?:[一-龥]{2,8}?(?:自治[县州区旗]|[县市旗州盟]|(?<![社小园校片厂辖城])区)|[县市区旗州盟])(?=.))?(?:全[县市区旗镇乡州盟]|本)?"
    "(?:[县市区旗州盟](?=[直级属辖域]))?[直级属辖域]?(?:属地|基层|所属|所辖|下属|下辖|辖区内?|辖内|驻[县市区旗]|驻地)?的?"
)
_PLACE: Final = "乡|镇|街道|街|苏木|农场|林场|场|行政村|村|社区|居|嘎查|县|市|区|旗|园区|开发区|管理区"
_SEAT: Final = "(?:人民)?政府|办事处|党委政府|党委|党工委|办|两委"
_SEVERAL: Final = re.compile(
    f"{_AREA}(?:"
    rf"(?:{_PLACE})(?:[、,/()和及]*(?:{_PLACE}))+\)?(?:{_SEAT})?"  # 乡镇, 镇(街道), 县(市、区), 村居
    "|镇办|街办|功能区|片区|村级|村两委|[一-龥]{0,4}行业协会商会|(?:公立|民营)医院|(?:新闻|主流|县级|区级|市级|各类)?媒体|国企|市场主体|基层法律服务所"
    "|街道(?:办事处|办)?|(?:村|社区)?[村居]民?委(?:员)?会|村(?:\\(居\\))?民?委(?:员)?会|村|社区|行政村|嘎查"
    "|(?:大)?(?:中小学|中学|小学)(?:校|幼儿园)?|学校|高校|幼儿园|医院|卫生院|派出所|司法所|(?:人民)?调解委员会|律师事务所|律所"
    "|[省市县区旗乡镇村]级(?:以上)?(?:人民)?政府"
    ")"
)
_ENDS: Final = re.compile(
    "(?:部门|单位|科室|处室|股室|站所|机构|组织|团体|党派|企业|院校|网点|窗口|支部|机关|部委办局|委办局|部委|局办|市场主体|国企)$|驻[县市区旗].{0,4}(?:部队|机构|企业)$"
)
_EACH: Final = re.compile(
    "^(?:各|全[县市区旗镇乡州盟]|相关|有关|其他|其它|其余|所有|全体|涉及|相应|多个|若干)|各(?!界|族|类)|有关|相关|[两三四五]级"
)
_ORGANS: Final = re.compile("(?:公安|检察|审判|监察|税务|司法行政|海关|海事|边检|登记|征收)机关$")
_UNCLEAR: Final = re.compile(
    f"{_AREA}(?:镇|乡|镇(?:人民)?政府|乡(?:人民)?政府|园区)|(?:园区)?管(?:理)?委(?:员)?会"
    "|.*(?:人员|负责人|同志|干部|领导|书记|主任|[局县区市镇乡]长|秘书|联系人|专家|律师|代表|委员|群众)"
)
_BODY: Final = re.compile(
    "[局办室委部院厅处科股站所队镇乡村府组班司团行社会署台馆校关厂场店库党协联厦园指]$|(?:中心|街道|苏木|嘎查|社区|园区|开发区|高新区|经开区|示范区|[聚中]区|"
    "管理区|新区|保税区|风景区|度假区|人大|政协|法院|组织部|农商行|银行|大学|中学|小学|学校|幼儿园|党校|烟草|电力|移动|联通|电信|铁塔|"
    "一中|二中|基地|段|集团|事务所|基金|教堂|寺|合作社|残联|妇联|工商联|侨联|文联|科协|社科联|纪委|监委|监狱|中队)$"
)


@lru_cache(maxsize=4096)
def is_group(name: str) -> bool:
    """Whether a name means several units; never an error. Brackets and spaces of either width make no difference."""
    flat = normalise(name).text[:_LONGEST]
    if _EACH.search(flat) or _SEVERAL.fullmatch(flat):
        return True
    bare = re.sub(r"\([^()]*\)$", "", flat) or flat
    if _ORGANS.search(bare):
        return False
    return _ENDS.search(bare) is not None or (bare != flat and _SEVERAL.fullmatch(bare) is not None)


def is_clear(name: str) -> bool:
    """Whether a name that is no group surely means one unit: it ends as the names of units do."""
    flat = normalise(name).text
    bare = re.sub(r"\([^()]*\)$", "", flat) or flat
    if re.fullmatch("[县市区旗州盟省]委", bare):
        return True
    if len(flat) > _LONGEST or len(bare) < 3 or _UNCLEAR.fullmatch(bare) or _ORGANS.search(bare):
        return False
    return _BODY.search(bare) is not None


def core_of_group(name: str) -> str:
    """What a group's name says of its members; equal for names that may mean one group (县政府各部门, 各部门)."""
    flat = normalise(name).text[:_LONGEST]
    if "驻" in flat:
        return flat
    words = re.sub(f"^{_AREA}", "", flat)
    words = re.sub("各级|各个?|所有|全体|人民政府|政府(?!组成)|办事处|[、()和及,]", "", words)
    words = re.sub(f"^{_AREA}", "", words)
    return words.replace("相关", "有关").replace("镇街道", "镇街").replace("单位", "部门")
