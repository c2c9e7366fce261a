"""Evidence that repeats another piece of evidence or leans on the same proof: one thing must not count twice."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Change, Finding
from spt_fazhi.engine.judging import Tally, is_met, tally
from spt_fazhi.model.entries.record import Evidence
from spt_fazhi.model.paths import code_of
from spt_fazhi.model.plan import RateTarget
from spt_fazhi.model.register import Entry
from spt_fazhi.text.alike.likeness import COMPARED_TEXT, Pairs, folded, pairs, shared
from spt_fazhi.text.numerals import share_text
from spt_fazhi.views.wording import names_text

RULES = {
    "evidence-copied": "佐证与另一条佐证内容相同",
    "proof-reused": "同一个文号或链接在一个事项里用了几次",
}
_LONG_ENOUGH: Final = 20
"""Pairs of characters below which the details of two events are alike by nature."""
_COMPARED: Final = 200
_HINT: Final = "请核对是不是同一件事报了两次；是的请作废一条，不是的请各写各的时间、地点、做法"


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding for each lot of equal ones in a duty, then one for each that is much like another."""
    added = {change.key: change for change, _ in context.added("record", Evidence)}
    told = {each.file for each in context.introduced if each.rule == "duplicate-evidence"}
    seen: set[tuple[str, ...]] = set()  # one inspection may be all there is of several duties
    contents = _Contents()
    for entries in context.joined:
        ids = tuple(each.id for each in entries)
        if ids not in seen and len(entries) > 1 and _adds_up(context, entries[0].value):
            seen.add(ids)
            fresh = {each.id: added[each.id] for each in entries if each.id in added and each.file not in told}
            titles = {contents.folded(each.new.title) for each in fresh.values()}
            likely = [each for each in entries if contents.folded(each.value.title) in titles]
            lots = list(_lots(likely, fresh, contents.of))
            yield from _equal(context, entries, lots, fresh)
            equal = {each.id for lot in lots for each in lot}
            yield from _same_proof([each for each in entries if each.id not in equal], fresh, contents)
        for record, others in _windows(entries, added):
            if added[record].spot.file not in told:
                yield from _much_alike(context, added, record, others, contents)


def _adds_up(context: ReviewContext, evidence: Evidence) -> bool:
    """Whether what is reported twice counts twice: of heads the latest number counts alone."""
    obligation = context.obligations.get(evidence.obligation)
    return obligation is None or not isinstance(obligation.target, RateTarget) or obligation.target.adds


class _Contents:
    """What pieces of evidence say, folded so that width and spaces make no difference; each text is folded once."""

    def __init__(self) -> None:
        self._known: dict[str | None, str] = {None: ""}
        self._pairs: dict[str, Pairs] = {}

    def folded(self, text: str | None) -> str:
        """A text in its folded form, "" for none."""
        if text not in self._known:
            self._known[text] = folded(text or "")
        return self._known[text]

    def details(self, value: Evidence) -> Pairs:
        """The pairs of characters of the details."""
        text = (value.detail or "")[:COMPARED_TEXT]
        if text not in self._pairs:
            self._pairs[text] = pairs(text)
        return self._pairs[text]

    def of(self, value: Evidence) -> Hashable:
        """All that a piece of evidence says but the days and the files."""
        words = (value.title, value.detail, value.document, value.link)
        return (*map(self.folded, words), value.amount, value.reached, value.of, value.figures)


def _lots(
    entries: Sequence[Entry[Evidence]], fresh: Mapping[str, Change], key: Callable[[Evidence], Hashable]
) -> Iterator[list[Entry[Evidence]]]:
    """The entries that have the same of what `key` tells, several together, a new one among them.

    Nothing is the same as nothing.
    """
    lots: dict[Hashable, list[Entry[Evidence]]] = {key(each.value): [] for each in entries if each.id in fresh}
    lots.pop("", None)
    for entry in entries:
        lot = lots.get(key(entry.value))
        if lot is not None and entry.value.of != 0:  # 无发生 adds nothing, however often it is said
            lot.append(entry)
    return (lot for lot in lots.values() if len(lot) > 1)


