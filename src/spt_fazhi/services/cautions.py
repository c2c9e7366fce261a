"""What the clerk has to look at before a paper is signed: said on stderr, once a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from spt_fazhi.reports.bulletin.next_steps import NextSteps
from spt_fazhi.reports.inspections.inspected import Inspected
from spt_fazhi.reports.parts import Head
from spt_fazhi.services.notice.make import MadeLetter
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.lists.issued_words import unwarned_text
from spt_fazhi.views.lists.replies import waiting_text
from spt_fazhi.views.notices.notice import Notices
from spt_fazhi.views.notices.reply_day import holiday_note
from spt_fazhi.views.wording import chinese_date, names_text, weekday

_UNSIGNED: Final = (
    "注意：落款要补写，台账没有写由谁落款。请在 data/tasks.yaml 的 register 里写 signature 或 office（承办机构）。"
)
_SATURDAY: Final = 5
_SHOWN: Final = 6
_NO_PHONE: Final = "注意：联系电话要补写，没有登记承办机构的办公电话。请在 data/units.yaml 里给它写 phone。"


def report_cautions(values: Any) -> Iterator[str]:
    """Of a report, from its values."""
    yield from _of_head(getattr(values, "head", None))
    steps, told = getattr(values, "next", None), getattr(values, "inspected", None)
    put_right = isinstance(told, Inspected) and bool(told.overdue)
    if isinstance(steps, NextSteps) and (steps.overdue or steps.unproved or steps.missing or put_right):
        said = holiday_note(steps.ask_day)
        if said:
            yield f"注意：{said}；要改的，定稿时改。"


def letter_cautions(made: Sequence[MadeLetter], found: Notices) -> Iterator[str]:
    """Of letters that were made. A day that somebody chose is doubted only at a weekend."""
    if found.unwarned:
        yield f"说明：{unwarned_text(found.unwarned)}"
    before = [each.notice.unit for each in made if each.values.form_sent]
    if before:
        yield f"说明：报送表先前发过、还没有回的，函里写明哪天发的，没有再附同样的表：{names_text(before, _SHOWN)}。"
    if made:
        top = made[0].values.head
        yield from _of_head(top)
        if top.phone is None:
            yield _NO_PHONE
    if not any(each.values.answers for each in made):
        return
    said = holiday_note(found.reply_by)
    if not found.set_by_hand and said:
        yield f"注意：{said}；另定请加 --reply-by 日期。"
    elif found.set_by_hand and found.reply_by.weekday() >= _SATURDAY:
        yield f"注意：要求答复的日子{chinese_date(found.reply_by)}是{weekday(found.reply_by)}，请核对。"


def merging_cautions(found: Notices) -> Iterator[str]:
    """Of what is not written about because a reply waits to be merged."""
    for each in found.merging:
        yield f"说明：{one_line(each.unit)} {len(each.owed)} 条{waiting_text(each.branches)}，没有写进函里；请先合并。"


def _of_head(head: object) -> Iterator[str]:
    if isinstance(head, Head) and head.signature_gap is not None:
        yield _UNSIGNED
