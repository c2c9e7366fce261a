"""Who owes a draft: the subject of its clause, that of the clause before, a bracket's names, or the task's units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spt_fazhi.intake.obligations.figures import FigureDraft
from spt_fazhi.intake.obligations.who.groups import is_group
from spt_fazhi.intake.obligations.who.names import Names
from spt_fazhi.intake.obligations.who.owners import Owner
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.pairs import Assumption

_SUPERVISORS: Final = re.compile("人大|政协|法院|检察院")
_EACH_HAS: Final = re.compile(
    "[^、和与及]*?(?<![年月度旬日份])(?P<each>各(?:配备|配|选派|确定|明确|建|建立)?(?:\\d+|[一两二三四五六七八九十])[名人个支家处辆台套份]?)"
)
_PERSONAL: Final = re.compile("组织|开展|举办|建立|制定|召开|编制|印发|公布|公开|报送")


@frozen
class Owed:
    """Who owes a draft, and from which words."""

    names: tuple[str, ...]
    phrase: str
    owner: Owner | None
    reasons: tuple[str, ...] = ()
    assumed: tuple[Assumption, ...] = ()


def owed_by(draft: FigureDraft, before: list[Owner], known: Names, words: str) -> Owed:
    """Who owes a draft of which `words` are the quote; `before` are the subjects of the clauses before it."""
    owner = draft.reading.owner
    if owner is not None:
        return _stated(owner, before, known)
    inherited = _inherited(draft, before, known)
    if inherited is not None:
        return inherited
    return _apiece(draft, before, _by_default(known, words)) if not known.stated else _by_default(known, words)


def _apiece(draft: FigureDraft, before: list[Owner], owed: Owed) -> Owed:
    """配备审核员各1名 speaks of several, which the clause does not name: never the lead alone without a question."""
    found = _EACH_HAS.match(draft.reading.clause.text)
    if found is None or len(owed.names) > 1:
        return owed
    said = f"“{found['each']}”是每家的数，句中没有写是哪几家，"
    last = before[-1] if before and before[-1].names and all(map(is_group, before[-1].names)) else None
    if last is None:
        return replace(owed, reasons=(*owed.reasons, f"{said}请核对由谁负责。"))
    phrase = last.phrase
    assumed = _who_is(f"原文没有写是哪几家，按前面的“{phrase}”计")
    reasons = (f"{said}先按前面的“{phrase}”计，请核对。",)
    return Owed(names=last.names, phrase=phrase, owner=last, reasons=reasons, assumed=assumed)


def _stated(owner: Owner, before: list[Owner], known: Names) -> Owed:
    names = owner.names
    if owner.people and before and not before[-1].people:
        names = tuple(dict.fromkeys([*names, *before[-1].names]))
    reasons = _outside(names, known, owner.phrase)
    said = _taken((owner,))
    unsure = [(words, name) for words, name, sure in owner.taken if not sure]
    reasons = (*(f"“{words}”先按“{name}”计，请核对是不是同一家。" for words, name in unsure), *reasons)
    if owner.unknown:
        listed = f"“{'、'.join(owner.unknown)}”"
        whom = "所列单位" if names else "牵头和责任单位"
        reasons = (f"{listed}不在单位名录里，请写明是哪些单位。", *reasons)
        said.append(f"原文写的{listed}不在单位名录里，按{whom}计")
    elif owner.people and not names:
        reasons = (f"“{owner.phrase}”没有写是哪些单位的，先按牵头和责任单位计，请核对。",)
        said.append(f"原文没有写“{owner.phrase}”是哪些单位的，按牵头和责任单位计")
    assumed = _who_is("；".join(said)) if said else ()
    return Owed(names=names, phrase=owner.phrase, owner=owner, reasons=reasons, assumed=assumed)


def _taken(owners: Iterable[Owner]) -> list[str]:
    """What words of the document were taken for another name, one sentence each."""
    return list(dict.fromkeys(f"原文写的“{words}”按“{name}”计" for each in owners for words, name, _ in each.taken))


def _outside(names: tuple[str, ...], known: Names, phrase: str) -> tuple[str, ...]:
    """What is asked about names the words mean and the task does not have; not that 区政府 owes."""
    meant = known.government if "政府" in phrase else ()
    asked = (each for each in names if each not in meant and not each.endswith("政府"))
    outside = [each for each in asked if not known.is_inside(each)]
    listed = "、".join(outside)
    return (f"“{listed}”不是这条任务的牵头或责任单位，请核对是不是由它承担。",) if outside else ()


def _inherited(draft: FigureDraft, before: list[Owner], known: Names) -> Owed | None:
    """A clause without a subject goes on with the one before: 并在4月1日前向社会公开."""
    units = [each for each in before if not each.people and not each.loose]
    if not before or not units:
        return None
    if before[-1].people and (not draft.reading.joins or _PERSONAL.search(draft.reading.words)):
        return None
    chain = units if draft.reading.joins else units[-1:]
    names = tuple(dict.fromkeys(name for each in chain for name in each.names))
    phrase = chain[-1].phrase
    if any(each.default for each in chain):
        names = ()
    # the quote begins with the subject's clause, or that says nothing else
    goes_on = draft.reading.joins or draft.start < draft.reading.first or chain[-1].leads
    reasons = () if goes_on else (f"句中没有写由谁负责，先按前句的“{phrase}”计，请核对。",)
    said = [*([] if goes_on else [f"原文没有写由谁负责，按前句的“{phrase}”计"]), *_taken(chain)]
    assumed = _who_is("；".join(said)) if said else ()
    if not names and not any(each.default for each in chain):
        reasons = (*reasons, f"“{phrase}”不在单位名录里，请写明是哪些单位。")
        assumed = _who_is(f"原文写的“{phrase}”不在单位名录里，按牵头和责任单位计")
    strange = tuple(dict.fromkeys(words for each in chain for words in each.unknown)) if names else ()
    if strange:
        listed = f"“{'、'.join(strange)}”"
        reasons = (f"{listed}不在单位名录里，请写明是哪些单位。", *reasons)
        assumed = _who_is("；".join([*said, f"原文写的{listed}不在单位名录里，按所列单位计"]))
    reasons = (*reasons, *_outside(names, known, "".join(each.phrase for each in chain)))
    return Owed(names=names, phrase=phrase, owner=chain[-1], reasons=reasons, assumed=assumed)


def _who_is(reason: str) -> tuple[Assumption, ...]:
    return (Assumption("who", reason),)


def _by_default(known: Names, words: str) -> Owed:
    """Nobody is named: those who lead, or those who are led where the leads are there to supervise."""
    if known.stated:
        return _by_bracket(known)
    if known.lead and known.responsible and all(_SUPERVISORS.search(each) for each in known.lead):
        reason = "句中没有写由谁负责，牵头的是监督机关，先按责任单位各自完成计，请核对。"
        return Owed(
            names=known.responsible,
            phrase="",
            owner=Owner(names=known.responsible, phrase="", end=0),
            reasons=(reason,),
            assumed=_who_is("原文没有写由谁负责，按责任单位计"),
        )
    expert = known.expert(words) if len(known.lead) > 1 else ()
    if expert:
        reason = f"句中没有写由谁负责，按职能先记在“{expert[0]}”名下，请核对。"
        assumed = _who_is(f"原文没有写由谁负责，按职能记在“{expert[0]}”名下")
        return Owed(names=expert, phrase="", owner=None, reasons=(reason,), assumed=assumed)
    if len(known.lead) > 1:
        reason = f"句中没有写由谁负责，先按 {len(known.lead)} 个牵头单位共同完成计，请定由谁负责。"
        together = Assumption("scope", "原文没有写是否分头办，按共同完成计")
        assumed = (*_who_is("原文没有写由谁负责，按牵头单位计"), together)
        return Owed(names=known.lead, phrase="", owner=None, reasons=(reason,), assumed=assumed)
    # the only unit a task names owes all of it: the document does say so
    assumed = () if known.is_alone(()) else _who_is("原文没有写由谁负责，按牵头单位计")
    return Owed(names=known.lead, phrase="", owner=None, assumed=assumed)


def _by_bracket(known: Names) -> Owed:
    """The bracket after the sentence says who owes it; only whether together is left open."""
    several = any(is_group(each) for each in known.lead)
    if len(known.lead) < 2 or several:
        owner = Owner(names=known.lead, phrase="", end=0) if several else None
        return Owed(names=known.lead, phrase="", owner=owner)
    together = Assumption("scope", "原文没有写是否分头办，按共同完成计")
    return Owed(names=known.lead, phrase="", owner=None, assumed=(together,))
