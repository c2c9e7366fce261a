"""What a phrase of time looks like in a normalised text: days, stretches, rhythms, festivals, terms after the issue."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.intake.obligations.times.festivals import FESTIVAL, FESTIVAL_SHORT
from spt_fazhi.text.patterns import later, one_of

_DIGIT: Final = one_of("一二三四五六七八九")
MONTH: Final = rf"(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|{_DIGIT})月"
_DAY_NUMBER: Final = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|(?:二?十)?{_DIGIT}|二?十)"
DAY: Final = f"{_DAY_NUMBER}[日号]"
_ZERO: Final = one_of("〇○零")
STATED_YEAR: Final = f"(?:20[0-9]{{2}}年|二{_ZERO}二(?:{_ZERO}|{_DIGIT})年)"
YEAR: Final = f"(?:{STATED_YEAR}|今年|本年|当年|次年|明年)"
COUNT: Final = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
BEFORE: Final = "(?:之?前|以前)"
_BY: Final = f"(?:[底末](?:{BEFORE}|[之以]?内)?|{BEFORE}|[之以]?内(?!部))"
_HOUR: Final = r"(?:\d{1,2}(?:时|点|:\d\d)整?|下班|\(含[^()]{0,4}\))?"
_PART: Final = "(?:[上中下]旬)"
_HEAD: Final = f"(?:[不最][晚迟]于?)?(?:{YEAR}度?)?(?:每年)?"
# what a date begins with, first in the day: a quick test
_FIRST: Final = r"(?=[\d到至每今本当次明一二三四五六七八九十第上下年半按逐隔双单逢两不最])"
_NOT_A_TERM: Final = "(?!起|以来|施行)"  # a day something began is no day by which it is due
_NOT_A_REPORT: Final = "(?!工作(?:情况|总结|报告)|情况|总结)"  # 上半年工作总结 is about a time
_CYCLE: Final = "(?:月|季度?|半年)"
_WITHIN_CYCLE: Final = "(?:最后一个月|末月|首月|次月|第[一二三]个?月|末|底|后)"
FROM: Final = f"(?:(?:{YEAR})?{MONTH}(?:份|[1一]日)?(?:起|开始),?)?"  # 7月起每月
_AFTER: Final = f"(?:度?(?:结束|终了|期满|末|底))?后的?{COUNT}(?:个工作日|工作日|个?日|天)(?:之?内|以内|之?前|以前)?"
_TO: Final = "(?:至|到|[-—~－–]{1,2})"
_SEEN_MONTH: Final = rf"(?:1[0-2]|0?[1-9]|十[一二]?|{_DIGIT})"
_BARE_MONTH: Final = rf"(?<![\d.]){_SEEN_MONTH}"
_AND: Final = one_of("、和及与")
_DOTTED: Final = r"(?:1[0-2]|0?[1-9])[.](?:3[01]|[12]\d|0?[1-9])(?![\d.%])"
_MM: Final = "(?:1[0-2]|0?[1-9])"
_ISO: Final = rf"(?<![\d.])20\d\d(?:-{_MM}-|/{_MM}/|\.{_MM}\.)(?:3[01]|[12]\d|0?[1-9])(?![\d.%])日?"
_ISO_MONTH: Final = r"(?<![\d.])20\d\d[-/.](?:1[0-2]|0?[1-9])(?![\d.%/-])"
_ENDS: Final = "(?=[,;。、)]|$)"
_VERBS: Final = (
    "(?=[开组举完召制印出报公集启进投建竣试验形提交]|上[线报]|下发|通[车水气报过]|到位|实现|达到|落地|挂牌|动工|中标)"
)

# what something goes on from; the end counts (5月1日至10月31日)
_BEGIN: Final = (
    rf"(?:{_ISO}|{_ISO_MONTH}|{_HEAD}{MONTH}(?:{DAY}|份|{_PART}|[初底末])?|第?[一二三四1234]季度|{YEAR}?年初|即日|现在|当前|目前|"
    rf"(?:本|该)?(?:文件|方案|通知|要点|意见|计划)?(?:印发|发布|下发|公布)之?日?)(?:起|开始)?"
)
_END: Final = (
    rf"(?:{_ISO}|{_ISO_MONTH}|{_HEAD}{MONTH}(?:{DAY}|份)?{_PART}?|(?:{YEAR}|年)度?(?=[底末])|{STATED_YEAR}(?!第?[一二三四\d])|{_DOTTED}|"
    rf"第?[一二三四1234]季度|[上下]半年)(?:{_HOUR}{_BY}|止|结束|期间)?"
)
_MORE_MONTHS: Final = rf"(?:{_AND}{_SEEN_MONTH}月?){{0,10}}{_AND}{_SEEN_MONTH}月份?(?:{_BY})?(?!{DAY}|[—~至到-])"

_QUARTER: Final = "第?[一二三四1234]"
_FROM_HERE: Final = "(?:起|开始)(?!施行|实行|执行|实施|生效|正式"
# what may follow a month, and a quarter: the first that fits wins
_AFTER_MONTH: Final = (
    rf"{DAY}(?:(?:{_AND}{DAY}){{1,6}}(?:{_BY})?|{_HOUR}(?:{_BY}|止|{_NOT_A_TERM})|{_FROM_HERE}))",
    rf"份?{_FROM_HERE}|,?每)",
    rf"份?{_PART}?{_BY}",
    rf"(?:{_PART}|初|份|{_VERBS}|{_ENDS})",
)
_AFTER_QUARTER: Final = (
    rf"(?:季度)?(?:{_AND}{_QUARTER}(?:季度)?){{0,2}}{_AND}{_QUARTER}季度{_BY}?{_NOT_A_REPORT}",
    rf"季度(?:结束)?{_BY}?{_NOT_A_REPORT}",
)
_AFTER_CYCLE: Final = (
    _AFTER,
    "的?(?:最后一?|第[一二三四五])个?(?:周|星期|工作日)",
    rf"{_WITHIN_CYCLE}?的?(?:{DAY}(?:{_AND}{DAY}){{0,6}}{BEFORE}?|[上中下]旬{BEFORE}?|底前?|末前?|初)",
    "的?(?:首月|末月|最后一个月|第[一二三]个?月)",
    "",
)
# each alternative is tried in turn; the first that fits at a place wins. What begins alike is written once
_DATES: Final = (
    rf"(?:(?:{YEAR}(?:每年)?|每年){_SEEN_MONTH}月?|{MONTH}){_MORE_MONTHS}",
    rf"(?<![。;:!?)\d.])(?<!^){_SEEN_MONTH}{_MORE_MONTHS}",  # 1、6月底前 may be the first of a list of things
    rf"(?<![\d.]){_SEEN_MONTH}(?:{_AND}{_SEEN_MONTH}){{2,11}}月份?{_BY}?(?!{DAY}|[—~至到-])",
    r"(?:每|一)(?:个?季度?|个?月|半年)一次|(?<!上)(?<!下)半年一次|(?:每?半个?月|每?两个?[月周]|[一两]周)一次",
    (
        rf"{_HEAD}(?:{MONTH}(?:{'|'.join(_AFTER_MONTH)})|{_QUARTER}(?:{'|'.join(_AFTER_QUARTER)})|"
        rf"(?:上{_AND}?下|[上下])半年{_BY}?{_NOT_A_REPORT})"
    ),
    rf"(?:^|(?<=[,。;:、(在于])){_HEAD}{MONTH}(?!起|开始|[以的至到—~～\-－–\d一二三四五六七八九十])",
    rf"{_ISO}(?:起|开始|{_HOUR}{_BY})?",
    rf"{_ISO_MONTH}(?:{_BY}|{_ENDS})",
    rf"(?<![\d.]){_DOTTED}{_HOUR}{BEFORE}",
    rf"(?:到|至)?(?:{STATED_YEAR}|今年|本年|当年)[度年]?(?:[底末]{BEFORE}?|{BEFORE})",
    rf"(?<![\d一二三四五六七八九十两几多近半])(?:{STATED_YEAR}|今年|本年|当年|年)度?内(?!部)",
    r"(?<![\d一二三四五六七八九十两几多全去近每])年[中初](?!旬|级|审)",
    rf"(?<!去)(?<!近)年度?[底末]{BEFORE}?",
    rf"(?<!\d)(?<!\d年)(?:到|至){STATED_YEAR}",
    rf"{FROM}每个?(?:{_CYCLE}(?:{'|'.join(_AFTER_CYCLE)})|(?<!个)[三3六6]个月)",
    rf"次月(?:{DAY}{BEFORE}?|底前?)",
    r"每年度?(?:底前?|末前?|初)",
    r"每(?:半个?月|两周|双周|周|星期|旬|[两二四2]个?月|[双单]月|个?学期|学年|[两二三五235]年|[天日](?!常))",
    r"隔月|逢?[双单]月(?=[,开召举报组集]|$)",
    r"(?:按|逐)(?:月|季度?|半年)(?!份)",
)
DATE_PATTERN: Final = re.compile(f"{_FIRST}(?:{'|'.join(_DATES)})")
"""Finds days and rhythms in a normalised text."""

_NEAR: Final = f"(?:来临|到来)?(?:前后|前夕|{BEFORE}|期间|之际|当[天日])"
_QUOTED: Final = f"“(?:{FESTIVAL_SHORT})”节?"
_FESTIVE: Final = f"(?:到|至)?(?:(?:{FESTIVAL}|{_QUOTED})[、和及]?){{1,6}}(?<![、和及]){_NEAR}"
FESTIVE: Final = later(_FESTIVE)
"""A festival with what says when: 国庆节前."""
_ISSUING: Final = "(?:印发|下发|发布|公布|发文|出台|施行|实施)"
_ITSELF: Final = (
    "(?:[本该此](?:工作|实施|行动)?(?:文件|方案|要点|通知|意见|计划|办法|清单|细则|规定)?|"
    "(?:^|(?<=[,。;:、(在于应须需门镇乡局道位室办会]))(?:自|从)?(?:文件|方案|要点|通知|意见|计划)?)"
)
_SPAN: Final = f"{COUNT}(?:个工作日|工作日|个?日|天|个?月|个?星期|周|年)"
_WITHIN: Final = "(?:[之以]?内|[之以]?前)"
TERM: Final = f"(?:[自从](?=[本该此]))?{_ITSELF}{_ISSUING}(?:之日)?(?:起|后|开始|之后|以后)的?{_SPAN}{_WITHIN}"
"""A term that begins with the day a document was issued."""
SEASONS: Final = (
    "(?:全国|省|市|县|区)?两会|主?汛期|雨季|入汛|入冬|入夏|入秋|供暖期?|采暖季|取暖季|封冻|(?:春季|秋季)?开学|"
    "冬季|春季|夏季|秋季|暑假|暑期|寒假|高考|中考|"
    "春耕|春播|秋收|两节|双节|(?:重大|重要|法定)?节假?日|换届|放假|岁末年初"
)
_SEASONAL: Final = (
    f"(?:{SEASONS})(?:来临|到来|结束|开始|召开)?(?:前后|前夕|{BEFORE}|期间)|"
    "(?<![国春元端午秋明动教师])节前(?!后|检查|走访|慰问|巡查)|今冬明春|届时"
)
_PERIOD: Final = "“?(?:十[三四五六七]|[七八九])五”?(?:普法)?(?:规划)?(?:期末|末期?|时?期间|时期)"
# a stretch has its 至 before long: nothing else is tried where there is none
_STRETCHES: Final = (
    rf"(?:自|从)?{_BEGIN}{_TO}{_END}",
    rf"(?:自|从)?{_HEAD}{MONTH}{_DAY_NUMBER}[日号]?{_TO}{DAY}(?:{_HOUR}{_BY}|止)?",
    rf"{_BARE_MONTH}{_TO}{MONTH}份?{_BY}?",
    rf"(?<![\d.]){_DOTTED}{_TO}{_DOTTED}{_BY}?",
    rf"(?:自|从)?(?<!\d)(?:20\d\d年?|{STATED_YEAR}){_TO}{STATED_YEAR}(?:[底末]?{BEFORE}?)",
)
_OTHERS: Final = (
    rf"(?=[^,。;至到\-—~－–]{{1,40}}[至到\-—~－–])(?:{'|'.join(_STRETCHES)})",
    rf"{_HEAD}{MONTH}{DAY}(?:“[^“”]{{0,8}}”)?(?:{FESTIVAL})?(?:前后|左右|期间|当[天日])",
    _FESTIVE,
    TERM,
    rf"(?:本|当|下|次)个?月(?:[底末](?:{BEFORE})?|内|中旬|下旬)",
    _SEASONAL,
    _PERIOD,
)
_OTHER_FIRST: Final = (
    r"(?=[\d第不最自从到至今明本当次下每年即现目该此文方通要意计印发公出施实"
    "国春元五七八六三十一二四端中清教重除世环防禁建年两全省市县区主汛雨入冬夏秋供采取封开暑寒高双节换放岁届劳建宪国植青消“九妇法儿护安民])"
)
OTHER_PATTERN: Final = re.compile(f"{_OTHER_FIRST}(?:{'|'.join(_OTHERS)})")
"""Finds stretches, festivals, seasons and terms, which hold days inside them: to be looked for first."""
DAYS_PATTERN: Final = later(f"({_HEAD}{MONTH})({DAY}(?:{_AND}{DAY})+)(?:{_BY})?")
"""Several days of one month (6月10日、20日前)."""
QUARTERS_PATTERN: Final = later(f"{_HEAD}{_QUARTER}(?:季度)?{_AND}.{{1,20}}季度(?:{_BY})?")
"""Several quarters (一、三季度)."""
LIST_PATTERN: Final = later(f"{_HEAD}{_SEEN_MONTH}月?{_MORE_MONTHS}")
"""Several months (3、6、9、12月) as the whole of a deadline, where no numbering can stand before."""
NAMED_DAY: Final = (
    f"“(?!(?:{FESTIVAL_SHORT})”(?:{FESTIVAL}|节)?(?:{_NEAR}|[、和及“])|(?:十[三四五六七]|[七八九])五”(?:普法)?(?:规划)?(?:期末|末|时?期间|时期))"
    "[^“”]{0,20}”"
)
"""A name in quotation marks that is no festival with 前 after it."""
