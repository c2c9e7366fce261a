"""How open duties are put in a few words to whoever owes them: what is named in one breath, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spt_fazhi.model.plan import Obligation
from spt_fazhi.text.plain import one_line
from spt_fazhi.text.quotation import quoted
from spt_fazhi.views.counted import reported_text
from spt_fazhi.views.lists.desks import Owed
from spt_fazhi.views.wording import (
    ASSUMED,
    backfill_note,
    chinese_date,
    due_words,
    month_day,
    names_text,
    period_text,
    target_note,
    who_mark,
)

SAID: Final = 3
"""Obligations with their periods, and rounds with their tasks, that are named at once; the other duties are counted."""
_TITLED: Final = 2
"""Tasks that are named with their titles at once; more are told by their numbers."""
_DAY_ENDS: Final = ("前", "底", "末", "内", "止", "日", "月", "上半年", "下半年")
_YEAR: Final = len("2024年")
Together = tuple[Owed, ...]
"""What is named in one breath, of the same units."""


def together(owed: Iterable[Owed]) -> list[Together]:
    """Whose it is, and an obligation with its periods, or a period and day of reports with its tasks.

    Whoever is only asked has no days: a task with its periods.
    """
    groups: dict[tuple[object, ...], list[Owed]] = {}
    for each in owed:
        key, due = each.duty.duty.key, each.duty.due
        what: tuple[object, ...] = (key.obligation or key.finding,)
        if not (key.obligation or key.finding):
            what = (key.task,) if each.duty.invited else (key.period, due, each.duty.extended_by is not None)
        groups.setdefault((each.names, *what), []).append(each)
    return [tuple(own) for own in groups.values()]


def whose(own: Together, desk: str, all_of: Sequence[str]) -> str:
    """`示范区政府的`: whose it is, where the desk answers not for itself alone (`all_of`: everybody it is told of)."""
    return "" if tuple(all_of) == (desk,) else f"{names_text(own[0].names)}的"


def named_text(own: Together, by: str = "") -> str:
    """`“执法案卷评查”（2024年第一季度）`, `任务3“化解矛盾纠纷”2024年第一季度进展`: what it is; many tasks by number.

    A finding is `督察发现的“案卷未附法制审核意见”问题`.
    """
    first = own[0].duty
    if first.duty.finding is not None:
        return f"督察发现的{by}{quoted(one_line(first.duty.title, 40).rstrip('。；，'))}问题"
    if first.duty.obligation:
        spans = names_text(periods_of(own), 3, "期")
        return f"{by}{quoted(one_line(first.duty.title, 40))}{f'（{spans}）' if spans else ''}"
    period = names_text(periods_of(own), 3, "期")
    tasks = {each.duty.duty.task: quoted(one_line(each.duty.duty.title, 40)) for each in own}
    if len(tasks) > _TITLED:
        return f"{by}{period}进展（任务{names_text([*map(str, tasks)], 6, '项')}）"
    titled = "、".join(f"{f'任务{task}' if task else ''}{title}" for task, title in tasks.items())
    return f"{by}{titled}{period}进展"


def account(own: Together, by: str = "", lacks: str = "") -> str:
    """`任务3“化解矛盾纠纷”2024年第一季度进展应于4月10日前报送，没有收到`; the office asks for it, not the document.

    Of a finding by when it was to be put right, and what is missing of that. `lacks` says what is missing where more
    is known of it.
    Of a unit outside the government no day is asked, and nothing is said to be missing: it need not give it.
    """
    first = own[0].duty
    if first.invited:
        return named_text(own, by)
    if first.duty.finding is not None:
        until = f"整改时限{'已延期至' if first.extended_by else '是'}{month_day(first.due)}"
        return f"{named_text(own, by)}，{until}，{lacks or missing(own)}"
    by_day = f"{'应' if first.state == 'overdue' else '请'}于{month_day(first.due)}前"
    until = f"已延期至{month_day(first.due)}" if first.extended_by else by_day
    return f"{named_text(own, by)}{until}报送，{lacks or missing(own)}"


def item(own: Together, by: str = "", you: str = "你单位", lacks: str = "") -> str:
    """`“执法案卷评查”（2024年第一季度），时限是2024年3月31日前，没有收到材料`; `you` is how the unit is spoken to.

    `lacks` says what is missing where more is known of it. A unit outside the government is told no day that was its
    own, and what it has given.
    """
    first = own[0].duty
    if first.invited:
        given = f"，{missing(own)}" if any(each.duty.claimed.records for each in own) else ""
        return f"{named_text(own, by)}{given}"
    owed = f"，由{you}承担{ASSUMED}" if who_mark(first) else ""
    return f"{named_text(own, by)}{owed}，{limit(own)}，{lacks or missing(own)}"


def periods_of(own: Together) -> tuple[str, ...]:
    """The periods of what is named together, in words, each once, a year that goes on only at first.

    `2024年6月`, `7月`, `8月`.
    """
    known = tuple(dict.fromkeys(each.duty.duty.period for each in own if each.duty.duty.period))
    said = map(period_text, known)
    before = ("", *known)
    return tuple(
        text[_YEAR:] or text if period[:4] == last[:4] else text
        for text, period, last in zip(said, known, before, strict=False)
    )


def limit(own: Together) -> str:
    """`时限是2024年3月31日前`, `最早一期的时限是…`, `时限已延期至2024年7月31日`."""
    first = own[0].duty
    first_of = "最早一期的" if len(periods_of(own)) > 1 else ""
    if first.extended_by is not None or first.duty.obligation is None:
        return f"{first_of}时限已延期至{chinese_date(first.due)}"
    note = backfill_note(first)
    said = due_words(first.duty.obligation, first.due)
    if _says_no_day(first.duty.obligation):
        said = f"{chinese_date(first.due)}前（原文写{quoted(one_line(first.duty.obligation.phrase or '', 20))}）"
    return f"{first_of}时限是{said}{f'，{note}' if note else ''}"


def _says_no_day(obligation: Obligation) -> bool:
    """Whether the document's words stand for a day and name none: 全年, 在年度报告中."""
    stated = not obligation.every and "due" not in obligation.assumed_fields
    return stated and bool(obligation.phrase) and not str(obligation.phrase).endswith(_DAY_ENDS)


