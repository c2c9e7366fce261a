"""The screens of `fazhi intake --update`: what a revised document changes, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from spt_fazhi.intake.revision import Revision, TaskChange, Updated
from spt_fazhi.render.terminal.draft import flow
from spt_fazhi.render.terminal.style import heading
from spt_fazhi.text.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console

_KINDS: Final = {"text": "改写", "title": "标题变了", "units": "单位变了", "new": "新增", "gone": "不再有"}

_ASKED: Final = 20


def show_revision(revision: Revision, old: str, new: str, console: Console) -> None:
    """Every change with its number, what it does in detail, and why it is not taken for granted."""
    flow(console, f"{one_line(old)} ← {one_line(new) or '（没有读出标题）'}", "bold")
    counts = {word: sum(each.kind == kind for each in revision.changes) for kind, word in _KINDS.items()}
    parts = [f"没有变 {revision.kept}", *(f"{word} {number}" for word, number in counts.items() if number)]
    flow(console, f"任务：{'，'.join(parts)}")
    if revision.untouched:
        flow(console, f"新文件只写了一部分任务，没有写到的 {revision.untouched} 条照旧。")
    for kind, word in _KINDS.items():
        own = [each for each in revision.changes if each.kind == kind]
        if own:
            heading(console, f"{word}（{len(own)}）")
        for each in own:
            show_change(each, console)
    if revision.own:
        heading(console, f"台账里照旧，没有动（{len(revision.own)}）")
        for said in revision.own:
            flow(console, said, first="  ", rest="    ")
    if revision.asked:
        heading(console, f"这份文件里还要您看的（{len(revision.asked)}）")
        for said in revision.asked[:_ASKED]:
            flow(console, said, first="  ", rest="    ")
        if len(revision.asked) > _ASKED:
            flow(console, f"…… 还有 {len(revision.asked) - _ASKED} 处，见 --json", first="  ", rest="    ")


def show_change(each: TaskChange, console: Console) -> None:
    """One change."""
    flow(console, f"[{each.id}] {each.said}", first="  ", rest="    ")
    for detail in each.details:
        flow(console, detail, first="    ", rest="      ")
    if each.why:
        flow(console, each.why, "yellow", first="    ", rest="      ")


def show_updated(done: Updated, console: Console) -> None:
    """What was applied, and what was left with the reason."""
    heading(console, f"已采用（{len(done.applied)}）")
    for each in done.applied:
        flow(console, f"[{each.id}] {each.said}", first="  ", rest="    ")
    if done.left:
        heading(console, f"没有采用（{len(done.left)}）")
    for each in done.left:
        flow(console, f"[{each.id}] {each.said}{f'：{each.why}' if each.why else ''}", first="  ", rest="    ")


def update_json(revision: Revision, done: Updated) -> dict[str, Any]:
    """The changes, which were applied, and the files written, as JSON."""
    applied = {each.id for each in done.applied}
    return {
        "changes": [
            {
                "id": each.id,
                "kind": each.kind,
                "task": each.task,
                "said": each.said,
                "details": list(each.details),
                "safe": each.safe,
                "possible": each.possible,
                "why": each.why,
                "applied": each.id in applied,
            }
            for each in revision.changes
        ],
        "kept": revision.kept,
        "untouched": revision.untouched,
        "own": list(revision.own),
        "asked": list(revision.asked),
        "written": list(done.written),
    }
