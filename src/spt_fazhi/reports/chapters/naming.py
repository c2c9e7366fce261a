"""Titles and words of the half-year summary and the annual report, taken from the plan's own title."""

from __future__ import annotations

import re
from typing import Final

from spt_fazhi.model.plan import Obligation, RegisterInfo, Task
from spt_fazhi.reports.names import bare_title

_PLANS: Final = ("重点工作安排", "工作要点", "工作计划", "工作安排")
"""What a plan calls itself."""
_WORK: Final = re.compile("(?:全面)?(?:法治政府建设|法治建设|依法行政|依法治[省市州县区旗])(?:工作)?$")
"""What a plan is about: in the title of a report it stands after the year."""
_DIGITS: Final = "零一二三四五六七八九"
_RESPONSIBLE: Final = re.compile("第一责任人|主要负责人")
_REVIEW: Final = re.compile("合法性审[查核]|备案")
REVIEWED: Final = re.compile("审[查核]")
FILED: Final = re.compile("备案")


def numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九, for the number of a chapter."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{'' if tens == 1 else _DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def title_of(info: RegisterInfo, when: str, what: str) -> str:
    """The title of a report on the plan: `某区`, `when`, `法治政府建设`, `what` of `某区法治政府建设2024年工作要点`.

    A plan with another kind of title is named in 《》.
    """
    title = bare_title(info.title)
    subject, year, rest = title.partition(f"{info.year}年")
    plan = next((word for word in _PLANS if word in rest), None)
    if not subject or not year or plan is None:
        return f"《{title}》{when}落实{what}"
    work, _, remark = rest.partition(plan)
    own = _WORK.search(subject)
    if own and own.start() and work in {"", "度"}:
        subject, work = subject[: own.start()], own[0]
    return f"{subject}{when}{work.removeprefix('度')}{what}{remark}"


def is_of_the_head(obligation: Obligation) -> bool:
    """Whether an obligation speaks of what the head of a body does (第一责任人、主要负责人)."""
    return bool(_RESPONSIBLE.search(obligation.title) or _RESPONSIBLE.search(obligation.quote))


def is_of_review(obligation: Obligation) -> bool:
    """Whether an obligation speaks of reviews of legality or of filing (合法性审查、备案)."""
    said = (obligation.title, obligation.quote, *(figure.name for figure in obligation.figures))
    return any(_REVIEW.search(each) for each in said)


def speaks_of_review(task: Task) -> bool:
    """Whether a task, in its own words or in those of its obligations, speaks of reviews of legality or of filing."""
    return bool(_REVIEW.search(task.title) or _REVIEW.search(task.text)) or any(map(is_of_review, task.obligations))
