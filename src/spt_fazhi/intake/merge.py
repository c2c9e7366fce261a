"""The obligations of a task after its document was revised: the office's own fields stay, the document's move on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from typing import Any, Final

from spt_fazhi.intake.obligations.proposals import Proposal, Proposals
from spt_fazhi.intake.planned import obligation_of
from spt_fazhi.model.frozen import frozen, replace
from spt_fazhi.model.plan import CountTarget, Obligation, RateTarget, Target, Task
from spt_fazhi.text.alike.likeness import grams, similarity
from spt_fazhi.text.normalise import normalise
from spt_fazhi.text.plain import one_line

_SAME: Final = 0.5
TIMES: Final = ("due", "every", "due_day", "after", "start", "phrase")
"""The fields of an obligation that say when; the last has the document's words for it."""


@frozen
class Merged:
    """Obligations as they will be. `changes` says whether any differs from what it was, `details` how, one line each.

    `asked` are those whose quote changed with the text, `lost` those of which nothing is left there, `fresh` are of
    words that are new; of `untold` nobody can tell whether the document moved or a person set them. `own` says what
    stays as the office set it although the document says otherwise; the words for the time of `stale` ones are gone.
    """

    obligations: tuple[Obligation, ...]
    changes: bool
    details: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    fresh: tuple[Proposal, ...] = ()
    own: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


class _Told:
    """What there is to say while obligations are merged; the names are those of `Merged`."""

    def __init__(self) -> None:
        self.details: list[str] = []
        self.asked: list[str] = []
        self.lost: list[str] = []
        self.own: list[str] = []
        self.untold: list[str] = []
        self.stale: list[str] = []


def merge_obligations(ours: Task, text: str, found: Proposals, before: Proposals | None) -> Merged:
    """The obligations of `ours` under its new `text`; `found` are those drafted from it, `before` from the old one."""
    told = _Told()
    quotes: dict[str, str] = {}
    made: list[Obligation] = []
    used = {one.id for one in found.obligations if any(_overlap(each.quote, one.quote) for each in ours.obligations)}
    for each in ours.obligations:
        old = nearest(each.quote, before.obligations) if before is not None else None
        source = each.quote if old is None else old.quote
        quote, sure = _quote(each.quote, text, found, used)
        if quote is None:
            quote = quotes.get(source)  # one sentence that a person made several obligations of
        if quote is None:
            told.lost.append(each.id)
            made.append(each)
            continue
        twin = nearest(quote, found.obligations)
        quotes.setdefault(source, quote)
        used.update(one.id for one in (twin,) if one is not None)
        moved = _moved(each, old, twin, told.own) if before is not None else _differing(each, twin)
        if before is None and moved:
            told.untold.append(each.id)
        if quote != each.quote:
            told.details.append(f"事项 {each.id} 的引文：“{one_line(each.quote, 40)}”→“{one_line(quote, 40)}”")
            if not sure:
                told.asked.append(each.id)
        merged = replace(each, quote=quote, **moved)
        if merged.phrase and merged.phrase in ours.text and merged.phrase not in text:
            told.stale.append(each.id)
        told.details += _said(each, merged)
        made.append(merged)
    fresh = tuple(_fresh(ours, text, found, made, used)) if not told.lost else ()
    told.details += [f"新增事项 {each.id} {one_line(each.title, 40)}（待核）" for each in fresh]
    return Merged(
        obligations=(*made, *map(obligation_of, fresh)),
        changes=bool(fresh) or tuple(made) != ours.obligations or bool(told.lost),
        fresh=fresh,
        **{name: tuple(found) for name, found in vars(told).items()},
    )


def _quote(quote: str, text: str, found: Proposals, used: set[str]) -> tuple[str | None, bool]:
    """The quote as the new text has it, and whether it is the same but for punctuation and width."""
    if quote in text:
        return quote, True
    normal, words = normalise(text), normalise(quote).text
    at = normal.text.find(words)
    if words and at >= 0:
        start, end = normal.span(at, at + len(words))
        return text[start:end], True
    near = nearest(quote, (each for each in found.obligations if each.id not in used))
    return (None if near is None else near.quote), False


