"""How many and what share: the phrases that carry a number, and what they ask for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from spt_fazhi.text.numerals import ARABIC, CHINESE, parse_number
from spt_fazhi.text.patterns import later, one_of

_MEASURES: Final = (
    "个工作小时|工作小时|个小时|个工作日|平方公里|平方米|立方米|工作日|人次|家次|户次|条次|件次|项次|车次|班次|站次|批次|场次|学时|课时|学分|个月|亿元|万元|分钟|小时|日内|公里|千米|公顷|社区|公斤|学位|点位|"
    "轮次|件套|台套|架次|艘次|台次|兆瓦|标箱|立方|"
    "根(?!本|据|治|除|源)|把(?!关|握|控|脉)|片(?!区|面)|口(?!岸|径|头|述)|头(?!雁|部)|只(?!有|能|要|需|是)|副(?!职|本|主|县|区|局|书|科|处|镇|乡)|"
    "个(?!一)|部(?!门)|起(?!来)|米(?!字)|门(?!户)|款(?!项)|对(?![一-龥])|分(?=以上|及|$|[,。;、)])|"
    "[次件场期份篇例项人名户家批条册张处套宗堂讲集节轮遍元天亩支所座本幅块台辆间封村笔则组幢栋株盏吨班类种艘顶架枚捆桶瓶袋箱盒匹棵颗粒升]"
)
# with a small Chinese numeral only what is clearly counted: “一个”“一项”“三个小组” are turns of phrase
_COUNTED: Final = "轮次|人次|次|件|学时|课时|场次|场|期|份|篇|例"
_CONCRETE: Final = "名|座|所(?!一)|家|户|册|幅|辆|亩|公里|堂|轮(?!车|摩|驱|值|换|岗|渡|次)|遍(?!布|及)|趟"
# 建成三个基地, 组建两支队伍: what is counted right after a verb; 一 is an article there
_MADE: Final = (
    "建成|打造|组建|选树|培育|新增|创建|新建|设立|建设|命名|评选|推出|办好|开展|完成|制定|出台|举办|修订|编制|培养|聘请|配备|引进|整治|"
    "化解|办理|审查|抽查|检查|编发|发布|建立|新设|增设|改造|建好"
)
_ROUNDS: Final = (
    "检查|抽查|走访|排查|督查|督导|巡查|巡察|轮训|培训|宣讲|演练|评查|开展|组织|进行|完成|体检|督察|清查|核查|整治"
)
_LEAST: Final = "不少于|不得少于|不低于|不得低于|至少|最少|不小于|不超过|不得超过|不高于|超过"
_MORE: Final = "及?以上|及?以内|及?以下|左右|上下"
# 一次性, 一件事, 二次会议, 一期工程, 一次办成, 一场硬仗: no quantities
_PHRASES: Final = (
    "性|事|全会|全体|会议|工程|项目|办|告知|硬仗|又|革命|飞跃|分配|责任|力量|答卷|跑|就|供水|污染|元|争鸣|讲坛|姓|计划|评议|大会|间|末|气|"
    "万[户人家]|之[名地]|比(?!上|去|往|例)|成讼"
)
_TO: Final = "(?:至|到|[-—–―~〜－]+)"
_DIGIT: Final = "一二两三四五六七八九十"
_NUMERAL: Final = f"[{_DIGIT}]"
_WAN: Final = one_of("百千万")
# 近百家, 约50件, 上千人, 数十次; but 最近, 附近, 节约, 之上
_ABOUT: Final = (
    f"(?:(?<!{one_of('最附邻临就靠亲新')})近|大约|(?<!{one_of('节签预条公契合履违制')})约|逾|超(?!过)|"
    f"(?<!{one_of('以之向马网线路会晚早身')})上(?={_WAN})|(?:数|几)(?=十|{_WAN}))"
)
_SOME: Final = one_of("余多几来")
_NO_WORD_BEFORE: Final = f"(?<![第每再另统唯专同某任跑届近上下{_DIGIT}百千万])(?!万户|千家万)"
_TENS: Final = f"(?:{CHINESE}{{0,6}}[十百千万]{CHINESE}{{0,6}})"

RATE_PATTERN: Final = re.compile(
    rf"(?=[\d不至最超达为百近大约逾翻减零半{_DIGIT}])(?:"
    rf"(?:(?P<rate_least>{_LEAST}|达到|达|为)[^,。;、0-9]{{0,4}})?{_ABOUT}?(?P<rate>{ARABIC})(?:[%‰]?{_TO}{ARABIC})?"
    rf"(?:%|(?P<mille>‰)|(?P<points>个?百分点))(?:{_MORE})?"
    rf"|(?:(?:{_LEAST}|达到|达)[^,。;、0-9]{{0,4}})?{_ABOUT}?(?P<hundred>百分之{CHINESE}{{1,12}}(?:点{CHINESE}{{1,3}})?)(?:{_MORE})?"
    rf"|(?:{_LEAST}|达到|达)?{_ABOUT}?(?:(?P<parts>{_NUMERAL}{{1,2}})分之(?P<share>{_NUMERAL}{{1,2}})(?:{_MORE})?"
    rf"|(?<![\d{_DIGIT}分年])(?P<tenth>[一二两三四五六七八九\d])成(?P<half>{_NUMERAL}|半)?多?(?:{_MORE}|(?=[,。;、)]|$|的|群众|案件|单位)))"
    rf"|翻(?:[一两二三几\d]?番|[一两二三几\d]?倍)|减半|(?:{ARABIC}|(?<![{_DIGIT}百千万])[一两二三四五六七八九十几]|数)倍(?:{_MORE})?"
    rf"|(?:{CHINESE}{{1,3}})个百分点|(?:{_LEAST}|达到|达)?(?P<halves>半数|一半(?=以上|的|左右))(?:{_MORE})?)"
)
"""Finds rates in a normalised text; a change (翻一番, 2个百分点) has no rate of its own."""

COUNT_PATTERN: Final = re.compile(
    rf"(?<!一式)(?=[\d不至最超近大约逾上数几零〇两百千万{_DIGIT}])(?:"
    rf"(?:{_LEAST})[^,。;、:0-9零〇一二两三四五六七八九十百千万]{{0,6}}"
    rf"(?P<n1>{ARABIC}(?:{_WAN}(?!元))?|{CHINESE}{{1,12}})(?:{_SOME}(?P<w1>{_WAN}(?!元))?)?"
    rf"(?:{_TO}(?:\d{{1,9}}|{CHINESE}{{1,12}})(?P<v1>{_WAN}(?!元))?)?(?P<u1>{_MEASURES}|日)?(?:{_MORE})?"
    rf"|{_ABOUT}?(?!24小时)(?P<n2>{ARABIC}(?:{_WAN}(?!元))?)(?:{_SOME}(?P<w2>{_WAN}(?!元))?)?(?:[人件次场个名家]{{0,2}}{_TO}\d{{1,9}}(?P<v2>{_WAN}(?!元))?)?"
    rf"(?P<u2>{_MEASURES})[余多]?(?:{_MORE})?(?!又)"
    rf"|{_NO_WORD_BEFORE}(?:(?P<about>{_ABOUT})?(?P<n3>{_TENS})(?P<some>{_SOME}(?P<w3>{_WAN}(?!元))?)?(?(about)|(?(some)|(?!)))"
    rf"(?P<u3>{_MEASURES})(?:{_MORE})?(?!{_PHRASES})"
    rf"|(?P<n5>{CHINESE}{{1,12}})(?:{_TO}{CHINESE}{{1,8}})?(?P<u5>{_COUNTED})(?:{_MORE})?(?!{_PHRASES})"
    rf"|(?P<n6>{CHINESE}{{1,12}})(?P<u6>{_MEASURES})(?:及?以上)(?!部门|单位|机关|行政机关|人民政府)"
    rf"|(?P<n7>{_TENS}|[二两三四五六七八九]|(?<={_ROUNDS})一(?=轮|遍))(?P<u7>{_CONCRETE}|(?<={_WAN})人|(?<=[零一二三四五六七八九十百][零一二三四五六七八九十百])(?!条|小时)(?:{_MEASURES}))"
    rf"(?:{_MORE})?(?!{_PHRASES}|{_NUMERAL}))"
    rf"|(?<={_MADE})(?P<n8>{_TENS}|[二两三四五六七八九])(?P<u8>个(?!一|[转统更确就到坚])|支|项|条|处|批|套|部(?!门|委)|类|种|张|本|块|台)(?!{_NUMERAL}))"
)
"""Finds counts in a normalised text; a stretch (2至3次) counts with its lower end."""

NUMBER_PATTERN: Final = re.compile(
    r"(?<![\d.第A-Za-z+〔\[\-—–:/×*年月、])(?<!,)(?<!一式)(?!24小时|1[12]\d{1,3}[一-龥]|95\d{3}[一-龥]|\d{1,2}个一)"
    rf"\d{{1,6}}(?:\.\d{{1,4}})?(?:{_TO}\d{{1,6}}(?!\d))?(?=[一-龥])(?![年月日号条款章节届级版代周岁时点])"
    r"|(?:(?<=达到)|(?<=升至)|(?<=高到)|(?<=降至)|(?<=低于))\d{1,6}(?:\.\d{1,4})?(?=[,。;、)]|$)"
    rf"|{_NO_WORD_BEFORE}(?:{_ABOUT}{_TENS}|[十百千万]{_SOME}|{_TENS}{_SOME})(?=[一-龥])(?![年月日号条款章节届级版代周岁时点天])"
)
"""Finds the numbers that are followed by a word which is no measure: 3馆, 8中心. No dates, articles, phone numbers."""

_UPPER: Final = later("不超过|不得超过|不高于|以内|以下")
_NEIGHBOURS: Final = later("一二|二三|两三|三四|四五|五六|六七|七八|八九|三五")
_LIKELY: Final = later(f"^(?:{_ABOUT})(?!过)|{_SOME}|左右|上下|{_NEIGHBOURS.pattern}|^[百千万](?!分之)")
_STRETCH: Final = later(f"[\\d{_DIGIT}百千万%]{_TO}[\\d{_DIGIT}百千万]")
_CHANGE: Final = later("番|倍|减半|百分点")


def rate_of(match: re.Match[str]) -> Decimal | None:
    """The share a match of `RATE_PATTERN` names, as a fraction; None for a change and what is no number."""
    if match["halves"]:
        return Decimal("0.5")
    if match["parts"]:
        whole, share = parse_number(match["parts"]), parse_number(match["share"])
        return round(share / whole, 4) if whole and share is not None else None
    if match["tenth"]:
        half = "五" if match["half"] == "半" else match["half"]
        tenths, more = parse_number(match["tenth"]), parse_number(half) if half else Decimal(0)
        return None if tenths is None or more is None else tenths / 10 + more / 100
    if match["hundred"]:
        whole_part, _, decimals = match["hundred"].removeprefix("百分之").partition("点")
        number = parse_number(whole_part)
        for place, digit in enumerate(decimals, start=1):
            number = None if number is None else number + (parse_number(digit) or 0) / Decimal(10) ** place
    else:
        number = parse_number(match["rate"]) if match["rate"] else None
    return None if number is None else number / (1000 if match["mille"] else 100)


def count_of(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The number and measure word (or "") of a match of `COUNT_PATTERN`."""
    for index in "1235678":
        written = match[f"n{index}"]
        if written:
            written = _NEIGHBOURS.sub(lambda pair: pair[0][0], written)  # 三四次: three at least
            number = parse_number(written)
            times = "".join(filter(None, (_group(match, f"{name}{index}") for name in "wv")))[:1]
            scale = parse_number(f"1{times}") if times and written[-1] not in "百千万" else None
            return number * scale if number is not None and scale else number, match[f"u{index}"] or ""
    return None, ""