def _last(lot: Sequence[Entry[Evidence]], fresh: Mapping[str, Change]) -> Change | None:
    """The last one of a lot that the branch adds."""
    return next((fresh[each.id] for each in reversed(lot) if each.id in fresh), None)


def _equal(
    context: ReviewContext,
    entries: Sequence[Entry[Evidence]],
    lots: Iterable[Sequence[Entry[Evidence]]],
    fresh: Mapping[str, Change],
) -> Iterator[Finding]:
    obligation = context.obligations.get(entries[0].value.obligation)
    target = obligation.target if obligation is not None else None
    whole = tally([each.value for each in entries], target)
    for lot in lots:
        change = _last(lot, fresh)
        if change is None:
            continue
        once = _less(whole, tally([each.value for each in lot[1:]], target))
        helped = "；算作一条就达不到目标" if is_met(target, whole) and not is_met(target, once) else ""
        others = names_text([each.id for each in lot if each.id != change.key], 3, "条")
        said = f"这一事项有 {len(lot)} 条内容完全相同的佐证（另有 {others}）{helped}"
        yield finding("ask", "evidence-copied", said, _HINT, at(change, "title"))


def _less(whole: Tally, part: Tally) -> Tally:
    """What is left of figures that add up."""
    return whole._replace(
        amount=whole.amount - part.amount,
        reached=whole.reached - part.reached,
        of=whole.of - part.of,
        records=whole.records - part.records,
    )


def _same_proof(
    entries: Sequence[Entry[Evidence]], fresh: Mapping[str, Change], contents: _Contents
) -> Iterator[Finding]:
    for name, word in (("document", "文号"), ("link", "链接")):
        if not any(getattr(change.new, name) for change in fresh.values()):
            continue
        for lot in _lots(entries, fresh, lambda value, name=name: contents.folded(getattr(value, name))):  # type: ignore[misc]
            change = _last(lot, fresh)
            if change is not None:
                others = names_text([each.id for each in lot if each.id != change.key], 3, "条")
                said = f"{word}“{getattr(change.new, name)}”在这一事项里已经用过（{others}）"
                yield finding("ask", "proof-reused", said, _HINT, at(change, name))


def _windows(
    entries: Sequence[Entry[Evidence]], added: Mapping[str, Change]
) -> Iterator[tuple[str, list[Entry[Evidence]]]]:
    """Each new piece of a duty's evidence with the last of those that were there or come before it by id."""
    place = {each.id: at for at, each in enumerate(entries)}
    last = [at for at, each in enumerate(entries) if each.id not in added][-_COMPARED:]
    for record in sorted(place.keys() & added.keys()):
        yield record, [entries[at] for at in last]
        insort(last, place[record])
        del last[:-_COMPARED]


def _much_alike(
    context: ReviewContext,
    added: Mapping[str, Change],
    record: str,
    before: Iterable[Entry[Evidence]],
    contents: _Contents,
) -> Iterator[Finding]:
    """The details in other words than those of another event hardly can be; of several new ones the last is told of."""
    change, percent = added[record], context.settings.copied_percent
    own = contents.details(change.new)
    if not percent or len(own) < _LONG_ENOUGH:
        return
    same = contents.of(change.new)
    for other in chain(before, _of_others(context, added, record)):
        share = shared(own, contents.details(other.value))
        if share * 100 >= percent:
            if other.id == record or (contents.of(other.value) == same and code_of(other.id) == code_of(record)):
                continue
            said = f"内容与 {other.id} 有 {share_text(share, digits=0)} 相同"
            yield finding("ask", "evidence-copied", said, _HINT, at(change, "detail"))
            return


def _of_others(context: ReviewContext, added: Mapping[str, Change], record: str) -> Iterator[Entry[Evidence]]:
    """What other units had reported; a holder who files for many says the same of all."""
    if added[record].new.by is not None:
        return
    for other in context.compared(record, Evidence):
        if other.id not in added and other.code != code_of(record) and other.value.by is None:
            yield other
