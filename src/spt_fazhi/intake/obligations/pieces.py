"""Drafts that are no single clause: several things of one, a task's milestone, a stretch quoted as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations import lexicon as lex
from spt_fazhi.intake.obligations.deliverables import Deliverable, skip_adverbs
from spt_fazhi.intake.obligations.figures import FigureDraft
from spt_fazhi.intake.obligations.parts import parts_reason, sums_up
from spt_fazhi.intake.obligations.reading import Reading
from spt_fazhi.intake.obligations.scope import lists_of
from spt_fazhi.intake.obligations.titles import LIMIT, inclusion_title, title_of
from spt_fazhi.model.frozen import replace
from spt_fazhi.model.plan import CountTarget

_EVENT_CUT: Final = re.compile(f"(?<=.{{5}})(?:、|和|以及|及)(?=[^、,和及]{{4,}}(?:{lex.EVENTS})(?:等|$|、|和|及))")
_EVENT_END: Final = re.compile(f"(?:{lex.EVENTS})$")
_PLAIN: Final = re.compile(
    "^(?:组织)?(?:召开|举行|举办)[^,]{0,40}会议?$|"
    "^(?:出台|印发|公布|公开(?!透明|公平|公正)|公示|发布|报送|上报|提交|签订|启动|结束)[^,]{2,}$|会议?召开$|"
    "(?:入库|启动|结束|开工|动工|竣工|完工|通车|上线|挂牌|签约|开通|完毕|动工建设|挂牌成立|交付使用|投入(?:使用|运行|运营))$"
)
"""Acts that show by themselves that they were done: 召开动员会, 物资入库."""


def proof_asked(words: str, *, dated: bool) -> tuple[str, ...]:
    """What is asked about a clause, its words without adverbs, that names no product; nothing for a plain act.

    `dated`: it was made a duty for its day alone.
    """
    if not dated:
        return ("没有写明成果，请定佐证是什么。",)
    return () if _PLAIN.search(words) else ("这句有时限，但没有写要交出什么，请定佐证是什么。",)


def undivided(reading: Reading) -> FigureDraft:
    """A stretch that is quoted as it stands: too long, or too full of numbers and days, to be taken apart."""
    clause = reading.clause
    words = clause.text[:LIMIT]
    return FigureDraft(
        start=clause.start,
        end=clause.end,
        title=title_of("", words, words),
        reading=reading,
        when=None,
        form="whole",
        vague=True,
        reasons=("这一段太长或者数字、时限太多，没有逐项拆开，请对照原文分解。",),
    )


def milestone_of(readings: Sequence[Reading]) -> FigureDraft | None:
    """A draft that quotes the first sentence of a task: for a deadline that holds for all of it; None without one."""
    first = next((each for each in readings if each.words), None)
    if first is None:
        return None
    lead, rest = skip_adverbs(first.words)
    return FigureDraft(
        start=first.first,
        end=max(each.clause.end for each in readings if each.clause.sentence == first.clause.sentence),
        title=title_of("", rest, lead + rest or first.clause.text),
        reading=first,
        when=None,
        form="whole",
        vague=True,
        reasons=("任务写了时限，但没有写到时要交出什么，先记一项，请定佐证是什么。",),
    )


def summed(drafts: Sequence[FigureDraft], text: str) -> list[FigureDraft]:
    """The drafts of a sentence of `text`, a normal copy, where a total and counts that add up to it are one.

    The counts stand after a colon (75座:10座、15座、50座) or before a sum (10座、15座,共25座).
    """
    found: list[FigureDraft] = []
    at = 0
    while at < len(drafts):
        run = _run(drafts, at, text)
        if run is None:
            found.append(drafts[at])
            at += 1
        else:
            total, parts = run
            texts = [_amount(each) for each in parts]
            found.append(
                replace(
                    total,
                    start=min(total.start, parts[0].start),
                    end=max(total.end, parts[-1].end),
                    title=total.title if len(total.title) > 2 else parts[0].title,
                    reasons=(*total.reasons, parts_reason(texts)),
                )
            )
            at += len(parts) + 1
    return found


def _run(drafts: Sequence[FigureDraft], at: int, text: str) -> tuple[FigureDraft, Sequence[FigureDraft]] | None:
    """A total at this place with its parts after it, or parts from here on that a total follows (共25座)."""
    first = drafts[at].target
    if not isinstance(first, CountTarget):
        return None
    amount = first.count
    for index in range(at + 1, len(drafts)):
        here = drafts[index]
        if not isinstance(here.target, CountTarget) or here.target.unit != first.unit or here.reading.owner is not None:
            return None
        if here.target.count == amount and sums_up(here.reading.clause.text):
            return here, drafts[at:index]
        amount += here.target.count
        colon = text[max(drafts[at + 1].reading.clause.start - 1, 0)] == ":"
        if colon and amount == 2 * first.count and index > at + 1 and here.when == drafts[at].when:
            return drafts[at], drafts[at + 1 : index + 1]
    return None


def _amount(draft: FigureDraft) -> str:
    return f"{draft.target.count}{draft.target.unit}" if isinstance(draft.target, CountTarget) else ""


def pieces_of(draft: FigureDraft, found: Deliverable) -> list[FigureDraft]:
    """The several things of one clause: events, or lists that are named one after another."""
    lists = lists_of(found.thing)
    if len(lists) > 1:
        reason = "这一句列了几样，先各记一项，请核对。"
        return [replace(draft, title=title_of("", each, each), reasons=(reason, *draft.reasons)) for each in lists]
    return list(_event_pieces(draft)) if found.form == "do" else [draft]


def title_for(found: Deliverable, rest: str) -> str:
    """The title of what a clause asks for; `rest` are its words without adverbs."""
    if found.form == "include":
        return inclusion_title(found.thing)
    if found.form == "tell":
        return title_of("", rest if len(rest) <= LIMIT else found.verb + found.thing, rest)
    if found.form == "show" and len(rest) > LIMIT:
        return title_of(found.verb, found.thing, rest)
    if found.form in {"show", "every-case"} or not found.verb or rest[0] == "对":
        return title_of("", rest, rest)
    return title_of(found.verb, found.thing, rest)


def _event_pieces(draft: FigureDraft) -> Iterator[FigureDraft]:
    """开展A专项整治、B隐患排查等专项行动 are two things."""
    text, shift = draft.reading.clause.text, draft.reading.clause.start
    at = 0
    cuts = [cut for cut in _EVENT_CUT.finditer(text) if _EVENT_END.search(text, 0, cut.start())]
    for cut in cuts:
        yield replace(
            draft,
            start=draft.start if at == 0 else shift + at,
            end=shift + cut.start(),
            title=_piece(text[at : cut.start()], at),
        )
        at = cut.end()
    yield replace(draft, start=shift + at, title=_piece(text[at:], at)) if at else draft


def _piece(words: str, at: int) -> str:
    return title_of("", words if at else skip_adverbs(words)[1], words)
