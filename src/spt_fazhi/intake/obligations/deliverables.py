"""What is to be delivered without a number: made, done, cleared away, published, reported or put into a plan."""

from __future__ import annotations

import re
from typing import Final, Literal

from spt_fazhi.intake.obligations import lexicon as lex
from spt_fazhi.model.frozen import frozen

Form = Literal["make", "do", "clear", "show", "tell", "include", "every-case"]

_ADVERBS: Final = re.compile(f"(?:{lex.ADVERBS})*")
_LIGHT: Final = re.compile("(?:推进|推动|促进)$")
_TRIM: Final = re.compile(
    r"(?:工作|任务|建设|等|\([^()]*\)|[,并]?(?:组织实施|抓好落实|认真落实|推动落实|严格执行|贯彻落实|加以落实|狠抓落实)|(?<=[告案账单料表结录])并?报送?.{2,20}|并?(?:及时|依法)?(?:向社会|对外)(?:公布|公开|公示|发布)|并(?:公布|公开|公示))$"
)
_SOFT: Final = re.compile(lex.SOFT)
_VERB: Final = re.compile(f"{lex.STRONG}|{lex.DOING}|{lex.CLEARING}")
_VERB_LATER: Final = re.compile(f"(?!建设|组织(?!开展|实施|召开|举办)|修改)(?:{lex.STRONG}|{lex.DOING}|{lex.CLEARING})")
_OPENING: Final = re.compile("在|对|将|把|通过|围绕|针对|按照|根据|结合|以|从|就|由|为|利用|面向|会同|统筹|按|经")
_WITHIN: Final = re.compile("(?:在|于)[^,]{1,40}?(?:过程中|期间|基础上|前提下|方面|中|内|时|前|后|下|上)(?=.{4})")
_CONDITION: Final = re.compile("(?:^(?:凡|若|如|对于|未|应当纳入|经))|的$|的话$|时$|(?:未纳入|未按)")

_PRODUCT_END: Final = re.compile(f"(?:{lex.PRODUCTS})”?$")
_PLACE_END: Final = re.compile(f"(?:{lex.PLACES})”?$")
_MEASURE_END: Final = re.compile("(?:措施|举措)$")
_LIST_END: Final = re.compile(f"(?:{lex.LISTS})”?$")
_EVENT_END: Final = re.compile(f"(?:{lex.EVENTS})”?$")
_SURE_EVENT_END: Final = re.compile(f"(?:{lex.SURE_EVENTS})”?$")
_CLEARED_END: Final = re.compile(f"(?:{lex.CLEARED})”?$")
_SHOWN_END: Final = re.compile(f"(?:{lex.SHOWN})”?$")
_FIGURATIVE_END: Final = re.compile(f"(?:{lex.FIGURATIVE})$")
_TITLE_END: Final = re.compile("》(?:等?(?:制度|文件|规定|办法))?$")

_INCLUDE: Final = re.compile(
    "(?:^|^坚持)(?:将|把).{2,60}?(?:纳入|列入|列为|写入|融入到?).{2,40}$|^(?:纳入|列入).{0,30}(?:考核|规划|计划)$"
)
_INTO: Final = re.compile(
    "(?:规划|计划|内容|范围|考核|清单|目录|预算|培训|巡察|督查|督察|课程|安排|指标|评价|要点|必训|议题|体系|重点|项目|档案|管理|教育|议程|课|必修课)"
    "(?:之中|当中|中)?$"
)
_TELL_TO: Final = re.compile(
    "向(?!社会|公众)[^,]{1,40}?(?:书面|专题|专章|定期)?(?P<verb>报告|汇报|通报|述职|述法|报送|报备|备案|反馈|提交)(?P<rest>.*)$"
)
_TELL: Final = re.compile("(?:报送|上报|报备|提交|通报|报(?!复|名|刊|警|道|酬|销|告))(?P<rest>.{2,})$")
_TELL_OF: Final = re.compile("(?:将|把).{2,50}?(?P<verb>报送|上报|报备|提交|通报|报告?)(?P<rest>.{2,})$")
_TELL_RESULT: Final = re.compile("[^,将把对向]{2,20}?(?P<verb>报送|上报)(?P<rest>.{2,})$")
_TELL_CHAPTER: Final = re.compile("(?:专章|专题|书面|逐级|单独)(?:报告|通报|汇报)")
_SHOW: Final = re.compile(f"(?:{lex.SHOWING})(?P<rest>(?!栏|平台|制度|机制).*)$")
_SHOW_PUBLIC: Final = re.compile("向社会|向公众|对外|面向社会|网站|报刊|公众号|平台上|媒体")
_EACH_CASE: Final = re.compile("^(?:对|针对)?(?P<of>.{0,30}?)逐(?:案|件|一|条|项|起|人|户|份|个)(?P<verb>.{2,20})$")
_EACH_VERB: Final = re.compile(
    "分析|通报|整改|反馈|回访|评查|评析|销号|建档|审查|复核|剖析|建立|开展|制定|登记|报告|核查|清理"
)
_ONE_AND_ALL: Final = re.compile("一律(?:取消|废止|清理|停止|撤销|清退)$")

