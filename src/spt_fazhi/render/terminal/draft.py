"""The screens of `fazhi intake`: what was read, what to decide, and a new year's plan beside this one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from spt_fazhi.intake.compare import FATES, OwnObligation, TaskFate, likeness_said
from spt_fazhi.intake.places import Places
from spt_fazhi.model.frozen import as_dict
from spt_fazhi.render.terminal.style import heading
from spt_fazhi.text.columns import wrap
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.json_document import target_json

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.changes.values import Spot
    from spt_fazhi.intake.alike_questions import Question
    from spt_fazhi.intake.draft import DraftPlan

_ROWS: Final = 20
_QUOTED: Final = 30
_SHOWN: Final = ("任务", "没有采用的文字")
"""Kinds of questions that are not told apart without the words of the document: their places have no titles."""


def show(drafted: DraftPlan, asked: Sequence[Question], console: Console) -> None:
    """What was read, and the first things to decide."""
    draft = drafted.draft
    obligations = [each for found in drafted.proposals.values() for each in found.obligations]
    unsure = sum(each.confidence == "unsure" for each in obligations)
    flow(console, draft.title or "（没有读出标题）", "bold")
    flow(console, f"{draft.issuer or '（没有读出印发单位）'} · {draft.issued or '（没有读出印发日期）'}", "dim")
    flow(
        console,
        f"{len(draft.sections)} 个部分，{len(draft.tasks)} 条任务，{len(drafted.directory.new)} 个新的单位或单位组",
    )
    flow(console, f"起草 {len(obligations)} 个事项，其中 {unsure} 个待核；没有采用的文字 {len(draft.left_out)} 处")
    places = sum(len(each.places) for each in asked)
    located = Places(drafted.document)
    heading(console, f"要人决定的（{len(asked)} 个问题，{places} 处，重的在前；全部列在 待核清单.md）")
    for each in asked[:_ROWS]:
        place = located.of(each.line, (each.places[0].words, each.places[0].said, each.what))
        more = f"起 {len(each.places)} 处" if len(each.places) > 1 else ""
        words = f"“{one_line(each.quoted, _QUOTED)}”：" if each.kind in _SHOWN and each.quoted else ""
        flow(console, f"{place}{more} · {each.about}：{words}{each.what}", first="  ", rest="    ")
    if len(asked) > _ROWS:
        console.print(Text(f"  …… 还有 {len(asked) - _ROWS} 个问题", style="dim"))


def show_differences(lines: Sequence[tuple[str, Spot]], console: Console) -> None:
    """What differs between a draft made anew and the one that is there."""
    heading(console, f"与重新起草的相比，已有的草稿有 {len(lines)} 处不同")
    for line, _ in lines[:60]:
        flow(console, line, first="  ", rest="    ")
    if len(lines) > 60:
        console.print(Text(f"  …… 还有 {len(lines) - 60} 处", style="dim"))
    if not lines:
        flow(console, "只有注释或写法不同。", first="  ")


def show_fates(fates: Iterable[TaskFate], old: str, new: str, console: Console) -> None:
    """Tasks kept, reworded, new, gone; days that moved."""
    listed = list(fates)
    flow(console, f"{one_line(old)} → {one_line(new)}", "bold")
    counts = "，".join(f"{word} {sum(each.fate == fate for each in listed)}" for fate, word in FATES.items())
    flow(console, f"任务：{counts}")
    for fate, word in FATES.items():
        own = [each for each in listed if each.fate == fate]
        if own:
            heading(console, f"{word}（{len(own)}）")
        for each in own:
            flow(console, _fate(each), first="  ", rest="    ")
            for moved in each.moved:
                said = f"时限变动：{moved.obligation} {one_line(moved.title)}，{moved.old} → {moved.new}"
                flow(console, said, "yellow", first="    ", rest="      ")
            for altered in each.altered:
                said = f"数字或周期变动：{altered.obligation} {one_line(altered.title)}，{altered.old} → {altered.new}"
                flow(console, said, "yellow", first="    ", rest="      ")
            for units in each.units:
                flow(console, units, "yellow", first="    ", rest="      ")
    _show_own([own for each in listed for own in each.own], console)


def _show_own(own: Sequence[OwnObligation], console: Console) -> None:
    """What a person added or corrected: what no longer stands in the new text first, by name."""
    if not own:
        return
    lost = sum(not each.stands for each in own)
    heading(console, f"您加的、改过的事项 {len(own)} 个：引文在新文件里的 {len(own) - lost} 个，不在了的 {lost} 个")
    for each in sorted(own, key=lambda each: each.stands):
        what, where = "加的" if each.added else "改过的", "引文还在" if each.stands else "引文不在了"
        flow(console, f"{each.obligation} {one_line(each.title)}（{what}，{where}）", first="  ", rest="    ")


def _fate(each: TaskFate) -> str:
    if each.old is None:
        return f"{each.new.id if each.new else ''} {one_line(each.new.title) if each.new else ''}"
    if each.new is None:
        return f"{each.old.id} {one_line(each.old.title)}"
    more = "" if each.fate == "kept" else f"（{likeness_said(each.old.text, each.new.text, each.likeness)}）"
    units = "，单位有变" if each.units else ""
    title = one_line(each.new.title)
    renamed = "" if each.old.title == each.new.title else f"，原题“{one_line(each.old.title)}”"
    return f"{each.old.id} → {each.new.id} {title}{more}{renamed}{units}"


def fates_json(fates: Iterable[TaskFate]) -> dict[str, Any]:
    """The comparison as JSON."""
    return {
        "tasks": [
            {
                "fate": each.fate,
                "old": each.old.id if each.old else None,
                "new": each.new.id if each.new else None,
                "title": each.new.title if each.new else each.old.title if each.old else "",
                "likeness": round(each.likeness, 3),
                "bodies_differ": each.units_differ,
                "bodies": list(each.units),
                "moved": [
                    {"obligation": moved.obligation, "old": moved.old.isoformat(), "new": moved.new.isoformat()}
                    for moved in each.moved
                ],
                "altered": [as_dict(altered) for altered in each.altered],
                "own": [as_dict(own) for own in each.own],
            }
            for each in fates
        ]
    }


def draft_json(drafted: DraftPlan, asked: Sequence[Question]) -> dict[str, Any]:
    """The draft as JSON; `place` is a cell (`表1!C5`) where the document is a spreadsheet, else ""."""
    draft = drafted.draft
    located = Places(drafted.document)
    return {
        "title": draft.title,
        "issuer": draft.issuer,
        "issued": draft.issued.isoformat() if draft.issued else None,
        "year": draft.year,
        "sections": [as_dict(each) for each in draft.sections],
        "tasks": [
            {**_task_json(drafted, task), "place": located.cell(task.line, (task.title, task.text))}
            for task in draft.tasks
        ],
        "units": [
            {"name": each.name, "code": each.code, "kind": each.kind, "new": each.name in drafted.directory.new}
            for each in drafted.directory.units
        ],
        "aliases": [as_dict(each) for each in drafted.directory.aliases],
        "questions": [_question_json(each, located) for each in asked],
        "left_out": [{**as_dict(each), "place": located.cell(each.line, (each.text,))} for each in draft.left_out],
    }


def _question_json(each: Question, located: Places) -> dict[str, Any]:
    return {
        **as_dict(each),
        "weight": int(each.weight),
        "count": len(each.places),
        "place": located.cell(each.line, (each.places[0].words, each.places[0].said, each.what)),
        "places": [
            {**as_dict(place), "place": located.cell(place.line, (place.words, place.said, each.what))}
            for place in each.places
        ],
    }


def _task_json(drafted: DraftPlan, task: Any) -> dict[str, Any]:
    values = {field.name: getattr(task, field.name) for field in dataclasses.fields(task)}
    obligations = [
        {
            "id": each.id,
            "title": each.title,
            "quote": each.quote,
            "who": list(each.who),
            "scope": each.scope,
            "target": target_json(each.target),
            "due": each.due.isoformat() if each.due else None,
            "every": each.every,
            "due_day": each.within.due_day,
            "after": each.within.after,
            "start": each.within.since.isoformat() if each.within.since else None,
            "phrase": each.phrase,
            "assumed": dict(each.assumed),
            "confidence": each.confidence,
            "reasons": list(each.reasons),
        }
        for each in drafted.proposals[task.id].obligations
    ]
    return {**values, "inline": [as_dict(each) for each in task.inline], "obligations": obligations}


def flow(console: Console, text: str, style: str = "", *, first: str = "", rest: str = "") -> None:
    """One line of text, broken at the terminal's width: the first begins with `first`, the others with `rest`."""
    kept = one_line(text)
    if not console.is_terminal:
        console.print(Text(first + kept, style=style), soft_wrap=True)
        return
    for index, line in enumerate(wrap(kept, max(console.width - len(rest or first), 20))):
        console.print(Text((rest if index else first) + line, style=style), soft_wrap=True)
