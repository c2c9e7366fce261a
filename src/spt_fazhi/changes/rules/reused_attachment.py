"""One file as proof of several things, or proof that was used before, also with next to nothing changed in it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.values import Finding
from spt_fazhi.model.entries.record import Evidence, Rectify
from spt_fazhi.model.paths import attachment_of, place_of
from spt_fazhi.views.wording import names_text

RULES = {
    "attachment-reused": "同一个附件用作多项佐证",
    "attachment-alike": "附件与别的附件只差几个字节",
}
_SAID = {
    "attachment-reused": "是同一个文件",
    "attachment-alike": "几乎一样，只差几个字节",
}


_SHOWN: Final = 3


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding an attachment; records that were voided or returned do not count."""
    withdrawn = context.after.matching.withdrawn
    live = _Live(withdrawn)
    for change, record in context.added("record"):
        if change.key in withdrawn or not isinstance(record, Evidence | Rectify):
            continue
        for index, each in enumerate(record.files):
            path = attachment_of(change.key, each.name)
            for rule, twins in (("attachment-reused", context.twins), ("attachment-alike", context.near_twins)):
                others, number = live.others(change.key, twins.get(path, ()))
                if number:
                    yield finding(
                        "ask",
                        rule,
                        f"附件“{each.name}”与 {names_text(others, _SHOWN, '条', number=number)} 的附件{_SAID[rule]}",
                        "请核对它是否真能证明这几件事；误用的请作废后重新录入",
                        at(change, "files", index, "name"),
                    )
                    break


class _Live:
    """The records that stand beside which attachments lie, worked out once for all that share a content."""

    def __init__(self, withdrawn: Container[str]) -> None:
        self._withdrawn = withdrawn
        self._known: dict[int, dict[str, None]] = {}

    def others(self, record: str, twins: tuple[str, ...]) -> tuple[list[str], int]:
        """The first of those beside which `twins` lie, but for `record` itself, and how many there are."""
        if not twins:
            return [], 0
        known = self._known.get(id(twins))
        if known is None:
            ids = dict.fromkeys(place_of(twin).id for twin in twins)
            known = self._known[id(twins)] = {each: None for each in ids if each not in self._withdrawn}
        first = [each for each in islice(known, _SHOWN + 1) if each != record]
        return first, len(known) - (record in known)