_BUILDING: Final = re.compile("建设|打造|新建|上线|设立|组建|成立|搭建|创建")
_SORTING: Final = re.compile("调整|更新|梳理|细化")
_WRITING: Final = re.compile("制|修|出台|编|印发|起草|拟")
_GROWING: Final = re.compile("完善|构建|健全完善|补充完善|细化|更新|编写")


# 深化…专项行动, 参与…创建活动, 实施“…工程”, 加强…后评估, 排查…风险: named, but with a verb of exhortation
_CAMPAIGN: Final = (
    "(?:“[^“”]{2,20}(?:工程|行动|计划|活动|年)”|"
    "(?:[三两四五]年|专项|攻坚|提升|创建|培养|培育|主题|示范)(?:行动|工程|计划|活动)|提升年|建设年|宣传月|宣传周)"
    "(?:行动|工程|计划|活动)?(?:的?(?:安排部署|部署要求|各项任务|工作任务|工作))?"
)
_NAMED: Final = re.compile(
    f"(?:实施|深化|推进|推动|参与|参加|开展|落实|做好|抓好|组织|启动|支持|配合)[^,]{{0,60}}?{_CAMPAIGN}$|"
    "(?:加强|强化|深化|推进)[^,]{2,40}?(?:评估|评查|评议|测评|备案审查|专项检查|专项督察)(?:工作)?$|"
    "(?:排查化解|排查整治|摸排化解|排查|摸排|清查)[^,]{2,30}(?:风险|隐患|矛盾|纠纷|问题|线索)$"
)
_COMPLETE: Final = re.compile(
    "全覆盖(?!的|成效|成果|行政|体系)|应(?P<act>[一-龥]{1,2})尽(?P=act)|应[一-龥]{1,2}尽[一-龥]{1,2}|"
    "(?P<none>[一-龥]{0,6}[率数量](?:保持|控制)?(?:为|在|至|归)(?:零|0(?![.\\d%])(?=$|[,。;、]))|零(?:差错|事故|发生|投诉|上访|积压|失误|超时|遗漏|盲区|死角|新增|违规|违法|增长))"
)
DONE: Final = re.compile(
    "(?:要|须|应|必须|并|力争|确保|争取|全部|基本|全面|如期|按时|前|底前)*"
    f"(?:{lex.FINISHING})(?:(?:[、和及]|并且?|后)?(?:全部|正式|全面)?(?:{lex.FINISHING})){{0,3}}(?:工作|任务)?"
)
"""What only says that something before it is done: 建成并投入运行."""
BARE: Final = re.compile(
    f"(?:{lex.ADVERBS}|及时|(?:在|通过)[^,]{{2,20}}?)*(?:(?:按程序|依法)?(?:向社会|向公众|对外|面向社会)?(?:{lex.SHOWING})|(?:及时)?(?:报送|报备|上报)?备案|组织实施|抓好落实|推动实施)"
)
"""What only says that something before it is published, filed or seen to."""
SORT: Final = re.compile("(?:确?需要?|应当?|拟|凡)[^,的]{1,12}的[^,的]{1,8}")  # 需要修改的文件 is what is spoken of
"""What names a sort of things, and asks for nothing."""
SHORTENED: Final = re.compile("(?:压缩|缩短|压减|减少|控制|提速|不超过|不得超过)(?:至|到|在)?[^,]{0,2}\\d")
"""How long something may take at most: no time for what follows."""