def nearest(quote: str, among: Iterable[Proposal]) -> Proposal | None:
    """The proposal of most like words, or of words that hold these; None where none is like enough."""
    own = grams(quote)
    scored = [(1.0 if _overlap(quote, each.quote) else similarity(own, grams(each.quote)), each) for each in among]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _SAME else None


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _moved(each: Obligation, old: Proposal | None, new: Proposal | None, own: list[str]) -> dict[str, Any]:
    """The fields that the document moved and nobody had set otherwise."""
    if old is None or new is None:
        return {}
    base, theirs = obligation_of(old), obligation_of(new)
    changed: dict[str, Any] = {}
    for names, word, fields in ((("target",), "数量", {"target"}), (TIMES, "时限", {"due", "every"})):
        mine, before, after = ({name: getattr(one, name) for name in names} for one in (each, base, theirs))
        if before == after:
            continue
        if mine == before:
            changed |= after
            changed["assumed"] = assumed_with(changed.get("assumed", each.assumed), theirs.assumed, fields)
        elif mine != after:
            own.append(f"事项 {each.id} 的{word}照台账的，新文件另有变动，请核对")
    return changed


def _differing(each: Obligation, new: Proposal | None) -> dict[str, Any]:
    """The fields that the document has otherwise, where no earlier text tells who moved."""
    if new is None or not _overlap(each.quote, new.quote):
        return {}
    theirs = obligation_of(new)
    changed: dict[str, Any] = {}
    if amount(each.target) != amount(theirs.target):
        changed = {"target": theirs.target, "assumed": assumed_with(each.assumed, theirs.assumed, {"target"})}
    if when(each) != when(theirs):
        assumed = assumed_with(changed.get("assumed", each.assumed), theirs.assumed, {"due", "every"})
        changed |= {**{name: getattr(theirs, name) for name in TIMES}, "assumed": assumed}
    return changed


def assumed_with(ours: Sequence[Any], theirs: Sequence[Any], fields: Set[str]) -> tuple[Any, ...]:
    """What is assumed where these fields are taken from the other side."""
    return (*(each for each in ours if each.field not in fields), *(each for each in theirs if each.field in fields))


def _said(old: Obligation, new: Obligation) -> Iterator[str]:
    if old.target != new.target:
        yield f"事项 {old.id} 的数量：{amount(old.target)}→{amount(new.target)}"
    if time_of(old) != time_of(new):
        yield f"事项 {old.id} 的时限：{when(old)}→{when(new)}"


def time_of(each: Obligation) -> tuple[Any, ...]:
    """What tells when an obligation is due, whatever the document's words for it."""
    return tuple(getattr(each, name) for name in TIMES[:-1])


def amount(target: Target | None) -> str:
    """A target in a few words: 2次, 100%, 没有."""
    if isinstance(target, CountTarget):
        return f"{Decimal(target.count).normalize():f}{target.unit}"
    if isinstance(target, RateTarget):
        return f"{(target.rate * 100).normalize():f}%"
    return "没有"


def when(each: Obligation) -> str:
    """The time of an obligation in a few words: 2024-12-31, 每季度."""
    if each.due is not None:
        return each.due.isoformat()
    days = "".join(
        (
            f"{each.due_day}日前" if each.due_day else "",
            f"后{each.after}日内" if each.after else "",
            f"，{each.start}起" if each.start else "",
        )
    )
    return {"month": "每月", "quarter": "每季度", "half": "每半年"}.get(each.every or "", "") + days


def _fresh(ours: Task, text: str, found: Proposals, made: Sequence[Obligation], used: set[str]) -> Iterator[Proposal]:
    """Proposals of words that the old text has not, under the next free numbers."""
    old = normalise(ours.text).text
    numbers = [int(each.id.partition(".")[2]) for each in ours.obligations]
    number = max(numbers, default=0)
    for each in found.obligations:
        quoted = any(_overlap(each.quote, one.quote) for one in made)
        if each.id in used or quoted or each.quote not in text or normalise(each.quote).text in old:
            continue
        number += 1
        yield replace(each, id=f"{ours.id}.{number}")


def who_moved(ours: Task, found: Proposals, before: Proposals | None) -> dict[str, str]:
    """The obligations (by id) whose units would be others by the new document, and are not, in words."""
    said: dict[str, str] = {}
    if before is None:
        return said
    for each in ours.obligations:
        old, new = nearest(each.quote, before.obligations), nearest(each.quote, found.obligations)
        if old is None or new is None or set(old.who) == set(new.who) or set(each.who) == set(new.who):
            continue
        was, now = ("、".join(who) or "牵头和责任单位" for who in (each.who, new.who))
        said[each.id] = f"事项 {each.id} 的 who 照旧是 {was}，照新文件是 {now}"
    return said
