"""Prints the history of a task, an obligation or a unit: each event on a line or two, who brought it below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from spt_fazhi.model.references import finding_name
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.dossiers.events import KIND_WORDS
from spt_fazhi.views.timeline import CHANGE_WORDS
from spt_fazhi.views.wording import chinese_date

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.model.history import Brought, Commit
    from spt_fazhi.views.dossiers.events import Event
    from spt_fazhi.views.timeline import Subject, Timeline

_INDENT = " " * 11
_COLOURS = {
    "inspection": "magenta",
    "evidence": "green",
    "rectify": "green",
    "close": "green",
    "progress": "cyan",
    "void": "red",
    "return": "red",
    "extend": "yellow",
    "waive": "yellow",
    "redact": "red",
    "register": "magenta",
}


def show(timeline: Timeline, console: Console) -> None:
    """The title with how many events there are, then every event."""
    subject = timeline.subject
    label = _label(subject)
    width = min(console.width, 100)
    for line in wrap(one_line(label + subject.title), width):
        console.print(Text(line, style="bold"), soft_wrap=True)
    idle = sum(not each.counts for each in timeline.events)
    said = f"共 {timeline.total} 条" if timeline.total else "还没有记录和决定"
    said += f"，下面是最近 {len(timeline.events)} 条" if len(timeline.events) < timeline.total else ""
    said += f"，其中 {idle} 条不计入" if idle else ""
    for line in wrap(f"{said} · 截至 {chinese_date(timeline.day)}", width):
        console.print(Text(line, style="bright_black"), soft_wrap=True)
    console.print()
    for event in timeline.events:
        for text in _lines(event, timeline, width):
            console.print(text, soft_wrap=True)


def _label(subject: Subject) -> str:
    if subject.obligation:
        return f"事项 {subject.obligation}  "
    if subject.finding:
        return f"问题 {finding_name(subject.finding)}  "
    if subject.inspection:
        return f"督察 {subject.inspection}  "
    return f"任务 {subject.task}  " if subject.task else ""


def _lines(event: Event, timeline: Timeline, width: int) -> Iterator[Text]:
    what = one_line(" ".join(filter(None, (_about(event, timeline), _unit(event, timeline)))))
    amount = f"（{event.amount}）" if event.amount else ""
    text = f"{KIND_WORDS[event.kind]} {what}{'：' if what else ''}{one_line(event.title, 120)}{amount}"
    for index, line in enumerate(wrap(text, width - len(_INDENT))):
        shown = Text(f"{event.day} " if index == 0 else _INDENT)
        word = len(KIND_WORDS[event.kind]) if index == 0 else 0
        shown.append(line[:word], style=_COLOURS.get(event.kind, "blue")).append(
            line[word:], style="" if event.counts else "dim"
        )
        yield shown
    for said, style in _remarks(event, timeline):
        for line in wrap(one_line(said), width - len(_INDENT)):
            yield Text(_INDENT + line, style=style)


def _about(event: Event, timeline: Timeline) -> str:
    """The obligation, task or finding, where the title does not say it."""
    if timeline.subject.obligation or timeline.subject.finding:
        return ""
    if event.finding:
        return f"问题{finding_name(event.finding)}"
    return event.obligation or (str(event.task) if event.task and timeline.subject.task is None else "")


def _unit(event: Event, timeline: Timeline) -> str:
    return "" if timeline.subject.unit else event.unit or ""


def _remarks(event: Event, timeline: Timeline) -> Iterator[tuple[str, str]]:
    if not event.counts:
        yield f"不计入{f'：已由 {event.withdrawn_by} 撤回' if event.withdrawn_by else ''}", "yellow"
    if event.late_decision:
        yield "逾期后定为不适用", "yellow"
    if event.id:
        yield event.id, "bright_black"
    if timeline.known:
        yield _brought(event.brought), "bright_black" if event.brought else "yellow"
    if event.days_early:
        yield f"录入日比{'提交' if event.brought else '今天'}早 {event.days_early} 天", "yellow"
    for how, commit in event.brought.changes if event.brought else ():
        yield f"{CHANGE_WORDS[how]}：{_commit(commit)}", "bold red"


def _brought(brought: Brought | None) -> str:
    if brought is None:
        return "未提交"
    if brought.cut:
        return "提交在浅克隆以外，看不到"
    merged = brought.merged
    by = f"；{one_line(merged.author, 40)} {merged.date[:10]} 合并（{merged.id[:8]}）" if merged else ""
    return f"提交 {_commit(brought.commit)}{by}"


def _commit(commit: Commit) -> str:
    return f"{commit.id[:8]} {one_line(commit.author, 40)} {commit.date[:10]}"