@frozen
class Deliverable:
    """What a clause asks for. `verb` and `thing` are cut from it; `sure` is False where a person should look twice.

    `of` is what each case is a case of (`every-case` only: 对败诉案件逐案分析通报).
    """

    form: Form
    verb: str
    thing: str
    sure: bool = True
    of: str = ""


def skip_adverbs(words: str) -> tuple[str, str]:
    """The adverbs, auxiliaries and connectors a clause opens with, and what follows them."""
    match = _ADVERBS.match(words)
    end = match.end() if match else 0
    return words[:end], words[end:]


def read_deliverable(words: str) -> Deliverable | None:
    """What a clause without its subject, days and figures asks to be delivered; None for mere exhortation."""
    if _CONDITION.search(words) or "适时" in words:
        return None
    lead, rest = skip_adverbs(words)
    within = _WITHIN.match(rest)
    if within and not _SHOW_PUBLIC.search(rest):
        lead, rest = skip_adverbs(rest[within.end() :])
    if _SOFT.match(rest):
        return _named(lead, rest)
    found = _every_case(rest) or _include(rest) or _tell(rest)
    if found:
        return found
    head = _VERB.match(rest)
    if head is None:
        found = _show(lead + rest)
        later = _VERB_LATER.finditer(rest) if _OPENING.match(rest) else ()
        found = found or next(filter(None, (_by_verb(each[0], rest[each.end() :]) for each in later)), None)
    return found or (_by_verb(head[0], rest[head.end() :]) if head else _nominal(lead, rest)) or _named(lead, rest)


def complete_reason(words: str) -> str:
    """What is asked about a clause that wants all or none of something without a number; "" for others."""
    match = _COMPLETE.search(words)
    if match is None:
        return ""
    if match["none"]:
        return f"“{match[0]}”是上限，台账的目标只能写下限，请定怎样考核。"
    return "要求的是全部（全覆盖、应有尽有一类），没有写数，是不是按 100% 考核，请定。"


def trim(thing: str) -> str:
    """A noun phrase without 工作, 等 and the like at its end."""
    while True:
        match = _TRIM.search(thing)
        if match is None or match.start() == 0:
            return thing
        thing = thing[: match.start()]


def _by_verb(verb: str, thing: str) -> Deliverable | None:
    clear = re.match(f"(?:{lex.CLEARING})$", verb)
    shown = None if clear else _show(thing) if re.match("[并、]", thing) else None
    bare = trim(thing)
    if clear:
        return Deliverable(form="clear", verb=verb, thing=thing) if _CLEARED_END.search(bare) else None
    if re.match(f"(?:{lex.DOING})$", verb):
        return _do(verb, thing, bare)
    return _make(verb, bare) or shown


def _make(verb: str, bare: str) -> Deliverable | None:
    if _FIGURATIVE_END.search(bare) or not bare:
        return None
    product = _PRODUCT_END.search(bare) is not None
    sure = True
    if bare.endswith("》") or _TITLE_END.search(bare):
        fits = _WRITING.search(verb) is not None
    elif _BUILDING.match(verb):
        fits = _PLACE_END.search(bare) is not None or (verb not in {"建设", "打造"} and product)
        sure = verb != "打造"
    elif _SORTING.match(verb):
        fits, sure = _LIST_END.search(bare) is not None, verb != "细化"
    elif verb == "形成":
        fits, sure = product and not re.search("(?:机制|制度|体系|模式)$", bare), False
    elif _MEASURE_END.search(bare):
        fits, sure = _WRITING.search(verb) is not None, False
    else:
        fits = product or (verb == "建成" and _PLACE_END.search(bare) is not None)
        sure = not (_GROWING.match(verb) and re.search("(?:体系|模式|标准|平台|系统|规则)$", bare))
    return Deliverable(form="make", verb=verb, thing=bare, sure=sure) if fits else None


