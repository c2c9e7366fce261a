"""Prints what has become of the figures of a document that came back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from spt_fazhi.render.terminal.style import colour, paragraph
from spt_fazhi.text.plain import one_line
from spt_fazhi.views.wording import names_text, period_text

if TYPE_CHECKING:
    from rich.console import Console

    from spt_fazhi.views.lists.edited import Edited, Untrue

_EDITIONS = {"issue": "印发版", "check": "核对版"}
_RECORDS = 12


def show_edited(found: Edited, console: Console) -> None:
    """What the document is, then what was changed, what is gone and what is no longer true, each with its sentence."""
    about = [found.report, found.unit, period_text(found.period) if found.period else ""]
    about += [_EDITIONS.get(found.edition, ""), f"数据截至 {found.as_of}"]
    about.append(f"取自提交 {found.commit[:10]}" if found.commit else "不在 git 仓库里")
    paragraph(console, "，".join(one_line(each) for each in about if each), "bold")
    if not found.figures:
        paragraph(console, "这份文件里没有从台账数出来的数字，没有可核的。")
        return
    if found.same:
        paragraph(console, f"一致：{found.figures} 处数字都没有改过，截至 {found.day} 也都成立。", colour("done"))
        return
    if found.changed:
        console.print()
        paragraph(console, f"改过的数字 {len(found.changed)} 处：", colour("overdue"))
        for each in found.changed:
            today = "今天的报表里没有这个数" if each.today is None else f"截至 {found.day} 是 {each.today}"
            paragraph(console, f"{each.printed} → {each.now or '删去'}（{one_line(today)}）", indent=2)
            paragraph(console, f"原句：{one_line(each.sentence)}", indent=4)
            paragraph(console, f"现在：{one_line(each.sentence_now)}", indent=4)
    if found.deleted:
        console.print()
        paragraph(console, f"找不到了的句子 {len(found.deleted)} 句：", colour("overdue"))
        for gone in found.deleted:
            paragraph(console, one_line(gone.sentence), indent=2)
    if found.untrue:
        console.print()
        paragraph(
            console, f"截至 {found.day} 已不成立的数字 {len(found.untrue)} 处（印出的 → 现在的）：", colour("due-soon")
        )
        for sentence, group in groupby(found.untrue, lambda each: each.sentence):
            _untrue(sentence, tuple(group), console)


def _untrue(sentence: str, figures: Sequence[Untrue], console: Console) -> None:
    """The figures of one sentence that are no longer true, and the records that made them so."""
    pairs = [f"{each.printed} → {'报表里没有这个数了' if each.today is None else each.today}" for each in figures]
    paragraph(console, one_line("；".join(pairs)), indent=2)
    paragraph(console, one_line(sentence), indent=4)
    added = sorted({record for each in figures for record in each.added})
    removed = sorted({record for each in figures for record in each.removed})
    if added:
        paragraph(console, f"新计入：{names_text(added, _RECORDS, '条')}", indent=4)
    if removed:
        paragraph(console, f"不再计入：{names_text(removed, _RECORDS, '条')}", indent=4)
    if not added and not removed:
        paragraph(console, "所依据的记录没有增减：是日子过了，或者有新的决定、任务改动", indent=4)