def _group(match: re.Match[str], name: str) -> str:
    return (match[name] or "") if name in match.re.groupindex else ""


def is_upper(phrase: str) -> bool:
    """Whether a normalised phrase sets a limit from above: 不超过3次."""
    return _UPPER.search(phrase) is not None


_LASTING: Final = re.compile(
    "(?:连续|持续|逾期|提前|为期|(?<![课学])(?:时间|期限|时限|时长|周期|天数)|(?:公示|公告|公开|征集|征求意见|展示|有效|保存)期)(?:一般|均|应|要|须|为|满|超过|达到?|在)*$"
)


def is_change(phrase: str) -> bool:
    """Whether a normalised phrase says by how much something grows or shrinks: 翻一番, 5个百分点."""
    return _CHANGE.search(phrase) is not None


def likely(phrase: str) -> str:
    """约数 or 范围 where a normalised phrase names no exact number (300余件, 近百家; 30-40次), else ""."""
    if _STRETCH.search(phrase):
        return "范围"
    return "约数" if _LIKELY.search(phrase) else ""


def is_duration(unit: str, phrase: str, after: str, before: str = "") -> bool:
    """Whether a count is a length of time to act in (15日内, 5个工作日内) or to last (连续14天), not something owed."""
    if unit in {"天", "日", "小时", "分钟"} and "不超过" not in phrase and _LASTING.search(before):
        return True
    if unit in {"个工作日", "工作日", "日内", "个月", "周内", "年内"}:
        return True
    return unit in {"天", "小时", "个小时", "分钟"} and ("以内" in phrase or after.startswith(("内", "前", "之内")))
