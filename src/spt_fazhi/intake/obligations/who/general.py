"""Subjects that name no unit: kinds of places (敬老院、加油站) and meetings (镇党委会)."""

from __future__ import annotations

import re
from typing import Final

_PLACES: Final = (
    "敬老院|养老院|福利院|养老机构|养老服务机构|加油站|加气站|幼儿园|中小学校?|中学|小学|学校|托育机构|医疗机构|卫生院|医院|"
    "宾馆|酒店|旅馆|商场|超市|农贸市场|集贸市场|景区|网吧|施工工地|建筑工地|客运站|粮库|企业|合作社"
)
_KIND: Final = re.compile(
    f"(?:{_PLACES})(?=(?:[、和与及](?:{_PLACES})){{0,12}}"
    r"(?:\d{1,2}月(?:份|底前?|前|内)?(?:\d{1,2}日前?)?)?"
    "(?:各(?![类项种级地])|分别|均|都|至少|每(?=[年季月周半旬两学])|要(?!求|点|素)|应(?!急|用|对)|须)"
    "(?![^,组开自]{0,10}(?:检查|抽查|抽检|巡查|检测|监测|督查|督导|走访|排查|巡检|整治|回访)))"
)
_MEETING: Final = re.compile(
    "(?:[县区市旗州镇乡村局]|街道|社区)?(?:党委|党工委|党组|党支部|党政|[县区市旗州镇乡局]长|主任|书记|领导班子|“?两委”?|"
    "委(?=班子|常委|专题|全体))(?:(?:班子|联席|办公|专题|常委|全体)*(?:会议|会)|(?<=两委)班子|(?<=两委”)班子)(?=[、和与及]|每(?=[年季月周半旬两])|至少|应当?|要|定期|专题|听取|研究|审议)"
)


def general_at(clause: str, place: int) -> int:
    """Where a kind of places or a meeting that is a subject at `place` of a clause ends; `place` when there is none."""
    match = _KIND.match(clause, place) or _MEETING.match(clause, place)
    return match.end() if match else place
