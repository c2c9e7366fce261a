"""A day of entry that lies well before the commit, or a commit whose own days do not agree.

The day of entry is typed, the commit's day is not: where they differ somebody should know why, and where the state of a
duty hangs on the typed one it must not pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from spt_fazhi.changes.context import ReviewContext, at, finding
from spt_fazhi.changes.entry_days import EarlyEntry, doubtful_entries, early_entries
from spt_fazhi.changes.review import kind_of
from spt_fazhi.changes.values import Finding, Spot
from spt_fazhi.model.entries.decision import DECISION_WORDS
from spt_fazhi.model.entries.record import RECORD_WORDS
from spt_fazhi.model.history import Arrival

RULES = {
    "recorded-early": "录入日比提交的日子早好几天",
    "recorded-decides": "录入日比提交的日子早，责任的状态又取决于它",
    "commit-day": "提交自己的日期不可信",
}
_WORDS: Final = {**RECORD_WORDS, **DECISION_WORDS, "inspection": "督察", "issued": "发出登记"}
_TRULY: Final = {
    "evidence": "退回后重报期限已过才报的，照实处理；同一天有几份数据的，以最后录入的为准",
    "progress": "期限过后才报的，照实算逾期报送",
    "rectify": "退回后重报期限已过才报的、销号以后才报的，照实处理",
    "close": "报整改以后才能销号，退回以后要重报才能再销",
    "return": "重报期限从真正退回的那天起另定，已经过去的不算数",
    "extend": "到期日以后才作的延期不成立，应照实按逾期处理",
    "waive": "到期日以后才定的，仍算不适用，会注明是逾期后决定的",
}
"""What becomes of an entry, by its kind, once it says the true day."""
_LAG: Final = 30
"""Days by which an author's day may lie before the committer's: a branch is put in order before it is sent."""


def find(context: ReviewContext) -> Iterator[Finding]:
    """One finding an entry, then one a commit."""
    for each in early_entries(context):
        yield _early(context, each)
    for each in doubtful_entries(context):
        yield _doubtful(context, each)
    yield from _commits(context)


def _early(context: ReviewContext, each: EarlyEntry) -> Finding:
    kind = kind_of(each.change)
    word = "发出日" if kind == "issued" else "决定日" if kind in DECISION_WORDS else "录入日"
    arrival = context.arrivals[each.change.spot.file]
    came = f"到 {each.came} 才提交" if arrival.commit is not None else f"今天（{each.came}）还没有提交"
    said = f"{_WORDS[kind]}的{word}写的是 {each.recorded}，{came}，早了 {each.days} 天"
    if not each.decides:
        hint = (
            "应是真正发出、真正说的那天；补登以前的，请核对底稿，问明原因"
            if kind == "issued"
            else f"{word}应是实际录入的那天；补录以前的事，日期写在 date 里。请问明原因"
        )
        return finding("ask", "recorded-early", said, hint, at(each.change, "recorded"))
    return finding(
        "block",
        "recorded-decides",
        f"{said}；按提交的日子，结果就不一样",
        f"请把 recorded 改成实际的日子（文件名里的也一样）；{_TRULY[kind]}",
        at(each.change, "recorded"),
    )


def _doubtful(context: ReviewContext, each: EarlyEntry) -> Finding:
    arrival = context.arrivals[each.change.spot.file]
    commit = arrival.commit
    written = commit.day if commit is not None else each.came
    said = f"{_WORDS[kind_of(each.change)]}写的是 {each.recorded}，作者的日子是 {written}，"
    if commit is not None and arrival.later_day > commit.committed_day:
        said += f"主分支或后来的合并却已经到 {each.came}；按那天算，结果就不一样"
        hint = "分支早就提交、现在才审阅会这样，提交的日子写早了也会这样；请问明哪天推送的"
    else:
        said += f"提交却在 {each.came}；按提交的日子，结果就不一样"
        hint = "变基、合并成一个提交会这样，改写作者的日子也会这样；请问明原因"
    return finding("ask", "commit-day", said, hint, at(each.change, "recorded"))


def _commits(context: ReviewContext) -> Iterator[Finding]:
    """One finding a commit, at the first of the files it brought."""
    seen: set[str] = set()
    for file, arrival in sorted(context.arrivals.items()):
        commit = arrival.commit
        if commit is None or commit.id in seen:
            continue
        said = _wrong(arrival)
        if said:
            seen.add(commit.id)
            hint = "提交的日期可以随意写；请问明原因，按实际的日子看录入日"
            yield finding("ask", "commit-day", f"提交 {commit.id[:8]} {said}", hint, Spot(file=file))


def _wrong(arrival: Arrival) -> str:
    commit = arrival.commit
    if commit is None:
        return ""
    if arrival.clock_is_wrong:
        return f"写的日期是 {commit.committed_day}，早于它所依据的提交（{arrival.parents_day}）"
    if commit.strange_zone:
        return f"写的时区 {commit.strange_zone} 世上没有"
    written, made = commit.day, commit.committed_day
    if date.max in (written, made):
        return "的日期读不出来"
    return f"写的是 {written} 所作，实际在 {made} 提交" if (made - written).days > _LAG else ""
