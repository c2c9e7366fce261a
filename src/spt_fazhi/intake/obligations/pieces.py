"""Drafts that are no single clause: several things of one, a task's milestone, a stretch quoted as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spt_fazhi.intake.obligations import lexicon as lex
from spt_fazhi.intake.obligations.deliverables import Deliverable, skip_adverbs
from spt_fazhi.intake.obligations.figures import FigureDraft
from spt_fazhi.intake.obligations.reading import Reading
from spt_fazhi.intake.obligations.scope import lists_of
from spt_fazhi.intake.obligations.titles import LIMIT, inclusion_title, title_of
from spt_fazhi.model.frozen import replace

_EVENT_CUT: Final = re.compile(f"(?<=.{{5}})(?:、|和|以及|及)(?=[^、,和及]{{4,}}(?:{lex.EVENTS})(?:等|$|、|和|及))")
_EVENT_END: Final = re.compile(f"(?:{lex.EVENTS})$")


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