def missing(own: Together, *, noted: bool = True) -> str:
    """What has not come in, and what has: `没有收到材料`, `已办7场，要求12场`, `4件案件中4件办结，但数据只到6月30日`.

    `noted` says before it what an assumed target is.
    """
    states = {each.duty.state for each in own}
    if states == {"returned"}:
        return "报来的材料已退回，要重新报送"
    yet = "" if "overdue" in states else "还"
    if own[0].duty.duty.obligation is None:
        partial = bool(own[0].duty.duty.finding and own[0].duty.records)
        what = "整改情况" if own[0].duty.duty.finding is not None else ""
        return "只报了阶段性整改情况" if partial else f"{yet}没有收到{what}"
    if states == {"unproved"}:
        return "报了完成情况，还缺佐证材料"
    given = tuple(each for each in own if each.duty.claimed.records)
    if not given:
        return f"{yet}没有收到材料"
    if len(given) < len(own):
        return f"其中{names_text(periods_of(given), 3, '期')}{missing(given, noted=noted)}，其余{yet}没有收到材料"
    reported = given[0].duty
    held = target_note(reported) if noted else ""
    said = f"{held}，" if held else ""
    said += reported_text(reported, noted=bool(held))
    return f"{said}，但数据只到{month_day(reported.figures_end)}" if reported.figures_end is not None else said


def wanted(groups: Sequence[Together]) -> str:
    """Progress where it is missing, the proof that is named for all else or proof in general; findings stand last."""
    put_right = [own for own in groups if own[0].duty.duty.finding is not None]
    asked = [own[0].duty.duty.obligation for own in groups if own not in put_right]
    proofs = {one_line(each.proof or "", 40).strip("。") for each in asked if each is not None}
    found = [] if all(asked) else ["进展情况"]
    if proofs:
        named = proofs.pop() if len(proofs) == 1 else ""
        found.append(f"佐证（{named}）" if named else "佐证材料（文件、照片或网址）")
    if put_right:
        found.append("督察问题的整改情况" if found else "整改情况")
    return "、".join((*found[:-2], "和".join(found[-2:])))