def _do(verb: str, thing: str, bare: str) -> Deliverable | None:
    if verb in {"做好", "抓好"}:
        return Deliverable(form="do", verb=verb, thing=thing) if _SURE_EVENT_END.search(bare) else None
    fits = _EVENT_END.search(bare.rstrip("”")) or _EVENT_END.search(thing)
    if verb == "完成":
        return Deliverable(form="do", verb=verb, thing=thing) if fits or _PRODUCT_END.search(bare) else None
    if verb in {"实施", "组织实施"}:
        return Deliverable(form="do", verb=verb, thing=thing) if re.search("行动$|改造$|评估$", bare) else None
    if not fits:
        return None
    vague = re.search(
        "(?<!主题实践)(?<!主题)(?<!日)(?<!周)(?<!月)活动$|宣讲$|座谈$|(?<!专项)(?<!攻坚)行动$|调研$", bare
    )
    return Deliverable(form="do", verb=verb, thing=thing, sure=not vague)


def _every_case(rest: str) -> Deliverable | None:
    match = _EACH_CASE.match(rest)
    if match is None or not _EACH_VERB.search(match["verb"]):
        return None
    return Deliverable(form="every-case", verb=match["verb"], thing=match["of"], of=match["of"])


def _include(rest: str) -> Deliverable | None:
    if not _INCLUDE.match(rest) or not _INTO.search(trim(rest)):
        return None
    return Deliverable(form="include", verb="", thing=rest.removeprefix("坚持").lstrip("将把"))


def _tell(rest: str) -> Deliverable | None:
    match = _TELL_TO.search(rest)
    if match and not re.match("工作制度|制度|机制|等制度", match["rest"]):
        return Deliverable(form="tell", verb=match["verb"], thing=match["rest"])
    match = _TELL_OF.match(rest) or _TELL_RESULT.match(rest)
    if match:
        return Deliverable(form="tell", verb=match["verb"], thing=match["rest"])
    match = _TELL_CHAPTER.search(rest)
    if match:
        return Deliverable(form="tell", verb=match[0], thing=rest[match.end() :])
    match = _TELL.match(rest)
    if match and not re.search("(?:制度|机制|渠道|平台)$", rest):
        return Deliverable(form="tell", verb=rest[: -len(match["rest"])], thing=match["rest"])
    return None


def _show(words: str) -> Deliverable | None:
    match = _SHOW.search(words)
    if match is None or match["rest"].startswith("的"):
        return None
    before, thing = words[: match.start()], trim(match["rest"])
    public = _SHOW_PUBLIC.search(before)
    if public and len(thing) <= 40 and not _PRODUCT_END.search(before + "$"):
        return Deliverable(form="show", verb=match[0][: -len(match["rest"]) or None], thing=match["rest"])
    opened = _ADVERBS.fullmatch(before.lstrip("在于将把")) or _OPENING.match(before)
    if opened and _SHOWN_END.search(thing):
        return Deliverable(form="show", verb=match[0][: -len(match["rest"]) or None], thing=match["rest"])
    return None


def _nominal(lead: str, rest: str) -> Deliverable | None:
    """No verb of our own: 清单之外的一律取消; 推进…目录; 推动…专项评估."""
    if _ONE_AND_ALL.search(lead + rest):
        return Deliverable(form="clear", verb="", thing=lead + rest, sure=False)
    bare = trim(rest)
    if _LIGHT.search(lead) and re.search("(?:清单|目录|台账|专项评估|后评估|专项行动|专项整治)$", bare):
        return Deliverable(form="make", verb="", thing=rest, sure=False)
    later = re.search(r"(?:的|、)(?=[^的、]{0,6}(?:动态调整|编制|修订|清理|评估)$)", bare)
    if later and not lead and len(bare) > 6 and re.match("(?:一是|二是|三是)", rest):
        return Deliverable(form="do", verb="", thing=rest, sure=False)
    return None


def _named(lead: str, rest: str) -> Deliverable | None:
    """A campaign, an evaluation or a search with a name but no verb that delivers anything."""
    light = _LIGHT.search(lead)
    words = (light[0] if light else "") + rest
    return Deliverable(form="do", verb="", thing=words, sure=False) if _NAMED.match(words) else None
