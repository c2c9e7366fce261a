"""How much is owed, and whether each unit owes it, all of them together, or every person."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from spt_fazhi.intake.obligations import lexicon as lex
from spt_fazhi.intake.obligations.amounts.quantities import is_change, is_upper, likely
from spt_fazhi.intake.obligations.deliverables import Deliverable
from spt_fazhi.intake.obligations.phrases import Phrase
from spt_fazhi.intake.obligations.who.owners import Owner
from spt_fazhi.model.choices import Scope
from spt_fazhi.model.frozen import frozen
from spt_fazhi.model.pairs import Assumption
from spt_fazhi.model.plan import CountTarget, RateTarget, Target

_TOGETHER: Final = re.compile(
    "联合(?:开展|组织|制定|印发|举办)|共同|会同|合计|总计|总数|^(?:全区|全县|全市|全旗|辖区)|共(?:开展|组织|举办|培育|建成|完成)"
)
_JOINED: Final = re.compile("会同|联合(?!会|社|体)|共同")
_EACH: Final = re.compile("分别|各自|逐级|每个|各\\d|各[一两]")
_WHOLE: Final = re.compile("(?:体系|格局|网络)$")
_RATE_NOUN: Final = re.compile(
    "(?P<noun>[^,、“”]{1,24}?(?:率|覆盖面|比例|比重|占比))(?:”)?(?:均|都|要|应|须|力争|争取|原则上|总体)*(?:达到|达|为|保持在?|稳定在|不低于|不少于|提高到|提升至|占|(?<=[达不低少于到])[^,]{1,10}的)*$"
)
_CHANGE: Final = re.compile(
    "(?:同比)?(?:下降|增长|提高|增加|降低|上升|减少|压减|提升|精简|压缩|缩短)(?!到|至)[^,。]{0,4}$"
)
_PRESSED: Final = re.compile("控制在$|(?:压缩|压减|缩短|精简|减少|缩减|削减|降低|降|减|压)(?:至|到|为)(?:平均|全部)?$")
_APIECE: Final = re.compile("(?:、|和|及|与)[^,、]{1,20}(?<![年月度])各(?:开展|组织|举办|进行|召开|不少于|至少)?$")
_PER: Final = re.compile(
    "每(?!个?(?:年|季|月|周|星期|学期|半|两|三|旬|天|日|名|人|位|次|期|场))[^,、]{1,5}(?:配备|配|有|至少|不少于|达到|达|建成|选聘)*$"
)
_PER_HEAD: Final = re.compile("每(?:人|名|户|件|案|村|年人均)|人均")
_PERSONS: Final = frozenset(
    {"名", "人", "个", "人次", "支", "期", "场", "场次", "班次"}
)  # or the sessions they come to
_LIST: Final = re.compile("[^、和及与]{2,20}?(?P<kind>清单|目录|名录|台账)")


@frozen
class Owed:
    """What is to be reached, and what a reviewer still has to decide about it."""

    target: Target | None
    reasons: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()


def target_of(figure: Phrase, before: str, after: str, owner: Owner | None) -> Owed:
    """What a figure asks for; `before` and `after` are the normalised words of its clause on either side."""
    if is_change(figure.text):
        return Owed(target=None, reasons=(_change(figure.text),))
    if figure.number is None or not 0 < figure.number < 10**9:
        return Owed(target=None, reasons=(f"没有读懂“{figure.text}”的数，请补目标。",))
    if is_upper(figure.text) or _PRESSED.search(before) or re.match("以内|之内", after):
        return Owed(target=None, reasons=(f"“{figure.text}”是上限，台账的目标只能写下限，请定怎样考核。",))
    if figure.kind == "rate":
        return _rate(figure, figure.number, before, after)
    if owner is not None and owner.people and figure.unit not in _PERSONS:
        people = re.sub("^(?:各级|各|全体|所有|每名|每位)", "", owner.people)
        reached = f"达到{_plain(figure.number)}{figure.unit}"
        target = RateTarget(rate=Decimal(1), of=people, reached=reached, settle="when-reached")
        about = likely(figure.text)
        return Owed(
            target=target, reasons=(f"“{figure.text}”写的是{about}，先按{reached}计，请核对。",) if about else ()
        )
    count = int(figure.number) if figure.number == int(figure.number) else figure.number
    unit = figure.unit or "次"
    said = likely(figure.text)
    unsure: tuple[str, ...] = () if figure.unit else (f"“{figure.text}”没有写量词，先按“次”计，请核对。",)
    assumed: tuple[Assumption, ...] = ()
    if said:
        unsure += (f"“{figure.text}”写的是{said}，先按{_plain(figure.number)}{unit}计，请核对。",)
        assumed = (Assumption("target", f"原文写的是“{figure.text}”，按{_plain(figure.number)}{unit}计"),)
    if figure.unit == "日":
        unsure += (f"“{figure.text}”是时间的长短，先照原数记，请定怎样考核。",)
    if _PER.search(before) or (unit.endswith("元") and _PER_HEAD.search(before)):
        unsure += (f"“{figure.text}”是按每一个计的数，先照原数记，请定总数。",)
    if _APIECE.search(before):
        unsure += (f"“各{figure.text}”是每项的数，先合记一项，请核对要不要分开。",)
    return Owed(target=CountTarget(count=count, unit=unit), reasons=unsure, assumed=assumed)


def _change(text: str) -> str:
    return f"“{text}”是增减幅度，要有上年的基数才能考核，请定目标。"


def _rate(figure: Phrase, number: Decimal, before: str, after: str) -> Owed:
    if _CHANGE.search(before) or re.match("的?(?:幅度|增幅)", after):
        return Owed(target=None, reasons=(_change(figure.text),))
    if re.search("(?:权重|分值)[^,]{0,4}$", before):
        return Owed(target=None, reasons=(f"“{figure.text}”是权重，不是完成比率，请定目标。",))
    if number > 1:
        return Owed(target=None, reasons=(f"“{figure.text}”大于 100%，台账的比率最多写 100%，请定目标。",))
    noun = _RATE_NOUN.search(before)
    name = (
        re.sub(f"^(?:{lex.ADVERBS}|保持|实现|使|推动|全区|全县|全市|各项|对)*(?=.{{3}})", "", noun["noun"])
        if noun
        else ""
    )
    stem = re.sub("(?:覆盖)?(?:率|面|比例|比重|占比)$", "", name)
    stem = stem or re.sub(f"^(?:的|{lex.ADVERBS})*", "", after)[:16] or "达到要求"
    of = f"应计入“{name}”的总数" if name else "应计入的总数"
    assumed: tuple[Assumption, ...] = ()
    reasons = ["比率的分母（of）和分子（reached）是照字面写的，请核对怎样计算。"]
    said = likely(figure.text)
    if said:
        reasons.append(f"“{figure.text}”写的是{said}，先按{_plain(number * 100)}%计，请核对。")
        assumed = (Assumption("target", f"原文写的是“{figure.text}”，按{_plain(number * 100)}%计"),)
    return Owed(target=RateTarget(rate=number, of=of, reached=stem), reasons=tuple(reasons), assumed=assumed)


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else format(number.normalize(), "f")


def every_case(found: Deliverable) -> Owed:
    """All cases of a kind: 对败诉案件逐案分析通报."""
    of = re.sub(f"^(?:{lex.ADVERBS}|对|针对)*|(?:的|进行|开展)$", "", found.of)
    reached = f"已{found.verb}" if len(found.verb) <= 12 else "已办理"
    reasons = () if of else ("没有写明逐个办理的是什么，请补分母（of）。",)
    return Owed(target=RateTarget(rate=Decimal(1), of=of or "应办理的", reached=reached), reasons=reasons)


def lists_of(thing: str) -> tuple[str, ...]:
    """The lists a deliverable enumerates, if they are several: A清单、B清单、C清单的动态调整 are three."""
    found = [match[0] for match in _LIST.finditer(thing)]
    return tuple(found) if len(found) > 1 and re.search("清单、|目录、|名录、|台账、", thing) else ()


def scope_of(words: str, units: int, owner: Owner | None, *, whole: str = "", alone: bool = False) -> Scope:
    """`each` or `joint`. `units` is how many names owe it, `words` the clause, `whole` a system to be built.

    `alone` says that one unit owes it: then nobody is there to share it with, whatever the words are (会同有关单位).
    """
    if alone or _EACH.search(words):
        return "each"
    if _TOGETHER.search(words) or (owner is not None and _JOINED.search(owner.phrase)) or _WHOLE.search(whole):
        return "joint"
    return "joint" if owner is None and units > 1 else "each"
