"""What the tests of proposals share: the units of an invented district, and proposals as lines of text."""

from __future__ import annotations

from spt_fazhi.intake.obligations.proposals import Proposal, Proposals, propose
from spt_fazhi.model.plan import CountTarget, RateTarget, Target

GROUPS = {
    "各乡镇（街道）": ("东镇", "西镇", "南街道"),
    "各部门": ("区司法局", "区财政局", "区审计局", "区教育局"),
    "各行政执法部门": ("区城管局", "区教育局"),
    "政府组成部门": ("区司法局", "区财政局", "区教育局"),
}
NAMES = ("区政府办公室", "区委依法治区办", "区委组织部", "区城管局")


def read(
    text: str, lead: tuple[str, ...] = ("区司法局",), responsible: tuple[str, ...] = ("各乡镇（街道）", "各部门"),
    deadline: str = "",
) -> Proposals:  # fmt: skip
    """The proposals for one task of the plan of 示例区 for 2024."""
    return propose(
        text, task=1, year=2024, lead=lead, responsible=responsible, groups=GROUPS, names=NAMES, deadline=deadline
    )


def target_text(target: Target | None) -> str:
    if isinstance(target, CountTarget):
        return f"{target.count}{target.unit}"
    if isinstance(target, RateTarget):
        return f"{(target.rate * 100).normalize():f}% {target.of}：{target.reached}（{target.settle}）"
    return "-"


def line(each: Proposal) -> str:
    """title | quote | who <- the words it was decided from | scope | target | when and day (phrase) | confidence."""
    who = "、".join(each.who) or "默认"
    if each.who_phrase:
        who += f" ← {each.who_phrase}"
    days = each.within
    given = (("", days.due_day, "日"), ("后", days.after, "日"), ("", days.since, "起"))
    within = "".join(f" {before}{value}{after}" for before, value, after in given if value is not None)
    when = f"{each.due or each.every}{within}" + (f"（{each.phrase}）" if each.phrase else "")
    return " | ".join((each.title, each.quote, who, each.scope, target_text(each.target), when, each.confidence))


def lines(found: Proposals) -> list[str]:
    """All of it: proposals, each with its reasons, then the phrases that were not understood."""
    shown: list[str] = []
    for each in found.obligations:
        shown.append(f"  {line(each)}")
        shown.extend(f"      ? {reason}" for reason in each.reasons)
        shown.extend(f"      = {field}：{reason}" for field, reason in each.assumed)
    shown.extend(f"  ~ {phrase.text}" for phrase in found.unread)
    return shown
